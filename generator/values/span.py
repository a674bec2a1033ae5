"""Spans and ratios: how long something took, and how many times faster, no more exactly than the dates allow.

The arithmetic is that of intervals: a bound of the result is reached by some choice of days that the dates allow, and
no choice lies outside (Moore, Interval Analysis, 1966, for the four operations). Days are whole, months are mean
Gregorian months. docs/compare/method.md states the same in words for readers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf
from statistics import median
from typing import Final

from generator.values.dates import FuzzyDate

DAYS_A_YEAR: Final = 365.2425
"""Mean year of the Gregorian calendar."""
DAYS_A_MONTH: Final = DAYS_A_YEAR / 12


@dataclass(frozen=True, slots=True)
class Span:
    """Days from an origin to an event: any number from `low` to `high`. Negative before the origin."""

    low: int
    high: int | None
    """None: there is no upper bound, because the event goes on or has not happened yet."""
    about: bool = False
    """A date behind it is approximate or uncertain, so that the bounds are too."""

    @property
    def exact(self) -> bool:
        """True for one number of days, and no doubt about it."""
        return self.low == self.high and not self.about

    @property
    def months(self) -> tuple[float, float | None]:
        """The bounds in mean months."""
        return self.low / DAYS_A_MONTH, None if self.high is None else self.high / DAYS_A_MONTH

    @property
    def month(self) -> int:
        """The month of life in which it may begin: 0 is the first month after the origin, -1 the last before it."""
        return int(self.low // DAYS_A_MONTH)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times faster: any number from `low` to `high`; 1 is as fast, below 1 is slower."""

    low: float
    high: float | None
    """None: there is no upper bound."""
    about: bool = False

    @property
    def faster(self) -> bool | None:
        """True or False where every number in it is above or below 1; None where it may be either."""
        if self.low > 1:
            return True
        return False if self.high is not None and self.high < 1 else None


def elapsed(origin: FuzzyDate, event: FuzzyDate) -> Span:
    """Days from an origin to an event, as far as both dates say.

    An event that is an interval may lie on any of its days. An origin whose interval is open counts from its first day.
    """
    high = None if event.latest is None else (event.latest - origin.earliest).days
    return Span((event.earliest - origin.bound).days, high, origin.approximate or event.approximate)


def not_before(origin: FuzzyDate, today: date) -> Span:
    """Days from an origin to something that has not happened by today: at least so many."""
    return Span((today - origin.bound).days, None, origin.approximate)


def speed_up(linux: Span, ai: Span) -> Ratio | None:
    """Linux's days divided by open AI's: above 1 where open AI was faster.

    None where that says nothing: one of the two lies at or before its origin, or neither has an upper bound.
    """
    if (linux.high is not None and linux.high <= 0) or (ai.high is not None and ai.high <= 0):
        return None
    low = max(linux.low, 0) / ai.high if ai.high is not None else 0.0
    high = linux.high / ai.low if linux.high is not None and ai.low > 0 else None
    return None if low == 0 and high is None else Ratio(low, high, linux.about or ai.about)


def middle(ratios: Iterable[Ratio]) -> Ratio | None:
    """The median of numbers of which only bounds are known: from the median of the lower to that of the upper bounds.

    Whatever the numbers are within their bounds, their median lies in it. None if there are none, or if it would say
    nothing.
    """
    known = list(ratios)
    if not known:
        return None
    high = median(inf if ratio.high is None else ratio.high for ratio in known)
    low = median(ratio.low for ratio in known)
    return None if low == 0 and high == inf else Ratio(low, None if high == inf else high, any(r.about for r in known))


def middle_days(spans: Iterable[Span]) -> tuple[float, float | None] | None:
    """The same for days: bounds of the median of spans, or None if there are none."""
    known = list(spans)
    if not known:
        return None
    high = median(inf if ratio.high is None else ratio.high for ratio in known)
    return median(ratio.low for ratio in known), None if high == inf else high
