"""The dashboard: where the entries are weak, and the way to mend each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from generator.render.hub_facts import retrieved_day
from generator.render.template import Page, Renderer
from generator.values.addresses import Addresses, entry_of
from generator.values.audited import Audited, audited
from generator.values.audits import ERROR_MEANS, VERDICT_MEANS, ErrorKind, Verdict
from generator.values.corpus import EntryRecord, hub_ids
from generator.values.fetched import Proposal
from generator.values.fields import GRADE_MEANS, TRACKS, Grade
from generator.values.graph import Graph, places_of
from generator.values.history import History
from generator.values.hosts import grade_of
from generator.values.readings import FAULT_MEANS, FaultKind
from generator.values.reread import Trust, last_reading, trust
from generator.values.words import country

STALE: Final = timedelta(days=90)
"""A fetched fact that is older is stale: the Hub is asked every week."""
MOST_IN_A_THIN_YEAR: Final = 2
"""A year of a track with so many entries or fewer has few."""
_MOST_DAYS: Final = 31
_MOST_UNFOLDED: Final = 12
"""So many of one weakness stand open; more have to be unfolded."""
_MOST_REPORTS: Final = 10
"""Reports that wait which are shown."""
_Weak = tuple[EntryRecord, str]
"""An entry, and what is weak in it."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """Something that can be mended: of which entry, what, and where to begin."""

    record: EntryRecord
    what: str
    mend: str
    """The address at which one begins: a filled-in form, or the file itself."""
    way: str
    """What one does there."""


@dataclass(frozen=True, slots=True)
class Group:
    """All that is weak in one way."""

    id: str
    title: str
    about: str
    weaknesses: tuple[Weakness, ...]

    @property
    def folded(self) -> bool:
        """True if they are too many to stand open."""
        return len(self.weaknesses) > _MOST_UNFOLDED


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that may be of an event without an entry, and the form that makes it one."""

    proposal: Proposal
    form: str


