"""`/criteria/` and a page for each criterion: what is asked, where the question comes from, both firsts with their rivals, and how far
two coders agreed. `/forecasts/`: the claim in the future tense."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from generator.render.firsts import FirstRow, first_rows
from generator.render.parts import LANES, longest_of
from generator.render.template import Page, Renderer
from generator.values.comparison import Comparand, Comparison
from generator.values.corpus import CriteriaRecords, EntryRecord, Record
from generator.values.criteria import (
    HAND_MEANS,
    THING_MEANS,
    VERDICT_MEANS,
    Coded,
    Considered,
    Criterion,
    First,
    Firsts,
    Forecast,
    Hand,
    SourceList,
    order_of_draw,
)
from generator.values.fields import DATING_MEANS, Track
from generator.values.graph import Graph
from generator.values.statistics import Agreement

FIRSTS: Final = "entries/firsts/"
_TITLES: Final[Mapping[Hand, str]] = {"drawn": "Drawn from lists by others", "linux": "From Linux’s history", "ai": "From open AI’s side"}
_SHEETS: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class HandRows:
    """The criteria of one hand."""

    hand: Hand
    title: str
    means: str
    rows: tuple[FirstRow, ...]


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line that the draw took, and what became of it."""

    number: int
    list: str
    line: str
    text: str
    criterion: str
    """Id of the criterion that words it; empty if it was struck."""
    reason: str
    """Why it was struck."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list with how many lines it has and how many of them were drawn."""

    id: str
    list: SourceList
    drawn: int


@dataclass(frozen=True, slots=True)
class CriteriaPage:
    """What `/criteria/` shows."""

    hands: tuple[HandRows, ...]
    lists: tuple[ListRow, ...]
    lines: int
    """How many lines there are in all lists."""
    drawn: tuple[DrawnLine, ...]
    criteria: CriteriaRecords
    agreement: Agreement | None
    tests: Mapping[str, str]
    """What each criterion asks, by its id."""


