"""gather: what somebody says of an event by options and answers, and what a page, the Hub or a report says -> the start of a file.

Nothing is read or written here: questions go to whoever calls, and what servers say is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Final, Protocol, get_args

from generator.contribute.draft import SHAPES, Facts, Shape, ids_of, kind_of, place_of
from generator.contribute.duplicates import alike
from generator.values.corpus import Corpus, EntryRecord, Record
from generator.values.dates import FuzzyDate
from generator.values.entries import How
from generator.values.fetched import Proposal
from generator.values.fields import ID_PATTERN, KINDS, TRACKS, Track

_HUB_KINDS: Final = ("release", "fork")
"""Kinds of entries that have a model on the Hub."""


class Unclear(Exception):  # noqa: N818  it is an answer to whoever gave it
    """What was given cannot be taken; the message says why, `option` where it was given."""

    def __init__(self, message: str, option: str | None = None) -> None:
        super().__init__(message)
        self.option = option


class Ask(Protocol):
    """A question to whoever sits there. The answer as `read` takes it; the default, or nothing, where nobody answers."""

    def __call__(self, question: str, default: str | None = None, choices: Iterable[str] = (), read: Callable[[str], Any] = str) -> Any:
        """`read` raises Unclear for an answer that cannot be, which is asked for again."""


def nobody(
    question: str,  # noqa: ARG001  as all that follow: it is how one asks
    default: str | None = None,
    choices: Iterable[str] = (),  # noqa: ARG001
    read: Callable[[str], Any] = str,  # noqa: ARG001
) -> Any:
    """The answer where nobody sits there."""
    return default


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of a file, by options and answers; empty where they say nothing."""

    shape: Shape | None = None
    track: Track | None = None
    id: str | None = None
    title: str | None = None
    date: str | None = None
    summary: str | None = None
    actors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    hub: str | None = None
    of: tuple[str, ...] = ()
    how: str | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """What others say of it: a source's page of itself, the Hub of a model, a report of an event."""

    title: str | None = None
    headline: str = ""
    """Of a report; a file is named by it, but its title is for a person to write."""
    date: str | None = None
    source: Mapping[str, Any] | None = None
    parameters: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """A file that can be made: where it stands, what it says, and entries that may tell of the same event."""

    path: str
    facts: Facts
    near: tuple[tuple[EntryRecord, str], ...] = field(default=())


def begin(given: Given, ask: Ask) -> Given:
    """With what has to be known before servers are asked: the kind, the track, a model and a source. Raises Unclear."""
    shape = given.shape or ask("What is it", choices=SHAPES)
    if not shape:
        raise Unclear(f"name a KIND: {', '.join(SHAPES)}; or --from-inbox N")
    given = replace(given, shape=shape)
    if shape in KINDS:
        track = given.track or ask("Which track", choices=TRACKS)
        if not track:
            raise Unclear("name a --track: ai or linux")
        hub = given.hub
        if not hub and shape in _HUB_KINDS and track == "ai":
            hub = ask("Its model on the Hub, owner/name")
        given = replace(given, track=track, hub=hub, url=given.url or ask("Address of a source", read=_address))
    _address(given.url or "")
    return given


def from_report(given: Given, proposal: Proposal, corpus: Corpus) -> tuple[Given, Reported]:
    """The kind and the track that a report is most likely about, where none are given, and what it says. Raises Unclear."""
    item = proposal.item
    shape = given.shape or kind_of(proposal)
    if shape not in KINDS:
        raise Unclear(f"a report is about an event, not about {'an actor' if shape == 'actor' else 'a parallel'}", "KIND")
    feed = next((feed.value for feed in corpus.feeds if feed.id == item.feed), None)
    known = {"url": item.url, "title": item.title, "publisher": item.publisher, "published": item.published, "lang": item.lang}
    notes = [f"The report's headline is: {item.title}"]
    notes += [f"It may be about {', '.join(proposal.near)}"] if proposal.near else []
    reported = Reported(
        headline=item.title,
        date=str(item.published) if item.published else None,
        source={key: str(value) for key, value in known.items() if value},
        notes=tuple(notes),
    )
    return replace(given, shape=shape, track=given.track or (feed.track if feed else None) or "ai"), reported


