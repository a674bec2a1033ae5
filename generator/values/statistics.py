"""What is computed from the times to many firsts: how many were met by an age, how long it took on average, and how that moves with
each choice. What each number means, with its formula and source, stands in docs/compare/method.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.values.criteria import Hand
from generator.values.fields import Track


@dataclass(frozen=True, slots=True)
class Tally:
    """How many criteria each track had met by one age: the headline."""

    of: int
    """How many are counted."""
    age: int
    """The age, in days: the younger track's today."""
    certain: Mapping[Track, int]
    """How many were met by that age whatever the dates are within their ranges,"""
    possible: Mapping[Track, int]
    """and how many may have been."""
    left_out: tuple[str, ...] = ()
    """Ids of criteria of the same hand that a track had met before its clock starts, or whose thing an origin does not begin."""


@dataclass(frozen=True, slots=True)
class Step:
    """From an age on, so large a share of the criteria is met."""

    days: float
    share: float


@dataclass(frozen=True, slots=True)
class Survival:
    """Times to the same criteria on both tracks, where some are not met yet. All times are counted to `horizon`, but for the curves'."""

    horizon: int
    """Days to which both tracks were followed."""
    mean: Mapping[Track, float]
    """Restricted mean time, in days: what a criterion took on average, one that took longer counted with the horizon."""
    ratio: float
    """Linux's by open AI's: above 1 where open AI was sooner."""
    by_dates: tuple[float, float]
    """Its least and greatest within the ranges of the dates."""
    by_choice: tuple[float, float]
    """95 in 100 of its values when groups of criteria are drawn anew (bootstrap)."""
    median: Mapping[Track, float | None]
    """Days by which half of the criteria were met (Kaplan-Meier, each track followed to today); None if half are not yet."""
    log_rank: float
    """Probability of curves at least so far apart if both tracks were alike, up to the horizon."""
    sooner: int
    later: int
    even: int
    """Criteria that open AI certainly met sooner, later, or neither for certain, by age."""
    sign: float
    """Probability of so lopsided a split if sooner and later were as likely; two-sided."""
    curves: Mapping[Track, tuple[Step, ...]]
    """The share of criteria met by each age, each track followed to today."""
    without: Mapping[str, float]
    """The ratio without each criterion, by its id."""


@dataclass(frozen=True, slots=True)
class Part:
    """Criteria of one stage, of one thing or of one hand, and how many each track had met."""

    name: str
    tally: Tally
    ratio: float | None
    """None with fewer than three."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the numbers would be if open AI's clock started on a day."""

    day: date
    of: int
    linux: int
    ai: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Starts:
    """The numbers over all starts of open AI's clock, Linux's kept."""

    starts: tuple[Start, ...]
    """Month by month; earlier firsts that are known take the place of later ones."""
    earlier: int | None
    """Days before the usual start at which the ratio falls to 1, its firsts staying where they are; None if it never does."""
    counts_even: int | None
    """The same for the two counts."""


@dataclass(frozen=True, slots=True)
class Subset:
    """A choice of criteria."""

    name: str
    words: str
    hands: tuple[Hand, ...]
    without: str = ""
    """A group that is left out; empty for none."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read all firsts: of each cell, which of its defensible readings."""

    name: str
    chosen: Mapping[str, Mapping[Track, int]]
    """By criterion and track: the number of the reading; 0 is the one decided, and stands for all that are not named."""


@dataclass(frozen=True, slots=True)
class Specification:
    """One choice of everything, and what follows from it."""

    linux: str
    ai: str
    """Ids of the origins."""
    subset: str
    reading: str
    of: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Cross:
    """All readings of one pair of origins and one subset."""

    linux: str
    ai: str
    subset: str
    of: int
    faster: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Multiverse:
    """All defensible choices together (Simonsohn, Simmons and Nelson, Specification curve analysis, 2020)."""

    subsets: tuple[Subset, ...]
    of: int
    """How many choices leave three criteria or more,"""
    faster: int
    """and in how many of them open AI was faster."""
    curve: tuple[float, ...]
    """Their ratios in order, thinned to some hundreds."""
    worst: tuple[Specification, ...]
    """What hurts the claim most, the worst first."""
    best: tuple[Specification, ...]
    middle: float
    """The median of all ratios."""
    crosses: tuple[Cross, ...]
    """By pair of origins and subset."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell on which the coders differ."""

    criterion: str
    track: Track
    dates: tuple[str, str]
    """What each gave: a date as EDTF, `not yet` or `cannot say`."""
    decided: str
    """Which is followed, and why."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agreed, from their sheets as they returned them."""

    cells: int
    """That both coded."""
    kappa: float
    """Cohen's, of "met by the age that open AI had on the day of the coding": 1 is full agreement, 0 no more than by chance."""
    alike: int
    """Cells on which they agree of that."""
    dates: int
    """Cells for which both give a date,"""
    within: int
    """and those in which the dates lie within 31 days."""
    differences: tuple[Difference, ...]
