"""The page of what is new and what was corrected, and the newest of both for the home page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.render.template import Page, Renderer
from generator.values.addresses import entry_of, section_of
from generator.values.corpus import EntryRecord, title_of
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph, in_time
from generator.values.history import History, HistoryState, Revision
from generator.values.words import fields

MOST_LISTED: Final = 200
"""From so many new entries, and so many corrections, on, what is older is left to the entries' own pages."""
_RULES: Final = {
    "stages": "What each stage means",
    "criteria": "What is asked of both tracks",
    "compare": "Where the clocks start",
    "licences": "What licences permit",
}
"""Pages that one file each is behind, by what that file rules."""


_FOLDED: Final = 30
"""A day with more new entries has them folded."""
_SHORT: Final = 7
"""As many digits of a commit's name as readers see."""


@dataclass(frozen=True, slots=True)
class NewDay:
    """What came on a day."""

    day: date
    number: int
    """How many entries."""
    words: str
    """How many of what: `1 entry: 0 on Linux, 1 on open AI; 1 actor`."""
    entries: Mapping[Track, tuple[EntryRecord, ...]]

    @property
    def folded(self) -> bool:
        """Whether they are shown on request only."""
        return self.number > _FOLDED


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A correction with what is said of its page today."""

    title: str
    """The address of a page that is no longer here."""
    page: str
    """Its address; empty if it is no longer here."""
    track: Track | None
    """Of an entry that is here."""
    noun: str
    """What a page is that is no such entry's."""
    change: str
    """Which fields, in words; or that it was withdrawn."""


@dataclass(frozen=True, slots=True)
class ListedCommit:
    """A commit with what it corrected."""

    name: str
    anchor: str
    subject: str
    revisions: tuple[ListedRevision, ...]

    @property
    def short(self) -> str:
        """Its name as readers see it."""
        return self.name[:_SHORT]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What is new and what was corrected, newest first, and how many of each are left out."""

    state: HistoryState
    new: tuple[NewDay, ...]
    new_left: int
    corrected: Mapping[date, tuple[ListedCommit, ...]]
    corrected_left: int


def changes(renderer: Renderer, graph: Graph, past: History) -> Page:
    """`/changes/`."""
    meta = {
        "title": "What is new and what was corrected",
        "description": "Entries by the day on which they were added, and every later change of what a page says, with its reason.",
    }
    titles = _titles(graph)
    new, new_left = _new(graph, past, titles)
    corrected, corrected_left = _corrected(graph, past, titles)
    shown = ChangesPage(past.state, new, new_left, corrected, corrected_left)
    return renderer.page("changes/index.md", "changes.html.jinja", "entries/", meta, page=shown)


def latest(graph: Graph, past: History, number: int = 5) -> dict[str, list[tuple[Revision, EntryRecord]]]:
    """The newest entries (`new`) and the newest corrections (`corrected`), each entry once, with the revision."""
    newest: dict[str, dict[str, tuple[Revision, EntryRecord]]] = {"new": {}, "corrected": {}}
    for revision in past.line:
        record = _entry(graph, revision.page)
        section = {"added": "new", "changed": "corrected"}.get(revision.what)
        if record and section and len(newest[section]) < number:
            newest[section].setdefault(record.id, (revision, record))
    return {section: list(entries.values()) for section, entries in newest.items()}


def _new(graph: Graph, past: History, titles: Mapping[str, str]) -> tuple[tuple[NewDay, ...], int]:
    """Whole days, newest first, and how many entries are left out."""
    days: list[NewDay] = []
    shown = left = 0
    for day, revisions in _by_day(revision for revision in past.line if revision.what == "added").items():
        entries = in_time(record for revision in revisions if (record := _entry(graph, revision.page)))
        if shown >= MOST_LISTED:
            left += len(entries)
            continue
        shown += len(entries)
        sections = [section_of(revision.page) for revision in revisions if revision.page in titles]
        others = Counter(section.noun for section in sections if section and section.pages != "e")
        if entries or others:
            lanes = {track: tuple(record for record in entries if record.track == track) for track in TRACKS}
            days.append(NewDay(day, len(entries), _words(lanes, others), lanes))
    return tuple(days), left


def _words(lanes: Mapping[Track, Sequence[EntryRecord]], others: Mapping[str, int]) -> str:
    linux, ai = len(lanes["linux"]), len(lanes["ai"])
    entries = f"{linux + ai} {'entry' if linux + ai == 1 else 'entries'}: {linux} on Linux, {ai} on open AI"
    rest = ", ".join(f"{number} {noun}{'s' * (number != 1)}" for noun, number in others.items())
    return "; ".join(words for words in (entries if linux + ai else "", rest) if words)


def _corrected(graph: Graph, past: History, titles: Mapping[str, str]) -> tuple[dict[date, tuple[ListedCommit, ...]], int]:
    """By day, newest first, then by commit: whole commits, and how many changes are left out."""
    commits: defaultdict[tuple[date, str], list[Revision]] = defaultdict(list)
    for day, revisions in _by_day(revision for revision in past.line if revision.what in ("changed", "withdrawn")).items():
        for revision in revisions:
            commits[day, revision.commit].append(revision)
    days: defaultdict[date, tuple[ListedCommit, ...]] = defaultdict(tuple)
    shown = left = 0
    for (day, name), revisions in commits.items():
        if shown >= MOST_LISTED:
            left += len(revisions)
            continue
        shown += len(revisions)
        listed = tuple(_listed(graph, revision, titles) for revision in revisions)
        days[day] += (ListedCommit(name, f"c{name[:10]}", revisions[0].subject, listed),)
    return dict(days), left


def _by_day(revisions: Iterable[Revision]) -> dict[date, list[Revision]]:
    """By day, newest first: a clock that ran wrong may have put commits out of order."""
    days: defaultdict[date, list[Revision]] = defaultdict(list)
    for revision in revisions:
        days[revision.day].append(revision)
    return dict(sorted(days.items(), reverse=True))


def _entry(graph: Graph, page: str) -> EntryRecord | None:
    name = entry_of(page)
    return graph.by_id.get(name) if name else None


def _titles(graph: Graph) -> dict[str, str]:
    """What each page that is here is called, by its address."""
    return {**{page: title_of(record) for page, record in graph.pages()}, **_RULES}


def _listed(graph: Graph, revision: Revision, titles: Mapping[str, str]) -> ListedRevision:
    page, record, section = revision.page, _entry(graph, revision.page), section_of(revision.page)
    return ListedRevision(
        titles.get(page, page),
        page if page in titles else "",
        record.track if record else None,
        section.noun if section else "rule",
        "withdrawn" if revision.what == "withdrawn" else fields(revision.fields),
    )
