"""What is drawn: a series or a pair of them -> a Vega-Lite specification for a given width.

Vega-Lite 6: https://vega.github.io/vega-lite/docs/. Two tracks are told apart by shape as well as by colour, and lines of
one series by dash as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf, log10
from typing import Any, Final

from generator.charts import colours
from generator.values.comparison import Growth, Pair
from generator.values.corpus import Point, SeriesRecord, figure_day
from generator.values.fields import TRACK_NAMES, Track
from generator.values.span import DAYS_A_YEAR
from generator.values.words import figure

Spec = dict[str, Any]
GrowthOf = Mapping[tuple[str, str], Growth | str]

_SHAPES: Final[Mapping[Track, str]] = {"linux": "square", "ai": "circle"}
_DASHES: Final = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3])
WIDE: Final = 640
NARROW: Final = 300
_SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart that is to be drawn: what it says, and its specification at a width in pixels."""

    id: str
    page: str
    folder: str
    title: str
    description: str
    at: Callable[[int], Spec]


def of_series(record: SeriesRecord, growth: GrowthOf) -> Plan:
    """The chart of one series: a line, several, or bars where all figures are of one day."""
    names = list(dict.fromkeys(point.name for point in record.points))
    one_day = len(names) > 1 and len({point.date for point in record.points}) == 1
    body = _bars if one_day else _lines
    return Plan(
        record.id,
        f"series/{record.id}",
        "series",
        record.value.title,
        _in_words(record, names),
        lambda width: whole(body(record, names, growth, width)),
    )


def of_pair(pair: Pair, scale: str) -> Plan:
    """Two curves over the years since the origins; on one scale if they count alike, otherwise one above the other."""
    title = f"{pair.linux.value.title} and {pair.ai.value.title[0].lower()}{pair.ai.value.title[1:]}, by age"
    units: dict[Track, str] = {"linux": pair.linux.value.unit, "ai": pair.ai.value.unit}
    ends = min((points[-1][0] for points in pair.points.values() if points), default=0)
    # The list that goes on for longer is cut where the other ends: month by month its rest would press both into a corner.
    until = float(ceil(ends)) if pair.rate else inf
    lanes = [_Lane(track, unit, _aged(track, [at for at in pair.points[track] if at[0] <= until])) for track, unit in units.items()]
    parts = [f"{'Logarithmic' if scale == 'log' else 'Linear'} scale over the years since each track's origin."]
    for track, unit in units.items():
        if pair.points[track]:
            (early, first), (late, last) = pair.points[track][0], pair.points[track][-1]
            parts.append(f"{TRACK_NAMES[track]}: {figure(first.value)} {unit} at {early:.1f} years, {figure(last.value)} at {late:.1f}.")
    if pair.rate:
        parts.append(f"Drawn to {until:.0f} years; the figures beside it go on.")
    top = min(until, max((age for points in pair.points.values() for age, _ in points), default=1))

    def at(width: int) -> Spec:
        if pair.rate or units["linux"] == units["ai"]:
            unit = f"new a {pair.ai.value.per}" if pair.rate else units["ai"]
            return whole(_panel(_Lane(None, unit, lanes[0].rows + lanes[1].rows), scale, width, top))
        return whole({"vconcat": [_panel(lane, scale, width, top) for lane in lanes], "spacing": 18})

    return Plan(f"{pair.id}-{scale}", "compare/curves", "compare/curves", title, " ".join(parts), at)


@dataclass(frozen=True, slots=True)
class _Lane:
    """The figures of one panel: of one track, or of both if there is none."""

    track: Track | None
    unit: str
    rows: list[dict[str, Any]]


def _aged(track: Track, points: Sequence[tuple[float, Point]]) -> list[dict[str, Any]]:
    return [{"years": round(age, 3), "value": point.value, "track": TRACK_NAMES[track], "date": str(point.date)} for age, point in points]


