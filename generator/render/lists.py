"""Pages that list entries: tracks and kinds, tags, years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.render.template import KIND_MEANS, TRACK_NAMES, Page, Renderer
from generator.render.years import same_years
from generator.values.comparison import Comparison
from generator.values.corpus import EntryRecord
from generator.values.entries import KINDS, TRACKS, Kind, Track, plural
from generator.values.graph import Graph

_TOGETHER: Final = 2
_RELATED: Final = 8


def tracks(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/ai/`, `/linux/` and one index for each kind of entry on each."""
    for track in TRACKS:
        mine = [record for record in graph.entries if record.track == track]
        meta = {
            "title": f"{TRACK_NAMES[track]} track",
            "description": f"{len(mine)} entries on the {TRACK_NAMES[track]} track: releases, forks, policies and "
            "milestones, each with its sources.",
            "feed": f"{track}/feed",
        }
        kinds = {kind: [record for record in mine if record.kind == kind] for kind in KINDS}
        yield renderer.page(
            f"{track}/index.md",
            "track.html.jinja",
            "entries/",
            meta,
            track=track,
            kinds=kinds,
            feed=f"{track}/feed" if renderer.feeds else "",
        )
        for kind, found in kinds.items():
            meta = {
                "title": f"{TRACK_NAMES[track]}: {plural(kind)}",
                "description": f"{KIND_MEANS[track, kind]} {len(found)} entries by date, each with its sources.",
            }
            path = f"{track}/{plural(kind)}/index.md"
            yield renderer.page(
                path,
                "list.html.jinja",
                "entries/",
                meta,
                lead=KIND_MEANS[track, kind],
                groups=by_year(found),
                up=None,
                related=(),
                feed="",
            )


def tags(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/tags/` and a page for each tag."""
    groups: dict[str, dict[str, dict[Track, int]]] = {"On both tracks": {}, "Open AI only": {}, "Linux only": {}}
    for tag, found in graph.by_tag.items():
        number = per_track(found)
        name = "On both tracks" if all(number.values()) else "Open AI only" if number["ai"] else "Linux only"
        groups[name][tag] = number
    yield _index(renderer, graph, "tags", "Tag", groups)
    for tag, found in graph.by_tag.items():
        meta = {
            "title": f"Tag: {tag}", "description": f"{len(found)} entries, Linux and open AI side by side.", "feed": f"tags/{tag}/feed",
        }  # fmt: skip
        yield renderer.page(
            f"tags/{tag}/index.md", "list.html.jinja", "entries/", meta,
            up=("tags", "Tags"), lead="", groups=by_year(found), related=related(graph, tag), feed=f"tags/{tag}/feed" if renderer.feeds else "",
        )  # fmt: skip


def years(renderer: Renderer, graph: Graph, comparison: Comparison | None) -> Iterator[Page]:
    """`/years/` and a page for each year."""
    yield _index(
        renderer, graph, "years", "Year", {"": {str(year): per_track(found) for year, found in graph.by_year.items()}}
    )
    names = list(graph.by_year)
    for before, year, after in zip([None, *names], names, [*names[1:], None], strict=False):
        found = graph.by_year[year]
        meta = {
            "title": f"{year} in Linux and open AI",
            "description": f"{len(found)} entries, Linux and open AI side by side.",
        }
        beside = same_years(graph, comparison, year) if comparison else []
        yield renderer.page(
            f"years/{year}/index.md", "year.html.jinja", "entries/", meta,
            up=("years", "Years"), year=year, before=before, after=after,
            months=by_month(found), same=[(one, by_month(one.entries)) for one in beside],
        )  # fmt: skip


def _index(
    renderer: Renderer, graph: Graph, folder: str, word: str, groups: Mapping[str, Mapping[str, Mapping[Track, int]]]
) -> Page:
    meta = {"title": f"{word}s", "description": f"The {len(graph.entries)} entries by {word.lower()}."}
    return renderer.page(
        f"{folder}/index.md", "lists.html.jinja", "entries/", meta,
        folder=folder, word=word, groups={name: rows for name, rows in groups.items() if rows},
    )  # fmt: skip


def related(graph: Graph, tag: str) -> list[tuple[str, int]]:
    """Tags that stand beside a tag on at least two entries, with on how many: those first that seldom stand without it.

    The order is that of Jaccard's index: entries with both tags among entries with either.
    """
    mine = graph.by_tag[tag]
    shared = Counter(other for record in mine for other in record.value.tags if other != tag)
    near = {other: n / (len(mine) + len(graph.by_tag[other]) - n) for other, n in shared.items() if n >= _TOGETHER}
    return [(other, shared[other]) for other in sorted(near, key=lambda one: (-near[one], one))[:_RELATED]]


def counts(records: Iterable[EntryRecord]) -> dict[Track, dict[Kind, int]]:
    """How many entries there are of each kind, on each track."""
    found: dict[Track, dict[Kind, int]] = {track: dict.fromkeys(KINDS, 0) for track in TRACKS}
    for record in records:
        found[record.track][record.kind] += 1
    return found


def per_track(records: Iterable[EntryRecord]) -> dict[Track, int]:
    """How many entries there are on each track."""
    return {track: sum(number.values()) for track, number in counts(records).items()}


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