def gather(given: Given, reported: Reported, corpus: Corpus, ask: Ask) -> Start:
    """The start of a file, from what is given, what others say, and answers for the rest. Raises Unclear."""
    shape, track = given.shape or "milestone", given.track or "ai"
    by_name = actors_by_name(corpus)

    def actors(text: str) -> tuple[str, ...]:
        return tuple(_actor(name, by_name) for name in text.split(",") if name.strip())

    subject = "Its name" if shape == "actor" else "Who did what, in the present tense"
    title = given.title or ask(subject, reported.title)
    values: dict[str, Any] = {"name" if shape == "actor" else "title": title}
    values["summary"] = given.summary
    if shape in KINDS:
        when = given.date or ask("When, as precisely as your source says", reported.date, read=_date)
        values["date"] = _date(when or "")
        values["summary"] = given.summary or ask("What happened, in one or two sentences")
        question = "Who did it, ids or names with commas between"
        values["actors"] = actors(",".join(given.actors)) or ask(question, read=actors)
        values["tags"] = _tags(",".join(given.tags)) or ask("Subjects, with commas between", read=_tags)
    values["facts"] = _facts(given, reported, ask)
    name = given.id
    if name is None:
        records: Mapping[str, tuple[Record[Any], ...]] = {"actor": corpus.actors, "parallel": corpus.parallels}
        taken = {record.id for record in records.get(shape, corpus.entries)}
        candidates = [*ids_of(title or reported.headline or "", [given.hub] if given.hub else [], shape, values.get("date") or "")]
        name = next((candidate for candidate in candidates if candidate not in taken), candidates[0] if candidates else None)
    if name is None:
        raise Unclear("give an --id for the file: its title has no Latin letter" if title else "give a --title, or an --id for the file")
    facts = Facts(
        shape, track, {key: value for key, value in values.items() if value}, (reported.source,) if reported.source else (), reported.notes
    )
    try:
        path = place_of(name, track, shape)
    except ValueError as error:
        raise Unclear(str(error), "--id") from None
    duplicates = alike(
        corpus.entries,
        name=name,
        title=title or reported.headline,
        actors=values.get("actors") or (),
        date=FuzzyDate.parse(values["date"]) if values.get("date") else None,
        urls=[str(source["url"]) for source in facts.sources],
        hubs=[given.hub] if given.hub else [],
    )
    return Start(path, facts, tuple(duplicates))


def _facts(given: Given, reported: Reported, ask: Ask) -> dict[str, Any]:
    """What only a release or a fork has, in the order of the vocabulary."""
    if given.shape not in _HUB_KINDS:
        return {}
    facts: dict[str, Any] = {"hub": (given.hub,) if given.hub else (), "parameters": reported.parameters}
    if given.shape == "fork":
        facts["of"] = given.of or tuple((ask("What it derives from, an id or owner/name") or "").split())
        facts["how"] = given.how or ask("How", choices=get_args(How))
    return {name: value for name, value in facts.items() if value}


def actors_by_name(corpus: Corpus) -> dict[str, str]:
    """Ids of actors by their names and by the ids themselves, in small letters."""
    names = {record.value.name.lower(): record.id for record in corpus.actors}
    return names | {record.id: record.id for record in corpus.actors}


def tag_of(text: str) -> str:
    """A subject as entries have it: `Language models` -> `language-models`."""
    return re.sub(r"[\s_]+", "-", text.strip().lower())


def _tags(text: str) -> tuple[str, ...]:
    tags = tuple(tag_of(tag) for tag in text.split(",") if tag.strip())
    for tag in tags:
        if not re.fullmatch(ID_PATTERN, tag):
            raise Unclear(f"'{tag}' is no tag; use small letters and digits, in words joined by '-'", "--tag")
    return tags


def _actor(name: str, by_name: Mapping[str, str]) -> str:
    known = by_name.get(name.strip().lower())
    if known:
        return known
    matches = get_close_matches(name.strip().lower(), by_name, 1, 0.7)
    mend = f"did you mean '{by_name[matches[0]]}'?" if matches else "leave it out, or first make its file: timeline new actor"
    raise Unclear(f"no actor has the id or the name '{name.strip()}'; {mend}", "--actor")


def _address(text: str) -> str:
    if text and not re.match(r"https?://[^\s/]+", text):
        raise Unclear(f"'{text}' is no address; it starts with https://", "--url")
    return text


def _date(text: str) -> str:
    """A date as it was typed."""
    try:
        return FuzzyDate.parse(text.strip()).edtf if text.strip() else ""
    except ValueError as error:
        raise Unclear(str(error), "--date") from None
