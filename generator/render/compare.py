"""Pages of the comparison: the answer, the months, the responses, the curves side by side."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from generator.render.parts import chart_of, citing_of, longest_of, took
from generator.render.template import Page, Renderer, files
from generator.values.citation import WHOLE
from generator.values.comparison import Comparand, Comparison, Pair, Response, View
from generator.values.entries import TRACKS
from generator.values.graph import Graph
from generator.values.pictures import Chart
from generator.values.words import reached, speed, the_answer, times

ORIGIN: Final = "entries/origins.yaml"


def comparisons(
    renderer: Renderer, comparison: Comparison, graph: Graph, charts: Mapping[str, Chart]
) -> Iterator[Page]:
    """`/compare/` and the pages below it."""
    yield _compare(renderer, comparison, graph)
    for name in ("speed-ups", "origins"):
        yield from files(charts[name], ORIGIN)
    yield _months(renderer, comparison)
    yield _responses(renderer, comparison)
    yield from _curves(renderer, comparison, charts)


def _compare(renderer: Renderer, comparison: Comparison, graph: Graph) -> Page:
    view = comparison.view
    longest = longest_of(view.criteria)
    meta = {
        "title": WHOLE["compare"][0],
        "description": f"{the_answer(view)} Every criterion with both dates, and what another origin does to the numbers.",
    }
    return renderer.page(
        "compare/index.md", "compare.html.jinja", ORIGIN, meta,
        view=view, answer=the_answer(view), reach=reach(comparison),
        times={
            comparand.id: {track: took(side, track, longest) for track, side in comparand.sides.items()}
            for comparand in view.criteria
        },
        charts={name: chart_of(renderer.edition, name) for name in ("speed-ups", "origins")}, citing=citing_of(renderer.edition, "compare"),
        stages={stage: [one for one in view.criteria if one.stage == stage] for stage in view.by_stage},
        fails=[p for p in graph.parallels if p.value.likeness == "fails"],
        origins={track: graph.origins.value.of(track) if graph.origins else () for track in TRACKS},
        data=Markup(json.dumps(_data(comparison), ensure_ascii=False).replace("</", "<\\/")),  # noqa: S704  JSON in a script
    )  # fmt: skip


def reach(comparison: Comparison) -> tuple[View, View] | None:
    """The choices of origins with the lowest and the highest median, if there are any."""
    told = [view for view in comparison.views.values() if view.answer.median]
    if not told:
        return None

    def low(view: View) -> float:
        return view.answer.median.low if view.answer.median else 0

    return min(told, key=low), max(told, key=low)


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
        "rows": {one.id: _row(one) for one in view.criteria},
        "stages": {stage: times(one.median) if one.median else "" for stage, one in view.by_stage.items()},
    }


def _row(one: Comparand) -> dict[str, Any]:
    return {track: [reached(side), side.age.low] for track, side in one.sides.items()} | {"ratio": speed(one)}


def _months(renderer: Renderer, comparison: Comparison) -> Page:
    meta = {
        "title": WHOLE["compare/month"][0],
        "description": f"What Linux had in each of its first {len(comparison.months)} months, beside what open AI had in the same month "
        "of its own life.",
    }
    return renderer.page(
        "compare/month/index.md", "months.html.jinja", ORIGIN, meta, citing=citing_of(renderer.edition, "compare/month")
    )


def _responses(renderer: Renderer, comparison: Comparison) -> Page:
    meta = {
        "title": WHOLE["compare/responses"][0],
        "description": f"{len(comparison.responses)} answers to releases, policies and other events, and after how many days each came; "
        "medians by track and decade.",
    }
    policies = [one for one in comparison.responses if one.edge.source.kind == "policy"]
    releases: defaultdict[str, list[Response]] = defaultdict(list)
    others: defaultdict[str, list[Response]] = defaultdict(list)
    for one in comparison.responses:
        if one.edge.target.kind == "release":
            releases[one.edge.target.id].append(one)
        elif one.edge.source.kind != "policy":
            others[one.edge.target.id].append(one)
    return renderer.page(
        "compare/responses/index.md", "responses.html.jinja", "entries/", meta, policies=policies, releases=releases, others=others,
        citing=citing_of(renderer.edition, "compare/responses"),
    )  # fmt: skip


def _curves(renderer: Renderer, comparison: Comparison, charts: Mapping[str, Chart]) -> Iterator[Page]:
    meta: dict[str, Any] = {
        "title": WHOLE["compare/curves"][0],
        "description": "Curves of Linux and open AI on one axis of years since each began, on linear and logarithmic scale, with the time "
        "in which each doubles.",
    }
    names = [f"{pair.id}-{scale}" for pair in comparison.pairs for scale in ("linear", "log")]
    yield renderer.page(
        "compare/curves/index.md", "pairs.html.jinja", "entries/series/", meta,
        charts={name: chart_of(renderer.edition, name) for name in names}, citing=citing_of(renderer.edition, "compare/curves"),
    )  # fmt: skip
    for pair in comparison.pairs:
        for scale in ("linear", "log"):
            yield from files(charts[f"{pair.id}-{scale}"], pair.ai.path)
        yield Page(f"compare/curves/{pair.id}.csv", _pair_csv(pair), pair.ai.path)


def _pair_csv(pair: Pair) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("track", "years", "date", "value", "unit"))
    units = {"linux": pair.linux.value.unit, "ai": pair.ai.value.unit}
    for track, points in pair.points.items():
        rows.writerows((track, f"{age:.3f}", p.date.edtf, p.value, units[track]) for age, p in points)
    return text.getvalue()
