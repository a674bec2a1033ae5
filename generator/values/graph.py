"""Graph: the entries and what follows from them taken together. The value that `relate` makes and later steps read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.values.actors import Actor, Feed, Licence
from generator.values.addresses import SECTIONS
from generator.values.audits import Audit
from generator.values.corpus import CriteriaRecords, EntryRecord, Problem, Record, SeriesRecord, hub_ids
from generator.values.criteria import Criterion
from generator.values.entries import Policy
from generator.values.fetched import NOTHING, Fetched, HubModel
from generator.values.fields import LinkWord, licences_in
from generator.values.hosts import Host
from generator.values.parallels import Origins, Parallel, Stages
from generator.values.readings import Reading, Readings


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two entries that exist. `how` and `note` are the words of whoever wrote it."""

    source: EntryRecord
    word: LinkWord
    target: EntryRecord
    how: str | None = None
    note: str | None = None
    borne_by: str | None = None
    """Key of the source, of the entry that the link is from."""

    @property
    def days(self) -> int | None:
        """Days from the target to the source where both are exact days; None where a date is not."""
        a, b = self.target.value.date, self.source.value.date
        return (b.earliest - a.earliest).days if a.exact and b.exact else None


@dataclass(frozen=True, slots=True)
class Graph:
    """The entries and everything that follows from them. Lists of entries are in order of time."""

    entries: tuple[EntryRecord, ...]
    by_id: Mapping[str, EntryRecord]
    actors: Mapping[str, Record[Actor]]
    licences: Mapping[str, Licence]
    links: Mapping[str, tuple[Edge, ...]]
    """Edges that an entry is the source of, by its id; a fork's bases are among them as `derives-from`."""
    backlinks: Mapping[str, tuple[Edge, ...]]
    """Edges that an entry is the target of, by its id."""
    of_actor: Mapping[str, tuple[EntryRecord, ...]]
    members: Mapping[str, tuple[Record[Actor], ...]]
    """Actors that belong to an actor, by its id."""
    by_tag: Mapping[str, tuple[EntryRecord, ...]]
    by_year: Mapping[int, tuple[EntryRecord, ...]]
    parallels: tuple[Record[Parallel], ...]
    """In order of their Linux side."""
    stages: Record[Stages] | None
    origins: Record[Origins] | None
    criteria: CriteriaRecords
    series: tuple[SeriesRecord, ...]
    parallels_of: Mapping[str, tuple[Record[Parallel], ...]]
    """Parallels in which an entry stands, by its id."""
    criteria_of: Mapping[str, tuple[tuple[str, Criterion], ...]]
    """Each criterion that an entry was the first of its track to meet, with its id, by the entry's."""
    series_of: Mapping[str, tuple[SeriesRecord, ...]]
    """Series that bear on an entry, by its id."""
    fetched: Fetched = NOTHING
    """What machines fetched; see `generator.values.fetched`."""
    readings_of: Mapping[str, tuple[tuple[Readings, Reading], ...]] = field(default_factory=dict)
    """Readings of an entry, the oldest first, each with the sheet that it stands on; by the entry's id."""
    audits: tuple[Record[Audit], ...] = ()
    """The oldest first."""
    hosts: Mapping[str, Host] = field(default_factory=dict)
    """Who publishes at an address, by host or the beginning of an address."""
    feeds: tuple[Record[Feed], ...] = ()
    """The news feeds that are read, in order of their ids."""
    warnings: tuple[Problem, ...] = ()
    """What the checker would rather have otherwise."""

    def pages(self) -> Iterator[tuple[str, Record[Any]]]:
        """Every record that has a page of its own, with its address: `e/ID`, `actors/ID`, `parallels/ID`, `series/ID`."""
        for folder in SECTIONS:
            for record in self.records_of(folder):
                yield f"{folder}/{record.id}", record

    def records_of(self, folder: str) -> Iterable[Record[Any]]:
        """The records whose pages stand in a folder of the site. Raises KeyError for another folder."""
        records: Mapping[str, Iterable[Record[Any]]] = {
            "e": self.entries,
            "actors": self.actors.values(),
            "parallels": self.parallels,
            "series": self.series,
        }
        return records[folder]

    def citable(self) -> Iterator[tuple[str, Record[Any]]]:
        """Those whose page is cited: all but actors."""
        return ((page, record) for page, record in self.pages() if SECTIONS[page.partition("/")[0]].cited)

    def models_of(self, record: EntryRecord) -> list[HubModel]:
        """The models of an entry that the Hub was asked about, in the order of the entry."""
        return [self.fetched.models[name] for name in hub_ids(record) if name in self.fetched.models]

    def licence_name(self, name: str) -> str:
        """What a licence is called, or its id if it is told of nowhere."""
        return self.licences[name].name if name in self.licences else name

    def ancestors(self, entry: str) -> tuple[EntryRecord, ...]:
        """What an entry derives from, directly or not; in order of time."""
        return _reach(entry, self.links, lambda edge: edge.target)

    def descendants(self, entry: str) -> tuple[EntryRecord, ...]:
        """What derives from an entry, directly or not; in order of time."""
        return _reach(entry, self.backlinks, lambda edge: edge.source)


def _reach(start: str, edges: Mapping[str, tuple[Edge, ...]], far_end: Callable[[Edge], EntryRecord]) -> tuple[EntryRecord, ...]:
    reached: dict[str, EntryRecord] = {}
    todo = [start]
    while todo:
        for edge in edges.get(todo.pop(), ()):
            record = far_end(edge)
            if edge.word == "derives-from" and record.id not in reached and record.id != start:
                reached[record.id] = record
                todo.append(record.id)
    return in_time(reached.values())


def in_time(records: Iterable[EntryRecord]) -> tuple[EntryRecord, ...]:
    """In order of date, then of id, so that the order never depends on the machine."""
    return tuple(sorted(records, key=lambda record: (record.value.date, record.id)))


def actors_of(record: EntryRecord) -> tuple[str, ...]:
    """Ids of all actors of an entry, the authority of a policy among them, each once."""
    value = record.value
    authority = (value.policy.authority,) if isinstance(value, Policy) and value.policy.authority else ()
    return tuple(dict.fromkeys((*value.actors, *authority)))


def places_of(graph: Graph, record: EntryRecord) -> tuple[str, ...]:
    """Countries of an entry, each once: of those who did it, and of a policy's jurisdiction; ISO 3166-1 codes, EU or UN."""
    value = record.value
    seats = [graph.actors[name].value.country for name in actors_of(record) if name in graph.actors]
    if isinstance(value, Policy) and value.policy.jurisdiction:
        seats.append(value.policy.jurisdiction[:2])
    return tuple(dict.fromkeys(seat for seat in seats if seat))


def licence_of(record: EntryRecord) -> str | None:
    """The SPDX expression of a release's or a fork's licence; None where none is recorded, or there can be none."""
    return record.value.work.licence if record.value.work else None


def licences_of(record: EntryRecord) -> tuple[str, ...]:
    """Ids of all licences and exceptions of an entry, each once."""
    return licences_in(licence_of(record) or "")
