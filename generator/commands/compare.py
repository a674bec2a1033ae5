"""timeline compare: how much faster, for a reader of a terminal or a program."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from generator import build
from generator.commands.entries import day_option, read_graph
from generator.commands.terminal import out, root_option
from generator.values.comparison import Comparison


@click.command("compare")
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar="ID",
    help="Count from this entry instead of its track's default; may be given once a track.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="table: for reading. json: everything. csv: criteria and parallels, a row each.",
)
@root_option
@day_option
def command(origins: tuple[str, ...], form: str, root: Path, today: date) -> None:
    """Say how much faster: both clocks, each criterion and parallel, and how many of the drawn criteria each track had met.

    \b
    The numbers are those of the site, from the same function; docs/compare/method.md states every formula.
    Examples:
      timeline compare
      timeline compare --origin llama
      timeline compare --origin gnu-project --origin deepseek-r1 --format json
    """
    try:
        comparison = build.comparison(read_graph(root, today), today, origins)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--origin") from None
    if comparison is None:
        raise click.ClickException("there is nothing to count from; write entries/origins.yaml")
    if form == "json":
        out.print_json(json.dumps(build.document(comparison)))
    elif form == "csv":
        sys.stdout.write(build.table(comparison.view))
    else:
        _side_by_side(comparison)


def _side_by_side(comparison: Comparison) -> None:
    """The comparison as a table, the answer last, where a reader of a terminal looks."""
    document = build.document(comparison)
    table = Table("", "Linux", "open AI", "speed-up", box=None, pad_edge=False, header_style="bold")
    group = ""
    for row in document["comparands"]:
        heading = f"{row['what']}: {row['group']}"
        if heading != group:
            table.add_row(f"[bold]{heading}[/bold]")
            group = heading
        table.add_row(escape(row["title"]), row["linux_after"], row["ai_after"], row["speed_up"])
    console = Console(highlight=False, width=None if out.is_terminal else 160)
    console.print(table)
    console.print()
    console.print("[bold]If the clocks start elsewhere: Linux, open AI, of, ratio[/bold]")
    for origins in document["other_origins"]:
        tally, ratio = origins["tally"], origins["survival"]["ratio"]
        counts = (
            tally.get("why_not") or f"{_count(tally['linux'])}, {_count(tally['ai'])}, {tally['of']}, {f'{ratio:.2f}' if ratio else 'none'}"
        )
        console.print(f"  {origins['linux']} and {origins['ai']}: {counts}")
    if choices := document["choices"]:
        console.print()
        share = 100 * choices["faster"] / choices["of"]
        console.print(
            f"Open AI was faster in {share:.0f} % of {choices['of']:,} defensible choices; the worst gives {choices['worst']['ratio']:.2f}."
        )
    console.print()
    console.print(document["answer"])
    if document["survival"]["ratio"]:
        console.print(document["faster"])


def _count(bounds: list[int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low}-{high}"
