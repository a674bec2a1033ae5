"""`/compare/curves/`: two curves on one axis of years since each track began, and their figures as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Final

from generator.render.parts import Citing, ShownChart, chart_of, citing_of
from generator.render.template import Page, Renderer, files
from generator.values.citation import WHOLE
from generator.values.comparison import Clock, Comparison, Growth, Pair
from generator.values.corpus import SeriesRecord
from generator.values.fields import Track
from generator.values.pictures import Chart

_SCALES: Final[Mapping[str, str]] = {"linear": "Linear scale", "log": "Logarithmic scale: a steady pace is a straight line"}


@dataclass(frozen=True, slots=True)
class PairCurve:
    """A curve of a pair, and how fast it grew at the ages that both have figures of, or over all its figures."""

    track: Track
    record: SeriesRecord
    growth: Growth | str
    mean: float | None
    """Of a rate: its mean a month at the ages that both have figures of."""


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair with its curves, and a chart on each scale."""

    pair: Pair
    title: str
    curves: tuple[PairCurve, ...]
    charts: tuple[tuple[str, ShownChart], ...]


@dataclass(frozen=True, slots=True)
class PairsPage:
    """What the page shows."""

    clocks: Mapping[Track, Clock]
    pairs: tuple[ShownPair, ...]
    citing: Citing


def pairs(renderer: Renderer, comparison: Comparison, charts: Mapping[str, Chart]) -> Iterator[Page]:
    """`/compare/curves/` with its charts and its figures."""
    meta: dict[str, Any] = {
        "title": WHOLE["compare/curves"][0],
        "description": "Curves of Linux and open AI on one axis of years since each began, on linear and logarithmic "
        "scale, with the time in which each doubles.",
    }
    page = PairsPage(
        comparison.view.clocks,
        tuple(_shown(renderer, comparison, pair) for pair in comparison.pairs),
        citing_of(renderer.edition, "compare/curves"),
    )
    yield renderer.page("compare/curves/index.md", "pairs.html.jinja", "entries/series/", meta, page=page)
    for pair in comparison.pairs:
        for scale in _SCALES:
            yield from files(charts[f"{pair.id}-{scale}"], pair.ai.path)
        yield Page(f"compare/curves/{pair.id}.csv", _csv(pair), pair.ai.path)


def _shown(renderer: Renderer, comparison: Comparison, pair: Pair) -> ShownPair:
    linux, ai = pair.linux.value.title, pair.ai.value.title

    def curve(track: Track, record: SeriesRecord, growth: Growth | str) -> PairCurve:
        return PairCurve(track, record, growth if pair.ages else comparison.growth[record.id, ""], _mean(pair, track, record))

    return ShownPair(
        pair=pair,
        title=f"{linux}, and {ai[0].lower()}{ai[1:]}",
        curves=(curve("linux", pair.linux, pair.linux_growth), curve("ai", pair.ai, pair.ai_growth)),
        charts=tuple((title, chart_of(renderer.edition, f"{pair.id}-{scale}")) for scale, title in _SCALES.items()),
    )


def _mean(pair: Pair, track: Track, record: SeriesRecord) -> float | None:
    """The mean of a rate over the ages that both curves have figures of."""
    if not record.value.per or not pair.ages:
        return None
    first, last = pair.ages
    return fmean(point.value for age, point in pair.points[track] if first <= age <= last)


def _csv(pair: Pair) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("track", "years", "date", "value", "unit"))
    units = {"linux": pair.linux.value.unit, "ai": pair.ai.value.unit}
    for track, points in pair.points.items():
        rows.writerows((track, f"{age:.3f}", point.date.edtf, point.value, units[track]) for age, point in points)
    return text.getvalue()
