"""The entries of a checkout, read for a command: on which day, and what it says where they cannot be read."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import build
from generator.commands.terminal import err, progress, tell
from generator.values.corpus import Corpus, Problem
from generator.values.graph import Graph


class Day(click.ParamType[date]):
    """A day, as an option's value."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read it; a usage error says how to write it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day; write it as 2026-11-23", param, ctx)


def _today() -> date:
    try:
        return build.today()
    except ValueError as error:
        raise click.UsageError(str(error)) from None


day_option = click.option(
    "--today", type=Day(), default=_today, show_default="SOURCE_DATE_EPOCH, or the clock", help="The day to take as today."
)


def read_corpus(root: Path, today: date) -> tuple[Corpus, list[Problem]]:
    """What could be read, and every problem. A folder without entries/ is a wrong call."""
    with progress("Reading entries") as tick:
        try:
            return build.inspect(root, today, tick)
        except FileNotFoundError as error:
            raise click.UsageError(f"{error}; name the checkout with --root") from None


def read_graph(root: Path, today: date) -> Graph:
    """The entries, related. Their errors are told instead, and end the command; a folder without entries/ is a wrong call."""
    with progress("Reading entries") as tick:
        try:
            return build.graph(root, today, tick)
        except build.Refused as refused:
            refuse(refused)
        except FileNotFoundError as error:
            raise click.UsageError(f"{error}; name the checkout with --root") from None


def refuse(refused: build.Refused) -> NoReturn:
    """Say why nothing was built, and leave."""
    tell([problem for problem in refused.problems if problem.severity == "error"], "plain")
    err.print("Nothing was built. Mend these, and try again; 'timeline check' tells the warnings too.")
    sys.exit(1)
