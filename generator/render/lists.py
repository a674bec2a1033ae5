"""Pages that list entries: tracks and kinds, and tags."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.render.template import KIND_MEANS, Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.fields import KINDS, TRACK_NAMES, TRACKS, Kind, Track, plural
from generator.values.graph import Graph

_TOGETHER: Final = 2
_RELATED: Final = 8


@dataclass(frozen=True, slots=True)
class TrackKind:
    """The entries of one kind on a track."""

    kind: Kind
    plural: str
    means: str
    records: tuple[EntryRecord, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Entries under their years, with what leads to other lists."""

    lead: str
    groups: Mapping[int, Sequence[EntryRecord]]
    up: tuple[str, str] | None = None
    """The index that it is in: its folder and what it is called."""
    related: Sequence[tuple[str, int]] = ()
    """Tags that stand beside it, with on how many entries."""
    feed: str = ""
    """The feed of it, without what its address ends in; empty if there is none."""


def tracks(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/ai/`, `/linux/` and one index for each kind of entry on each."""
    for track in TRACKS:
        lane = [record for record in graph.entries if record.track == track]
        meta = {
            "title": f"{TRACK_NAMES[track]} track",
            "description": f"{len(lane)} entries on the {TRACK_NAMES[track]} track: releases, forks, policies and "
            "milestones, each with its sources.",
            "feed": f"{track}/feed",
        }
        kinds = tuple(
            TrackKind(kind, plural(kind), KIND_MEANS[track, kind], tuple(record for record in lane if record.kind == kind))
            for kind in KINDS
        )
        yield renderer.page(
            f"{track}/index.md", "track.html.jinja", "entries/", meta, track=track, kinds=kinds, feed=meta["feed"] if renderer.feeds else ""
        )
        yield from (_kind(renderer, track, kind) for kind in kinds)


def _kind(renderer: Renderer, track: Track, kind: TrackKind) -> Page:
    meta = {
        "title": f"{TRACK_NAMES[track]}: {kind.plural}",
        "description": f"{kind.means} {len(kind.records)} entries by date, each with its sources.",
    }
    shown = ListPage(kind.means, by_year(kind.records))
    return renderer.page(f"{track}/{kind.plural}/index.md", "list.html.jinja", "entries/", meta, page=shown)


def tags(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/tags/` and a page for each tag."""
    groups: dict[str, dict[str, dict[Track, int]]] = {"On both tracks": {}, "Open AI only": {}, "Linux only": {}}
    for tag, records in graph.by_tag.items():
        tally = per_track(records)
        name = "On both tracks" if all(tally.values()) else "Open AI only" if tally["ai"] else "Linux only"
        groups[name][tag] = tally
    yield index_of(renderer, graph, "tags", "Tag", groups)
    for tag, records in graph.by_tag.items():
        description = f"{len(records)} entries, Linux and open AI side by side."
        meta = {"title": f"Tag: {tag}", "description": description, "feed": f"tags/{tag}/feed"}
        feed = meta["feed"] if renderer.feeds else ""
        shown = ListPage(description, by_year(records), ("tags", "Tags"), related(graph, tag), feed)
        yield renderer.page(f"tags/{tag}/index.md", "list.html.jinja", "entries/", meta, page=shown)


def index_of(renderer: Renderer, graph: Graph, folder: str, word: str, groups: Mapping[str, Mapping[str, Mapping[Track, int]]]) -> Page:
    """`/FOLDER/`: names with how many entries each has on either track, under headings."""
    meta = {"title": f"{word}s", "description": f"The {len(graph.entries)} entries by {word.lower()}."}
    return renderer.page(
        f"{folder}/index.md",
        "lists.html.jinja",
        "entries/",
        meta,
        folder=folder,
        word=word,
        groups={name: rows for name, rows in groups.items() if rows},
    )


def related(graph: Graph, tag: str) -> list[tuple[str, int]]:
    """Tags that stand beside a tag on at least two entries, with on how many: those first that seldom stand without it.

    The order is that of Jaccard's index: entries with both tags among entries with either.
    """
    tagged = graph.by_tag[tag]
    shared = Counter(other for record in tagged for other in record.value.tags if other != tag)
    near = {other: n / (len(tagged) + len(graph.by_tag[other]) - n) for other, n in shared.items() if n >= _TOGETHER}
    return [(other, shared[other]) for other in sorted(near, key=lambda other: (-near[other], other))[:_RELATED]]


def counts(records: Iterable[EntryRecord]) -> dict[Track, dict[Kind, int]]:
    """How many entries there are of each kind, on each track."""
    numbers: dict[Track, dict[Kind, int]] = {track: dict.fromkeys(KINDS, 0) for track in TRACKS}
    for record in records:
        numbers[record.track][record.kind] += 1
    return numbers


def per_track(records: Iterable[EntryRecord]) -> dict[Track, int]:
    """How many entries there are on each track."""
    return {track: sum(kinds.values()) for track, kinds in counts(records).items()}


def by_year(records: Iterable[EntryRecord]) -> dict[int, list[EntryRecord]]:
    """Entries under their years, in order."""
    years: defaultdict[int, list[EntryRecord]] = defaultdict(list)
    for record in records:
        years[record.value.date.year].append(record)
    return dict(years)


def by_month(records: Iterable[EntryRecord]) -> dict[int, dict[Track, list[EntryRecord]]]:
    """Entries of one year by month and track, in order; month 0 for dates that name only the year, first."""
    months: defaultdict[int, dict[Track, list[EntryRecord]]] = defaultdict(lambda: {track: [] for track in TRACKS})
    for record in records:
        when = record.value.date
        months[0 if when.precision == "year" else when.earliest.month][record.track].append(record)
    return dict(sorted(months.items()))
