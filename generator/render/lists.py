"""Pages that list entries: tracks and kinds, tags, years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator.comparison import Comparison
from generator.graph import Graph
from generator.model import KINDS, TRACKS, Kind, Track, plural
from generator.record import EntryRecord
from generator.render.printer import KIND_MEANS, TRACK_NAMES, Page, Printer
from generator.render.years import same_years

_TOGETHER: Final = 2
_RELATED: Final = 8


def tracks(printer: Printer, graph: Graph) -> Iterator[Page]:
    """`/ai/`, `/linux/` and one index for each kind of entry on each."""
    for track in TRACKS:
        mine = [record for record in graph.entries if record.track == track]
        meta = {
            "title": f"{TRACK_NAMES[track]} track",
            "description": f"{len(mine)} entries on the {TRACK_NAMES[track]} track: releases, forks, policies and "
            "milestones, each with its sources.",
        }
        kinds = {kind: [record for record in mine if record.kind == kind] for kind in KINDS}
        yield printer.page(f"{track}/index.md", "track.html.jinja", "entries/", meta, track=track, kinds=kinds)
        for kind, found in kinds.items():
            meta = {
                "title": f"{TRACK_NAMES[track]}: {plural(kind)}",
                "description": f"{KIND_MEANS[track, kind]} {len(found)} entries by date, each with its sources.",
            }
            path = f"{track}/{plural(kind)}/index.md"
            yield printer.page(
                path,
                "list.html.jinja",
                "entries/",
                meta,
                lead=KIND_MEANS[track, kind],
                groups=by_year(found),
                up=None,
                related=(),
            )


def lists(
    printer: Printer, graph: Graph, folder: str, lists: Mapping[str, list[EntryRecord]], comparison: Comparison | None
) -> Iterator[Page]:
    """An index of lists, and a page for each: `/tags/`, `/tags/T/`, `/years/`, `/years/Y/`."""
    word = {"tags": "Tag", "years": "Year"}[folder]
    meta = {
        "title": f"{word}s",
        "description": f"The {len(graph.entries)} entries by {word.lower()}.",
    }
    rows = {name: counts(found) for name, found in lists.items()}
    yield printer.page(f"{folder}/index.md", "lists.html.jinja", "entries/", meta, folder=folder, rows=rows)
    names = list(lists)
    for n, (name, found) in enumerate(lists.items()):
        title = f"{name} in Linux and open AI" if folder == "years" else f"Tag: {name}"
        meta = {
            "title": title,
            "description": f"{len(found)} entries, Linux and open AI side by side.",
        }
        values: dict[str, Any] = {
            "up": (folder, f"{word}s"),
            "before": names[n - 1] if n else None,
            "after": names[n + 1] if n + 1 < len(names) else None,
        }
        if folder == "years":
            beside = same_years(graph, comparison, int(name)) if comparison else []
            yield printer.page(
                f"years/{name}.md", "year.html.jinja", "entries/", meta,
                year=name, months=by_month(found), same=[(one, by_month(one.entries)) for one in beside], **values,
            )  # fmt: skip
        else:
            yield printer.page(
                f"tags/{name}.md", "list.html.jinja", "entries/", meta,
                lead="", groups=by_year(found), related=related(graph, name), **values,
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
