"""Pages of jurisdictions: the policies of each place by status, and when each was in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.render.drawings.policy_bars import STANDING_MEANS, STANDINGS, Axis, PolicyRow, axis_of, row_of, standing_of
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.entries import Policy, StatusChange
from generator.values.graph import Graph
from generator.values.words import country

_ORIGIN = "entries/"


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A policy as bars, and the part of a country that it is of, where the page is the country's."""

    policy: PolicyRow
    part: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Policies under one heading."""

    id: str
    title: str
    rows: tuple[PlacedRow, ...]


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How many policies of a place stand how, in the order of `STANDINGS`."""

    place: str
    name: str
    numbers: tuple[int, ...]

    @property
    def part(self) -> bool:
        """Whether it is a part of a country."""
        return "-" in self.place


@dataclass(frozen=True, slots=True)
class JurisdictionIndex:
    """What the index shows."""

    coming: list[tuple[StatusChange, EntryRecord]]
    columns: tuple[str, ...]
    """How policies stand, in words."""
    counts: tuple[PlaceCounts, ...]
    elsewhere: tuple[int, ...]
    """The same numbers of policies that are of no place."""
    axis: Axis
    groups: tuple[RowGroup, ...]
    nowhere: tuple[PlacedRow, ...]


@dataclass(frozen=True, slots=True)
class JurisdictionPage:
    """What the page of a place shows."""

    place: str
    name: str
    lead: str
    whole: tuple[str, str] | None
    """Code and name of the country that it is a part of."""
    parts: tuple[tuple[str, str, int], ...]
    """Code and name of each part of it, with how many policies that has."""
    seats: int
    """How many actors have their seat in it."""
    axis: Axis
    groups: tuple[RowGroup, ...]


def policies(graph: Graph) -> list[tuple[EntryRecord, Policy]]:
    """All policies, in order of time."""
    return [(record, record.value) for record in graph.entries if isinstance(record.value, Policy)]


def places(graph: Graph) -> dict[str, list[EntryRecord]]:
    """Policies by place, in order of its name, each country before its parts and with their policies too."""
    by_place: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    for record, policy in policies(graph):
        code = policy.policy.jurisdiction
        for place in dict.fromkeys((code[:2], code)) if code else ():
            by_place[place].append(record)
    return dict(sorted(by_place.items(), key=lambda item: (country(item[0][:2]), item[0][2:] and country(item[0]))))


def jurisdictions(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """`/jurisdictions/` and a page for each place."""
    by_place = places(graph)
    yield _index(renderer, graph, by_place, today)
    for place in by_place:
        yield _place(renderer, graph, place, by_place, today)


def _index(renderer: Renderer, graph: Graph, by_place: Mapping[str, list[EntryRecord]], today: date) -> Page:
    everything = [record for record, _ in policies(graph)]
    nowhere = [record for record in everything if not _code(record)]
    own = {place: [record for record in records if _code(record) == place] for place, records in by_place.items()}
    axis = axis_of(everything, today)
    meta = {
        "title": "Jurisdictions",
        "description": f"{len(everything)} acts of governments, courts, standards bodies and licence stewards, by "
        "place and status, and when each was in force.",
    }
    page = JurisdictionIndex(
        coming=coming(graph, today),
        columns=tuple(STANDING_MEANS[standing].capitalize() for standing in STANDINGS),
        counts=tuple(PlaceCounts(place, _short(place), _by_standing(records, today)) for place, records in by_place.items()),
        elsewhere=_by_standing(nowhere, today),
        axis=axis,
        groups=tuple(RowGroup(place, country(place), rows(records, axis, today)) for place, records in own.items() if records),
        nowhere=rows(nowhere, axis, today),
    )
    return renderer.page("jurisdictions/index.md", "jurisdictions.html.jinja", _ORIGIN, meta, page=page)


def _place(renderer: Renderer, graph: Graph, place: str, by_place: Mapping[str, list[EntryRecord]], today: date) -> Page:
    records, name = by_place[place], country(place)
    axis = axis_of(records, today)
    acts, verb = (f"{len(records)} acts", "bear") if len(records) != 1 else ("1 act", "bears")
    tail = "on Linux or open AI, by status, and when each was in force."
    bars = rows(records, axis, today, place)
    groups = (
        RowGroup(standing, STANDING_MEANS[standing].capitalize(), tuple(row for row in bars if row.policy.standing == standing))
        for standing in STANDINGS
    )
    page = JurisdictionPage(
        place=place,
        name=name,
        lead=f"{acts} that {verb} {tail}",
        whole=(place[:2], country(place[:2])) if "-" in place else None,
        parts=tuple((other, _short(other), len(acts_of)) for other, acts_of in by_place.items() if other.startswith(f"{place}-")),
        seats=sum(actor.value.country == place for actor in graph.actors.values()),
        axis=axis,
        groups=tuple(group for group in groups if group.rows),
    )
    meta = {"title": f"Policies: {name}", "description": f"{name}: {acts} told here that {verb} {tail}"}
    return renderer.page(f"jurisdictions/{place}/index.md", "jurisdiction.html.jinja", _ORIGIN, meta, page=page)


def coming(graph: Graph, today: date) -> list[tuple[StatusChange, EntryRecord]]:
    """What acts say will change after today, the next first."""
    changes = [(change, record) for record, policy in policies(graph) for change in policy.policy.changes if change.date.earliest > today]
    return sorted(changes, key=lambda item: (item[0].date, item[1].id))


def rows(records: Iterable[EntryRecord], axis: Axis, today: date, place: str = "") -> tuple[PlacedRow, ...]:
    """Policies as bars on an axis, in order of time; those of another place than the one that is given say of which."""
    return tuple(
        PlacedRow(row_of(record, record.value, axis, today), _short(code) if place and (code := _code(record)) and code != place else "")
        for record in records
        if isinstance(record.value, Policy)
    )


def _code(record: EntryRecord) -> str | None:
    return record.value.policy.jurisdiction if isinstance(record.value, Policy) else None


def _short(place: str) -> str:
    """What a place is called where its country is known: `US-CA` -> `California`."""
    return country(place).split(",")[0] if "-" in place else country(place)


def _by_standing(records: Iterable[EntryRecord], today: date) -> tuple[int, ...]:
    counts = Counter(standing_of(record.value, today) for record in records if isinstance(record.value, Policy))
    return tuple(counts[standing] for standing in STANDINGS)
