"""The pictures of the answer: the speed-up of each criterion, and its median from each origin."""

from __future__ import annotations

from typing import Any

from generator.charts import colours
from generator.charts.specs import WIDE, Plan, Spec, whole
from generator.values.comparison import Comparison, View
from generator.values.span import Ratio
from generator.values.words import spaced, speed, the_answer, times

_TICKS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64]
_SHAPES = {"both": "circle", "ai-pending": "triangle-left", "linux-pending": "triangle-right"}
_STATES = {"met by both": "circle", "at most": "triangle-left", "at least": "triangle-right"}
_NAMED = dict(zip(_SHAPES, _STATES, strict=True))


def of_speeds(view: View) -> Plan:
    """Each criterion's speed-up as a point or a bar on a logarithmic axis, with the median behind them."""
    compared = [(comparand, comparand.ratio) for comparand in view.criteria if comparand.ratio]
    edges = [edge for _, ratio in compared for edge in (ratio.low, ratio.high) if edge]
    least, most = min(edges, default=0.5) / 1.3, max(edges, default=2) * 1.3
    rows = [
        {
            "name": spaced(item.id),
            "stage": item.stage,
            "state": _NAMED[item.state],
            "low": max(ratio.low, least),
            "high": ratio.high or most,
            "at": _mark_position(ratio),
            "text": speed(item),
            "title": item.title,
        }
        for item, ratio in compared
    ]
    title = "How much faster open AI met each criterion than Linux"
    sentences = "; ".join(f"{row['name']}: {row['text']}" for row in rows)
    return Plan(
        "speed-ups",
        "compare",
        "compare/charts",
        title,
        f"{the_answer(view)} {sentences}.",
        lambda width: whole(_dots(rows, view.answer.median, (least, most), width)),
    )


def _mark_position(ratio: Ratio) -> float:
    """Where a ratio's mark stands: between its ends, or at the one end that is known."""
    if ratio.high is None:
        return ratio.low
    return (ratio.low * ratio.high) ** 0.5 if ratio.low else ratio.high


def _dots(rows: list[dict[str, Any]], median: Ratio | None, domain: tuple[float, float], width: int) -> Spec:
    x = {"type": "quantitative", "scale": {"type": "log", "domain": list(domain), "nice": False}}
    axis = {"values": [tick for tick in _TICKS if domain[0] <= tick <= domain[1]], "labelExpr": _LABELS, "grid": True}
    y = {"field": "name", "type": "nominal", "title": None, "sort": [row["name"] for row in rows], "axis": {"labelLimit": 140}}
    states = [state for state in _STATES if any(row["state"] == state for row in rows)]
    shape = {
        "field": "state",
        "type": "nominal",
        "title": None,
        "legend": {"orient": "top", "symbolFillColor": colours.TRACKS["ai"], "symbolStrokeWidth": 0},
        "scale": {"domain": states, "range": [_STATES[state] for state in states]},
    }
    tooltip = [{"field": "title", "title": "Criterion"}, {"field": "text", "title": "Speed-up"}]
    layer: list[Spec] = [
        {
            "data": {"values": [{"x": 1}]},
            "mark": {"type": "rule", "color": colours.SOFT, "strokeDash": [4, 3]},
            "encoding": {"x": x | {"field": "x", "axis": axis, "title": "Times as fast as Linux"}},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "rule", "color": colours.TRACKS["ai"], "strokeWidth": 3, "opacity": 0.55},
            "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y},
        },
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 70, "color": colours.TRACKS["ai"]},
            "encoding": {"x": x | {"field": "at"}, "y": y, "shape": shape, "tooltip": tooltip},
        },
    ]
    if median and median.high:
        band = {"low": max(median.low, domain[0]), "high": median.high}
        layer.insert(
            0,
            {
                "data": {"values": [band]},
                "mark": {"type": "rect", "color": colours.TRACKS["ai"], "opacity": 0.16},
                "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "tooltip": {"value": f"Median: {times(median)}"}},
            },
        )
    return {"width": width - (190 if width >= WIDE else 160), "height": {"step": 22}, "layer": layer}


_LABELS = "datum.value < 1 ? '1/' + format(1 / datum.value, 'd') + '×' : format(datum.value, 'd') + '×'"


def of_origins(comparison: Comparison) -> Plan:
    """The median from each origin of open AI, Linux's kept, as bars on a logarithmic axis."""
    linux = comparison.view.clocks["linux"].origin.id
    views = [view for (view_pair, _), view in comparison.views.items() if view_pair == linux]
    rows = [
        {
            "name": f"{view.clocks['ai'].name} ({view.clocks['ai'].origin.value.date.year})",
            "low": view.answer.median.low,
            "high": view.answer.median.high or view.answer.median.low,
            "text": times(view.answer.median),
            "count": f"{view.answer.both + view.answer.pending} of {view.answer.of}",
        }
        for view in views
        if view.answer.median
    ]
    title = "The median speed-up from each origin of open AI"
    sentences = "; ".join(f"from {row['name']}: {row['text']}, {row['count']} criteria" for row in rows)
    return Plan(
        "origins",
        "compare",
        "compare/charts",
        title,
        f"{title}, Linux counted from {comparison.view.clocks['linux'].name}: {sentences}.",
        lambda width: whole(_bars(rows, width)),
    )


def _bars(rows: list[dict[str, Any]], width: int) -> Spec:
    domain = [0.8, 1.6 * max((row["high"] for row in rows), default=2)]
    x = {"type": "quantitative", "scale": {"type": "log", "domain": domain, "nice": False}}
    axis = {"values": [tick for tick in _TICKS if domain[0] <= tick <= domain[1]], "labelExpr": _LABELS, "grid": True}
    y = {"field": "name", "type": "nominal", "title": None, "sort": [row["name"] for row in rows], "axis": {"labelLimit": 160}}
    tooltip = [{"field": "text", "title": "Median"}, {"field": "count", "title": "Criteria"}]
    return {
        "width": width - (200 if width >= WIDE else 170),
        "height": {"step": 26},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "color": colours.TRACKS["ai"], "height": 10, "cornerRadius": 2},
                "encoding": {
                    "x": x | {"field": "low", "axis": axis, "title": "Times as fast as Linux, median"},
                    "x2": {"field": "high"},
                    "y": y,
                    "tooltip": tooltip,
                },
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "color": colours.INK, "fontSize": 11},
                "encoding": {"x": x | {"field": "high"}, "y": y, "text": {"field": "count" if width >= WIDE else "text"}},
            },
        ],
    }
