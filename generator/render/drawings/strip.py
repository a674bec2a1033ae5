"""The strip: entries on one axis of time, as marks. All of them on the home page, an actor's on its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from generator.values.corpus import EntryRecord
from generator.values.fields import TRACKS, Track

_STRIP_COLUMNS: Final = 140
_STRIP_HEIGHT: Final = 24
_TICKS: Final = 9
"""As many years as an axis names at most."""
_MARK: Final = 7
"""The height that a mark takes, in units of SVG."""
_MARGIN: Final = 10
_BELOW: Final = 42
"""How far the first mark below the axis is from the first above it: room for the axis and the names of its years."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Entries on one axis of time, as marks: the track, the place (0 to 1), and how many marks lie below it."""

    marks: tuple[tuple[Track, float, int], ...]
    ticks: tuple[tuple[int, float], ...]
    first: int
    last: int
    height: Mapping[Track, int]
    """The highest stack of each track, in marks."""
    entries_a_mark: int
    """How many entries one mark stands for."""

    def drawn(self, width: int) -> StripShape:
        """Where everything goes in a drawing of a width."""
        above = self.height["linux"] * _MARK + 2

        def across(share: float) -> float:
            return round(share * (width - 2 * _MARGIN) + _MARGIN, 1)

        def path(track: Track) -> str:
            first, step = (above, -_MARK) if track == "linux" else (above + _BELOW, _MARK)
            return "".join(f"M{across(share)} {first + n * step}h0" for lane, share, n in self.marks if lane == track)

        return StripShape(
            height=above + self.height["ai"] * _MARK + _BELOW - 1,
            axis=above + 8,
            names=above + 31,
            ticks=tuple((year, across(share)) for year, share in self.ticks),
            paths=tuple((track, path(track)) for track in ("linux", "ai") if self.height[track]),
        )


@dataclass(frozen=True, slots=True)
class StripShape:
    """A strip in units of SVG, Linux above its axis and open AI below."""

    height: int
    axis: int
    """How far down the axis is,"""
    names: int
    """and the names of its years."""
    ticks: tuple[tuple[int, float], ...]
    paths: tuple[tuple[Track, str], ...]
    """A path for the marks of each track that has any: a dot for each, by lines without length."""


def strip_of(entries: tuple[EntryRecord, ...], axis: tuple[date, date] | None = None, columns: int = _STRIP_COLUMNS) -> Strip | None:
    """The strip of entries in order of time, from the first to the last or on a given axis; None without any."""
    if not entries:
        return None
    first, last = axis or (entries[0].value.date.earliest, max(record.value.date.earliest for record in entries))
    days = max((last - first).days, 1)
    stacked: defaultdict[tuple[Track, int], int] = defaultdict(int)
    for record in entries:
        column = round((record.value.date.earliest - first).days / days * columns)
        stacked[record.track, column] += 1
    entries_a_mark = ceil(max(stacked.values()) / _STRIP_HEIGHT)
    marks = tuple((track, column / columns, n) for (track, column), total in stacked.items() for n in range(ceil(total / entries_a_mark)))
    height = {track: max((n + 1 for lane, _, n in marks if lane == track), default=0) for track in TRACKS}
    return Strip(marks, ticks(first, last), first.year, last.year, height, entries_a_mark)


def ticks(first: date, last: date) -> tuple[tuple[int, float], ...]:
    """Years that an axis names, with the place of the first day of each, 0 to 1: all, or every second, fifth, …"""
    days = max((last - first).days, 1)
    first_whole_year = first.year + (first != date(first.year, 1, 1))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (last.year - first_whole_year) // step < _TICKS)
    years = range(first_whole_year + -first_whole_year % step, last.year + 1, step)
    return tuple((year, (date(year, 1, 1) - first).days / days) for year in years)
