"""`/stages/`: what has to be so for each stage, and who first met it on either track."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.firsts import FirstRow, first_rows
from generator.render.parts import longest_of
from generator.render.template import Page, Renderer
from generator.values.comparison import Comparison
from generator.values.fields import Stage
from generator.values.graph import Graph


@dataclass(frozen=True, slots=True)
class StageTable:
    """A stage with its criteria, those of all hands."""

    stage: Stage
    means: str
    rows: tuple[FirstRow, ...]


def stages(renderer: Renderer, graph: Graph, comparison: Comparison | None) -> Page:
    """The four stages with their criteria, and who first met each on either track."""
    meta = {
        "title": "Stages",
        "description": "Spark, movement, infrastructure, standard: what each stage means, the criteria by which it counts as reached, "
        "and who first met them on either track, or what is still missing.",
    }
    path = graph.stages.path if graph.stages else ""
    criteria = comparison.view.criteria if comparison else ()
    longest = longest_of(criteria)
    tables = [
        StageTable(stage, meaning.means, tuple(first_rows((c for c in criteria if c.stage == stage), longest)))
        for stage, meaning in (graph.stages.value.meanings() if graph.stages else ())
    ]
    return renderer.page(
        "stages/index.md", "stages.html.jinja", path or "entries/", meta, stages=tables, file=path, compared=comparison is not None
    )
