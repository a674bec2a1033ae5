"""What all commands share: where they print, how they tell problems and progress, and where the checkout is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from generator.values.corpus import Problem

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The checkout: the folder that holds entries/.",
)


@contextmanager
def progress(doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error for work that takes a while, if that is a terminal; otherwise nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def warn(text: str) -> None:
    """Print what does not stop a command, and should be known."""
    err.print(f"[yellow]warning:[/yellow] {escape(text)}")


def tell(problems: list[Problem], form: str) -> None:
    """Print problems, a line each: for people, as JSON, or as annotations on a pull request."""
    if form == "json":
        keys = ("path", "line", "column", "severity", "rule", "what", "mend")
        out.print_json(json.dumps([{key: getattr(p, key) for key in keys} for p in problems]))
        return
    for p in problems:
        if form == "github":
            # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
            properties = ",".join((f"file={_property(p.path)}", f"line={p.line}", f"col={p.column}", f"title={p.rule}"))
            text = f"{p.what}; {p.mend}" if p.mend else p.what
            out.print(f"::{p.severity} {properties}::{_data(text)}", markup=False)
        else:
            colour = "red" if p.severity == "error" else "yellow"
            mend = f"; [bold]{escape(p.mend)}[/bold]" if p.mend else ""
            position = f"[cyan]{escape(p.path)}:{p.line}:{p.column}:[/cyan] [{colour}]{p.severity}:[/{colour}]"
            out.print(f"{position} {escape(p.what)}{mend} [dim]{escape(f'[{p.rule}]')}[/dim]")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def count(number: int, singular: str, plural: str | None = None) -> str:
    """`1 entry`, `2,000 entries`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