@dataclass(frozen=True, slots=True)
class Total:
    """How many entries there were at the end of a day or a month."""

    when: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the page shows."""

    sources: int
    """How many sources entries name, and of how many of them the text was read."""
    read: int
    new_entry: str
    """The form for a new entry."""
    trust: Trust
    means: Mapping[Grade, str]
    """What each kind of source is."""
    fault_means: Mapping[FaultKind, str]
    audited: Audited
    verdict_means: Mapping[Verdict, str]
    error_means: Mapping[ErrorKind, str]
    groups: tuple[Group, ...]
    waiting: int
    """How many reports wait, and those that are shown."""
    likeliest: tuple[Waiting, ...]
    thin: dict[str, list[tuple[int, int]]]
    seldom: list[tuple[str, EntryRecord]]
    totals: list[Total]


def coverage(renderer: Renderer, graph: Graph, past: History, today: date) -> Page:
    """`/coverage/`."""
    addresses = renderer.edition.addresses
    sources = [source for record in graph.entries for source in record.value.sources]
    meta: dict[str, Any] = {
        "title": "Coverage",
        "description": f"Where the {len(graph.entries)} entries are weak: few sources, unread ones, dead links, old "
        "figures, thin years and places.",
    }
    page = Dashboard(
        sources=len(sources),
        read=sum(bool(source.accessed) for source in sources),
        new_entry=addresses.form("entry", "Entry: "),
        trust=trust(graph),
        means=GRADE_MEANS,
        fault_means=FAULT_MEANS,
        audited=audited(graph),
        verdict_means=VERDICT_MEANS,
        error_means=ERROR_MEANS,
        groups=_groups(graph, today, addresses),
        waiting=len(graph.fetched.inbox),
        likeliest=tuple(_waiting(proposal, addresses) for proposal in graph.fetched.inbox[:_MOST_REPORTS]),
        thin=_thin(graph, today),
        seldom=_seldom(graph),
        totals=_totals(past),
    )
    return renderer.page("coverage/index.md", "coverage.html.jinja", "entries/", meta, page=page)


def _groups(graph: Graph, today: date, addresses: Addresses) -> tuple[Group, ...]:
    def source_weakness(record: EntryRecord, what: str) -> Weakness:
        page = f"{addresses.site}/e/{record.id}/"
        form = addresses.form("source", f"Source: {record.value.title}", page=page)
        return Weakness(record, what, form, "name a source")

    def file_weakness(record: EntryRecord, what: str) -> Weakness:
        return Weakness(record, what, addresses.edit(record.path), "edit")

    return (
        Group(
            "unread",
            "No source was read",
            "Their sources are known, but nobody has read them for the entry.",
            tuple(source_weakness(*weak) for weak in _unread(graph)),
        ),
        Group(
            "reread",
            "Not read again",
            "Nobody but the writer has read them against their sources, or they have changed since. CONTRIBUTING.md says how it is done.",
            tuple(file_weakness(*weak) for weak in _unchecked(graph)),
        ),
        Group(
            "primary",
            "No primary source",
            "They rest on reports, copies and digests: the maker, the court, the register or the repository is not among their sources.",
            tuple(source_weakness(*weak) for weak in _without_primary(graph)),
        ),
        Group(
            "single",
            "One source only",
            "A second source that does not depend on the first makes a statement stand.",
            tuple(source_weakness(*weak) for weak in _single(graph)),
        ),
        Group(
            "dead",
            "Dead links without a copy",
            "The page is gone, and no archived copy is known.",
            tuple(source_weakness(*weak) for weak in _dead(graph)),
        ),
        Group(
            "hub",
            "The Hub says otherwise",
            "The entry keeps its own value, and says why.",
            tuple(file_weakness(*weak) for weak in _overridden(graph)),
        ),
        Group(
            "stale",
            f"Not asked for {STALE.days} days",
            "What the Hub said of their models is old.",
            tuple(file_weakness(*weak) for weak in _stale(graph, today)),
        ),
        Group(
            "warned",
            "What the checker would rather have otherwise",
            "Warnings of timeline check.",
            tuple(file_weakness(*weak) for weak in _warned(graph)),
        ),
    )


def _waiting(proposal: Proposal, addresses: Addresses) -> Waiting:
    item = proposal.item
    answers = {"source-url": str(item.url), "source-title": item.title, "source-publisher": item.publisher}
    return Waiting(proposal, addresses.form("entry", f"Entry: {item.title}", **answers))


def _unchecked(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        last = last_reading(graph, record)
        if last is None or not last.holds:
            yield record, f"changed since {last.sheet.day}" if last else ""


def _without_primary(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        grades = Counter(grade_of(source, graph.hosts) or "unknown" for source in record.value.sources)
        if "primary" not in grades:
            yield record, ", ".join(f"{number} {grade}" for grade, number in grades.most_common())


def _single(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        if len(record.value.sources) == 1:
            yield record, record.value.sources[0].publisher or str(record.value.sources[0].url)


def _unread(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        if not any(source.accessed for source in record.value.sources):
            number = len(record.value.sources)
            yield record, f"{number} sources" if number > 1 else "its source"


def _dead(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        for source in record.value.sources:
            state = graph.fetched.links.get(str(source.url))
            if state and state.state == "gone" and not (source.archived or state.archived):
                yield record, str(source.url)


def _overridden(graph: Graph) -> Iterator[_Weak]:
    for record in graph.entries:
        for override in record.value.overrides:
            yield record, f"{override.field} of {override.hub}: {override.reason}"


def _stale(graph: Graph, today: date) -> Iterator[_Weak]:
    for record in graph.entries:
        days = [retrieved_day(graph.fetched.models[name]) for name in hub_ids(record) if name in graph.fetched.models]
        if days and min(days) < today - STALE:
            yield record, f"asked on {min(days)}"


def _warned(graph: Graph) -> Iterator[_Weak]:
    by_path = {record.path: record for record in graph.entries}
    for warning in graph.warnings:
        if warning.path in by_path:
            yield by_path[warning.path], warning.what


def _thin(graph: Graph, today: date) -> dict[str, list[tuple[int, int]]]:
    """Years of each track with few entries, from its first one to the last that is over."""
    thin: dict[str, list[tuple[int, int]]] = {}
    for track in TRACKS:
        years = Counter(record.value.date.year for record in graph.entries if record.track == track)
        thin[track] = [
            (year, years[year]) for year in range(min(years, default=today.year), today.year) if years[year] <= MOST_IN_A_THIN_YEAR
        ]
    return thin


def _seldom(graph: Graph) -> list[tuple[str, EntryRecord]]:
    """Places with a single entry, by name, with that entry."""
    by_place: dict[str, list[EntryRecord]] = {}
    for record in graph.entries:
        for place in places_of(graph, record):
            by_place.setdefault(place, []).append(record)
    return sorted((country(place), records[0]) for place, records in by_place.items() if len(records) == 1)


def _totals(past: History) -> list[Total]:
    """Entries at the end of each day on which one came or went; of each month, once those are more than a month."""
    moves = [revision for revision in past.line if entry_of(revision.page) and revision.what in ("added", "withdrawn")]
    short = len({revision.day for revision in moves}) <= _MOST_DAYS
    counts: Counter[str] = Counter()
    at_end: dict[str, dict[str, int]] = {}
    for revision in reversed(moves):
        counts[revision.path.split("/")[1]] += 1 if revision.what == "added" else -1
        at_end[str(revision.day) if short else str(revision.day)[:7]] = dict(counts)
    return [Total(when, {track: numbers.get(track, 0) for track in TRACKS}) for when, numbers in sorted(at_end.items())]
