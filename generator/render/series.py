"""Pages of series: an index by track, and for each what it counts, its figures and its chart, also as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.render.parts import Citing, LicencePart, ShownChart, ShownSource, chart_of, citing_of, licence_parts, sources_of
from generator.render.template import Page, Renderer, files, moved
from generator.values.comparison import Comparison, Growth, Pair
from generator.values.corpus import EntryRecord, Point, SeriesRecord
from generator.values.dates import FuzzyDate
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph
from generator.values.pictures import Chart


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
    first: Point
    """The earliest figure,"""
    last: Point
    """and the latest: what the series covers is told from these."""
    versions: bool
    """Whether each figure's note is what the point is, such as a version, and no remark on it."""
    entries: tuple[EntryRecord, ...]
    """Those that it bears on."""
    sources: list[ShownSource]
    citing: Citing


def series(renderer: Renderer, graph: Graph, comparison: Comparison | None, charts: Mapping[str, Chart]) -> Iterator[Page]:
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
    yield renderer.page("series/index.md", "curves.html.jinja", "entries/series/", meta, tracks=tracks, compared=compared)
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
        first=min(record.points, key=lambda point: (point.date.earliest, point.line)),
        last=max(record.points, key=lambda point: (point.date.earliest, point.line)),
        versions=bool(series.recipe and series.recipe.note),
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
