"""A year of one track beside the year of the other at the same age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.values.comparison import Comparison
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.fields import OTHER, TRACKS, Track
from generator.values.graph import Graph, in_time


@dataclass(frozen=True, slots=True)
class SameYear:
    """What stands beside a year of a track."""

    track: Track
    first: date
    """From this day on the other track is as old as this one in its year, which begins with the origin in that year."""
    last: date
    other: int
    """The calendar year in which most of that lies."""
    ahead: bool
    """The other track is not that old yet."""
    month: int | None
    """The month of life with which it begins, if both tracks have lived it."""
    entries: tuple[EntryRecord, ...]
    """Those of this track in its year and of the other in the other, in order of time."""
    linked: bool
    """The other year has a page of its own."""

    @property
    def empty(self) -> bool:
        """True if nothing of the other track is recorded in the other year."""
        return all(record.track == self.track for record in self.entries)


def same_years(graph: Graph, comparison: Comparison, year: int) -> list[SameYear]:
    """Of each track that has entries in a year, and had begun in it."""
    years = []
    for track in TRACKS:
        own_entries = [record for record in graph.by_year.get(year, ()) if record.track == track]
        if own_entries and (same := _same(graph, comparison, track, year, own_entries)):
            years.append(same)
    return years


def _same(graph: Graph, comparison: Comparison, track: Track, year: int, own_entries: list[EntryRecord]) -> SameYear | None:
    view, today = comparison.view, comparison.today
    origin = view.clocks[track].origin.value.date
    begins, ends = max(date(year, 1, 1), origin.bound), date(year, 12, 31)
    if begins > ends:
        return None
    first, last = view.same_day(track, begins), view.same_day(track, ends)
    ahead = first > today
    # The year that has not come yet has nothing to show where the one that has begun is as near as can be.
    other = (first + (last - first) // 2).year if ahead else min((first + (last - first) // 2).year, today.year)
    other_entries = [record for record in graph.by_year.get(other, ()) if record.track == OTHER[track]]
    month = view.clocks[track].age(FuzzyDate.parse(begins)).month
    return SameYear(
        track=track,
        first=first,
        last=last,
        other=other,
        ahead=ahead,
        month=month if month < len(comparison.months) else None,
        entries=in_time((*own_entries, *other_entries)),
        linked=other in graph.by_year,
    )
