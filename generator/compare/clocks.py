"""Clocks: how old each entry is on its track's clock, and what the other track was doing at that age."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from generator.values.comparison import Clock, SameAge
from generator.values.corpus import EntryRecord
from generator.values.fields import OTHER, TRACKS, Track
from generator.values.graph import Graph
from generator.values.parallels import Origin
from generator.values.span import Span, not_before


def clock(graph: Graph, origin: str, track: Track, choice: Origin | None, today: date) -> Clock:
    """A track's clock from an entry."""
    record = graph.by_id[origin]
    return Clock(track, record, choice, not_before(record.value.date, today))


def ages(graph: Graph, clocks: Mapping[Track, Clock]) -> dict[str, Span]:
    """Age of each entry on its own track's clock, by its id."""
    return {record.id: clocks[record.track].age(record.value.date) for record in graph.entries}


def same_ages(graph: Graph, clocks: Mapping[Track, Clock], aged: Mapping[str, Span]) -> dict[str, SameAge]:
    """For each entry not before its origin: the other track's entries just before and after the same age.

    An entry counts as having its earliest possible age, on either side.
    """
    lanes = {
        track: sorted(
            ((aged[r.id].low, r.id, r) for r in graph.entries if r.track == track and aged[r.id].low >= 0), key=lambda item: item[:2]
        )
        for track in TRACKS
    }
    ages: dict[str, SameAge] = {}
    for track in TRACKS:
        other = OTHER[track]
        lane, now, start = lanes[other], clocks[other].now.low, clocks[other].origin.value.date
        days = [age for age, _, _ in lane]
        for age, name, _ in lanes[track]:
            n = bisect_right(days, age)
            ahead = start.bound + timedelta(age) if age > now else None
            ages[name] = SameAge(lane[n - 1][2] if n and not ahead else None, lane[n][2] if n < len(lane) and not ahead else None, ahead)
    return ages


def by_month(graph: Graph, clocks: Mapping[Track, Clock], aged: Mapping[str, Span]) -> tuple[Mapping[Track, tuple[EntryRecord, ...]], ...]:
    """Entries of either track by month of life; an entry known less precisely stands in the first month it may be of."""
    last = min(clocks[track].now.month for track in TRACKS)
    months: list[dict[Track, list[EntryRecord]]] = [defaultdict(list) for _ in range(max(last + 1, 0))]
    for record in graph.entries:
        span = aged[record.id]
        month = max(span.month, 0) if span.high is None or span.high >= 0 else -1
        if 0 <= month <= last:
            months[month][record.track].append(record)
    return tuple(MappingProxyType({track: tuple(month[track]) for track in TRACKS}) for month in months)
