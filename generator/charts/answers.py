"""The pictures of the answer: criteria met by age, the speed-up of each, and what other choices would give."""

from __future__ import annotations

from typing import Any, Final

from generator.charts import colours
from generator.charts.specs import WIDE, Plan, Spec, days_axis, whole
from generator.values.comparison import Comparison, View
from generator.values.fields import TRACK_NAMES, TRACKS, Track
from generator.values.span import DAYS_A_YEAR, Ratio
from generator.values.statistics import Multiverse, Starts, Survival, Tally
from generator.values.words import spaced, speed, the_answer

_FOLDER: Final = "compare/charts"
_TICKS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64]
_SHAPES = {"both": "circle", "ai-pending": "triangle-left", "linux-pending": "triangle-right"}
_STATES = {"met by both": "circle", "at most": "triangle-left", "at least": "triangle-right"}
_NAMED = dict(zip(_SHAPES, _STATES, strict=True))


def of_speeds(view: View) -> Plan | None:
    """The speed-up of each drawn criterion as a point or a bar on a logarithmic axis; None if none has one."""
    drawn = [comparand for comparand in view.criteria if comparand.criterion and comparand.criterion.hand == "drawn"]
    compared = [(comparand, comparand.ratio) for comparand in drawn if comparand.ratio]
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
    if not rows:
        return None
    title = "How much sooner open AI met each drawn criterion than Linux"
    sentences = "; ".join(f"{row['name']}: {row['text']}" for row in rows)
    return Plan("speed-ups", "compare", _FOLDER, title, f"{title}: {sentences}.", lambda width: whole(_dots(rows, (least, most), width)))


def _mark_position(ratio: Ratio) -> float:
    """Where a ratio's mark stands: between its ends, or at the one end that is known."""
    if ratio.high is None:
        return ratio.low
    return (ratio.low * ratio.high) ** 0.5 if ratio.low else ratio.high


def _dots(rows: list[dict[str, Any]], domain: tuple[float, float], width: int) -> Spec:
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
    return {"width": width - (190 if width >= WIDE else 160), "height": {"step": 22}, "layer": layer}


_LABELS = "datum.value < 1 ? '1/' + format(1 / datum.value, 'd') + '×' : format(datum.value, 'd') + '×'"


def of_origins(comparison: Comparison) -> Plan | None:
    """The ratio from each origin of open AI, Linux's kept, with its range by the choice of criteria, as bars on a logarithmic axis.

    None if none has one.
    """
    linux = comparison.view.clocks["linux"].origin.id
    views = [view for (view_pair, _), view in comparison.views.items() if view_pair == linux]
    rows = [
        {
            "name": f"{view.clocks['ai'].name} ({view.clocks['ai'].origin.value.date.year})",
            "low": view.survival.by_choice[0],
            # Where a draw may leave open AI no time at all there is no upper end; the bar then ends at four times the ratio.
            "high": min(view.survival.by_choice[1], 4 * view.survival.ratio),
            "text": f"{view.survival.ratio:.2f}",
            "count": f"{view.survival.ratio:.2f}, {view.tally.of} criteria",
        }
        for view in views
        if not isinstance(view.survival, str) and not isinstance(view.tally, str)
    ]
    if not rows:
        return None
    title = "How many times as long Linux needed, from each origin of open AI"
    sentences = "; ".join(f"from {row['name']}: {row['low']:.2f} to {row['high']:.2f}, {row['count']}" for row in rows)
    return Plan(
        "origins",
        "compare",
        _FOLDER,
        title,
        f"{title}, Linux counted from {comparison.view.clocks['linux'].name}: {sentences}.",
        lambda width: whole(_bars(rows, width)),
    )


