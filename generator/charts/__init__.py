"""charts: Graph and Comparison -> charts. Vega-Lite specifications, drawn at build time.

`specs.py` says what is drawn, `draw.py` draws it. Drawing needs no browser and no network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.charts.answers import of_choices, of_curves, of_left_out, of_origins, of_speeds, of_starts
from generator.charts.draw import SCRIPT, draw_chart, draw_sketch, script
from generator.charts.specs import Plan, of_pair, of_series
from generator.values.addresses import pair_page
from generator.values.comparison import Comparison
from generator.values.graph import Graph
from generator.values.pictures import Chart, Sketch

__all__ = ["SCRIPT", "charts", "script", "sketches"]


def charts(graph: Graph, comparison: Comparison | None, tick: Callable[[int, int], None] | None = None) -> Mapping[str, Chart]:
    """A chart of each series, by its id, and of each pair on linear and on logarithmic scale, by the pair's id; of the
    answer, by its name."""
    growth = comparison.growth if comparison else {}
    plans = [of_series(record, growth) for record in graph.series]
    if comparison:
        plans += _of_answer(comparison)
        plans += [of_pair(pair, scale) for pair in comparison.pairs for scale in ("linear", "log")]
    drawn = {}
    for n, plan in enumerate(plans, 1):
        drawn[plan.id] = draw_chart(plan)
        if tick:
            tick(n, len(plans))
    return MappingProxyType(drawn)


def _of_answer(comparison: Comparison) -> list[Plan]:
    """Those of the answer, from the usual origins."""
    view = comparison.view
    plans = [
        of_curves(view, "compare"),
        of_speeds(view),
        of_origins(comparison),
        of_starts(comparison.starts, view) if comparison.starts else None,
        of_choices(comparison.multiverse) if comparison.multiverse else None,
        None if isinstance(view.survival, str) else of_left_out(view.survival),
    ]
    return [plan for plan in plans if plan]


def sketches(comparison: Comparison | None) -> Mapping[str, Sketch]:
    """The curves of criteria met by age from each pair of origins but the usual one, by the page that shows them."""
    views = comparison.views.items() if comparison else ()
    plans = [of_curves(view, pair_page(*pair)) for pair, view in views if comparison and view is not comparison.view]
    return MappingProxyType({plan.page: draw_sketch(plan) for plan in plans if plan})
