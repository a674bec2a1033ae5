"""The strip of the home page: all entries on one axis of time, as marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from generator.model import TRACKS, Track
from generator.record import EntryRecord

_STRIP_COLUMNS: Final = 140
_STRIP_HEIGHT: Final = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """All entries on one axis of time, as marks: the track, the place (0 to 1), and how many marks lie below it."""

    marks: tuple[tuple[Track, float, int], ...]
    ticks: tuple[tuple[int, float], ...]
    first: int
    last: int
    height: Mapping[Track, int]
    """The highest stack of each track, in marks."""
    each: int
    """How many entries one mark stands for."""


def strip_of(entries: tuple[EntryRecord, ...]) -> Strip | None:
    """The strip of entries in order of time; None if there are none."""
    if not entries:
        return None
    first, last = entries[0].value.date.earliest, max(record.value.date.earliest for record in entries)
    days = max((last - first).days, 1)
    stacked: defaultdict[tuple[Track, int], int] = defaultdict(int)
    for record in entries:
        column = round((record.value.date.earliest - first).days / days * _STRIP_COLUMNS)
        stacked[record.track, column] += 1
    each = ceil(max(stacked.values()) / _STRIP_HEIGHT)
    marks = tuple(
        (track, column / _STRIP_COLUMNS, n)
        for (track, column), total in stacked.items()
        for n in range(ceil(total / each))
    )
    years = range(first.year - first.year % 5 + 5, last.year + 1, 5)
    ticks = tuple((year, (date(year, 1, 1) - first).days / days) for year in years)
    height = {track: max((n + 1 for mine, _, n in marks if mine == track), default=0) for track in TRACKS}
    return Strip(marks, ticks, first.year, last.year, height, each)
