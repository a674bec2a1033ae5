"""timeline new: a file with what is known, and comments for what is not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_corpus
from generator.commands.inbox import waiting
from generator.commands.network import client_of, hub_of
from generator.commands.terminal import err, out, root_option
from generator.contribute.draft import SHAPES, Shape, draft
from generator.contribute.gather import Given, Reported, Start, Unclear, begin, from_report, gather, nobody
from generator.fetch import hub as models
from generator.fetch import page_head
from generator.fetch.failures import Trouble
from generator.fetch.http import Limits
from generator.values.entries import How
from generator.values.fetched import Proposal
from generator.values.fields import KINDS, TRACKS

_TEACHES: Final = "Comments in it say what each field wants."


@click.command("new")
@click.argument("shape", required=False, type=click.Choice(SHAPES), metavar="[KIND]")
@click.option("--from-inbox", "number", type=click.IntRange(1), metavar="N", help="Start from this report of 'timeline inbox'.")
@click.option("--track", type=click.Choice(TRACKS), help="The track.")
@click.option("--kind", type=click.Choice(KINDS), help="With --from-inbox: the kind; guessed from the report if left out.")
@click.option("--id", metavar="ID", help="The id; made from the title if it is left out.")
@click.option("--title", help="Who did what; of an actor, its name.")
@click.option("--date", metavar="EDTF", help="When: 2025-01-20, 2025-01, 2025, 2025~.")
@click.option("--summary", help="One or two plain sentences.")
@click.option("--actor", "actors", multiple=True, metavar="ID", help="Who did it, by id or name; may be given again.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A subject; may be given again.")
@click.option("--url", help="A source; what its page says of itself is filled in, where it can be reached.")
@click.option(
    "--hub", metavar="OWNER/NAME", help="A model on the Hugging Face Hub; its licence and day are filled in, where it can be reached."
)
@click.option("--of", multiple=True, metavar="ID", help="fork: what it derives from; may be given again.")
@click.option("--how", type=click.Choice(get_args(How)), help="fork: how it derives.")
@click.option("--offline", is_flag=True, help="Ask no server.")
@click.option("--private", is_flag=True, hidden=True, help="Allow addresses that are not public: for stand-in servers.")
@root_option
@day_option
def command(  # noqa: PLR0913  these say how to start a file, and the rest what stands in it
    shape: Shape | None, number: int | None, kind: Shape | None, offline: bool, private: bool, root: Path, today: date, **options: Any
) -> None:
    """Start an entry, an actor or a parallel: a file with what is known, and comments for what is not.

    KIND is release, fork, policy, milestone, actor or parallel. In a terminal, what is not given is asked for; an empty answer leaves
    it open. Then 'timeline check' says what is missing.

    \b
    Examples:
      timeline new release
      timeline new release --track ai --hub deepseek-ai/DeepSeek-R1 --title "DeepSeek releases R1" --date 2025-01-20
      timeline new --from-inbox 3
    """
    try:
        start = _start(Given(shape=shape or kind, **options), number, offline, private, root, today)
    except Unclear as unclear:
        if unclear.option:
            raise click.BadParameter(str(unclear), param_hint=unclear.option) from None
        raise click.UsageError(str(unclear)) from None
    for record, why in start.near[:5]:
        err.print(f"[yellow]note:[/yellow] {record.path} may tell of the same event: {why}")
    file = root / start.path
    if file.exists():
        raise click.ClickException(f"{start.path} is there already; choose another name with --id")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(draft(start.facts), "utf-8")
    out.print(escape(start.path))
    err.print(f"Write what is missing, then run: timeline check {start.path}\n{_TEACHES}")


def _start(  # noqa: PLR0913  see above
    given: Given, number: int | None, offline: bool, private: bool, root: Path, today: date
) -> Start:
    # Other drafts may be open: what is wrong elsewhere is no matter here.
    corpus, _ = read_corpus(root, today)
    if number:
        given, reported = from_report(given, _proposal(root, number), corpus)
        return gather(given, reported, corpus, nobody)
    given = begin(given, _ask)
    return gather(given, _reported(given, offline, private, today), corpus, _ask)


def _proposal(root: Path, number: int) -> Proposal:
    proposals = waiting(root)
    if number > len(proposals):
        raise Unclear(f"the inbox has {len(proposals)}", "--from-inbox")
    return proposals[number - 1]


def _ask(question: str, default: str | None = None, choices: Iterable[str] = (), read: Callable[[str], Any] = str) -> Any:
    """An answer from whoever sits at the terminal, who is asked again for one that cannot be; the default where nobody does."""
    if not sys.stdin.isatty():
        return default

    def answer(text: str) -> Any:
        try:
            return read(text)
        except Unclear as unclear:
            raise click.UsageError(str(unclear)) from None

    kind = click.Choice([*choices]) if choices else None
    return (
        click.prompt(question, default=default or "", type=kind, value_proc=None if kind else answer, err=True, show_default=bool(default))
        or None
    )


def _reported(given: Given, offline: bool, private: bool, today: date) -> Reported:
    """What servers say of a source and of a model. One that does not answer is told of, and nothing is made up."""
    source: dict[str, Any] | None = {"url": given.url} if given.url else None
    model = None
    if offline or not (given.url or given.hub):
        return Reported(source=source)
    with client_of(private=private, limits=Limits(total=20, retries=0)) as client:
        if given.url:
            try:
                source = page_head.source_of(client, given.url)
            except Trouble as trouble:
                err.print(f"[yellow]note:[/yellow] {escape(str(trouble))}; the source has its address only")
        if given.hub:
            try:
                model = models.ask_hub(hub_of(client), given.hub, None, today, [])
            except (Trouble, models.Unusable) as trouble:
                err.print(f"[yellow]note:[/yellow] {escape(str(trouble))}; nothing is filled in of the model")
    licence = model.licence if model else None
    return Reported(
        title=source.get("title") if source else None,
        date=model.created.date().isoformat() if model and model.created else None,
        source=source,
        parameters=model.parameters if model else None,
        notes=(f"The Hub says licence: {licence}; look it up among the ids of SPDX",) if licence else (),
    )
