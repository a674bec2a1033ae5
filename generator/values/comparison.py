"""Comparison: what follows from setting the two tracks side by side. The value that `compare` makes and later steps read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.values.corpus import EntryRecord, Point, SeriesRecord
from generator.values.criteria import Considered, Criterion, First
from generator.values.dates import FuzzyDate
from generator.values.fields import OTHER, Stage, Track
from generator.values.graph import Edge
from generator.values.parallels import Likeness, Origin
from generator.values.span import Ratio, Span, elapsed
from generator.values.statistics import Agreement, Multiverse, Part, Starts, Survival, Tally

Outcome = Literal["both", "ai-pending", "linux-pending", "neither", "too-early"]
"""Met on both tracks after their origins; on one of them not yet; on neither; or at or before an origin."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A track's time, counted from an origin."""

    track: Track
    origin: EntryRecord
    choice: Origin | None
    """Why one may count from here, and what speaks against it; None for an entry that is not among the origins."""
    now: Span
    """Its age today: at least so many days."""

    @property
    def name(self) -> str:
        """A short name of the origin."""
        return self.choice.name if self.choice else self.origin.value.title

    def age(self, when: FuzzyDate) -> Span:
        """Days from the origin to a date."""
        return elapsed(self.origin.value.date, when)


@dataclass(frozen=True, slots=True)
class EventTime:
    """One side of something measured: what met it and when, or None for "not yet", and the days until then."""

    when: FuzzyDate | None
    age: Span
    title: str = ""
    """What happened; empty for "not yet"."""
    entry: EntryRecord | None = None
    """The entry that tells of it, if there is one."""
    first: First | None = None
    """The cell of the criterion, with what it rests on and what was considered; None for a parallel."""
    earlier: Considered | None = None
    """The rival that takes the place of the cell's first because the clock starts before the usual day."""


@dataclass(frozen=True, slots=True)
class Comparand:
    """A criterion or a parallel, measured on both clocks."""

    id: str
    title: str
    sides: Mapping[Track, EventTime]
    ratio: Ratio | None
    state: Outcome
    criterion: Criterion | None = None
    """What is asked; None for a parallel."""
    likeness: Likeness | None = None

    @property
    def stage(self) -> Stage | None:
        """The stage that a criterion marks."""
        return self.criterion.stage if self.criterion else None

    @property
    def page(self) -> str:
        """Its address on the site, from the root."""
        return f"parallels/{self.id}/" if self.likeness else f"criteria/{self.id}/"


@dataclass(frozen=True, slots=True)
class Answer:
    """What many measured things say together."""

    of: int
    """How many there are."""
    both: int
    """How many were met on both tracks after the origins."""
    pending: int
    """How many one track has not met yet; they bound the median from one side."""
    left_out: int
    """How many say nothing: at or before an origin, or met by neither."""
    median: Ratio | None
    """Median speed-up of `both` and `pending`; None if there are fewer than three of them."""
    faster: int
    """How many open AI certainly met sooner."""
    slower: int
    """How many Linux certainly met sooner."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that changes with the choice of the two origins."""

    clocks: Mapping[Track, Clock]
    criteria: tuple[Comparand, ...]
    """Of all hands."""
    parallels: tuple[Comparand, ...]
    """Those where the analogy fails are left out of the answers."""
    tally: Tally | str
    """Of the drawn hand, which alone carries the headline; or why there is none."""
    survival: Survival | str
    """Of the drawn hand; or why there is none."""
    parts: Mapping[str, tuple[Part, ...]]
    """By what they are told apart: `hand`, and of the drawn hand `stage` and `thing`."""
    of_parallels: Answer

    def same_day(self, track: Track, day: date) -> date:
        """The day on which the other track is as old as a track is on a day."""
        # From the last day on which an origin may lie: entries count with their least age.
        own_origin, other_origin = (self.clocks[side].origin.value.date.bound for side in (track, OTHER[track]))
        return other_origin + (day - own_origin)


@dataclass(frozen=True, slots=True)
class SameAge:
    """What the other track was doing when it was as old."""

    before: EntryRecord | None
    """Its last entry up to that age."""
    after: EntryRecord | None
    """Its first entry beyond it."""
    ahead: date | None
    """The day on which the other track will be as old, if it is younger today."""


@dataclass(frozen=True, slots=True)
class Response:
    """An entry that responds to another, and how many days later."""

    edge: Edge
    days: Span


@dataclass(frozen=True, slots=True)
class ResponseTime:
    """The median number of days of the responses of a track in a decade, and how many it rests on."""

    track: Track
    decade: int | None
    """First year of it; None for all."""
    count: int
    low: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Growth:
    """A straight line through the logarithms of a curve's figures: least squares of log2(value) on years."""

    count: int
    first: FuzzyDate
    last: FuzzyDate
    doubling: float
    """Years in which the value doubles."""
    low: float
    """Lower end of the 95 % interval of that."""
    high: float
    """Upper end."""
    r2: float
    """Share of the variance of the logarithms that the line explains."""
    level: float
    """What the line has at the first figure."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two curves on one axis of years since the origins."""

    ai: SeriesRecord
    linux: SeriesRecord
    why: str
    points: Mapping[Track, tuple[tuple[float, Point], ...]]
    """The figures of either since its origin, each with the years since then."""
    ages: tuple[float, float] | None
    """From what age to what age both have figures, in years; None if they never have."""
    linux_growth: Growth | str
    """At these ages; or why there is none."""
    ai_growth: Growth | str
    ratio: Ratio | None
    """Linux's doubling time divided by open AI's, from the ends of their 95 % intervals."""

    @property
    def id(self) -> str:
        """Its name in addresses."""
        return f"{self.ai.id}-{self.linux.id}"

    @property
    def rate(self) -> bool:
        """Whether both count what is new in the same stretch of time, so that they have one axis whatever they count."""
        return bool(self.ai.value.per and self.ai.value.per == self.linux.value.per)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two tracks side by side, as of a day."""

    today: date
    view: View
    """By the default origins, or those that were asked for."""
    views: Mapping[tuple[str, str], View]
    """By each pair of origins (Linux's id, open AI's id)."""
    ages: Mapping[str, Span]
    """Of each entry by its id, on its own clock."""
    same_age: Mapping[str, SameAge]
    months: tuple[Mapping[Track, tuple[EntryRecord, ...]], ...]
    """Entries of either track by month of life, from month 0 to the last month that both have lived."""
    responses: tuple[Response, ...]
    response_times: tuple[ResponseTime, ...]
    growth: Mapping[tuple[str, str], Growth | str]
    """By series and name of the line in it: its growth, or why there is none."""
    pairs: tuple[Pair, ...]
    starts: Starts | None
    """What another start of open AI's clock would give; None where nothing can be compared."""
    multiverse: Multiverse | None
    """What other defensible choices would give; None where nothing can be compared."""
    agreement: Agreement | None
    """How far the two coders agreed; None without their sheets."""
