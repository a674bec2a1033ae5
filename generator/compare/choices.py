"""What other choices would give: every start of open AI's clock, and every pair of origins with every subset of the criteria and every
defensible reading of each first (Simonsohn, Simmons and Nelson, "Specification curve analysis", Nature Human Behaviour 4, 2020).

Days are ordinals (`date.toordinal`); a first known less precisely stands at the middle of what its date allows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median
from types import MappingProxyType
from typing import Final

from generator.compare.survival import FEWEST, SEED
from generator.values.corpus import Record, figure_day
from generator.values.criteria import Criterion, First, Firsts
from generator.values.dates import FuzzyDate
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph
from generator.values.statistics import Cross, Multiverse, Reading, Specification, Start, Starts, Subset

RANDOM_READINGS: Final = 200
"""How many readings are drawn at random beside the three that are stated; all of them together would be too many to count."""
CURVE_POINTS: Final = 240
NAMED: Final = 12
"""How many of the worst and best choices are named."""
EARLIEST_START: Final = date(2010, 1, 1)
LONGEST_BREAK: Final = 365 * 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A first in all its readings, the decided one first; None for "not yet"."""

    options: tuple[int | None, ...]
    before: tuple[int, ...]
    """Days of what met the test before the usual start, in order."""

    def waited(self, start: int, until: int, reading: int = 0) -> int | None:
        """Days from a start to the first, at most `until`; None if it lies before the start, so that it cannot be counted."""
        day = self.options[reading]
        earlier = next((b for b in self.before if b >= start), None)
        if earlier is not None and (day is None or earlier < day):
            day = earlier
        if day is None:
            return until
        return None if day < start else min(day - start, until)


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion with its two cells."""

    id: str
    criterion: Criterion
    cells: Mapping[Track, Cell]


def middle_day(when: FuzzyDate) -> int:
    """The middle of what a date allows, as an ordinal."""
    return figure_day(when, at_end=False).toordinal()


def rows_of(wordings: Iterable[Record[Criterion]], firsts: Iterable[Record[Firsts]]) -> list[Row]:
    """The criteria that have cells, in their order."""
    by_id = {record.id: record.value for record in firsts}

    def cell(first: First) -> Cell:
        options = tuple(None if when is None else middle_day(when) for when in first.readings)
        return Cell(options, tuple(sorted(middle_day(c.date) for c in first.considered if c.counts == "before" and c.date)))

    return [
        Row(w.id, w.value, MappingProxyType({"linux": cell(by_id[w.id].linux), "ai": cell(by_id[w.id].ai)}))
        for w in wordings
        if w.id in by_id
    ]


def starts(rows: Sequence[Row], linux: date, ai: date, today: date) -> Starts | None:
    """The numbers of the drawn hand over all starts of open AI's clock, from Linux's usual one; None where nothing can be compared."""
    drawn = [row for row in rows if row.criterion.hand == "drawn"]
    months = [date(year, month, 1) for year in range(EARLIEST_START.year, today.year + 1) for month in range(1, 13)]
    computed = [_start(drawn, linux, day, today) for day in sorted({*months, ai}) if day < today]
    told = tuple(start for start in computed if start)
    if not told:
        return None
    return Starts(told, _break(drawn, linux, ai, today), _break(drawn, linux, ai, today, counts=True))


def _start(rows: Sequence[Row], linux: date, ai: date, today: date) -> Start | None:
    until = min((today - ai).days, (today - linux).days)
    waited = list(_pairs(rows, linux, ai, until))
    slow, fast = sum(a for a, _ in waited), sum(b for _, b in waited)
    if len(waited) < max(FEWEST, len(rows) / 3) or not fast or not slow:
        return None
    met = [sum(days[n] < until for days in waited) for n in range(2)]
    return Start(ai, len(waited), met[0], met[1], slow / fast)


def _pairs(rows: Sequence[Row], linux: date, ai: date, until: int) -> Iterator[tuple[int, int]]:
    for row in rows:
        slow, fast = row.cells["linux"].waited(linux.toordinal(), until), row.cells["ai"].waited(ai.toordinal(), until)
        if slow is not None and fast is not None:
            yield slow, fast


def _break(rows: Sequence[Row], linux: date, ai: date, today: date, *, counts: bool = False) -> int | None:
    """How many days earlier open AI must start, its firsts staying where they are, for its lead to be gone."""
    cells = [row for row in rows if _stays(row, "linux", linux) and _stays(row, "ai", ai)]
    linux_days = [_day(row.cells["linux"], linux) for row in cells]
    ai_days = [_day(row.cells["ai"], ai) for row in cells]
    for earlier in range(LONGEST_BREAK):
        until = min((today - ai).days + earlier, (today - linux).days)
        slow = [min(until if d is None else d, until) for d in linux_days]
        fast = [min(until if d is None else d + earlier, until) for d in ai_days]
        lead = sum(d < until for d in fast) - sum(d < until for d in slow) if counts else sum(slow) - sum(fast)
        if lead <= 0:
            return earlier
    return None


def _stays(row: Row, track: Track, start: date) -> bool:
    day = row.cells[track].options[0]
    return day is None or day >= start.toordinal()


def _day(cell: Cell, start: date) -> int | None:
    return None if cell.options[0] is None else cell.options[0] - start.toordinal()


def subsets(rows: Iterable[Row]) -> tuple[Subset, ...]:
    """The choices of criteria. Those from open AI's side are in none of them."""
    groups = sorted({row.criterion.group for row in rows if row.criterion.hand == "drawn"})
    return (
        Subset("drawn", "the drawn criteria", ("drawn",)),
        Subset("drawn-linux", "the drawn criteria and those from Linux's history", ("drawn", "linux")),
        Subset("linux", "the criteria from Linux's history", ("linux",)),
        *(Subset(f"drawn-without-{group}", f"the drawn criteria without the group {group}", ("drawn",), group) for group in groups),
    )


