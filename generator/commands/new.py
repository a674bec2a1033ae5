"""timeline new: a file with what is known, and comments for what is not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, get_args

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_corpus
from generator.commands.inbox import waiting
from generator.commands.network import client_of, hub_of
from generator.commands.terminal import err, out, root_option
from generator.contribute.draft import SHAPES, Facts, Shape, draft, facts_of, id_of, kind_of, place_of
from generator.contribute.duplicates import alike
from generator.fetch import hub as models
from generator.fetch import page_head
from generator.fetch.failures import Trouble
from generator.fetch.http import Limits
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.entries import KINDS, TRACKS, How, Track

_TEACHES: Final = "Comments in it say what each field wants."


@click.command("new")
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
def command(  # noqa: PLR0913  each is an option
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
    corpus, _ = read_corpus(root, today)
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
        if shape in KINDS:
            when = when or _ask("When, as precisely as your source says", told.get("date"), read=_typed)
            summary = summary or _ask("What happened, in one or two sentences")
        if shape == "fork":
            bases = bases or tuple((_ask("What it derives from, an id or owner/name") or "").split())
            how = how or _ask("How", choices=get_args(How))
        facts = _facts(shape, track or "ai", told, title, when, summary, actors, tags, bases, how)
    _dated(when)
    if not (name or title or hub):
        raise click.UsageError("give a --title, or an --id for the file")
    made = id_of(title or hub or "") if name is None else name
    path = _placed(made, facts)
    _warn(alike(
        corpus.entries, name=made, title=title or "", date=_dated(facts.values.get("date")), actors=actors,
        urls=[str(source["url"]) for source in facts.sources], hubs=[hub] if hub else [],
    ))  # fmt: skip
    file = root / path
    if file.exists():
        raise click.ClickException(f"{path} is there already; choose another name with --id")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(draft(facts), "utf-8")
    out.print(escape(path))
    err.print(f"Write what is missing, then run: timeline check {path}\n{_TEACHES}")


def _ask(
    question: str, default: str | None = None, choices: Iterable[str] = (), read: Callable[[str], str] | None = None
) -> Any:
    """An answer from whoever sits at the terminal, who is asked again for one that cannot be; the default, or nothing, where nobody does."""
    if not sys.stdin.isatty():
        return default
    kind = click.Choice([*choices]) if choices else None
    answer = click.prompt(
        question, default=default or "", type=kind, value_proc=read, err=True, show_default=bool(default)
    )
    return answer or None


def _placed(name: str, facts: Facts) -> str:
    try:
        return place_of(name, facts.track, facts.shape)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--id") from None


def _dated(when: str | None) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(when) if when else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None


def _typed(answer: str) -> str:
    """A date as it was typed; whoever typed one that is none is asked again."""
    found = _dated(answer.strip())
    return found.edtf if found else ""


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
                found["source"] = page_head.ask(client, url)
                found["title"] = found["source"].get("title")
            except Trouble as trouble:
                err.print(f"[yellow]note:[/yellow] {escape(str(trouble))}; the source has its address only")
        if hub:
            said: list[str] = []
            try:
                model = models.ask(hub_of(client), hub, None, today, said)
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
