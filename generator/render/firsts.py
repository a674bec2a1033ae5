"""Firsts as tables show them: when each side met a criterion, on what that rests, and the earliest rival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.render.parts import LANES, Took, took
from generator.values.comparison import Comparand, EventTime
from generator.values.criteria import Considered, First


@dataclass(frozen=True, slots=True)
class FirstSide:
    """One side of a criterion."""

    side: EventTime
    took: Took
    source: str
    """The address of what it rests on; empty for "not yet"."""
    rival: Considered | None
    """The earliest other event that was weighed, whatever came of it."""
    readings: int
    """How many readings are defensible, the decided one among them."""


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A criterion with both sides."""

    comparand: Comparand
    sides: tuple[FirstSide, ...]


def first_rows(comparands: Iterable[Comparand], longest: int) -> Iterator[FirstRow]:
    """A row a criterion; `longest` is what the bars are drawn against, in days."""
    for comparand in comparands:
        sides = ((track, comparand.sides[track]) for track in LANES)
        yield FirstRow(comparand, tuple(_side(side, took(side, track, longest)) for track, side in sides))


def _side(side: EventTime, shown: Took) -> FirstSide:
    first = side.first
    source = ""
    if side.earlier:
        source = side.earlier.url or ""
    elif first and first.date and first.sources:
        source = str(first.sources[0].url)
    return FirstSide(side, shown, source, earliest_rival(first) if first else None, len(first.readings) if first else 1)


def earliest_rival(first: First) -> Considered | None:
    """The earliest event that was considered for a first."""
    dated = [rival for rival in first.considered if rival.date]
    return min(dated, key=lambda rival: (rival.date, rival.event), default=None)
