"""The command line: the only prints and exit codes. 0 is clean, 1 is problems, 2 is a wrong call."""

from __future__ import annotations

import gc
import json
import sys
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator import build as sentence
from generator.commands.terminal import count, day_option, err, out, progress, refuse, root_option, tell
from generator.contribute import branch
from generator.values.comparison import Comparison
from generator.values.corpus import Corpus, Problem
from generator.values.entries import INVERSE
from generator.values.graph import Edge, Graph, actors_of
from generator.values.schemas import SCHEMAS, json_schema

_LATER: Final = {
    "fetch": "fetch", "inbox": "fetch", "new": "new", "fmt": "contribute", "from-issue": "contribute", "review": "contribute",
}  # fmt: skip
"""Commands that stand in modules of their own, imported only when one is called: some of them take longer than a small check does."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _LATER:
            return super().get_command(ctx, cmd_name)
        found = getattr(import_module(f"generator.commands.{_LATER[cmd_name]}"), cmd_name.replace("-", "_"))
        return found if isinstance(found, click.Command) else None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with 'timeline check', then 'timeline serve'. CONTRIBUTING.md tells how to write an entry.",
)
@click.version_option(package_name="only-faster")
def main() -> None:
    """Only Faster: check the entries, build the site, look at one entry, fetch what others say of it."""
    # Records and pages are many, small and lasting: looking for garbage among them as often as Python does by default
    # takes a fifth of a build of 10,000 entries, and frees nothing.
    gc.set_threshold(20_000, 50, 1_000)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "form", type=click.Choice(["plain", "json", "github"]), default="plain", show_default=True,
              help="plain: path:line:column lines. json: a list of objects. github: annotations on a pull request.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--changed",
    is_flag=True,
    help="Tell only what is wrong in files that this branch changes, and what it makes wrong in others.",
)
@click.option(
    "--base", metavar="REF", help="With --changed: what the branch went off from.  [default: origin/main, or main]"
)
@root_option
@day_option
def check(  # noqa: PLR0913  each is an option
    paths: tuple[str, ...], form: str, strict: bool, changed: bool, base: str | None, root: Path, today: date
) -> None:
    """Find everything that is wrong in entries/.

    With PATHs, tell only what is wrong in those files and folders; the whole of entries/ is still read, because an
    entry can be wrong through another.

    \b
    Exit code: 0 clean (there may be warnings), 1 problems, 2 a wrong call.
    \b
    Examples:
      timeline check
      timeline check entries/ai/releases/deepseek-r1.yaml
      timeline check --changed
      timeline check --format github
    """
    wanted = [_relative(root, path) for path in paths]
    with progress("Reading entries") as tick:
        try:
            corpus, problems = sentence.inspect(root, today, tick)
        except FileNotFoundError as error:
            raise click.UsageError(f"{error}; name the checkout with --root") from None
    if wanted:
        problems = [p for p in problems if any(p.path == w or p.path.startswith(f"{w}/") or w == "." for w in wanted)]
    if changed:
        problems = _of_branch(problems, root, today, base)
    tell(problems, form)
    if form == "plain":
        _sum_up(problems, corpus)
    sys.exit(1 if any(p.severity == "error" or strict for p in problems) else 0)


def _of_branch(problems: list[Problem], root: Path, today: date, base: str | None) -> list[Problem]:
    """Problems in the files that a branch changes, and those in others that were not there before it."""
    try:
        start = branch.base_of(root, base)
        mine = set(branch.changed(root, start))
        with branch.before(root, start) as old:
            had = {(p.path, p.rule, p.what) for p in sentence.inspect(old, today)[1]}
    except branch.NoBase as error:
        raise click.UsageError(str(error)) from None
    return [p for p in problems if p.path in mine or (p.path, p.rule, p.what) not in had]


def _relative(root: Path, path: str) -> str:
    """A path as problems have it: from the root, with slashes."""
    full = (root / path if (root / path).exists() else Path(path)).resolve()
    if not full.exists():
        raise click.UsageError(f"no file or folder '{path}'")
    if not full.is_relative_to(root.resolve()):
        raise click.UsageError(f"'{path}' is not under {root.resolve()}")
    return full.relative_to(root.resolve()).as_posix()


def _sum_up(problems: list[Problem], corpus: Corpus) -> None:
    errors = sum(p.severity == "error" for p in problems)
    warnings = len(problems) - errors
    counts = f"{count(errors, 'error')}, {count(warnings, 'warning')}"
    read = [
        count(len(corpus.entries), "entry", "entries"),
        count(len(corpus.actors), "actor"),
        *([count(len(corpus.parallels), "parallel")] if corpus.parallels else []),
        *([f"{len(corpus.series)} series"] if corpus.series else []),
    ]
    err.print(f"{', '.join(read[:-1])} and {read[-1]} read: {counts}")


@main.command()
@click.option("--out", "folder", type=click.Path(file_okay=False, path_type=Path), default="site", show_default=True,
              help="Where the site goes. What stands there is replaced only when the new site is whole.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let a warning of the site engine fail the build.")
@root_option
@day_option
def build(folder: Path, strict: bool, root: Path, today: date) -> None:
    """Build the whole site from committed files, offline.

    The site's address comes from SITE_URL, and the repository's from REPO_URL; mkdocs.yml has the defaults.
    """
    from generator.site import engine  # noqa: PLC0415  the site engine is slow to import, and only these two use it

    with progress("Building pages") as tick:
        try:
            pages = engine.build(root, folder, today, strict=strict, tick=tick)
        except sentence.Refused as refused:
            refuse(refused)
        except engine.Failed as failed:
            raise click.ClickException(str(failed)) from None
    err.print(f"{count(pages, 'page')} in {folder}/")


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@root_option
@day_option
def serve(address: str, root: Path, today: date) -> None:
    """Preview the site, and build it again whenever a file changes. Stop with Ctrl-C."""
    from generator.site import engine  # noqa: PLC0415  see build

    try:
        engine.serve(root, today, address, lambda text: err.print(text, markup=False))
    except engine.Failed as failed:
        raise click.ClickException(str(failed)) from None


@main.command()
@click.option("--origin", "origins", multiple=True, metavar="ID",
              help="Count from this entry instead of its track's default; may be given once a track.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True,
              help="table: for reading. json: everything. csv: criteria and parallels, a row each.")  # fmt: skip
@root_option
@day_option
def compare(origins: tuple[str, ...], form: str, root: Path, today: date) -> None:
    """Say how much faster: both clocks, each criterion and parallel, and the median.

    \b
    The numbers are those of the site, from the same function; docs/compare/method.md states every formula.
    Examples:
      timeline compare
      timeline compare --origin llama
      timeline compare --origin gnu-project --origin deepseek-r1 --format json
    """
    with progress("Reading entries") as tick:
        try:
            graph = sentence.graph(root, today, tick)
            found = sentence.comparison(graph, today, origins)
        except sentence.Refused as refused:
            refuse(refused)
        except FileNotFoundError as error:
            raise click.UsageError(f"{error}; name the checkout with --root") from None
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--origin") from None
    if found is None:
        raise click.ClickException("there is nothing to count from; write entries/origins.yaml")
    if form == "json":
        out.print_json(json.dumps(sentence.document(found)))
    elif form == "csv":
        sys.stdout.write(sentence.table(found.view))
    else:
        _side_by_side(found)


def _side_by_side(found: Comparison) -> None:
    """The comparison as a table, the answer last, where a reader of a terminal looks."""
    document = sentence.document(found)
    table = Table("", "Linux", "open AI", "speed-up", box=None, pad_edge=False, header_style="bold")
    group = ""
    for row in document["comparands"]:
        heading = f"{row['what']}: {row['group']}"
        if heading != group:
            table.add_row(f"[bold]{heading}[/bold]")
            group = heading
        table.add_row(escape(row["title"]), row["linux_after"], row["ai_after"], row["speed_up"])
    wide = Console(highlight=False, width=None if out.is_terminal else 160)
    wide.print(table)
    wide.print()
    wide.print("[bold]If the clocks start elsewhere[/bold]")
    for other in document["other_origins"]:
        told = other["criteria"]["speed_up"]
        wide.print(f"  {other['linux']} and {other['ai']}: {told['text'] if told else 'too few to compare'}")
    wide.print()
    wide.print(document["answer"])


@main.command()
@click.argument("entry_id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["plain", "json"]), default="plain", show_default=True)
@root_option
@day_option
def show(entry_id: str, form: str, root: Path, today: date) -> None:
    """Show one entry or actor as the build sees it, with what links to it."""
    with progress("Reading entries") as tick:
        try:
            graph = sentence.graph(root, today, tick)
        except sentence.Refused as refused:
            refuse(refused)
        except FileNotFoundError as error:
            raise click.UsageError(f"{error}; name the checkout with --root") from None
    try:
        seen = _seen(graph, entry_id)
    except KeyError:
        from difflib import get_close_matches  # noqa: PLC0415  only on the way out

        near = get_close_matches(entry_id, [*graph.by_id, *graph.actors], 3)
        hint = (
            f"; did you mean {' or '.join(near)}?" if near else "; 'timeline show' takes the file's name without .yaml"
        )
        raise click.UsageError(f"no entry or actor has the id '{entry_id}'{hint}") from None
    if form == "json":
        out.print_json(json.dumps(seen))
        return
    for key, value in seen.items():
        lines = value if isinstance(value, list) else [value]
        for n, line in enumerate(lines):
            text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            out.print(f"[bold]{key if not n else '':<12}[/bold] {escape(text)}")


def _seen(graph: Graph, entry_id: str) -> dict[str, Any]:
    """What `show` tells, in order. Raises KeyError for an id that does not exist."""
    if entry_id in graph.actors:
        actor = graph.actors[entry_id]
        entries = [f"{r.value.date}: {r.value.title} ({r.id})" for r in graph.of_actor.get(entry_id, ())]
        return {"path": actor.path, **actor.value.model_dump(mode="json", exclude_defaults=True), "entries": entries}
    record = graph.by_id[entry_id]

    def line(edge: Edge, inverse: bool) -> str:
        other, word = (edge.source, INVERSE[edge.word]) if inverse else (edge.target, edge.word)
        return f"{word} {other.id} ({other.value.date})"

    value = record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"links", "actors"})
    return {
        "path": record.path, "track": record.track, "kind": record.kind, **value,
        "printed date": str(record.value.date),
        "actors": [f"{actor}: {graph.actors[actor].value.name}" for actor in actors_of(record)],
        "links": [line(edge, inverse=False) for edge in graph.links.get(entry_id, ())],
        "backlinks": [line(edge, inverse=True) for edge in graph.backlinks.get(entry_id, ())],
        "ancestors": [r.id for r in graph.ancestors(entry_id)],
        "descendants": [r.id for r in graph.descendants(entry_id)],
    }  # fmt: skip


@main.command()
@root_option
def schema(root: Path) -> None:
    """Write the JSON Schemas of entries/schema/ anew from the vocabulary, for editors."""
    folder = root / "entries" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n")
    err.print(f"{count(len(SCHEMAS), 'schema')} in {folder}/")


if __name__ == "__main__":
    main()
