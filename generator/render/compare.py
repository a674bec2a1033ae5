"""Pages of the comparison: the answer from each pair of origins, with what it rests on and what would overturn it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from generator.render.firsts import FirstRow, first_rows
from generator.render.months import months
from generator.render.pairs import pairs
from generator.render.parts import Citing, ShownChart, chart_of, citing_of, longest_of
from generator.render.responses import responses
from generator.render.template import Page, Renderer, files, script_json
from generator.values.addresses import pair_page
from generator.values.audited import audited
from generator.values.citation import WHOLE
from generator.values.comparison import Clock, Comparand, Comparison, View
from generator.values.corpus import EntryRecord, Record
from generator.values.dates import FuzzyDate
from generator.values.fields import OTHER, STAGES, TRACKS, Stage, Track
from generator.values.graph import Graph
from generator.values.parallels import Origin, Parallel
from generator.values.pictures import Chart, Sketch
from generator.values.statistics import Multiverse, Part, Specification, Starts, Survival, Tally
from generator.values.words import how_much_faster, the_answer

ORIGIN: Final = "entries/origins.yaml"
CHARTS: Final = ("met-by-age", "speed-ups", "starts", "choices", "left-out", "origins")
"""Charts of the page from the usual origins."""
_KINDS: Final[Mapping[str, str]] = {"linux": "Start of Linux", "ai": "Start of open AI", "subset": "Criteria"}
"""What can be chosen otherwise."""
_PARTS: Final[Mapping[str, str]] = {"hand": "By who picked the criteria", "stage": "By stage", "thing": "By what is meant"}


@dataclass(frozen=True, slots=True)
class StageRows:
    """The drawn criteria of a stage."""

    stage: Stage
    tally: Tally | None
    rows: tuple[FirstRow, ...]


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin that a clock may start from, and what the numbers are then."""

    origin: Origin
    record: EntryRecord
    view: View
    page: str
    """The page of the numbers from there, from the root."""


