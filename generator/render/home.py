"""The home page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.render.changes import latest
from generator.render.drawings.strip import Strip, strip_of
from generator.render.lists import counts
from generator.render.template import Page, Renderer
from generator.values.audited import audited
from generator.values.comparison import Comparison
from generator.values.corpus import EntryRecord
from generator.values.fields import TRACKS, Kind, Track
from generator.values.history import Revision
from generator.values.words import how_much_faster, share_of, the_answer

_MOST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class HomeAnswer:
    """The answer of the comparison, in words."""

    linux: str
    ai: str
    of: int
    """How many of how many criteria each track had met; empty words and 0 where too few can be counted."""
    sentence: str
    faster: str
    criteria: int


@dataclass(frozen=True, slots=True)
class HomeChanges:
    """Entries that are new or corrected, each with the revision that says so."""

    title: str
    anchor: str
    """Where on the page of changes all of them stand."""
    all: str
    """What leads there."""
    entries: tuple[tuple[Revision, EntryRecord], ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page shows."""

    number: int
    """How many entries there are."""
    answer: HomeAnswer | None
    audited: str
    """What audits found, in a sentence; empty while there is none."""
    strip: Strip | None
    newest: Mapping[Track, tuple[EntryRecord, ...]]
    """The latest events of each track."""
    changes: tuple[HomeChanges, ...]
    counts: Mapping[Track, Mapping[Kind, int]]


def home(renderer: Renderer) -> Page:
    """`/`."""
    edition = renderer.edition
    graph, comparison = edition.graph, edition.comparison
    meta = {
        "title": "Only Faster: is open AI the new Linux?",
        "description": "Two histories side by side, every statement with its source: Linux since 1991 and open AI "
        "since 2018. A test of the claim that open AI is the new Linux, only faster.",
    }
    changed = latest(graph, edition.past)
    changes = (
        HomeChanges("New here", "new", "All that is new", tuple(changed["new"])),
        HomeChanges("Corrected", "corrected", "All corrections", tuple(changed["corrected"])),
    )
    shown = HomePage(
        len(graph.entries),
        _answer(comparison) if comparison else None,
        audited(graph).sentence,
        strip_of(graph.entries),
        {track: tuple(r for r in reversed(graph.entries) if r.track == track)[:_MOST_ENTRIES] for track in TRACKS},
        tuple(section for section in changes if section.entries),
        counts(graph.entries),
    )
    return renderer.page("index.md", "home.html.jinja", "entries/", meta, page=shown)


def _answer(comparison: Comparison) -> HomeAnswer:
    view = comparison.view
    told = None if isinstance(view.tally, str) else view.tally
    return HomeAnswer(
        share_of(told, "linux") if told else "",
        share_of(told, "ai") if told else "",
        told.of if told else 0,
        the_answer(view),
        how_much_faster(view) if told else "",
        len(view.criteria),
    )