def _panel(lane: _Lane, scale: str, width: int, top: float) -> Spec:
    rows = [row for row in lane.rows if scale == "linear" or row["value"] > 0]
    track = {"field": "track", "type": "nominal", "title": None}
    axis = _axis(width)
    if scale == "log" and rows:
        axis |= {"values": _powers(row["value"] for row in rows)}
    legend = None if lane.track == "ai" else {"orient": "top"}
    return {
        "width": width - 70,
        "height": 170 if lane.track else 260,
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"filled": True, "size": 22}, "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "years", "type": "quantitative", "title": "Years since the origin", "scale": {"domain": [0, top]}},
            "y": {"field": "value", "type": "quantitative", "title": lane.unit.capitalize(), "scale": _scale(scale), "axis": axis},
            "color": track | {"scale": {"domain": list(TRACK_NAMES.values()), "range": list(colours.TRACKS.values())}, "legend": legend},
            "shape": track | {"scale": {"domain": list(TRACK_NAMES.values()), "range": list(_SHAPES.values())}, "legend": legend},
            "tooltip": [{"field": "date", "title": "Date"}, {"field": "value", "title": lane.unit.capitalize(), "format": ","}],
        },
    }


def _powers(values: Iterable[float]) -> list[float]:
    """Powers of ten from the one below the smallest value to the one above the largest."""
    known = list(values)
    return [10.0**n for n in range(floor(log10(min(known))), ceil(log10(max(known))) + 1)]


def _scale(kind: str) -> Spec:
    return {"type": "log", "nice": True} if kind == "log" else {"type": "linear", "zero": True}


def days_axis(field: str) -> Spec:
    """The channel of an axis of days. In UTC, as days are written: Vega's own choice is the zone of the machine that draws."""
    return {"field": field, "type": "temporal", "scale": {"type": "utc"}}


def _axis(width: int) -> Spec:
    return {"format": "~s", "tickCount": 4 if width < WIDE else 6}


def _lines(record: SeriesRecord, names: list[str], growth: GrowthOf, width: int) -> Spec:
    series, track = record.value, record.value.track
    rows = [
        {
            "date": figure_day(point.date, at_end=series.cumulative).isoformat(),
            "value": point.value,
            "name": point.name,
            "note": point.note or str(point.date),
        }
        for point in record.points
    ]
    point: Spec = {"filled": True, "size": 26, "shape": _SHAPES[track]}
    encoding: Spec = {
        "x": days_axis("date") | {"title": None, "axis": _years(record.points, width)},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": series.unit.capitalize(),
            "axis": _axis(width),
            "scale": {"domain": [0, 100]} if series.unit == "percent" else _scale(_best_scale(record.points)),
        },
        "tooltip": [{"field": "note", "title": "Figure of"}, {"field": "value", "title": series.unit.capitalize(), "format": ","}],
    }
    if len(names) > 1:
        name = {"field": "name", "type": "nominal", "title": None}
        legend = {"orient": "top", "columns": 1 if width < WIDE else 3, "labelLimit": width - 60, "symbolType": "stroke"}
        encoding["color"] = name | {"scale": {"domain": names, "range": list(colours.LINES[: len(names)])}, "legend": legend}
        encoding["strokeDash"] = name | {"scale": {"domain": names, "range": list(_DASHES[: len(names)])}}
        encoding["tooltip"].insert(0, {"field": "name", "title": "Line"})
        mark: Spec = {"type": "line", "point": point | {"shape": "circle"}, "strokeWidth": 1.6}
    else:
        mark = {"type": "line", "point": point | {"color": colours.TRACKS[track]}, "strokeWidth": 1.6, "color": colours.TRACKS[track]}
    layer: list[Spec] = [{"data": {"values": rows}, "mark": mark, "encoding": encoding}]
    trend = growth.get((record.id, names[0])) if len(names) == 1 else None
    if isinstance(trend, Growth):
        layer.append(_trend(record, trend))
    return {"width": width - 70, "height": 280 if width >= WIDE else 230, "layer": layer}


