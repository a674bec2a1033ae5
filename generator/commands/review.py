"""timeline review: what a branch changes, as Markdown."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from generator import build
from generator.commands.entries import day_option
from generator.commands.terminal import root_option
from generator.contribute import branch
from generator.contribute.review import Snapshot, review
from generator.values.corpus import Problem


@click.command("review")
@click.option("--base", metavar="REF", help="What the branch went off from.  [default: origin/main, or main]")
@root_option
@day_option
def command(base: str | None, root: Path, today: date) -> None:
    """Say as Markdown what this branch changes: each entry as it will look, and what it moves in the comparison.

    \b
    Exit code: 0, or 1 if the entries have errors; the text is told in both cases.
    \b
    Examples:
      timeline review
      timeline review --base upstream/main > comment.md
    """
    try:
        start = branch.base_of(root, base)
        paths = branch.changed(root, start)
        with branch.before(root, start) as old:
            old_snapshot, _ = _snapshot(old, today)
    except branch.NoBase as error:
        raise click.UsageError(str(error)) from None
    snapshot, problems = _snapshot(root, today)
    branch_problems = [problem for problem in problems if problem.path in paths or (snapshot.graph is None and problem.severity == "error")]
    sys.stdout.write(review(old_snapshot, snapshot, paths, branch_problems))
    sys.exit(0 if snapshot.graph else 1)


def _snapshot(root: Path, today: date) -> tuple[Snapshot, list[Problem]]:
    """The entries of a folder related and compared, as far as they can be, and what is wrong with them."""
    if not (root / "entries").is_dir():
        return Snapshot(), []
    try:
        graph = build.graph(root, today)
    except build.Refused as refused:
        return Snapshot(), refused.problems
    with suppress(ValueError):
        return Snapshot(graph, build.comparison(graph, today)), list(graph.warnings)
    return Snapshot(graph), list(graph.warnings)
