"""Pages of what stands beside the entries: parallels, stages, series."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.parts import (
    LANES,
    Citing,
    LicencePart,
    ShownChart,
    ShownSource,
    Took,
    chart_of,
    citing_of,
    licence_parts,
    longest_of,
    sources_of,
    took,
)
from generator.render.template import Page, Renderer, files, moved
from generator.values.comparison import Comparand, Comparison, Growth, Pair
from generator.values.corpus import EntryRecord, Point, Record, SeriesRecord
from generator.values.dates import FuzzyDate
from generator.values.entries import TRACKS, Stage, Track
from generator.values.graph import Graph
from generator.values.parallels import LIKENESS_MEANS, Criterion, Likeness, Met, Parallel
from generator.values.pictures import Chart


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


@dataclass(frozen=True, slots=True)
class StageTable:
    """A stage with its criteria: of each its name, and how either track stands to it, with the entry that met it."""

    stage: Stage
    means: str
    criteria: tuple[tuple[str, Criterion, tuple[tuple[Track, Met, EntryRecord | None], ...]], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table, its bar in hundredths of the longest, and its note where the row has none of its own."""

    value: float
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The figures of a series: a row a date, a column a line."""

    columns: tuple[str, ...]
    rows: tuple[tuple[FuzzyDate, tuple[Cell | None, ...], str], ...]
    notes: bool
    """Whether a last column has notes."""


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """What the page of a series shows."""

    record: SeriesRecord
    chart: ShownChart
    licence: list[LicencePart]
    """Of the source's figures; empty where it states none."""
    growth: Mapping[str, Growth | str]
    """Of each line by its name, or why there is none."""
    pairs: tuple[Pair, ...]
    """Those in which it stands."""
    figures: FigureTable
    entries: tuple[EntryRecord, ...]
    """Those that it bears on."""
    sources: list[ShownSource]
    citing: Citing


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
        "parallels/index.md",
        "parallels.html.jinja",
        "entries/parallels/",
        meta,
        groups=[group for group in groups if group.rows],
    )
    neighbours = zip([None, *graph.parallels], rows, [*graph.parallels[1:], None], strict=False)
    for before, row, after in neighbours:
        record = row.record
        page = ParallelPage(
            row=row,
            means=LIKENESS_MEANS[record.value.likeness],
            origins=tuple(comparison.view.clocks[track].name for track in LANES)
            if comparison and row.comparand
            else (),
            sources=sources_of(graph, record),
            citing=citing_of(renderer.edition, f"parallels/{record.id}"),
            before=before,
            after=after,
        )
        meta = {
            "title": f"Parallel: {record.value.title}",
            "description": record.value.summary,
            "type": "article",
        }
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
            Side(track, graph.by_id[ids[track]], took(comparand.sides[track], track, longest) if comparand else None)
            for track in LANES
        )
        rows.append(ParallelRow(record, comparand, tuple(sides)))
    return rows


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


def series(
    renderer: Renderer, graph: Graph, comparison: Comparison | None, charts: Mapping[str, Chart]
) -> Iterator[Page]:
    """An index of all series, a page for each, and its figures and its chart as files."""
    tracks: dict[Track, list[SeriesRecord]] = {track: [] for track in TRACKS}
    for record in graph.series:
        tracks[record.value.track].append(record)
    meta: dict[str, Any] = {
        "title": "Curves",
        "description": f"{len(graph.series)} measured series of Linux and open AI, each with what is counted, its "
        "source, its licence and its limits.",
    }
    compared = bool(comparison and comparison.pairs)
    yield renderer.page(
        "series/index.md", "curves.html.jinja", "entries/series/", meta, tracks=tracks, compared=compared
    )
    for record in graph.series:
        yield _series(renderer, graph, record, comparison)
        yield Page(f"series/{record.id}.csv", _csv(record), record.figures)
        yield from files(charts[record.id], record.path)
        yield from moved(renderer, record, "series")


def _series(renderer: Renderer, graph: Graph, record: SeriesRecord, comparison: Comparison | None) -> Page:
    series, names = record.value, tuple(dict.fromkeys(point.name for point in record.points))
    pairs = comparison.pairs if comparison else ()
    page = SeriesPage(
        record=record,
        chart=chart_of(renderer.edition, record.id),
        licence=[] if series.licence == "NOASSERTION" else licence_parts(graph, series.licence),
        growth=_growth(record, names, comparison),
        pairs=tuple(pair for pair in pairs if record in (pair.ai, pair.linux)),
        figures=_figures(record, names),
        entries=tuple(graph.by_id[entry] for entry in series.entries),
        sources=sources_of(graph, record),
        citing=citing_of(renderer.edition, f"series/{record.id}"),
    )
    meta = {"title": series.title, "description": series.summary, "type": "article"}
    return renderer.page(f"series/{record.id}/index.md", "series.html.jinja", record.path, meta, page=page)


def _growth(record: SeriesRecord, names: tuple[str, ...], comparison: Comparison | None) -> dict[str, Growth | str]:
    """Growth of each line by its name; nothing where no line of the series has more than one figure."""
    if not comparison or len(record.points) == len(names):
        return {}
    return {name: comparison.growth[record.id, name] for name in names}


def _figures(record: SeriesRecord, names: tuple[str, ...]) -> FigureTable:
    """One row a date and note, in order, with the figure of each line on it; of several lines each has its own note."""
    several = len(names) > 1
    most = max((point.value for point in record.points), default=0)
    by_row: dict[tuple[str, str], dict[str, Point]] = {}
    for point in sorted(record.points, key=lambda point: (point.date, point.line)):
        by_row.setdefault((point.date.edtf, "" if several else point.note), {})[point.name] = point

    def cell(point: Point | None) -> Cell | None:
        share = round(100 * point.value / most, 2) if point and most else 0
        return Cell(point.value, share, point.note if several else "") if point else None

    return FigureTable(
        columns=tuple(name or record.value.unit.capitalize() for name in names),
        rows=tuple(
            (next(iter(points.values())).date, tuple(cell(points.get(name)) for name in names), note)
            for (_, note), points in by_row.items()
        ),
        notes=not several and any(point.note for point in record.points),
    )


def _csv(record: SeriesRecord) -> str:
    """The figures as they are offered for download: date, value, name, note, always in these columns."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("date", "value", "name", "note"))
    rows.writerows((p.date.edtf, p.value, p.name, p.note) for p in record.points)
    return text.getvalue()