@dataclass(frozen=True, slots=True)
class OriginTable:
    """The origins of a track, while the clock of the other one starts as it does by default."""

    track: Track
    fixed: Clock
    rows: tuple[OriginRow, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A choice of everything in words."""

    linux: str
    ai: str
    criteria: str
    reading: str
    of: int
    ratio: float
    page: str


@dataclass(frozen=True, slots=True)
class Shares:
    """The values of one kind of choice: each in words, with the share of choices, in hundredths, in which open AI was faster."""

    title: str
    rows: tuple[tuple[str, int, float], ...]


@dataclass(frozen=True, slots=True)
class Overturn:
    """What would overturn the answer, or nearly: only where both clocks start as usual."""

    starts: ShownChart
    table: Starts
    years: tuple[Any, ...]
    """The starts that the table shows, one a year and those that matter."""
    multiverse: Multiverse
    choices: ShownChart
    worst: tuple[Named, ...]
    best: tuple[Named, ...]
    shares: tuple[Shares, ...]
    left_out: ShownChart
    """The ratio without each criterion."""
    turns: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    """What a reader may turn: name and title of each, and its values with their words."""
    data: Markup
    """What the reader turns, as JSON."""


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What `/compare/` shows, and each page of another pair of origins."""

    view: View
    default: bool
    """Whether both clocks start as usual."""
    answer: str
    faster: str
    audited: str
    """What audits found, in a sentence; empty while there is none, and on all pages but the default."""
    said: str
    """Both with the day and the address, to be copied."""
    tally: Tally | None
    survival: Survival | None
    curves: ShownChart | None
    speed_ups: ShownChart | None
    sketch: Sketch | None
    """The curves where the page is not of the usual origins."""
    stages: tuple[StageRows, ...]
    left_out: tuple[Comparand, ...]
    parts: tuple[tuple[str, tuple[Part, ...]], ...]
    origins: Mapping[Track, OriginTable]
    by_origin: ShownChart | None
    overturn: Overturn | None
    fails: tuple[Record[Parallel], ...]
    """The parallels in which the analogy ends."""
    pages: Markup
    """Where the page of each pair is, as JSON, for the switch."""
    citing: Citing


def page_of(view: View, usual: View) -> str:
    """The page of a choice of origins, from the root."""
    linux, ai = (view.clocks[track].origin.id for track in ("linux", "ai"))
    return "compare/" if view is usual else f"{pair_page(linux, ai)}/"


def comparisons(renderer: Renderer, comparison: Comparison, graph: Graph, charts: Mapping[str, Chart]) -> Iterator[Page]:
    """`/compare/`, a page for each other pair of origins, and the pages below."""
    for view in comparison.views.values():
        yield _compare(renderer, comparison, view, graph, charts)
    for name in CHARTS:
        if name in charts:
            yield from files(charts[name], ORIGIN)
    yield months(renderer, comparison)
    yield responses(renderer, comparison)
    yield from pairs(renderer, comparison, charts)


def _compare(renderer: Renderer, comparison: Comparison, view: View, graph: Graph, charts: Mapping[str, Chart]) -> Page:
    address = page_of(view, comparison.view)
    default = address == "compare/"
    linux, ai = view.clocks["linux"].name, view.clocks["ai"].name
    meta = {
        "title": WHOLE["compare"][0] if default else f"How much faster, from {linux} and {ai}?",
        "description": f"{the_answer(view)} Every first with its sources and rivals, and what another choice does to the numbers.",
    }

    def chart(name: str) -> ShownChart | None:
        return chart_of(renderer.edition, name) if default and name in charts else None

    citing = citing_of(renderer.edition, address.strip("/"))
    page = ComparePage(
        view=view,
        default=default,
        answer=the_answer(view),
        faster=how_much_faster(view),
        audited=audited(graph).sentence if default else "",
        said=f"{the_answer(view)} {how_much_faster(view)} As of {FuzzyDate.parse(comparison.today)}, {citing.citation.url}",
        tally=None if isinstance(view.tally, str) else view.tally,
        survival=None if isinstance(view.survival, str) else view.survival,
        curves=chart("met-by-age"),
        speed_ups=chart("speed-ups"),
        sketch=renderer.edition.sketches.get(address.strip("/")),
        stages=_stages(view),
        left_out=tuple(c for c in view.criteria if not isinstance(view.tally, str) and c.id in view.tally.left_out),
        parts=tuple((_PARTS[by], parts) for by, parts in view.parts.items() if parts),
        origins={track: _origins(comparison, graph, track) for track in TRACKS},
        by_origin=chart("origins"),
        overturn=_overturn(renderer, comparison, view, graph) if default else None,
        fails=tuple(record for record in graph.parallels if record.value.likeness == "fails"),
        pages=Markup(script_json({f"{a} {b}": page_of(other, comparison.view) for (a, b), other in comparison.views.items()})),  # noqa: S704  JSON in a script
        citing=citing,
    )
    return renderer.page(f"{address}index.md", "compare.html.jinja", ORIGIN, meta, page=page)


def _stages(view: View) -> tuple[StageRows, ...]:
    inside = set() if isinstance(view.tally, str) else set(view.tally.left_out)
    drawn = [c for c in view.criteria if c.criterion and c.criterion.hand == "drawn" and c.id not in inside]
    longest = longest_of(drawn)
    tallies = {part.name: part.tally for part in view.parts["stage"]}
    stages: dict[Stage, list[Comparand]] = {}
    for comparand in drawn:
        if comparand.stage:
            stages.setdefault(comparand.stage, []).append(comparand)
    return tuple(StageRows(s, tallies.get(s), tuple(first_rows(stages[s], longest))) for s in STAGES if s in stages)


def _origins(comparison: Comparison, graph: Graph, track: Track) -> OriginTable:
    fixed = comparison.view.clocks[OTHER[track]]

    def row(origin: Origin) -> OriginRow:
        linux, ai = (origin.entry, fixed.origin.id) if track == "linux" else (fixed.origin.id, origin.entry)
        view = comparison.views[linux, ai]
        return OriginRow(origin, graph.by_id[origin.entry], view, page_of(view, comparison.view))

    return OriginTable(track, fixed, tuple(map(row, graph.origins.value.of(track) if graph.origins else ())))


def _overturn(renderer: Renderer, comparison: Comparison, view: View, graph: Graph) -> Overturn | None:
    starts, multiverse, survival = comparison.starts, comparison.multiverse, view.survival
    if not starts or not multiverse or isinstance(survival, str):
        return None
    names = {v.clocks[t].origin.id: v.clocks[t].name for v in comparison.views.values() for t in TRACKS}
    words = {subset.name: subset.words for subset in multiverse.subsets}

    def named(spec: Specification) -> Named:
        page = page_of(comparison.views[spec.linux, spec.ai], comparison.view)
        return Named(names[spec.linux], names[spec.ai], words[spec.subset], spec.reading, spec.of, spec.ratio, page)

    def shares(by: str) -> Iterator[tuple[str, int, float]]:
        counts: dict[str, list[int]] = {}
        for cross in multiverse.crosses:
            pair = counts.setdefault(getattr(cross, by), [0, 0])
            pair[0] += cross.of
            pair[1] += cross.faster
        return ((names.get(name) or words[name], of, 100 * faster / of) for name, (of, faster) in counts.items())

    usual = view.clocks["ai"].origin.value.date.bound
    turns = (
        *(
            (track, _KINDS[track], tuple((row.entry, row.name) for row in graph.origins.value.of(track)))
            for track in ("linux", "ai")
            if graph.origins
        ),
        ("subset", _KINDS["subset"], tuple(words.items())),
    )
    return Overturn(
        starts=chart_of(renderer.edition, "starts"),
        table=starts,
        years=tuple(start for start in starts.starts if start.day == usual or start.day.month == 1),
        multiverse=multiverse,
        choices=chart_of(renderer.edition, "choices"),
        worst=tuple(map(named, multiverse.worst)),
        best=tuple(map(named, multiverse.best)),
        shares=tuple(Shares(title, tuple(shares(by))) for by, title in _KINDS.items()),
        left_out=chart_of(renderer.edition, "left-out"),
        turns=turns,
        data=Markup(  # noqa: S704  JSON in a script
            script_json(
                {
                    "usual": usual.isoformat(),
                    "starts": [[start.day.isoformat(), start.of, start.linux, start.ai, round(start.ratio, 3)] for start in starts.starts],
                    "crosses": [[c.linux, c.ai, c.subset, c.of, c.faster, round(c.low, 3), round(c.high, 3)] for c in multiverse.crosses],
                }
            )
        ),
    )