def _bars(rows: list[dict[str, Any]], width: int) -> Spec:
    domain = [0.4, 1.6 * max((row["high"] for row in rows), default=2)]
    x = {"type": "quantitative", "scale": {"type": "log", "domain": domain, "nice": False}}
    axis = {"values": [tick for tick in _TICKS if domain[0] <= tick <= domain[1]], "labelExpr": _LABELS, "grid": True}
    y = {"field": "name", "type": "nominal", "title": None, "sort": [row["name"] for row in rows], "axis": {"labelLimit": 160}}
    tooltip = [{"field": "text", "title": "Ratio"}, {"field": "count", "title": "Criteria"}]
    return {
        "width": width - (200 if width >= WIDE else 170),
        "height": {"step": 26},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "color": colours.TRACKS["ai"], "height": 10, "cornerRadius": 2},
                "encoding": {
                    "x": x | {"field": "low", "axis": axis, "title": "Linux's mean time divided by open AI's, 95 in 100 draws of criteria"},
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


def of_curves(view: View, page: str) -> Plan | None:
    """The share of the drawn criteria that each track had met by each age: the picture of the claim. None where there is nothing to draw."""
    survival, tally = view.survival, view.tally
    if isinstance(survival, str) or isinstance(tally, str):
        return None
    default = page == "compare"
    title = "Share of the drawn criteria met, by age"
    return Plan(
        "met-by-age" if default else page,
        page,
        _FOLDER if default else page,
        title if default else f"{title}, from {view.clocks['linux'].name} and {view.clocks['ai'].name}",
        f"Two curves that climb with age in years. {the_answer(view)} {_medians(survival)}",
        lambda width: whole(_curves(survival, tally, view, width)),
    )


def _medians(survival: Survival) -> str:
    def half(track: Track) -> str:
        days = survival.median[track]
        return f"{TRACK_NAMES[track]} after {days / DAYS_A_YEAR:.1f} years" if days is not None else f"{TRACK_NAMES[track]} has not yet"

    return f"Half were met: {half('linux')}, {half('ai')}."


def _curves(survival: Survival, tally: Tally, view: View, width: int) -> Spec:
    rows = []
    for track in TRACKS:
        steps = [(step.days / DAYS_A_YEAR, step.share) for step in survival.curves[track]]
        steps.append((view.clocks[track].now.low / DAYS_A_YEAR, steps[-1][1]))
        rows += [{"years": round(years, 3), "share": round(share, 4), "track": TRACK_NAMES[track]} for years, share in steps]
    age = tally.age / DAYS_A_YEAR
    track_field = {"field": "track", "type": "nominal", "title": None}
    names = [TRACK_NAMES["linux"], TRACK_NAMES["ai"]]
    hues = [colours.TRACKS["linux"], colours.TRACKS["ai"]]
    x = {"field": "years", "type": "quantitative", "title": "Years since each track's origin", "axis": {"tickMinStep": 5}}
    y = {"field": "share", "type": "quantitative", "title": "Criteria met", "axis": {"format": "%"}, "scale": {"domain": [0, 1]}}
    return {
        "width": width - 70,
        "height": 260,
        "layer": [
            {
                "data": {"values": [{"years": round(age, 3)}]},
                "mark": {"type": "rule", "color": colours.SOFT, "strokeDash": [4, 3]},
                "encoding": {"x": x},
            },
            {
                "data": {"values": [{"years": round(age, 3), "share": 0.04, "text": "age of the younger now"}]},
                "mark": {"type": "text", "align": "left", "dx": 5, "color": colours.SOFT, "fontSize": 11},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2.5},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": track_field | {"scale": {"domain": names, "range": hues}, "legend": {"orient": "top"}},
                    "strokeDash": track_field | {"scale": {"domain": names, "range": [[6, 3], [1, 0]]}, "legend": {"orient": "top"}},
                    "tooltip": [{"field": "years", "title": "Years", "format": ".1f"}, {"field": "share", "title": "Met", "format": ".0%"}],
                },
            },
        ],
    }


def of_starts(starts: Starts, view: View) -> Plan:
    """The ratio over all starts of open AI's clock, Linux's kept."""
    usual = view.clocks["ai"].origin.value.date.bound
    rows = [{"day": start.day.isoformat(), "ratio": round(start.ratio, 3), "of": start.of} for start in starts.starts]
    first, last = starts.starts[0], starts.starts[-1]
    title = "The ratio for every start of open AI's clock"
    early = f" It falls to 1 if open AI began {starts.earlier} days earlier, its firsts as they are." if starts.earlier is not None else ""
    text = (
        f"A line over the start of open AI's clock: from {first.ratio:.2f} for {first.day:%B %Y} to {last.ratio:.2f} for {last.day:%B %Y}; "
        f"a dashed line at 1, as long as Linux.{early}"
    )
    return Plan(
        "starts", "compare", _FOLDER, title, text, lambda width: whole(_over_starts(rows, usual.isoformat(), view.clocks["ai"].name, width))
    )


