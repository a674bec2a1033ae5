"""The commands for those who write entries and look at them: new, fmt, from-issue, review."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click
from rich.markup import escape

from generator import branch
from generator import build as sentence
from generator.dates import FuzzyDate
from generator.fetching import client_of
from generator.forms import FORMS, Asked, Form, Unreadable, correction, entry, missing_source
from generator.likeness import alike
from generator.load import shape_of
from generator.mend import Unmendable, amended, with_source
from generator.model import KINDS, TRACKS, How, Track
from generator.record import Corpus, EntryRecord, Problem
from generator.review import Side
from generator.review import review as told
from generator.scaffold import SHAPES, Facts, Shape, draft, facts_of, id_of, kind_of, place_of
from generator.schemas import SCHEMAS
from generator.terminal import count, day_option, err, out, root_option, waiting
from generator.tidy import tidy

_TEACHES: Final = "Comments in it say what each field wants."


@click.command()
@click.argument("shape", required=False, type=click.Choice(SHAPES), metavar="[KIND]")
@click.option(
    "--from-inbox", "number", type=click.IntRange(1), metavar="N", help="Start from this report of 'timeline inbox'."
)
@click.option("--track", type=click.Choice(TRACKS), help="The track.")
@click.option(
    "--kind", type=click.Choice(KINDS), help="With --from-inbox: the kind; guessed from the report if left out."
)
@click.option("--id", "name", metavar="ID", help="The id; made from the title if it is left out.")
@click.option("--title", help="Who did what; of an actor, its name.")
@click.option("--date", "when", metavar="EDTF", help="When: 2025-01-20, 2025-01, 2025, 2025~.")
@click.option("--summary", help="One or two plain sentences.")
@click.option("--actor", "actors", multiple=True, metavar="ID", help="Who did it; may be given again.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A subject; may be given again.")
@click.option("--url", help="A source; what its page says of itself is filled in, where it can be reached.")
@click.option(
    "--hub",
    metavar="OWNER/NAME",
    help="A model on the Hugging Face Hub; its licence and day are filled in, where it can be reached.",
)
@click.option("--of", "bases", multiple=True, metavar="ID", help="fork: what it derives from; may be given again.")
@click.option("--how", type=click.Choice(get_args(How)), help="fork: how it derives.")
@click.option("--offline", is_flag=True, help="Ask no server.")
@click.option("--private", is_flag=True, hidden=True, help="Allow addresses that are not public: for stand-in servers.")
@root_option
@day_option
def new(  # noqa: PLR0913  each is an option
    shape: Shape | None, number: int | None, track: Track | None, kind: Shape | None, name: str | None, title: str | None, when: str | None,
    summary: str | None, actors: tuple[str, ...], tags: tuple[str, ...], url: str | None, hub: str | None, bases: tuple[str, ...],
    how: str | None, offline: bool, private: bool, root: Path, today: date,
) -> None:  # fmt: skip
    """Start an entry, an actor or a parallel: a file with what is known, and comments for what is not.

    KIND is release, fork, policy, milestone, actor or parallel. In a terminal, what is not given is asked for; an empty answer leaves
    it open. Then 'timeline check' says what is missing.

    \b
    Examples:
      timeline new release
      timeline new release --track ai --hub deepseek-ai/DeepSeek-R1 --title "DeepSeek releases R1" --date 2025-01-20
      timeline new --from-inbox 3
    """
    # Other drafts may be open: what is wrong elsewhere is no matter here.
    corpus, _ = sentence.inspect(root, today)
    if number:
        proposals = waiting(root)
        if number > len(proposals):
            raise click.BadParameter(f"the inbox has {len(proposals)}", param_hint="--from-inbox")
        proposal = proposals[number - 1]
        feed = next((feed.value for feed in corpus.feeds if feed.id == proposal.item.feed), None)
        chosen = kind or shape or kind_of(proposal)
        facts = facts_of(proposal, chosen, track or (feed.track if feed else None) or "ai")  # type: ignore[arg-type]
        title = title or proposal.item.title
    else:
        shape = shape or kind or _ask("What is it", choices=SHAPES)
        if not shape:
            raise click.UsageError(f"name a KIND: {', '.join(SHAPES)}; or --from-inbox N")
        if shape in KINDS:
            track = track or _ask("Which track", choices=TRACKS)
            if not track:
                raise click.UsageError("name a --track: ai or linux")
            hub = hub or (
                _ask("Its model on the Hub, owner/name") if shape in ("release", "fork") and track == "ai" else None
            )
            url = url or _ask("Address of a source")
        told = _told(url, hub, offline, private, today)
        title = title or _ask(
            "Its name" if shape == "actor" else "Who did what, in the present tense", told.get("title")
        )
        when = when or (_ask("When", told.get("date")) if shape in KINDS else None)
        if shape == "fork":
            bases = bases or tuple((_ask("What it derives from, an id or owner/name") or "").split())
            how = how or _ask("How", choices=get_args(How))
        facts = _facts(shape, track or "ai", told, title, when, summary, actors, tags, bases, how)
    _dated(when)
    if not (name or title or hub):
        raise click.UsageError("give a --title, or an --id for the file")
    made = _named(name, title or hub or "", facts)
    _warn(alike(
        corpus.entries, name=made, title=title or "", date=_dated(facts.values.get("date")), actors=actors,
        urls=[str(source["url"]) for source in facts.sources], hubs=[hub] if hub else [],
    ))  # fmt: skip
    path = place_of(made, facts.track, facts.shape)
    file = root / path
    if file.exists():
        raise click.ClickException(f"{path} is there already; choose another name with --id")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(draft(facts), "utf-8")
    out.print(escape(path))
    err.print(f"Write what is missing, then run: timeline check {path}\n{_TEACHES}")


def _ask(question: str, default: str | None = None, choices: Iterable[str] = ()) -> Any:
    """An answer from whoever sits at the terminal; the default, or nothing, where nobody does."""
    if not sys.stdin.isatty():
        return default
    kind = click.Choice([*choices]) if choices else None
    return click.prompt(question, default=default or "", type=kind, err=True, show_default=bool(default)) or None


def _named(name: str | None, title: str, facts: Facts) -> str:
    try:
        place_of(made := id_of(title) if name is None else name, facts.track, facts.shape)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--id") from None
    return made


def _dated(when: str | None) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(when) if when else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None


def _facts(  # noqa: PLR0913  each is something that may be known
    shape: Shape, track: Track, told: Mapping[str, Any], title: str | None, when: str | None, summary: str | None,
    actors: tuple[str, ...], tags: tuple[str, ...], bases: tuple[str, ...], how: str | None,
) -> Facts:  # fmt: skip
    own: dict[str, Any] = dict(told.get("facts", {})) if shape in ("release", "fork") else {}
    if shape == "fork":
        own = {
            key: value for key, value in {"hub": own.pop("hub", None), **own, "of": bases, "how": how}.items() if value
        }
    values = {
        "name" if shape == "actor" else "title": title,
        "date": when,
        "summary": summary,
        "actors": actors,
        "tags": tags,
        "facts": own,
    }
    sources = (told["source"],) if "source" in told else ()
    return Facts(
        shape, track, {key: value for key, value in values.items() if value}, sources, tuple(told.get("notes", ()))
    )


def _told(url: str | None, hub: str | None, offline: bool, private: bool, today: date) -> dict[str, Any]:
    """What servers say of a source and of a model. One that does not answer is told of, and nothing is made up."""
    from generator.fetch import hub as models  # noqa: PLC0415  only this needs the network
    from generator.fetch import page  # noqa: PLC0415
    from generator.fetch.http import Limits  # noqa: PLC0415
    from generator.fetch.trouble import Trouble  # noqa: PLC0415

    found: dict[str, Any] = {}
    if url:
        if not re.match(r"https?://[^\s/]+", url):
            raise click.BadParameter(f"'{url}' is no address; it starts with https://", param_hint="--url")
        found["source"] = {"url": url}
    if hub:
        found["facts"] = {"hub": (hub,)}
    if offline or not (url or hub):
        return found
    with client_of(private=private, limits=Limits(total=20, retries=0)) as client:
        if url:
            try:
                found["source"] = page.ask(client, url)
                found["title"] = found["source"].get("title")
            except Trouble as trouble:
                err.print(f"[yellow]note:[/yellow] {escape(str(trouble))}; the source has its address only")
        if hub:
            said: list[str] = []
            try:
                there = models.Hub(
                    client,
                    os.environ.get("HF_ENDPOINT", models.ENDPOINT).rstrip("/"),
                    os.environ.get("HF_TOKEN") or None,
                )
                model = models.ask(there, hub, None, today, said)
            except (Trouble, models.Unusable) as trouble:
                err.print(f"[yellow]note:[/yellow] {escape(str(trouble))}; nothing is filled in of the model")
            else:
                found["facts"] |= {"parameters": model.parameters} if model.parameters else {}
                found["date"] = model.created.date().isoformat() if model.created else None
                found["notes"] = (
                    [f"The Hub says licence: {model.licence}; look it up among the ids of SPDX"]
                    if model.licence
                    else []
                )
    return found


def _warn(found: list[tuple[EntryRecord, str]]) -> None:
    for record, why in found[:5]:
        err.print(f"[yellow]note:[/yellow] {record.path} may tell of the same event: {why}")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 if a file is not in order.")
@root_option
def fmt(paths: tuple[Path, ...], only_look: bool, root: Path) -> None:
    """Put the fields of files in the order of the vocabulary; all of entries/ if no PATH is named.

    Lines are moved as they are: comments, quotes and line breaks stay. A file that is not strict YAML is left to 'timeline check'.
    """
    found = 0
    for file in _files(root, paths):
        if not file.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"'{file}' is not under {root.resolve()}")
        path = file.resolve().relative_to(root.resolve()).as_posix()
        shape = shape_of(path)
        if not shape:
            continue
        raw = file.read_bytes()
        made = tidy(raw, SCHEMAS[shape], os.path.relpath(f"entries/schema/{shape}.json", Path(path).parent))
        if made != raw:
            found += 1
            out.print(escape(path))
            if not only_look:
                file.write_bytes(made)
    err.print(f"{count(found, 'file')} {'to put' if only_look else 'put'} in order")
    sys.exit(1 if only_look and found else 0)


def _files(root: Path, paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths or [root / "entries"]:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


@click.command("from-issue")
@click.option("--form", type=click.Choice(FORMS), required=True, help="The form by which the issue was filed.")
@click.option(
    "--body",
    type=click.File(encoding="utf-8", errors="replace"),
    required=True,
    help="The issue's text; - for standard input.",
)
@root_option
@day_option
def from_issue(form: Form, body: Any, root: Path, today: date) -> None:
    """Turn an issue that was filed by a form into a change of entries/, or say exactly what stands in its way.

    The answer for whoever filed it goes to standard output, as Markdown. A file is left changed only if 'timeline check' finds no
    error in it.

    \b
    Exit code: 0 a file was made or changed, 1 the answer says what is wrong, 2 a wrong call.
    """
    corpus, _ = sentence.inspect(root, today)
    try:
        path, made, near = _asked(form, body.read(), corpus, root, today)
    except Unreadable as wrong:
        _answer("This cannot be taken over yet:", wrong.reasons)
        sys.exit(1)
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made)
    found = [problem for problem in sentence.inspect(root, today)[1] if problem.path == path]
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        file.unlink() if before is None else file.write_bytes(before)
        _answer("This cannot be taken over yet:", map(_in_words, errors))
        sys.exit(1)
    again = [f"`{record.path}` may tell of the same event: {why}." for record, why in near]
    _answer(f"`{path}` is {'made' if before is None else 'changed'}.", [*again, *map(_in_words, found)])


def _asked(
    form: Form, body: str, corpus: Corpus, root: Path, today: date
) -> tuple[str, bytes, list[tuple[EntryRecord, str]]]:
    """The path of the file that a form asks for, all of its text, and entries that may be the same. Raises Unreadable."""
    if form != "entry":
        path, made = _changed(
            correction(body, str(today)) if form == "correction" else missing_source(body, str(today)), corpus, root
        )
        return path, made, []
    by_name = {record.value.name.lower(): record.id for record in corpus.actors} | {
        record.id: record.id for record in corpus.actors
    }
    facts = entry(body, by_name, str(today))
    name = id_of(facts.values["title"])
    path = place_of(name, facts.track, facts.shape)
    if (root / path).exists() or any(record.id == name for record in corpus.entries):
        raise Unreadable(
            f"There is an entry with the id `{name}` already. If yours is another event, say in **What happened** what sets it apart."
        )
    when = None
    with suppress(ValueError):
        when = FuzzyDate.parse(facts.values["date"])
    near = alike(
        corpus.entries, title=facts.values["title"], date=when, actors=facts.values["actors"],
        urls=[source["url"] for source in facts.sources],
    )  # fmt: skip
    text = draft(replace(facts, values={key: value for key, value in facts.values.items() if value}), teach=False)
    return path, text.encode(), near


def _changed(asked: Asked, corpus: Corpus, root: Path) -> tuple[str, bytes]:
    """The path of an entry, and its text after what was asked. Raises Unreadable."""
    record = next((record for record in corpus.entries if asked.entry in (record.id, *record.value.former_ids)), None)
    if not record:
        raise Unreadable(f"**Page**: no entry has the id `{asked.entry}`.")
    made = (root / record.path).read_bytes()
    try:
        made = amended(made, asked.field, asked.text) if asked.field else made
        made = with_source(made, asked.source) if asked.source else made
    except Unmendable as error:
        raise Unreadable(f"`{record.path}`: {error}.") from None
    return record.path, made


def _in_words(problem: Problem) -> str:
    where = f" (line {problem.line})" if problem.line > 1 else ""
    return f"{problem.what}{f'; {problem.mend}' if problem.mend else ''}{where}".replace("@", "@\u200b").replace(
        "<", "&lt;"
    )


def _answer(head: str, lines: Iterable[str]) -> None:
    out.print(head, markup=False)
    for line in lines:
        out.print(f"- {line}", markup=False)


@click.command()
@click.option("--base", metavar="REF", help="What the branch went off from.  [default: origin/main, or main]")
@root_option
@day_option
def review(base: str | None, root: Path, today: date) -> None:
    """Say as Markdown what this branch changes: each entry as it will look, and what it moves in the comparison.

    \b
    Exit code: 0, or 1 if the entries have errors; the text is told in both cases.
    """
    try:
        start = branch.base_of(root, base)
        paths = branch.changed(root, start)
        with branch.before(root, start) as old:
            had, _ = _side(old, today)
    except branch.NoBase as error:
        raise click.UsageError(str(error)) from None
    new, problems = _side(root, today)
    mine = [
        problem for problem in problems if problem.path in paths or (new.graph is None and problem.severity == "error")
    ]
    sys.stdout.write(told(had, new, paths, mine))
    sys.exit(0 if new.graph else 1)


def _side(root: Path, today: date) -> tuple[Side, list[Problem]]:
    """The entries of a folder related and compared, as far as they can be, and what is wrong with them."""
    if not (root / "entries").is_dir():
        return Side(), []
    problems = sentence.inspect(root, today)[1]
    if any(problem.severity == "error" for problem in problems):
        return Side(), problems
    graph = sentence.graph(root, today)
    with suppress(ValueError):
        return Side(graph, sentence.comparison(graph, today)), problems
    return Side(graph), problems
