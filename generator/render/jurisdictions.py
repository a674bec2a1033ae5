"""Pages of jurisdictions: the policies of each place by status, and when each was in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from generator.render.drawings.policy_bars import (
    STANDING_MEANS,
    STANDINGS,
    Axis,
    PolicyRow,
    Standing,
    axis_of,
    row_of,
    standing_of,
)
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.entries import Policy, StatusChange
from generator.values.graph import Graph
from generator.values.words import country

_ORIGIN = "entries/"


def policies(graph: Graph) -> list[tuple[EntryRecord, Policy]]:
    """All policies, in order of time."""
    return [(record, record.value) for record in graph.entries if isinstance(record.value, Policy)]


def places(graph: Graph) -> dict[str, list[EntryRecord]]:
    """Policies by place, in order of its name, each country before its parts and with their policies too."""
    found: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    for record, policy in policies(graph):
        code = policy.policy.jurisdiction
        for place in dict.fromkeys((code[:2], code)) if code else ():
            found[place].append(record)
    return dict(sorted(found.items(), key=lambda one: (country(one[0][:2]), one[0][2:] and country(one[0]))))


def jurisdictions(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """`/jurisdictions/` and a page for each place."""
    everything, found = policies(graph), places(graph)
    nowhere = [record for record, policy in everything if not policy.policy.jurisdiction]
    axis = axis_of([record for record, _ in everything], today)
    own = {place: [record for record in records if _code(record) == place] for place, records in found.items()}
    meta = {
        "title": "Jurisdictions",
        "description": f"{len(everything)} acts of governments, courts, standards bodies and licence stewards, by place and "
        "status, and when each was in force.",
    }
    yield renderer.page(
        "jurisdictions/index.md", "jurisdictions.html.jinja", _ORIGIN, meta,
        counts={place: _by_standing(records, today) for place, records in found.items()},
        elsewhere=_by_standing(nowhere, today),
        groups={place: rows(records, axis, today) for place, records in own.items() if records},
        coming=coming(graph, today), nowhere=rows(nowhere, axis, today), axis=axis, standings=STANDINGS, means=STANDING_MEANS,
    )  # fmt: skip
    seats = Counter(actor.value.country for actor in graph.actors.values())
    for place, records in found.items():
        axis = axis_of(records, today)
        mine = rows(records, axis, today)
        name, one = country(place), len(records) == 1
        acts = f"{len(records)} act{'' if one else 's'}"
        tail = "on Linux or open AI, by status, and when each was in force."
        yield renderer.page(
            f"jurisdictions/{place}/index.md", "jurisdiction.html.jinja", _ORIGIN,
            {"title": f"Policies: {name}", "description": f"{name}: {acts} told here that bear{'s' * one} {tail}"},
            lead=f"{acts} that bear{'s' * one} {tail}",
            place=place, name=name, axis=axis, means=STANDING_MEANS, seats=seats[place], own=own, code=_code,
            groups={kind: [row for row in mine if row.standing == kind] for kind in STANDINGS},
            parts=[other for other in found if other.startswith(f"{place}-")],
        )  # fmt: skip


def coming(graph: Graph, today: date) -> list[tuple[StatusChange, EntryRecord]]:
    """What acts say will change after today, the next first."""
    found = [
        (change, record)
        for record, policy in policies(graph)
        for change in policy.policy.changes
        if change.date.earliest > today
    ]
    return sorted(found, key=lambda one: (one[0].date, one[1].id))


def rows(records: list[EntryRecord], axis: Axis, today: date) -> list[PolicyRow]:
    """Policies as bars on an axis, in order of time."""
    return [row_of(record, record.value, axis, today) for record in records if isinstance(record.value, Policy)]


def _code(record: EntryRecord) -> str | None:
    return record.value.policy.jurisdiction if isinstance(record.value, Policy) else None


def _by_standing(records: list[EntryRecord], today: date) -> Counter[Standing]:
    return Counter(standing_of(record.value, today) for record in records if isinstance(record.value, Policy))