def _over_starts(rows: list[dict[str, Any]], usual: str, name: str, width: int) -> Spec:
    x = days_axis("day") | {"title": "Open AI counted from"}
    y = {"field": "ratio", "type": "quantitative", "scale": {"type": "log"}, "title": "Linux's mean time by open AI's"}
    mark: Spec = {"type": "rule", "color": colours.SOFT, "strokeDash": [4, 3]}
    return {
        "width": width - 70,
        "height": 220,
        "layer": [
            {"data": {"values": [{"ratio": 1}]}, "mark": mark, "encoding": {"y": y}},
            {"data": {"values": [{"day": usual}]}, "mark": mark, "encoding": {"x": x}},
            {
                "data": {"values": [{"day": usual, "text": name}]},
                "mark": {"type": "text", "align": "right", "dx": -5, "dy": 8, "baseline": "top", "color": colours.SOFT, "fontSize": 11},
                "encoding": {"x": x, "y": {"value": 0}, "text": {"field": "text"}},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "line", "interpolate": "step-after", "color": colours.TRACKS["ai"], "strokeWidth": 2},
                "encoding": {
                    "x": x,
                    "y": y,
                    "tooltip": [
                        {"field": "day", "title": "From"},
                        {"field": "ratio", "title": "Ratio"},
                        {"field": "of", "title": "Criteria"},
                    ],
                },
            },
        ],
    }


def of_choices(multiverse: Multiverse) -> Plan:
    """The specification curve: the ratio of every defensible choice, in order."""
    step = 100 / max(len(multiverse.curve) - 1, 1)
    rows = [{"share": round(n * step, 2), "ratio": round(ratio, 3)} for n, ratio in enumerate(multiverse.curve)]
    share = 100 * multiverse.faster / multiverse.of
    title = "Every defensible choice of starts, criteria and readings, in order of its ratio"
    text = (
        f"A rising line through {multiverse.of:,} choices, from {multiverse.curve[0]:.2f} to {multiverse.curve[-1]:.2f}, the middle one "
        f"{multiverse.middle:.2f}. Open AI was faster in {share:.0f} in a hundred of them."
    )
    return Plan("choices", "compare", _FOLDER, title, text, lambda width: whole(_in_order(rows, width)))


def _in_order(rows: list[dict[str, Any]], width: int) -> Spec:
    x = {"field": "share", "type": "quantitative", "title": "Share of all choices, in hundredths", "scale": {"domain": [0, 100]}}
    y = {"field": "ratio", "type": "quantitative", "scale": {"type": "log"}, "title": "Linux's mean time by open AI's"}
    return {
        "width": width - 70,
        "height": 220,
        "layer": [
            {
                "data": {"values": [{"ratio": 1}]},
                "mark": {"type": "rule", "color": colours.SOFT, "strokeDash": [4, 3]},
                "encoding": {"y": y},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "line", "color": colours.TRACKS["ai"], "strokeWidth": 2.5},
                "encoding": {"x": x, "y": y, "tooltip": [{"field": "ratio", "title": "Ratio"}]},
            },
        ],
    }


def of_left_out(survival: Survival) -> Plan:
    """The ratio without each criterion: which of them it hangs on."""
    rows = [
        {"name": spaced(name), "ratio": round(ratio, 3)}
        for name, ratio in sorted(survival.without.items(), key=lambda pair: (pair[1], pair[0]))
    ]
    title = "The ratio without each criterion"
    text = (
        f"{title}; with all of them it is {survival.ratio:.2f}: "
        + "; ".join(f"without {row['name']} {row['ratio']:.2f}" for row in rows)
        + "."
    )
    return Plan("left-out", "compare", _FOLDER, title, text, lambda width: whole(_strip(rows, survival.ratio, width)))


def _strip(rows: list[dict[str, Any]], ratio: float, width: int) -> Spec:
    x = {"field": "ratio", "type": "quantitative", "scale": {"zero": False}, "title": "Linux's mean time by open AI's"}
    y = {
        "field": "name",
        "type": "nominal",
        "title": None,
        "sort": [row["name"] for row in rows],
        "axis": {"labelLimit": 150, "labelFontSize": 10},
    }
    return {
        "width": width - (210 if width >= WIDE else 170),
        "height": {"step": 18},
        "layer": [
            {
                "data": {"values": [{"ratio": round(ratio, 3)}]},
                "mark": {"type": "rule", "color": colours.SOFT, "strokeDash": [4, 3]},
                "encoding": {"x": x},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "point", "filled": True, "opacity": 1, "size": 60, "color": colours.TRACKS["ai"]},
                "encoding": {"x": x, "y": y, "tooltip": [{"field": "name", "title": "Without"}, {"field": "ratio", "title": "Ratio"}]},
            },
        ],
    }
