"""Measuring: the days until each criterion and each parallel on both clocks, and what all of them say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from generator.compare.survival import FEWEST, ratio, survival, tally
from generator.values.comparison import Answer, Clock, Comparand, EventTime, Outcome, View
from generator.values.corpus import Record
from generator.values.criteria import HAND_MEANS, THINGS, Considered, Criterion, First
from generator.values.dates import FuzzyDate
from generator.values.fields import STAGES, TRACKS, Track
from generator.values.graph import Graph
from generator.values.parallels import LIKENESS_MEANS, Likeness, Parallel
from generator.values.span import middle, speed_up
from generator.values.statistics import Part


def view(graph: Graph, clocks: Mapping[Track, Clock]) -> View:
    """Everything that changes with the choice of the two clocks."""
    criteria = tuple(_criteria(graph, clocks))
    parallels = tuple(_parallel(graph, clocks, record) for record in sorted(graph.parallels, key=_by_strength))
    drawn = tuple(c for c in criteria if c.criterion and c.criterion.hand == "drawn")
    return View(
        clocks=clocks,
        criteria=criteria,
        parallels=parallels,
        tally=tally(drawn, clocks),
        survival=survival(drawn, clocks),
        parts=MappingProxyType(
            {
                "hand": tuple(_parts(criteria, clocks, "hand", tuple(HAND_MEANS))),
                "stage": tuple(_parts(drawn, clocks, "stage", STAGES)),
                "thing": tuple(_parts(drawn, clocks, "thing", THINGS)),
            }
        ),
        of_parallels=answer(p for p in parallels if p.likeness != "fails"),
    )


def earlier_first(first: First, origin: FuzzyDate) -> Considered | None:
    """The rival of a cell that is its first if the clock starts so early: the earliest that meets the test from the origin on."""
    rivals = [c for c in first.considered if c.counts == "before" and c.date and c.date.earliest >= origin.bound]
    earliest = min(rivals, key=lambda c: (c.date, c.event), default=None)
    return earliest if earliest and earliest.date and (first.date is None or earliest.date < first.date) else None


def _criteria(graph: Graph, clocks: Mapping[Track, Clock]) -> Iterator[Comparand]:
    firsts = {record.id: record.value for record in graph.criteria.firsts}
    for record in graph.criteria.wordings:
        if record.id in firsts:
            cells: Mapping[Track, First] = {"linux": firsts[record.id].linux, "ai": firsts[record.id].ai}
            sides = MappingProxyType({track: _met(graph, clocks[track], cells[track]) for track in TRACKS})
            yield _measured(record.id, record.value.test, sides, criterion=record.value)


def _met(graph: Graph, clock: Clock, first: First) -> EventTime:
    earlier = earlier_first(first, clock.origin.value.date)
    when, title, entry = (earlier.date, earlier.event, earlier.entry) if earlier else (first.date, first.event, first.entry)
    record = graph.by_id.get(entry) if entry else None
    return EventTime(when, clock.age(when) if when else clock.now, (title or "") if when else "", record, first, earlier)


def _parallel(graph: Graph, clocks: Mapping[Track, Clock], record: Record[Parallel]) -> Comparand:
    entries = {"linux": graph.by_id[record.value.linux], "ai": graph.by_id[record.value.ai]}
    sides: dict[Track, EventTime] = {}
    for track in TRACKS:
        value = entries[track].value
        sides[track] = EventTime(value.date, clocks[track].age(value.date), value.title, entries[track])
    return _measured(record.id, record.value.title, MappingProxyType(sides), likeness=record.value.likeness)


def _by_strength(record: Record[Parallel]) -> int:
    return list(LIKENESS_MEANS).index(record.value.likeness)


def _measured(
    name: str, title: str, sides: Mapping[Track, EventTime], criterion: Criterion | None = None, likeness: Likeness | None = None
) -> Comparand:
    ratio = speed_up(sides["linux"].age, sides["ai"].age)
    return Comparand(name, title, sides, ratio, _state(sides, ratio is not None), criterion, likeness)


def _state(sides: Mapping[Track, EventTime], told: bool) -> Outcome:
    linux, ai = sides["linux"].when, sides["ai"].when
    if not linux and not ai:
        return "neither"
    if not told:
        return "too-early"
    if linux and ai:
        return "both"
    return "ai-pending" if linux else "linux-pending"


def _parts(criteria: Sequence[Comparand], clocks: Mapping[Track, Clock], by: str, names: Sequence[str]) -> Iterator[Part]:
    """What the criteria of each name say by themselves; a name that has too few is left out."""
    for name in names:
        own = [c for c in criteria if getattr(c.criterion, by) == name]
        counted = tally(own, clocks)
        if not isinstance(counted, str):
            yield Part(name, counted, ratio(own, clocks))


def answer(measured: Iterable[Comparand]) -> Answer:
    """What many measured things say together.

    What one track has not met yet counts with the bound that it gives; otherwise only successes would be counted.
    """
    every = list(measured)
    compared = [comparand.ratio for comparand in every if comparand.ratio]
    return Answer(
        of=len(every),
        both=sum(comparand.state == "both" for comparand in every),
        pending=sum(comparand.state in ("ai-pending", "linux-pending") for comparand in every),
        left_out=len(every) - len(compared),
        median=middle(compared) if len(compared) >= FEWEST else None,
        faster=sum(ratio.faster is True for ratio in compared),
        slower=sum(ratio.faster is False for ratio in compared),
    )
