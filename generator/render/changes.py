"""The page of what is new and what was corrected, and the newest of both for the home page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator.render.template import Page, Renderer
from generator.values.addresses import entry_of, section_of
from generator.values.corpus import EntryRecord, title_of
from generator.values.entries import TRACKS, Track
from generator.values.graph import Graph
from generator.values.history import History, Revision

MOST_LISTED: Final = 200
"""From so many new entries, and so many corrections, on, what is older is left to the entries' own pages."""
_RULES: Final = {
    "stages": "What counts as having reached each stage",
    "compare": "Where the clocks start",
    "licences": "What licences permit",
}
"""Pages that one file each is behind, by what that file rules."""


@dataclass(frozen=True, slots=True)
class ListedRevision:
    """A revision with what is said of its page today: `title` is the address of a page that is no longer here."""

    revision: Revision
    title: str
    here: bool
    track: Track | None = None


@dataclass(slots=True)
class _Day:
    """What came on a day: entries by track, and how many of the others."""

    entries: dict[Track, list[EntryRecord]] = field(default_factory=lambda: {track: [] for track in TRACKS})
    others: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))


def changes(renderer: Renderer, graph: Graph, past: History) -> Page:
    """`/changes/`."""
    meta = {
        "title": "What is new and what was corrected",
        "description": "Entries by the day on which they were added, and every later change of what a page says, with its reason.",
    }
    titles = _titles(graph)
    new, left = _new(graph, past, titles)
    shown, older = _corrected(graph, past, titles)
    return renderer.page(
        "changes/index.md", "changes.html.jinja", "entries/", meta,
        state=past.state, new=new, new_left=left, corrected=shown, corrected_left=older,
    )  # fmt: skip


def latest(graph: Graph, past: History, number: int = 5) -> dict[str, list[tuple[Revision, EntryRecord]]]:
    """The newest entries (`new`) and the newest corrections (`corrected`), each entry once, with the revision."""
    found: dict[str, dict[str, tuple[Revision, EntryRecord]]] = {"new": {}, "corrected": {}}
    for one in past.line:
        record = _entry(graph, one.page)
        words = {"added": "new", "changed": "corrected"}.get(one.what)
        if record and words and len(found[words]) < number:
            found[words].setdefault(record.id, (one, record))
    return {word: list(each.values()) for word, each in found.items()}


def _new(graph: Graph, past: History, titles: Mapping[str, str]) -> tuple[dict[date, _Day], int]:
    """Whole days, newest first, and how many entries are left out."""
    days: dict[date, _Day] = {}
    shown = left = 0
    for day, revisions in _by_day(one for one in past.line if one.what == "added").items():
        entries = [record for one in revisions if (record := _entry(graph, one.page))]
        if shown >= MOST_LISTED:
            left += len(entries)
            continue
        shown += len(entries)
        days[day] = _Day()
        for record in sorted(entries, key=lambda record: (record.value.date, record.id)):
            days[day].entries[record.track].append(record)
        for one in revisions:
            section = section_of(one.page)
            if section and section.pages != "e" and one.page in titles:
                days[day].others[section.noun] += 1
    return {day: found for day, found in days.items() if any(found.entries.values()) or found.others}, left


def _corrected(
    graph: Graph, past: History, titles: Mapping[str, str]
) -> tuple[dict[date, list[list[ListedRevision]]], int]:
    """By day, newest first, then by commit: whole commits, and how many changes are left out."""
    days: defaultdict[date, list[list[ListedRevision]]] = defaultdict(list)
    commits: defaultdict[tuple[date, str], list[ListedRevision]] = defaultdict(list)
    for day, revisions in _by_day(one for one in past.line if one.what != "added").items():
        for one in revisions:
            commits[day, one.commit].append(_listed(graph, one, titles))
    shown = left = 0
    for (day, _), found in commits.items():
        if shown >= MOST_LISTED:
            left += len(found)
        else:
            shown += len(found)
            days[day].append(found)
    return dict(days), left


def _by_day(revisions: Iterable[Revision]) -> dict[date, list[Revision]]:
    """By day, newest first: a clock that ran wrong may have put commits out of order."""
    days: defaultdict[date, list[Revision]] = defaultdict(list)
    for one in revisions:
        days[one.day].append(one)
    return dict(sorted(days.items(), reverse=True))


def _entry(graph: Graph, page: str) -> EntryRecord | None:
    name = entry_of(page)
    return graph.by_id.get(name) if name else None


def _titles(graph: Graph) -> dict[str, str]:
    """What each page that is here is called, by its address."""
    return {
        **{page: title_of(record) for page, record in graph.pages()},
        **_RULES,
    }


def _listed(graph: Graph, one: Revision, titles: Mapping[str, str]) -> ListedRevision:
    record = _entry(graph, one.page)
    return ListedRevision(one, titles.get(one.page, one.page), one.page in titles, record.track if record else None)
