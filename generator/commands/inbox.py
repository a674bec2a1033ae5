"""timeline inbox: news that may deserve an entry."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from generator.commands.terminal import err, out, root_option
from generator.disk.fetched_files import Damaged, Store
from generator.values.fetched import INBOX, Proposal


@click.command("inbox")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many are shown.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@root_option
def command(limit: int, form: str, root: Path) -> None:
    """List news that may deserve an entry, the likeliest first.

    'timeline new --from-inbox N' starts an entry from the one with number N.

    \b
    Examples:
      timeline inbox
      timeline inbox --limit 5 --format json
    """
    proposals = waiting(root)
    if form == "json":
        out.print_json(json.dumps([report.model_dump(mode="json", exclude_defaults=True) for report in proposals[:limit]]))
        return
    if not proposals:
        err.print("The inbox is empty; 'timeline fetch news' fills it.")
        return
    table = Table("N", "", "When", "What, and why it may be an event", box=None, pad_edge=False, header_style="bold")
    for number, proposal in enumerate(proposals[:limit], 1):
        item = proposal.item
        text = f"[bold]{escape(item.title)}[/bold]  {escape(item.publisher)}\n[dim]{escape('; '.join(proposal.why))}\n{escape(str(item.url))}[/dim]"
        table.add_row(str(number), f"{proposal.score:.2f}", str(item.published or "?"), text)
    out.print(table)
    if len(proposals) > limit:
        err.print(f"{len(proposals) - limit} more; see them with --limit {len(proposals)}")


def waiting(root: Path) -> tuple[Proposal, ...]:
    """What is in the inbox of reports that may be events. Raises ClickException if its file is damaged."""
    try:
        return Store(root).read(INBOX, tuple[Proposal, ...]) or ()
    except Damaged as damaged:
        raise click.ClickException(str(damaged)) from None
