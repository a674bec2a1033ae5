"""The dashboard: where the entries are weak, and the way to mend each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from generator.render.hub_facts import day_of
from generator.render.template import Page, Renderer
from generator.values.addresses import entry_of
from generator.values.corpus import EntryRecord, hub_ids
from generator.values.entries import TRACKS
from generator.values.graph import Graph, places_of
from generator.values.history import History
from generator.values.words import country

STALE: Final = timedelta(days=90)
"""A fetched fact that is older is stale: the Hub is asked every week."""
FEW: Final = 2
"""A year of a track with so many entries or fewer has few."""
_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class Weakness:
    """Something that can be mended: of which entry, what, and where to begin."""

    record: EntryRecord
    what: str
    form: str = "source"
    """The form that mends it; none if the file itself has to be edited."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many entries there were at the end of a day or a month."""

    when: str
    counts: dict[str, int]


def coverage(renderer: Renderer, graph: Graph, past: History, today: date) -> Page:
    """`/coverage/`."""
    groups = {
        "unread": (
            "No source was read",
            "Their sources are known, but nobody has read them for the entry.",
            list(_unread(graph)),
        ),
        "single": (
            "One source only",
            "A second source that does not depend on the first makes a statement stand.",
            list(_single(graph)),
        ),
        "dead": ("Dead links without a copy", "The page is gone, and no archived copy is known.", list(_dead(graph))),
        "hub": ("The Hub says otherwise", "The entry keeps its own value, and says why.", list(_overridden(graph))),
        "stale": (
            f"Not asked for {STALE.days} days",
            "What the Hub said of their models is old.",
            list(_stale(graph, today)),
        ),
        "warned": ("What the checker would rather have otherwise", "Warnings of timeline check.", list(_warned(graph))),
    }
    meta: dict[str, Any] = {
        "title": "Coverage",
        "description": f"Where the {len(graph.entries)} entries are weak: few sources, unread ones, dead links, old figures, thin years and places.",
    }
    return renderer.page(
        "coverage/index.md", "coverage.html.jinja", "entries/", meta, groups=groups, thin=_thin(graph, today), seldom=_seldom(graph),
        waiting=graph.fetched.inbox, totals=_totals(past),
        sources=sum(len(record.value.sources) for record in graph.entries),
        read=sum(bool(source.accessed) for record in graph.entries for source in record.value.sources),
    )  # fmt: skip


def _single(graph: Graph) -> Iterator[Weakness]:
    for record in graph.entries:
        if len(record.value.sources) == 1:
            yield Weakness(record, record.value.sources[0].publisher or str(record.value.sources[0].url))


def _unread(graph: Graph) -> Iterator[Weakness]:
    for record in graph.entries:
        if not any(source.accessed for source in record.value.sources):
            yield Weakness(
                record, f"{len(record.value.sources)} sources" if len(record.value.sources) > 1 else "its source"
            )


def _dead(graph: Graph) -> Iterator[Weakness]:
    for record in graph.entries:
        for source in record.value.sources:
            state = graph.fetched.links.get(str(source.url))
            if state and state.state == "gone" and not (source.archived or state.archived):
                yield Weakness(record, str(source.url))


def _overridden(graph: Graph) -> Iterator[Weakness]:
    for record in graph.entries:
        for one in record.value.overrides:
            yield Weakness(record, f"{one.field} of {one.hub}: {one.reason}", "")


def _stale(graph: Graph, today: date) -> Iterator[Weakness]:
    for record in graph.entries:
        days = [day_of(graph.fetched.models[name]) for name in hub_ids(record) if name in graph.fetched.models]
        if days and min(days) < today - STALE:
            yield Weakness(record, f"asked on {min(days)}", "")


def _warned(graph: Graph) -> Iterator[Weakness]:
    by_path = {record.path: record for record in graph.entries}
    for one in graph.warnings:
        if one.path in by_path:
            yield Weakness(by_path[one.path], one.what, "")


def _thin(graph: Graph, today: date) -> dict[str, list[tuple[int, int]]]:
    """Years of each track with few entries, from its first one to the last that is over."""
    found: dict[str, list[tuple[int, int]]] = {}
    for track in TRACKS:
        years = Counter(record.value.date.year for record in graph.entries if record.track == track)
        found[track] = [
            (year, years[year]) for year in range(min(years, default=today.year), today.year) if years[year] <= FEW
        ]
    return found


def _seldom(graph: Graph) -> list[tuple[str, EntryRecord]]:
    """Places with a single entry, by name, with that entry."""
    found: dict[str, list[EntryRecord]] = {}
    for record in graph.entries:
        for place in places_of(graph, record):
            found.setdefault(place, []).append(record)
    return sorted((country(place), records[0]) for place, records in found.items() if len(records) == 1)


def _totals(past: History) -> list[Total]:
    """Entries at the end of each day on which one came or went; of each month, once that is more than a month of days."""
    days = sorted({one.day for one in past.line if entry_of(one.page) and one.what != "changed"})
    short = len(days) <= _DAYS
    counts: Counter[str] = Counter()
    found: dict[str, dict[str, int]] = {}
    for one in reversed(past.line):
        if entry_of(one.page) and one.what != "changed":
            track = one.path.split("/")[1]
            counts[track] += 1 if one.what == "added" else -1
            found[str(one.day) if short else str(one.day)[:7]] = dict(counts)
    return [Total(when, {track: had.get(track, 0) for track in TRACKS}) for when, had in sorted(found.items())]