@dataclass(frozen=True, slots=True)
class CellPage:
    """One cell, as its criterion's page shows it."""

    track: Track
    first: First
    entry: EntryRecord | None
    row: FirstRow | None
    readings: int
    considered: tuple[tuple[Considered, str, EntryRecord | None], ...]
    """Each rival, what is said of it, and its entry."""
    coded: tuple[tuple[str, Coded], ...]
    """What each coder returned, by their letter."""


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """What `/criteria/ID/` shows."""

    id: str
    criterion: Criterion
    hand: str
    thing: str
    dated: str
    list: SourceList | None
    text: str
    """The line that it words."""
    firsts: Firsts
    path: str
    cells: tuple[CellPage, ...]
    comparand: Comparand | None


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A forecast with what became of it."""

    id: str
    forecast: Forecast
    score: float | None
    """Brier score: the square of probability minus outcome; None while it is open."""
    entry: EntryRecord | None
    """That tells of what Linux did."""


@dataclass(frozen=True, slots=True)
class ForecastPage:
    """What `/forecasts/` shows."""

    rows: tuple[ForecastRow, ...]
    next: Forecast | None
    """The open one that falls due first."""
    judged: int
    mean: float | None
    """Mean Brier score of those judged."""
    soon: int
    """How many fall due within twelve months of the day of the build."""


def criteria(renderer: Renderer, graph: Graph, comparison: Comparison | None) -> Iterator[Page]:
    """All pages of the criteria; none where there are none."""
    if not graph.criteria.wordings:
        return
    comparands = {c.id: c for c in comparison.view.criteria} if comparison else {}
    rows = {row.comparand.id: row for row in first_rows(comparands.values(), longest_of(comparands.values()))}
    yield _all(renderer, graph.criteria, rows, comparison.agreement if comparison else None)
    firsts = {record.id: record for record in graph.criteria.firsts}
    for record in graph.criteria.wordings:
        if record.id in firsts:
            yield _one(renderer, graph, record, firsts[record.id], rows.get(record.id))


def _all(renderer: Renderer, records: CriteriaRecords, rows: Mapping[str, FirstRow], agreement: Agreement | None) -> Page:
    meta = {
        "title": "Criteria",
        "description": f"{len(records.wordings)} criteria from three hands, asked alike of Linux and of open AI: where each comes from, who first "
        "met it, which rivals were considered, and how far two coders agreed.",
    }
    hands = tuple(
        HandRows(hand, _TITLES[hand], means, tuple(rows[w.id] for w in records.wordings if w.value.hand == hand and w.id in rows))
        for hand, means in HAND_MEANS.items()
    )
    drawn = tuple(_drawn(records))
    page = CriteriaPage(
        hands=tuple(hand for hand in hands if hand.rows),
        lists=tuple(ListRow(r.id, r.value, sum(line.list == r.id for line in drawn)) for r in records.lists),
        lines=sum(len(record.value.lines) for record in records.lists),
        drawn=drawn,
        criteria=records,
        agreement=agreement,
        tests={record.id: record.value.test for record in records.wordings},
    )
    return renderer.page("criteria/index.md", "criteria.html.jinja", "entries/criteria/", meta, page=page)


def _drawn(records: CriteriaRecords) -> Iterator[DrawnLine]:
    """The lines that the draw took, in its order, up to the last that was worded."""
    if records.draw is None:
        return
    lists = {record.id: record.value for record in records.lists}
    worded = {f"{w.value.line.list} {w.value.line.line}": w.id for w in records.wordings if w.value.line}
    struck = {s.line: f"{records.draw.value.strikes.get(s.reason, s.reason)} {s.note or ''}".strip() for s in records.draw.value.struck}
    left = set(worded)
    for number, name in enumerate(order_of_draw(records.draw.value.seed, lists), 1):
        if not left:
            return
        left.discard(name)
        source, _, line = name.partition(" ")
        yield DrawnLine(number, source, line, lists[source].lines[line], worded.get(name, ""), struck.get(name, ""))


def _one(renderer: Renderer, graph: Graph, record: Record[Criterion], firsts: Record[Firsts], row: FirstRow | None) -> Page:
    criterion = record.value
    lists = {source.id: source.value for source in graph.criteria.lists}
    source = lists.get(criterion.line.list) if criterion.line else None
    meta = {
        "title": record.id.replace("-", " ").capitalize(),
        "description": f"{criterion.test} Who first met it on Linux and in open AI, with sources, rivals and where one searched.",
    }
    cells = tuple(
        _cell(graph, record.id, track, first, row) for track, first in zip(LANES, (firsts.value.linux, firsts.value.ai), strict=True)
    )
    page = CriterionPage(
        id=record.id,
        criterion=criterion,
        hand=HAND_MEANS[criterion.hand],
        thing=THING_MEANS[criterion.thing],
        dated=DATING_MEANS[criterion.dated],
        list=source,
        text=source.lines[criterion.line.line] if source and criterion.line else "",
        firsts=firsts.value,
        path=firsts.path,
        cells=cells,
        comparand=row.comparand if row else None,
    )
    return renderer.page(f"criteria/{record.id}/index.md", "criterion.html.jinja", firsts.path, meta, page=page)


def _cell(graph: Graph, name: str, track: Track, first: First, row: FirstRow | None) -> CellPage:
    coded = []
    for letter in _SHEETS:
        for record in graph.criteria.sheets.get(letter, ()):
            if record.id == name:
                coded.append((letter.upper(), record.value.linux if track == "linux" else record.value.ai))

    def entry(of: str | None) -> EntryRecord | None:
        return graph.by_id.get(of) if of else None

    rivals = sorted(first.considered, key=lambda rival: (rival.date.earliest if rival.date else date.max, rival.event))
    return CellPage(
        track=track,
        first=first,
        entry=entry(first.entry),
        row=row,
        readings=len(first.readings),
        considered=tuple((rival, VERDICT_MEANS[rival.counts], entry(rival.entry)) for rival in rivals),
        coded=tuple(coded),
    )


def forecasts(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """`/forecasts/`; none where there are none."""
    records = graph.criteria.forecasts
    if not records:
        return
    rows = [ForecastRow(r.id, r.value, _brier(r.value), graph.by_id.get(r.value.linux_entry or "")) for r in records]
    rows.sort(key=lambda row: (row.forecast.due, row.id))
    scores = [row.score for row in rows if row.score is not None]
    still_open = [row.forecast for row in rows if row.score is None]
    meta: dict[str, Any] = {
        "title": "Forecasts",
        "description": "The claim in the future tense: what Linux reached at the age that open AI comes to next, as dated statements that can turn "
        "out false, each with a probability, a threshold and who decides.",
    }
    page = ForecastPage(
        rows=tuple(rows),
        next=still_open[0] if still_open else None,
        judged=len(scores),
        mean=sum(scores) / len(scores) if scores else None,
        soon=sum((row.forecast.due.bound - today).days <= 366 for row in rows),
    )
    yield renderer.page("forecasts/index.md", "forecasts.html.jinja", records[0].path, meta, page=page)


def _brier(forecast: Forecast) -> float | None:
    """The square of the probability's distance from what came true (Brier 1950): 0 is best, 1 worst, 0.25 a coin's."""
    return None if forecast.outcome is None else (forecast.probability - (forecast.outcome == "true")) ** 2
