"""Where an entry stands on its track's clock, and what the other track did when it was as old."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from generator.values.comparison import Comparison
from generator.values.corpus import EntryRecord
from generator.values.words import months


@dataclass(frozen=True, slots=True)
class SameAgeRow:
    """An entry of the other track at about the same age: when on its clock, and how near that is."""

    record: EntryRecord
    age: str
    near: str


@dataclass(frozen=True, slots=True)
class EntryClock:
    """An entry on the clock of its track, in words."""

    age: str
    """How old the track was; empty for the entry with which its clock starts."""
    after: bool
    """Whether `after` stands behind the age, which says itself where it lies before."""
    origin: EntryRecord
    origin_name: str
    ahead: str
    """The month in which the other track will be as old; empty if it has been."""
    same_age: tuple[SameAgeRow, ...]
    month: int | None
    """The month of life, if that is one of those that are shown side by side."""


def clock_of(comparison: Comparison, record: EntryRecord) -> EntryClock:
    """Where an entry stands on the clock of its track."""
    clock, age, same = (comparison.view.clocks[record.track], comparison.ages[record.id], comparison.same_age.get(record.id))
    ahead = same.ahead if same else None
    neighbours = ((same.before, "the last up to that age"), (same.after, "the next")) if same else ()
    return EntryClock(
        age="" if age.low == age.high == 0 else months(age).capitalize(),
        after=age.high is None or age.high >= 0,
        origin=clock.origin,
        origin_name=clock.name,
        ahead=f"{calendar.month_name[ahead.month]} {ahead.year}" if ahead else "",
        same_age=tuple(SameAgeRow(other, months(comparison.ages[other.id]), near) for other, near in neighbours if other),
        month=age.month if 0 <= age.month < len(comparison.months) else None,
    )
