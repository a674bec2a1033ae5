"""Growth: how fast a curve doubles, by a straight line through its logarithms, and which curves stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import log2, sqrt
from statistics import correlation, fmean, linear_regression
from typing import Final

import mpmath

from generator.comparison import Growth, Pair
from generator.dates import FuzzyDate
from generator.graph import Graph
from generator.record import Point
from generator.span import DAYS_A_YEAR

FEWEST: Final = 8
"""A line is drawn through no fewer points than this,"""
SHORTEST: Final = 2.0
"""and over no fewer years than this."""
SURE: Final = 0.95
_NO_SIZE: Final = frozenset({"percent", "days", "months"})
"""Units of shares and delays."""


def day_of(when: FuzzyDate, *, at_end: bool) -> date:
    """The day at which a figure is drawn: the last that it can mean where figures add up, the middle one otherwise."""
    last = when.latest or when.earliest
    return last if at_end else when.earliest + (last - when.earliest) / 2


def growth(points: Sequence[Point], *, at_end: bool) -> Growth | str:
    """How fast the figures of one line double, or in words why that is not told."""
    used = [point for point in points if point.value > 0]
    if len(used) < FEWEST:
        return f"{len(used)} points; a line is drawn through {FEWEST} or more"
    start = day_of(used[0].date, at_end=at_end)
    years = [(day_of(point.date, at_end=at_end) - start).days / DAYS_A_YEAR for point in used]
    if max(years) - min(years) < SHORTEST:
        return f"{max(years) - min(years):.1f} years; a line is drawn over {SHORTEST:.0f} or more"
    logs = [log2(point.value) for point in used]
    if len(set(logs)) == 1:
        return "the figure never changes"
    slope, level = linear_regression(years, logs)
    rest = sum((y - level - slope * x) ** 2 for x, y in zip(years, logs, strict=True))
    middle = fmean(years)
    error = sqrt(rest / (len(used) - 2) / sum((x - middle) ** 2 for x in years))
    reach = quantile(len(used) - 2) * error
    if slope <= reach:
        return "it falls" if slope + reach < 0 else "it neither grows nor falls for certain"
    return Growth(
        count=len(used),
        first=used[0].date,
        last=used[-1].date,
        doubling=1 / slope,
        low=1 / (slope + reach),
        high=1 / (slope - reach),
        r2=correlation(years, logs) ** 2,
    )


@lru_cache
def quantile(freedom: int) -> float:
    """The number that Student's t stays within, either way, 95 times in 100.

    The distribution is an incomplete beta function (Abramowitz and Stegun, Handbook, 26.7.1), solved for by halving.
    """
    low, high = 0.0, 1e4
    for _ in range(80):
        t = (low + high) / 2
        outside = mpmath.betainc(freedom / 2, 0.5, 0, freedom / (freedom + t * t), regularized=True)
        low, high = (t, high) if outside > 1 - SURE else (low, t)
    return high


def growths(graph: Graph) -> dict[tuple[str, str], Growth | str]:
    """Growth of each line of each series, by the series' id and the line's name."""
    found: dict[tuple[str, str], Growth | str] = {}
    for record in graph.series:
        for name in dict.fromkeys(point.name for point in record.points):
            points = [point for point in record.points if point.name == name]
            found[record.id, name] = (
                f"{record.value.unit} are no size that grows by doubling"
                if record.value.unit in _NO_SIZE
                else growth(points, at_end=record.value.cumulative)
            )
    return found


def pairs(graph: Graph) -> tuple[Pair, ...]:
    """Curves that are to be drawn side by side; one to a series that does not exist is left out."""
    known = {record.id: record for record in graph.series}
    return tuple(
        Pair(record, known[beside.series], beside.why)
        for record in graph.series
        for beside in record.value.beside
        if beside.series in known
    )
