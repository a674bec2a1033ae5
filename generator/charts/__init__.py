"""charts: Graph and Comparison -> charts. Vega-Lite specifications, drawn at build time.

`specs.py` says what is drawn, `draw.py` draws it. Drawing needs no browser and no network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.charts.answers import of_origins, of_speeds
from generator.charts.draw import SCRIPT, draw_chart, script
from generator.charts.specs import of_pair, of_series
from generator.values.comparison import Comparison
from generator.values.graph import Graph
from generator.values.pictures import Chart

__all__ = ["SCRIPT", "charts", "script"]


def charts(graph: Graph, comparison: Comparison | None, tick: Callable[[int, int], None] | None = None) -> Mapping[str, Chart]:
    """A chart of each series, by its id, and of each pair on linear and on logarithmic scale, by the pair's id; of the
    speed-ups, and of what each origin makes of them."""
    growth = comparison.growth if comparison else {}
    plans = [of_series(record, growth) for record in graph.series]
    if comparison:
        plans += [of_speeds(comparison.view), of_origins(comparison)]
        plans += [of_pair(pair, scale) for pair in comparison.pairs for scale in ("linear", "log")]
    drawn = {}
    for n, plan in enumerate(plans, 1):
        drawn[plan.id] = draw_chart(plan)
        if tick:
            tick(n, len(plans))
    return MappingProxyType(drawn)
