"""Pages of jurisdictions: the policies of each place by status, and when each was in force."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from generator.graph import Graph
from generator.model import Policy
from generator.record import EntryRecord
from generator.render.printer import Page, Printer
from generator.render.standing import STANDING_MEANS, STANDINGS, Axis, Row, axis_of, row_of, standing_of
from generator.words import country

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


def jurisdictions(printer: Printer, graph: Graph, today: date) -> Iterator[Page]:
    """`/jurisdictions/` and a page for each place."""
    found = places(graph)
    nowhere = [record for record, policy in policies(graph) if not policy.policy.jurisdiction]
    everything = [record for record, _ in policies(graph)]
    axis = axis_of(everything, today)
    own = {place: [record for record in records if _code(record) == place] for place, records in found.items()}
    meta = {
        "title": "Jurisdictions",
        "description": f"{len(everything)} acts of governments, courts, standards bodies and licence stewards, by place and "
        "status, and when each was in force.",
    }
    groups = {place: rows(records, axis, today) for place, records in own.items() if records}
    yield printer.page(
        "jurisdictions/index.md", "jurisdictions.html.jinja", _ORIGIN, meta,
        counts={place: Counter(standing_of(r.value, today) for r in records if isinstance(r.value, Policy)) for place, records in found.items()},
        elsewhere=Counter(standing_of(r.value, today) for r in nowhere if isinstance(r.value, Policy)),
        groups=groups, nowhere=rows(nowhere, axis, today), axis=axis, standings=STANDINGS, means=STANDING_MEANS,
    )  # fmt: skip
    seats: defaultdict[str, int] = defaultdict(int)
    for actor in graph.actors.values():
        seats[actor.value.country or ""] += 1
    for place, records in found.items():
        axis = axis_of(records, today)
        mine = rows(records, axis, today)
        name = country(place)
        meta = {
            "title": f"Policies: {name}",
            "description": f"{name}: {len(records)} act{'s' * (len(records) != 1)} told here that bear on Linux or open AI, by status, and when each was in force.",
        }
        yield printer.page(
            f"jurisdictions/{place}.md", "jurisdiction.html.jinja", _ORIGIN, meta,
            lead=f"{len(records)} act{'s' * (len(records) != 1)} that bear{'s' * (len(records) == 1)} on Linux or open AI, by status, and when each was in force.",
            place=place, name=name, axis=axis, means=STANDING_MEANS, seats=seats.get(place, 0), own=own, code=_code,
            groups={kind: [row for row in mine if row.standing == kind] for kind in STANDINGS},
            parts=[other for other in found if other.startswith(f"{place}-")],
        )  # fmt: skip


def rows(records: list[EntryRecord], axis: Axis, today: date) -> list[Row]:
    """Policies as bars on an axis, in order of time."""
    return [row_of(record, record.value, axis, today) for record in records if isinstance(record.value, Policy)]


def _code(record: EntryRecord) -> str | None:
    return record.value.policy.jurisdiction if isinstance(record.value, Policy) else None
