"""Pages of what stands beside the entries: parallels, stages, series."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from generator.render.parts import chart_of, citing_of, licence_parts, longest_of, sources_of, took
from generator.render.template import Page, Renderer, files, moved
from generator.values.comparison import Comparison, Growth
from generator.values.corpus import Point, Record, SeriesRecord
from generator.values.entries import TRACKS, Track
from generator.values.graph import Graph
from generator.values.parallels import LIKENESS_MEANS, Likeness, Parallel
from generator.values.pictures import Chart


def parallels(renderer: Renderer, graph: Graph, comparison: Comparison | None) -> Iterator[Page]:
    """An index of all parallels by how strong they are, and a page for each."""
    measured = {one.id: one for one in comparison.view.parallels} if comparison else {}
    longest = longest_of(measured.values())
    by_likeness: dict[Likeness, list[Record[Parallel]]] = {likeness: [] for likeness in LIKENESS_MEANS}
    for record in graph.parallels:
        by_likeness[record.value.likeness].append(record)
    meta: dict[str, Any] = {
        "title": "Parallels",
        "description": f"{len(graph.parallels)} pairs of events that play the same part in Linux and in open AI, how strong "
        "each likeness is, and where it ends.",
    }
    yield renderer.page(
        "parallels/index.md", "parallels.html.jinja", "entries/parallels/", meta,
        found={likeness: records for likeness, records in by_likeness.items() if records},
        measured=measured,
    )  # fmt: skip
    for n, record in enumerate(graph.parallels):
        parallel, comparand = record.value, measured.get(record.id)
        yield renderer.page(
            f"parallels/{record.id}/index.md", "parallel.html.jinja", record.path,
            {"title": f"Parallel: {parallel.title}", "description": parallel.summary, "type": "article"},
            record=record, parallel=parallel,
            sides={"linux": graph.by_id[parallel.linux], "ai": graph.by_id[parallel.ai]},
            measured=comparand,
            times={track: took(side, track, longest) for track, side in comparand.sides.items()} if comparand else {},
            sources=sources_of(graph, record), citing=citing_of(renderer.edition, f"parallels/{record.id}"),
            before=graph.parallels[n - 1] if n else None,
            after=graph.parallels[n + 1] if n + 1 < len(graph.parallels) else None,
        )  # fmt: skip
        yield from moved(renderer, record, "parallels")


def stages(renderer: Renderer, graph: Graph) -> Page:
    """The four stages with their criteria, and who first met each on either track."""
    meta = {
        "title": "Stages",
        "description": "Spark, movement, infrastructure, standard: what has to be so for a stage to count as reached, and the "
        "entry that first met it on either track, or what is still missing.",
    }
    found = graph.stages.value.tests() if graph.stages else ()
    origin = graph.stages.path if graph.stages else "entries/"
    return renderer.page("stages/index.md", "stages.html.jinja", origin, meta, stages=found)


def series(
    renderer: Renderer, graph: Graph, comparison: Comparison | None, charts: Mapping[str, Chart]
) -> Iterator[Page]:
    """An index of all series, a page for each, and its figures and its chart as files."""
    tracks: dict[Track, list[SeriesRecord]] = {track: [] for track in TRACKS}
    for record in graph.series:
        tracks[record.value.track].append(record)
    meta: dict[str, Any] = {
        "title": "Curves",
        "description": f"{len(graph.series)} measured series of Linux and open AI, each with what is counted, its source, its "
        "licence and its limits.",
    }
    yield renderer.page("series/index.md", "curves.html.jinja", "entries/series/", meta, tracks=tracks)
    for record in graph.series:
        names = tuple(dict.fromkeys(point.name for point in record.points))
        yield renderer.page(
            f"series/{record.id}/index.md", "series.html.jinja", record.path,
            {"title": record.value.title, "description": record.value.summary, "type": "article"},
            record=record, series=record.value, names=names, rows=_rows(record, names),
            chart=chart_of(renderer.edition, record.id), citing=citing_of(renderer.edition, f"series/{record.id}"),
            sources=sources_of(graph, record), licence=licence_parts(graph, record.value.licence),
            most=max((point.value for point in record.points), default=0),
            growth=_growth(record, names, comparison),
            beside=[pair for pair in comparison.pairs if record in (pair.ai, pair.linux)] if comparison else [],
        )  # fmt: skip
        yield Page(f"series/{record.id}.csv", _csv(record), record.figures)
        yield from files(charts[record.id], record.path)
        yield from moved(renderer, record, "series")


def _growth(record: SeriesRecord, names: tuple[str, ...], comparison: Comparison | None) -> dict[str, Growth | str]:
    """Growth of each line by its name; nothing where no line of the series has more than one figure."""
    if not comparison or len(record.points) == len(names):
        return {}
    return {name: comparison.growth[record.id, name] for name in names}


def _rows(record: SeriesRecord, names: tuple[str, ...]) -> list[tuple[Point, dict[str, Point]]]:
    """One row a date and note, in order, with the point of each line on it."""
    rows: dict[tuple[str, str], dict[str, Point]] = {}
    firsts: dict[tuple[str, str], Point] = {}
    for point in sorted(record.points, key=lambda point: (point.date, point.line)):
        key = (point.date.edtf, point.note if len(names) == 1 else "")
        rows.setdefault(key, {})[point.name] = point
        firsts.setdefault(key, point)
    return [(firsts[key], row) for key, row in rows.items()]


def _csv(record: SeriesRecord) -> str:
    """The figures as they are offered for download: date, value, name, note, always in these columns."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("date", "value", "name", "note"))
    rows.writerows((p.date.edtf, p.value, p.name, p.note) for p in record.points)
    return text.getvalue()