def _years(points: Sequence[Point], width: int) -> Spec:
    """An axis of whole years, no more of them than there is room for; of months where there is less than two years."""
    days = [point.date.earliest for point in points]
    years = (max(days) - min(days)).days / DAYS_A_YEAR
    room = 4 if width < WIDE else 9
    if years < 2:
        return {"format": "%b %Y", "tickCount": {"interval": "month", "step": max(1, round(years * 12 / room))}}
    return {"format": "%Y", "tickCount": {"interval": "year", "step": next(n for n in (1, 2, 5, 10, 20, 50) if years / n <= room)}}


def _best_scale(points: Sequence[Point]) -> str:
    """Logarithmic where the largest figure is a thousand times the smallest and none is nought."""
    values = [point.value for point in points]
    return "log" if min(values) > 0 and max(values) >= 1000 * min(values) else "linear"


def _trend(record: SeriesRecord, trend: Growth) -> Spec:
    """The line whose slope is the doubling time, dashed, at its own dates."""
    at_end = record.value.cumulative
    days = [figure_day(point.date, at_end=at_end) for point in record.points if point.value > 0]
    rows = [
        {"date": when.isoformat(), "value": float(f"{trend.level * 2 ** ((when - days[0]).days / DAYS_A_YEAR / trend.doubling):.6g}")}
        for when in sorted(set(days))
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "color": colours.SOFT, "strokeDash": [3, 3], "strokeWidth": 1.2},
        "encoding": {"x": days_axis("date"), "y": {"field": "value", "type": "quantitative"}},
    }


def _bars(record: SeriesRecord, names: list[str], growth: GrowthOf, width: int) -> Spec:
    del growth  # figures of one day do not grow
    rows = [{"name": point.name, "value": point.value} for point in record.points]
    return {
        "width": width - (290 if width >= WIDE else 150),
        "height": {"step": 18},
        "data": {"values": rows},
        "mark": {"type": "bar", "color": colours.TRACKS[record.value.track], "height": {"band": 0.7}},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "title": None, "sort": names, "axis": {"labelLimit": 270 if width >= WIDE else 130}},
            "x": {"field": "value", "type": "quantitative", "title": record.value.unit.capitalize(), "axis": _axis(NARROW)},
            "tooltip": [{"field": "name"}, {"field": "value", "format": ","}],
        },
    }


def _in_words(record: SeriesRecord, names: list[str]) -> str:
    """The chart in words: the first and last figure of each line, or the largest where all are of one day."""
    parts = [f"{record.value.measure}, in {record.value.unit}."]
    for name in names[:6]:
        points = [point for point in record.points if point.name == name]
        first, last = points[0], points[-1]
        what = f"{name}: " if name else ""
        ends = f"{figure(first.value)} ({first.date})"
        parts.append(f"{what}{ends}." if first == last else f"{what}from {ends} to {figure(last.value)} ({last.date}).")
    if len(names) > 6:
        parts.append(f"{len(names) - 6} more stand in the table.")
    return " ".join(parts)


def whole(body: Spec) -> Spec:
    """A specification with what all charts have alike."""
    axis = {
        "labelColor": colours.SOFT,
        "titleColor": colours.SOFT,
        "domainColor": colours.LINE,
        "tickColor": colours.LINE,
        "gridColor": colours.LINE,
        "gridOpacity": 0.7,
    }
    return {
        "$schema": _SCHEMA,
        "background": colours.PAPER,
        "padding": 6,
        "usermeta": {"colours": {colour: name for colour, (name, _) in colours.DARK.items()}},
        **body,
        "config": {
            "aria": False,
            "font": "Liberation Sans",
            "view": {"stroke": None},
            "axis": axis | {"titleFontWeight": "normal", "labelFontSize": 11, "titleFontSize": 11},
            "axisX": {"grid": False},
            "legend": {"labelColor": colours.INK, "labelFontSize": 11, "symbolStrokeWidth": 2},
        },
    }
