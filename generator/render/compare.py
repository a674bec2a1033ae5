"""Pages of the comparison: the answer with what it hangs on; those below it are made beside this."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from generator.render.months import months
from generator.render.pairs import pairs
from generator.render.parts import LANES, Citing, ShownChart, Took, chart_of, citing_of, longest_of, took
from generator.render.responses import responses
from generator.render.template import Page, Renderer, files
from generator.values.citation import WHOLE
from generator.values.comparison import Answer, Clock, Comparand, Comparison, EventTime, View
from generator.values.corpus import EntryRecord, Record
from generator.values.fields import OTHER, TRACKS, Stage, Track
from generator.values.graph import Graph
from generator.values.parallels import Origin, Parallel
from generator.values.pictures import Chart
from generator.values.words import reached, speed, the_answer, times

ORIGIN: Final = "entries/origins.yaml"


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion, and each side of it with its bar."""

    comparand: Comparand
    sides: tuple[tuple[EventTime, Took], ...]


@dataclass(frozen=True, slots=True)
class StageRows:
    """The criteria of a stage, and what they say together."""

    stage: Stage
    answer: Answer
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin that a clock may start from, and what the numbers are then."""

    origin: Origin
    record: EntryRecord
    view: View


@dataclass(frozen=True, slots=True)
class OriginTable:
    """The origins of a track, while the clock of the other one starts as it does by default."""

    track: Track
    fixed: Clock
    rows: tuple[OriginRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What `/compare/` shows."""

    view: View
    answer: str
    reach: tuple[View, View] | None
    stages: tuple[StageRows, ...]
    origins: Mapping[Track, OriginTable]
    fails: tuple[Record[Parallel], ...]
    """The parallels in which the analogy ends."""
    speed_ups: ShownChart
    speed_ups_note: str
    by_origin: ShownChart
    data: Markup
    """What the switch of origins puts in place, as JSON."""
    citing: Citing

    @property
    def slowest(self) -> bool:
        """Whether the page starts with the origin that makes open AI look slowest."""
        return self.reach is not None and self.reach[0].clocks["ai"].origin.id == self.view.clocks["ai"].origin.id


def comparisons(renderer: Renderer, comparison: Comparison, graph: Graph, charts: Mapping[str, Chart]) -> Iterator[Page]:
    """`/compare/` and the pages below it."""
    yield _compare(renderer, comparison, graph)
    for name in ("speed-ups", "origins"):
        yield from files(charts[name], ORIGIN)
    yield months(renderer, comparison)
    yield responses(renderer, comparison)
    yield from pairs(renderer, comparison, charts)


def _compare(renderer: Renderer, comparison: Comparison, graph: Graph) -> Page:
    view = comparison.view
    linux, ai = view.clocks["linux"].name, view.clocks["ai"].name
    meta = {
        "title": WHOLE["compare"][0],
        "description": f"{the_answer(view)} Every criterion with both dates, and what another origin does to the numbers.",
    }
    text = json.dumps(_data(comparison), ensure_ascii=False).replace("</", "<\\/")
    page = ComparePage(
        view=view,
        answer=the_answer(view),
        reach=reach(comparison),
        stages=_stages(view),
        origins={track: _origins(comparison, graph, track) for track in TRACKS},
        fails=tuple(record for record in graph.parallels if record.value.likeness == "fails"),
        speed_ups=chart_of(renderer.edition, "speed-ups"),
        speed_ups_note="A dot for each criterion, a bar where its dates leave a range; the shaded band is the median, "
        f"the dashed line is as fast as Linux. From {linux} and {ai}; {view.answer.left_out} that can have no number "
        "are left out.",
        by_origin=chart_of(renderer.edition, "origins"),
        data=Markup(text),  # noqa: S704  JSON in a script
        citing=citing_of(renderer.edition, "compare"),
    )
    return renderer.page("compare/index.md", "compare.html.jinja", ORIGIN, meta, page=page)


def _stages(view: View) -> tuple[StageRows, ...]:
    longest = longest_of(view.criteria)

    def row(comparand: Comparand) -> CriterionRow:
        sides = ((track, comparand.sides[track]) for track in LANES)
        return CriterionRow(comparand, tuple((side, took(side, track, longest)) for track, side in sides))

    return tuple(
        StageRows(stage, answer, tuple(row(comparand) for comparand in view.criteria if comparand.stage == stage))
        for stage, answer in view.by_stage.items()
    )


def _origins(comparison: Comparison, graph: Graph, track: Track) -> OriginTable:
    fixed = comparison.view.clocks[OTHER[track]]

    def row(origin: Origin) -> OriginRow:
        linux, ai = (origin.entry, fixed.origin.id) if track == "linux" else (fixed.origin.id, origin.entry)
        return OriginRow(origin, graph.by_id[origin.entry], comparison.views[linux, ai])

    return OriginTable(track, fixed, tuple(map(row, graph.origins.value.of(track) if graph.origins else ())))


def reach(comparison: Comparison) -> tuple[View, View] | None:
    """The choices of origins with the lowest and the highest median, if there are any."""
    with_median = [view for view in comparison.views.values() if view.answer.median]
    if not with_median:
        return None

    def low(view: View) -> float:
        return view.answer.median.low if view.answer.median else 0

    return min(with_median, key=low), max(with_median, key=low)


def _data(comparison: Comparison) -> dict[str, Any]:
    """What the switch of origins puts in place, as printed: by Linux's and open AI's origin."""
    default = comparison.view.clocks
    return {
        "default": {track: default[track].origin.id for track in TRACKS},
        "views": {f"{linux} {ai}": _shown(view) for (linux, ai), view in comparison.views.items()},
    }


def _shown(view: View) -> dict[str, Any]:
    return {
        "answer": the_answer(view),
        "rows": {comparand.id: _row(comparand) for comparand in view.criteria},
        "stages": {stage: times(answer.median) if answer.median else "" for stage, answer in view.by_stage.items()},
    }


def _row(comparand: Comparand) -> dict[str, Any]:
    sides = {track: [reached(side), side.age.low] for track, side in comparand.sides.items()}
    return sides | {"ratio": speed(comparand)}
