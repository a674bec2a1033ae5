"""What is wrong with parallels, origins and series."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from generator.check.index import Index, did_you_mean, names_an_entry
from generator.values.corpus import Point, Problem, Record, SeriesRecord, problem
from generator.values.fields import TRACKS

_SENTINEL: Final = "1970-01-01"
"""What some data has for "no date": the first second of Unix time."""
_END: Final = re.compile(r"(?:\bends? with|\b[Vv]ersions \S+ to) (\d[\w.-]*\w)")
"""How a text says where the figures end."""
FEWEST_POINTS_OF_A_CURVE: Final = 2


def parallels_pair_the_tracks(index: Index) -> Iterator[Problem]:
    """A parallel names an entry of each track, a pair stands once, and each voice has its source."""
    pairs: dict[tuple[str, str], Record[Any]] = {}
    for record in index.corpus.parallels:
        parallel = record.value
        yield from names_an_entry(index, record, ("linux",), parallel.linux, "linux")
        yield from names_an_entry(index, record, ("ai",), parallel.ai, "ai")
        pair = (parallel.linux, parallel.ai)
        first = pairs.setdefault(pair, record)
        if first is not record:
            what = f"the pair {parallel.linux} and {parallel.ai} is also that of {first.path}"
            yield problem(record, ("ai",), "parallel-twice", what, "join the two, or choose another pair")
        urls = {source.url for source in parallel.sources}
        for n, voice in enumerate(parallel.voices):
            if voice.source not in urls:
                what = "its source is not among the parallel's sources"
                yield problem(record, ("voices", n, "source"), "voice-source", what, "add it under sources")


def origins_start_the_clocks(index: Index) -> Iterator[Problem]:
    """An origin is an entry of its own track, stands once, and has a date that ends; there are origins if there are stages."""
    record = index.corpus.origins
    if record is None:
        if index.corpus.stages and "origins" not in index.corpus.unread:
            mend = "write entries/origins.yaml"
            yield problem(index.corpus.stages, (), "no-origins", "stages without an origin to count from", mend)
        return
    for track in TRACKS:
        seen: set[str] = set()
        for n, origin in enumerate(record.value.of(track)):
            at = (track, n, "entry")
            yield from names_an_entry(index, record, at, origin.entry, track)
            if origin.entry in seen:
                yield problem(record, at, "origin-twice", f"'{origin.entry}' stands twice", "take one of them out")
            seen.add(origin.entry)
            start = index.entries.get(origin.entry)
            if start and start.value.date.latest is None:
                what = f"'{origin.entry}' has no last day ({start.value.date.edtf}), so no clock can start there"
                yield problem(record, at, "origin-open", what, "name an entry whose date ends")


def series_are_curves(index: Index) -> Iterator[Problem]:
    """Figures are in order of date, possible, and add up where the series says that they do."""
    for record in index.corpus.series:
        for n, entry in enumerate(record.value.entries):
            yield from names_an_entry(index, record, ("entries", n), entry)
        yield from _aligned(index, record)
        if len(record.points) < FEWEST_POINTS_OF_A_CURVE:
            mend = f"write them into {record.figures}, as rows under date,value"
            yield problem(record, (), "series-short", f"{len(record.points)} figures make no curve", mend)
        yield from _points(index, record)
        yield from _ends(record)


def _ends(record: SeriesRecord) -> Iterator[Problem]:
    """What is wrong where a text says with which point, named by its note, the figures end: the last figure decides."""
    notes = [point.note for point in record.points if point.note]
    for field in ("summary", "method", "limits"):
        for said in _END.findall(getattr(record.value, field)):
            if said in notes and said != notes[-1]:
                what = f"it says that the figures end with {said}; they end with {notes[-1]}"
                yield problem(record, (field,), "series-end", what, "mend the text; the page tells what the figures cover")


def _aligned(index: Index, record: SeriesRecord) -> Iterator[Problem]:
    """What is wrong with the curves that a series is to be drawn beside."""
    known = {other.id: other for other in index.corpus.series}
    for n, pair in enumerate(record.value.beside):
        at = ("beside", n, "series")
        other = known.get(pair.series)
        if other is None:
            mend = did_you_mean(pair.series, known) or "add that series, or name another"
            if pair.series not in index.corpus.unread:
                yield problem(record, at, "link-dangling", f"no series has the id '{pair.series}'", mend)
        elif record.value.track != "ai" or other.value.track != "linux":
            what = f"'{record.id}' is a curve of the {record.value.track} track, '{other.id}' of the {other.value.track} track"
            yield problem(record, at, "wrong-track", what, "name a Linux curve in the file of an open-AI curve")


def _points(index: Index, record: SeriesRecord) -> Iterator[Problem]:
    series = record.value
    before: dict[str, Point] = {}
    named = {bool(point.name) for point in record.points}
    if len(named) > 1:
        first = next(point for point in record.points if not point.name)
        yield _at(record, first, "series-name", "a row without a name among rows with one", "name each row, or none")
    for point in record.points:
        earlier = before.get(point.name)
        if point.date.edtf == _SENTINEL:
            what = f"{_SENTINEL} is what data has for no date"
            yield _at(record, point, "series-date", what, "leave the row out, or find its date")
        if point.date.earliest > index.last_day:
            yield _at(record, point, "series-date", f"{point.date} is in the future", "leave the row out")
        if point.value < 0 or (series.unit == "percent" and point.value > 100):
            what = f"{point.value} cannot be a number of {series.unit}"
            yield _at(record, point, "series-value", what, "mend the value, or the unit")
        if earlier and point.date.earliest < earlier.date.earliest:
            what = f"{point.date} stands below {earlier.date}"
            yield _at(record, point, "series-order", what, "put the rows in order of date")
        elif earlier and point.date == earlier.date and not point.note:
            what = f"{point.date} stands twice"
            yield _at(record, point, "series-order", what, "keep one, or say in `note` what sets them apart")
        if earlier and series.cumulative and point.value < earlier.value:
            what = f"{point.value} is below {earlier.value} before it, in a series that adds up"
            yield _at(record, point, "series-falls", what, "mend the value, or take `cumulative` out")
        before[point.name] = point


def _at(record: SeriesRecord, point: Point, rule: str, what: str, mend: str) -> Problem:
    return Problem(record.figures, point.line, 1, what, mend, rule)
