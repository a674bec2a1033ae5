"""Pages of parallels: an index by how strong each likeness is, and for each both sides with their clocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.render.parts import LANES, Citing, ShownSource, Took, citing_of, longest_of, sources_of, took
from generator.render.template import Page, Renderer, moved
from generator.values.comparison import Comparand, Comparison
from generator.values.corpus import EntryRecord, Record
from generator.values.fields import Track
from generator.values.graph import Graph
from generator.values.parallels import LIKENESS_MEANS, Likeness, Parallel


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a parallel: its entry, and what that took on its clock, if there is one."""

    track: Track
    record: EntryRecord
    took: Took | None


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A parallel in the index; what was measured of it, if something was."""

    record: Record[Parallel]
    comparand: Comparand | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class LikenessGroup:
    """The parallels that are alike so much."""

    likeness: Likeness
    means: str
    rows: tuple[ParallelRow, ...]


@dataclass(frozen=True, slots=True)
class ParallelPage:
    """What the page of a parallel shows."""

    row: ParallelRow
    means: str
    """What its likeness means."""
    origins: tuple[str, ...]
    """Short names of the origins of both clocks; none where nothing was measured."""
    sources: list[ShownSource]
    citing: Citing
    before: Record[Parallel] | None
    after: Record[Parallel] | None


def parallels(renderer: Renderer, graph: Graph, comparison: Comparison | None) -> Iterator[Page]:
    """An index of all parallels by how strong they are, and a page for each."""
    rows = _parallel_rows(graph, comparison)
    groups = (
        LikenessGroup(likeness, means, tuple(row for row in rows if row.record.value.likeness == likeness))
        for likeness, means in LIKENESS_MEANS.items()
    )
    meta: dict[str, Any] = {
        "title": "Parallels",
        "description": f"{len(graph.parallels)} pairs of events that play the same part in Linux and in open AI, how "
        "strong each likeness is, and where it ends.",
    }
    yield renderer.page(
        "parallels/index.md", "parallels.html.jinja", "entries/parallels/", meta, groups=[group for group in groups if group.rows]
    )
    neighbours = zip([None, *graph.parallels], rows, [*graph.parallels[1:], None], strict=False)
    for before, row, after in neighbours:
        record = row.record
        page = ParallelPage(
            row=row,
            means=LIKENESS_MEANS[record.value.likeness],
            origins=tuple(comparison.view.clocks[track].name for track in LANES) if comparison and row.comparand else (),
            sources=sources_of(graph, record),
            citing=citing_of(renderer.edition, f"parallels/{record.id}"),
            before=before,
            after=after,
        )
        meta = {"title": f"Parallel: {record.value.title}", "description": record.value.summary, "type": "article"}
        yield renderer.page(f"parallels/{record.id}/index.md", "parallel.html.jinja", record.path, meta, page=page)
        yield from moved(renderer, record, "parallels")


def _parallel_rows(graph: Graph, comparison: Comparison | None) -> list[ParallelRow]:
    comparands = {comparand.id: comparand for comparand in comparison.view.parallels} if comparison else {}
    longest = longest_of(comparands.values())
    rows = []
    for record in graph.parallels:
        comparand = comparands.get(record.id)
        ids: dict[Track, str] = {"linux": record.value.linux, "ai": record.value.ai}
        sides = (
            Side(track, graph.by_id[ids[track]], took(comparand.sides[track], track, longest) if comparand else None) for track in LANES
        )
        rows.append(ParallelRow(record, comparand, tuple(sides)))
    return rows
