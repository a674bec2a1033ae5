"""Growth: how fast a curve doubles, by a straight line through its logarithms, and which curves stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from math import log2, sqrt
from statistics import correlation, fmean, linear_regression
from types import MappingProxyType
from typing import Final

import mpmath

from generator.values.comparison import Clock, Growth, Pair
from generator.values.corpus import Point, SeriesRecord, figure_day
from generator.values.fields import Track
from generator.values.graph import Graph
from generator.values.span import DAYS_A_YEAR, Ratio

FEWEST_POINTS_OF_A_LINE: Final = 6
"""A line is drawn through no fewer points than this,"""
FEWEST_YEARS: Final = 2.0
"""and over no fewer years than this."""
LEAST_R2: Final = 0.9
"""and only if it explains at least this share of the variance; otherwise the curve does not double at a steady pace."""
CONFIDENCE: Final = 0.95
_NO_SIZE: Final = frozenset({"percent", "days", "months"})
"""Units of shares and delays."""


def growth(points: Sequence[Point], *, at_end: bool) -> Growth | str:
    """How fast the figures of one line double, or in words why that is not told."""
    used = [point for point in points if point.value > 0]
    if len(used) < FEWEST_POINTS_OF_A_LINE:
        return f"{len(used)} points; a line is drawn through {FEWEST_POINTS_OF_A_LINE} or more"
    start = figure_day(used[0].date, at_end=at_end)
    years = [(figure_day(point.date, at_end=at_end) - start).days / DAYS_A_YEAR for point in used]
    if max(years) - min(years) < FEWEST_YEARS:
        return f"{max(years) - min(years):.1f} years; a line is drawn over {FEWEST_YEARS:.0f} or more"
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
    r2 = correlation(years, logs) ** 2
    if r2 < LEAST_R2:
        return f"no steady pace: a line explains {r2:.0%} of it, and {LEAST_R2:.0%} is asked for"
    return Growth(
        count=len(used),
        first=used[0].date,
        last=used[-1].date,
        doubling=1 / slope,
        low=1 / (slope + reach),
        high=1 / (slope - reach),
        r2=r2,
        level=2**level,
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
        low, high = (t, high) if outside > 1 - CONFIDENCE else (low, t)
    return high


def growths(graph: Graph) -> dict[tuple[str, str], Growth | str]:
    """Growth of each line of each series, by the series' id and the line's name."""
    growth_of: dict[tuple[str, str], Growth | str] = {}
    for record in graph.series:
        for name in dict.fromkeys(point.name for point in record.points):
            points = [point for point in record.points if point.name == name]
            growth_of[record.id, name] = _growth_of(record, points)
    return growth_of


def _growth_of(record: SeriesRecord, points: Sequence[Point]) -> Growth | str:
    """Growth of figures of one line of a series, unless it measures what has none."""
    if record.value.per:
        return f"it counts what is new in each {record.value.per}, with noughts among it"
    if record.value.unit in _NO_SIZE:
        return f"{record.value.unit} are no size that grows by doubling"
    return growth(points, at_end=record.value.cumulative)


def pairs(graph: Graph, clocks: Mapping[Track, Clock]) -> tuple[Pair, ...]:
    """Curves that stand side by side, and how fast each doubled at the ages that both have figures of.

    Those with a speed-up come first; a pair with a series that does not exist is left out.
    """
    known = {record.id: record for record in graph.series}
    pairings = (
        _pair(record, known[beside.series], beside.why, clocks)
        for record in graph.series
        for beside in record.value.beside
        if beside.series in known
    )
    return tuple(sorted(pairings, key=lambda pair: (pair.ratio is None, pair.id)))


def _pair(ai: SeriesRecord, linux: SeriesRecord, why: str, clocks: Mapping[Track, Clock]) -> Pair:
    points: dict[Track, tuple[tuple[float, Point], ...]] = {"linux": _by_age(linux, clocks["linux"]), "ai": _by_age(ai, clocks["ai"])}
    pair = partial(Pair, ai, linux, why, MappingProxyType(points))
    never = "the two curves have no figures of the same age"
    if not all(points.values()):
        return pair(None, never, never, None)
    first = max(lane[0][0] for lane in points.values())
    last = min(lane[-1][0] for lane in points.values())
    if last <= first:
        return pair(None, never, never, None)
    grace = 0.1  # years, since figures of one curve fall between those of the other
    slow, fast = (
        _growth_of(record, [p for age, p in lane if first - grace <= age <= last + grace])
        for lane, record in ((points["linux"], linux), (points["ai"], ai))
    )
    ratio = None
    if isinstance(slow, Growth) and isinstance(fast, Growth):
        ratio = Ratio(slow.low / fast.high, slow.high / fast.low)
    return pair((first, last), slow, fast, ratio)


def _by_age(record: SeriesRecord, clock: Clock) -> tuple[tuple[float, Point], ...]:
    """The figures of a series with one line, each with the years since the origin; those before it are left out."""
    start = clock.origin.value.date.earliest
    aged = (
        ((figure_day(point.date, at_end=record.value.cumulative) - start).days / DAYS_A_YEAR, point)
        for point in record.points
        if not point.name
    )
    return tuple((age, point) for age, point in aged if age >= 0)