def readings(rows: Sequence[Row]) -> tuple[Reading, ...]:
    """The choices of readings: as decided; all against the claim; all for it; and some drawn at random, for a stated seed."""
    open_cells = [(row.id, track, row.cells[track].options) for row in rows for track in TRACKS if len(row.cells[track].options) > 1]
    random = Random(SEED)  # noqa: S311  a draw that anyone can repeat
    chosen = [
        ("as decided", {}),
        ("every first read against the claim", _extreme(open_cells, "linux")),
        ("every first read for the claim", _extreme(open_cells, "ai")),
    ]
    for n in range(RANDOM_READINGS if open_cells else 0):
        drawn: dict[str, dict[Track, int]] = defaultdict(dict)
        for name, track, options in open_cells:
            drawn[name][track] = random.randrange(len(options))
        chosen.append((f"readings drawn at random, draw {n + 1}", drawn))
    return tuple(Reading(name, MappingProxyType(dict(which))) for name, which in chosen)


def _extreme(cells: Iterable[tuple[str, Track, tuple[int | None, ...]]], early: Track) -> dict[str, dict[Track, int]]:
    """Of one track the earliest reading of each first, of the other the latest."""
    chosen: dict[str, dict[Track, int]] = defaultdict(dict)
    for name, track, options in cells:
        days = [10**9 if day is None else day for day in options]
        chosen[name][track] = days.index(min(days) if track == early else max(days))
    return chosen


def multiverse(graph: Graph, today: date) -> Multiverse | None:
    """Every pair of origins, subset and reading with its ratio; None where nothing can be compared."""
    rows = rows_of(graph.criteria.wordings, graph.criteria.firsts)
    if not rows or graph.origins is None:
        return None
    rows = [row for row in rows if row.criterion.hand != "ai"]
    chosen, ways = subsets(rows), readings(rows)
    pairs = [{"linux": a, "ai": b} for a in graph.origins.value.linux for b in graph.origins.value.ai]
    every = []
    for pair in pairs:
        begin = {track: graph.by_id[origin.entry].value.date.bound.toordinal() for track, origin in pair.items()}
        fitting = [row for row in rows if all(row.criterion.thing in origin.fits for origin in pair.values())]
        until = min(today.toordinal() - day for day in begin.values())
        names = (pair["linux"].entry, pair["ai"].entry)
        for way in ways:
            waited = list(_all_waited(fitting, begin, until, way))
            every += [spec for subset in chosen if (spec := _specification(names, subset, way, waited))]
    if not every:
        return None
    every.sort(key=lambda spec: (spec.ratio, spec.linux, spec.ai, spec.subset, spec.reading))
    ratios = [spec.ratio for spec in every]
    step = max(len(ratios) // CURVE_POINTS, 1)
    return Multiverse(
        subsets=chosen,
        of=len(every),
        faster=sum(ratio > 1 for ratio in ratios),
        curve=(*ratios[::step], ratios[-1]),
        worst=_apart(every),
        best=_apart(reversed(every)),
        middle=median(ratios),
        crosses=tuple(_crosses(every)),
    )


def _all_waited(rows: Iterable[Row], begin: Mapping[str, int], until: int, reading: Reading) -> Iterator[tuple[Criterion, int, int]]:
    """Each criterion that can be counted in a reading, with Linux's days and open AI's."""
    for row in rows:
        which = reading.chosen.get(row.id, {})
        slow, fast = (row.cells[track].waited(begin[track], until, which.get(track, 0)) for track in ("linux", "ai"))
        if slow is not None and fast is not None:
            yield row.criterion, slow, fast


def _specification(
    names: tuple[str, str], subset: Subset, reading: Reading, waited: Iterable[tuple[Criterion, int, int]]
) -> Specification | None:
    of = linux = ai = 0
    for criterion, slow, fast in waited:
        if criterion.hand in subset.hands and criterion.group != subset.without:
            of, linux, ai = of + 1, linux + slow, ai + fast
    return Specification(*names, subset.name, reading.name, of, linux / ai) if of >= FEWEST and ai else None


def _apart(specifications: Iterable[Specification]) -> tuple[Specification, ...]:
    """The first few that differ in more than the reading."""
    first: dict[tuple[str, str, str], Specification] = {}
    for spec in specifications:
        first.setdefault((spec.linux, spec.ai, spec.subset), spec)
        if len(first) == NAMED:
            break
    return tuple(first.values())


def _crosses(every: Iterable[Specification]) -> Iterator[Cross]:
    ratios: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    for spec in every:
        ratios[spec.linux, spec.ai, spec.subset].append(spec.ratio)
    for (linux, ai, subset), own in sorted(ratios.items()):
        yield Cross(linux, ai, subset, len(own), sum(ratio > 1 for ratio in own), min(own), max(own))
