"""Pages of actors: an index by kind and by country, and for each what it did when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.render.drawings.strip import Strip, strip_of
from generator.render.lists import by_year, per_track
from generator.render.parts import ShownSource, Tally, sources_of
from generator.render.template import Page, Renderer, moved
from generator.values.actors import Actor
from generator.values.corpus import EntryRecord, Record
from generator.values.fields import Track
from generator.values.graph import Graph, licences_of
from generator.values.words import country, spaced

_STRIP_COLUMNS = 88
_MOST_TALLIES = 6


@dataclass(frozen=True, slots=True)
class ActorCard:
    """An actor in the index: its name, what is said beside it, and how many entries it has on each track."""

    record: Record[Actor]
    note: str
    counts: Mapping[Track, int]


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """Actors of one kind, or with their seat in one country."""

    id: str
    title: str
    cards: tuple[ActorCard, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the page of an actor shows."""

    record: Record[Actor]
    seat: str
    """The country in words; empty if none is recorded."""
    parents: tuple[Record[Actor], ...]
    members: tuple[Record[Actor], ...]
    counts: Mapping[Track, int]
    years: Mapping[int, list[EntryRecord]]
    strip: Strip | None
    """Its entries on an axis of time, where there are several."""
    licences: tuple[Tally, ...]
    tags: tuple[Tally, ...]
    """The licences of its entries and their tags that come up most."""
    sources: list[ShownSource]
    feed: str
    """The address of its feed, without what it ends in; empty where there are no feeds."""

    @property
    def strip_title(self) -> str:
        """What the drawing of its entries shows."""
        return f"Entries of {self.record.value.name} by date"

    @property
    def strip_text(self) -> str:
        """The same for those who listen; empty where there is no drawing."""
        if not self.strip:
            return ""
        return f"Marks on an axis from {self.strip.first} to {self.strip.last}; the list below has them all."

    @property
    def filters(self) -> list[tuple[str, str]]:
        """By what the search narrows to the page."""
        return [("kind", "actor"), *([("country", self.seat)] if self.seat else [])]


def actors(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """An index of all actors by kind and by country, and a page for each."""
    meta = {"title": "Actors", "description": f"The {len(graph.actors)} organisations and people whose acts the entries tell."}
    records = sorted(graph.actors.values(), key=lambda record: record.value.name.casefold())
    counts = {name: per_track(graph.of_actor.get(name, ())) for name in graph.actors}
    yield renderer.page(
        "actors/index.md",
        "actors.html.jinja",
        "entries/actors/",
        meta,
        kinds=_by_kind(records, counts),
        countries=_by_country(records, counts),
    )
    for record in graph.actors.values():
        yield _actor(renderer, graph, record, today)
        yield from moved(renderer, record, "actors")


def _by_kind(records: Iterable[Record[Actor]], counts: Mapping[str, Mapping[Track, int]]) -> list[ActorGroup]:
    kinds: defaultdict[str, list[ActorCard]] = defaultdict(list)
    for record in records:
        kinds[record.value.kind].append(ActorCard(record, _seat(record.value), counts[record.id]))
    return [ActorGroup(kind, spaced(kind).capitalize(), tuple(cards)) for kind, cards in sorted(kinds.items())]


def _by_country(records: Iterable[Record[Actor]], counts: Mapping[str, Mapping[Track, int]]) -> list[ActorGroup]:
    """By name of the country; those without a seat come last."""
    countries: defaultdict[str, list[ActorCard]] = defaultdict(list)
    for record in records:
        countries[record.value.country or ""].append(ActorCard(record, spaced(record.value.kind), counts[record.id]))
    seated = [ActorGroup(f"country-{code}", country(code), tuple(countries[code])) for code in sorted(countries.keys() - {""}, key=country)]
    rest = [ActorGroup("country-none", "No seat recorded", tuple(countries[""]))] if "" in countries else []
    return seated + rest


def _actor(renderer: Renderer, graph: Graph, record: Record[Actor], today: date) -> Page:
    actor, entries = record.value, graph.of_actor.get(record.id, ())
    about = actor.summary or f"{actor.name}: {len(entries)} entries in which it acts."
    axis = (date(entries[0].value.date.year, 1, 1), date(today.year, 12, 31)) if entries else None
    licences = _often(name for entry in entries for name in licences_of(entry))
    tags = _often(tag for entry in entries for tag in entry.value.tags)
    feed = f"actors/{record.id}/feed"
    page = ActorPage(
        record=record,
        seat=_seat(actor),
        parents=tuple(graph.actors[name] for name in actor.parents),
        members=tuple(graph.members.get(record.id, ())),
        counts=per_track(entries),
        years=by_year(entries),
        strip=strip_of(entries, axis, _STRIP_COLUMNS) if len(entries) > 1 else None,
        licences=tuple(Tally(name, graph.licence_name(name), number) for name, number in licences),
        tags=tuple(Tally(tag, spaced(tag), number) for tag, number in tags),
        sources=sources_of(graph, record),
        feed=feed if renderer.feeds else "",
    )
    meta = {"title": actor.name, "description": about, "type": "profile", "feed": feed}
    return renderer.page(f"actors/{record.id}/index.md", "actor.html.jinja", record.path, meta, page=page)


def _seat(actor: Actor) -> str:
    return country(actor.country) if actor.country else ""


def _often(names: Iterable[str]) -> list[tuple[str, int]]:
    """What comes up most, with how often."""
    numbers = Counter(names)
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))[:_MOST_TALLIES]
