"""Measuring: the days until each criterion and each parallel on both clocks, their ratio, and what all of them say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from generator.values.comparison import Answer, Clock, Comparand, EventTime, Outcome, View
from generator.values.corpus import Record
from generator.values.fields import Stage, Track
from generator.values.graph import Graph
from generator.values.parallels import LIKENESS_MEANS, Criterion, Likeness, Met, Parallel
from generator.values.span import middle, speed_up

FEWEST_RATIOS = 3
"""From fewer numbers than this no median is told."""


def view(graph: Graph, clocks: Mapping[Track, Clock]) -> View:
    """Everything that changes with the choice of the two clocks."""
    stages = graph.stages.value.tests() if graph.stages else ()
    criteria = tuple(
        _criterion(graph, clocks, stage, name, criterion) for stage, test in stages for name, criterion in test.criteria.items()
    )
    parallels = tuple(_parallel(graph, clocks, record) for record in sorted(graph.parallels, key=_by_strength))
    return View(
        clocks=clocks,
        criteria=criteria,
        parallels=parallels,
        answer=answer(criteria),
        by_stage=MappingProxyType({stage: answer(c for c in criteria if c.stage == stage) for stage, _ in stages}),
        of_parallels=answer(p for p in parallels if p.likeness != "fails"),
    )


def _criterion(graph: Graph, clocks: Mapping[Track, Clock], stage: Stage, name: str, criterion: Criterion) -> Comparand:
    return _measured(name, criterion.test, _sides(graph, clocks, criterion.linux, criterion.ai), stage=stage)


def _parallel(graph: Graph, clocks: Mapping[Track, Clock], record: Record[Parallel]) -> Comparand:
    linux, ai = Met(entry=record.value.linux, why="-"), Met(entry=record.value.ai, why="-")
    return _measured(record.id, record.value.title, _sides(graph, clocks, linux, ai), likeness=record.value.likeness)


def _by_strength(record: Record[Parallel]) -> int:
    return list(LIKENESS_MEANS).index(record.value.likeness)


def _sides(graph: Graph, clocks: Mapping[Track, Clock], linux: Met, ai: Met) -> Mapping[Track, EventTime]:
    sides: dict[Track, EventTime] = {}
    for clock, met in ((clocks["linux"], linux), (clocks["ai"], ai)):
        entry = graph.by_id.get(met.entry) if met.entry else None
        sides[clock.track] = EventTime(entry, clock.age(entry.value.date) if entry else clock.now, met.why)
    return MappingProxyType(sides)


def _measured(
    name: str, title: str, sides: Mapping[Track, EventTime], stage: Stage | None = None, likeness: Likeness | None = None
) -> Comparand:
    ratio = speed_up(sides["linux"].age, sides["ai"].age)
    return Comparand(name, title, sides, ratio, _state(sides, ratio is not None), stage, likeness)


def _state(sides: Mapping[Track, EventTime], has_ratio: bool) -> Outcome:
    linux, ai = sides["linux"].entry, sides["ai"].entry
    if not linux and not ai:
        return "neither"
    if not has_ratio:
        return "too-early"
    if linux and ai:
        return "both"
    return "ai-pending" if linux else "linux-pending"


def answer(measured: Iterable[Comparand]) -> Answer:
    """What many measured things say together.

    What one track has not met yet counts with the bound that it gives; otherwise only successes would be counted.
    """
    every = list(measured)
    compared = [(comparand, comparand.ratio) for comparand in every if comparand.ratio]
    both = sorted(
        ((comparand, ratio) for comparand, ratio in compared if comparand.state == "both" and ratio.high is not None),
        key=lambda pair: (pair[1].low + (pair[1].high or 0), pair[0].id),
    )
    return Answer(
        of=len(every),
        both=sum(comparand.state == "both" for comparand in every),
        pending=sum(comparand.state in ("ai-pending", "linux-pending") for comparand in every),
        left_out=len(every) - len(compared),
        median=middle(ratio for _, ratio in compared) if len(compared) >= FEWEST_RATIOS else None,
        least=both[0][0] if both else None,
        most=both[-1][0] if both else None,
        faster=sum(ratio.faster is True for _, ratio in compared),
        slower=sum(ratio.faster is False for _, ratio in compared),
    )
