"""timeline check: everything that is wrong in entries/."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from generator import build
from generator.commands.entries import day_option, read_corpus
from generator.commands.terminal import count, err, root_option, tell
from generator.contribute import branch
from generator.values.corpus import Corpus, Problem


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["plain", "json", "github"]),
    default="plain",
    show_default=True,
    help="plain: path:line:column lines. json: a list of objects. github: annotations on a pull request.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--changed", is_flag=True, help="Tell only what is wrong in files that this branch changes, and what it makes wrong in others."
)
@click.option("--base", metavar="REF", help="With --changed: what the branch went off from.  [default: origin/main, or main]")
@root_option
@day_option
def command(  # noqa: PLR0913  each is an option
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
    filters = [_relative(root, path) for path in paths]
    corpus, problems = read_corpus(root, today)
    if filters:
        problems = [
            p
            for p in problems
            if any(p.path == filter_path or p.path.startswith(f"{filter_path}/") or filter_path == "." for filter_path in filters)
        ]
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
        changed_paths = set(branch.changed(root, start))
        with branch.before(root, start) as old:
            old_problems = {(p.path, p.rule, p.what) for p in build.inspect(old, today)[1]}
    except branch.NoBase as error:
        raise click.UsageError(str(error)) from None
    return [p for p in problems if p.path in changed_paths or (p.path, p.rule, p.what) not in old_problems]


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
