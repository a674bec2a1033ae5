"""`/stages/`: what has to be so for each stage, and who first met it on either track."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.parts import LANES
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.fields import Stage, Track
from generator.values.graph import Graph
from generator.values.parallels import Criterion, Met


@dataclass(frozen=True, slots=True)
class StageTable:
    """A stage with its criteria: of each its name, and how either track stands to it, with the entry that met it."""

    stage: Stage
    means: str
    criteria: tuple[tuple[str, Criterion, tuple[tuple[Track, Met, EntryRecord | None], ...]], ...]


def stages(renderer: Renderer, graph: Graph) -> Page:
    """The four stages with their criteria, and who first met each on either track."""
    meta = {
        "title": "Stages",
        "description": "Spark, movement, infrastructure, standard: what has to be so for a stage to count as reached, "
        "and the entry that first met it on either track, or what is still missing.",
    }
    path = graph.stages.path if graph.stages else ""
    return renderer.page(
        "stages/index.md",
        "stages.html.jinja",
        path or "entries/",
        meta,
        stages=_stage_tables(graph),
        file=path,
        compared=renderer.edition.comparison is not None,
    )


def _stage_tables(graph: Graph) -> list[StageTable]:
    tables = []
    for stage, test in graph.stages.value.tests() if graph.stages else ():
        criteria = (
            (
                name,
                criterion,
                tuple(
                    (track, met, graph.by_id[met.entry] if met.entry else None)
                    for track, met in zip(LANES, (criterion.linux, criterion.ai), strict=True)
                ),
            )
            for name, criterion in test.criteria.items()
        )
        tables.append(StageTable(stage, test.means, tuple(criteria)))
    return tables
