"""render: Graph -> pages, through `templates/`.

A page is front matter and HTML in a `.md` file, or a plain file: nothing here knows the site engine. Links are
relative, so the site works under any address and from any folder.
"""

from __future__ import annotations

import calendar
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.graph import Edge, Graph, actors_of
from generator.model import INVERSE, KINDS, TRACKS, Actor, Kind, Track, plural
from generator.record import EntryRecord, Record
from generator.words import count, country, day_of_month, lag, licence_url, markdown, spaced, told

TRACK_NAMES: Final[Mapping[Track, str]] = {"ai": "Open AI", "linux": "Linux"}
KIND_MEANS: Final[Mapping[tuple[Track, Kind], str]] = {
    ("ai", "release"): "Models whose makers published them.",
    ("ai", "fork"): "Models made from another's: fine-tunes, distillations, merges, quantisations, reproductions.",
    ("ai", "policy"): "Acts of governments, courts, standards bodies and licence stewards on open models.",
    ("ai", "milestone"): "Anything else that moved open AI: tools, leaks, institutions, adoption, words.",
    ("linux", "release"): "Kernels that changed something.",
    ("linux", "fork"): "Distributions, their derivatives and rebuilds.",
    ("linux", "policy"): "Acts of governments, courts, standards bodies and licence stewards on Linux.",
    ("linux", "milestone"): "Anything else that moved Linux: announcements, companies, lawsuits, adoption, words.",
}
_STRIP_COLUMNS: Final = 140
_STRIP_HEIGHT: Final = 24
Neighbours = dict[str, tuple[EntryRecord | None, EntryRecord | None]]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site will be, and where its repository is; neither ends with a slash."""

    site: str
    repository: str

    def edit(self, path: str) -> str:
        """The page on which a reader can edit a file of the repository."""
        return f"{self.repository}/edit/main/{path}"

    def history(self, path: str) -> str:
        """The page that lists the revisions of a file of the repository."""
        return f"{self.repository}/commits/main/{path}"


@dataclass(frozen=True, slots=True)
class Page:
    """A generated file of the site, and what it was made from (for messages)."""

    path: str
    text: str
    origin: str


class _Printer:
    """The templates, with what all of them need."""

    def __init__(self, graph: Graph, addresses: Addresses, today: date) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.globals |= {
            "graph": graph, "addresses": addresses, "today": today, "TRACKS": TRACKS, "KINDS": KINDS,
            "TRACK_NAMES": TRACK_NAMES, "KIND_MEANS": KIND_MEANS, "INVERSE": INVERSE, "plural": plural,
            "actors_of": actors_of, "MONTHS": calendar.month_name, "country": country, "licence_url": licence_url,
            "told": told,
        }  # fmt: skip
        self.environment.filters |= {
            "markdown": markdown,
            "words": spaced,
            "lag": lag,
            "day": day_of_month,
            "count": count,
        }

    def page(self, path: str, template: str, origin: str, meta: dict[str, Any], **values: Any) -> Page:
        """One page. `meta` goes into the front matter: title and description at least."""
        root = "../" * path.removesuffix("index.md").removesuffix(".md").count("/") + (
            "../" if not path.endswith("index.md") else ""
        )
        body = self.environment.get_template(template).render(root=root or "./", meta=meta, **values)
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
        return Page(path, f"---\n{front}generated: true\nhide: [navigation, toc]\n---\n{body}\n", origin)


def render(graph: Graph, addresses: Addresses, today: date) -> Iterator[Page]:
    """Every generated page, one at a time: nothing else holds them all."""
    printer = _Printer(graph, addresses, today)
    yield _home(printer, graph)
    yield _timeline(printer, graph)
    order = _order(graph)
    for record in graph.entries:
        yield _entry(printer, graph, record, order)
        yield from _moved(printer, record, "e")
    yield from _indexes(printer, graph)
    yield from _actors(printer, graph)
    yield from _lists(printer, graph, "tags", {tag: list(found) for tag, found in graph.by_tag.items()})
    yield from _lists(printer, graph, "years", {str(year): list(found) for year, found in graph.by_year.items()})


def _home(printer: _Printer, graph: Graph) -> Page:
    meta = {
        "title": "Only Faster: is open AI the new Linux?",
        "description": "Two histories side by side, every statement with its source: Linux since 1991 and open AI "
        "since 2018. A test of the claim that open AI is the new Linux, only faster.",
    }
    newest = {track: [r for r in reversed(graph.entries) if r.track == track][:5] for track in TRACKS}
    return printer.page(
        "index.md",
        "home.html.jinja",
        "entries/",
        meta,
        counts=_counts(graph.entries),
        newest=newest,
        strip=_strip(graph.entries),
    )


def _timeline(printer: _Printer, graph: Graph) -> Page:
    meta = {
        "title": "Timeline",
        "description": f"All {len(graph.entries)} entries by year and month, Linux and open AI side by side, each date "
        "as precise as its sources allow.",
        "search": {"exclude": True},
    }
    years = {year: _by_month(found) for year, found in graph.by_year.items()}
    return printer.page("timeline/index.md", "timeline.html.jinja", "entries/", meta, years=years)


def _entry(printer: _Printer, graph: Graph, record: EntryRecord, order: Neighbours) -> Page:
    meta = {
        "title": record.value.title, "description": record.value.summary, "type": "article",
        "track": record.track, "kind": record.kind, "event_date": record.value.date.edtf,
    }  # fmt: skip
    out = [edge for edge in graph.links.get(record.id, ()) if edge.word != "derives-from"]
    into = [edge for edge in graph.backlinks.get(record.id, ()) if edge.word != "derives-from"]
    return printer.page(
        f"e/{record.id}.md", "entry.html.jinja", record.path, meta,
        record=record, entry=record.value, facts=getattr(record.value, record.kind, None),
        bases=[edge for edge in graph.links.get(record.id, ()) if edge.word == "derives-from"],
        derived=[edge for edge in graph.backlinks.get(record.id, ()) if edge.word == "derives-from"],
        ancestors=graph.ancestors(record.id), descendants=graph.descendants(record.id),
        out=_by_word(out), into=_by_word(into), neighbours=order[record.id],
    )  # fmt: skip


def _moved(printer: _Printer, record: EntryRecord | Record[Actor], folder: str) -> Iterator[Page]:
    """A page at each former address that leads to the new one, for browsers and for search engines."""
    for former in record.value.former_ids:
        template = printer.environment.get_template("moved.html.jinja")
        title = getattr(record.value, "title", None) or getattr(record.value, "name", record.id)
        text = template.render(folder=folder, id=record.id, title=title)
        yield Page(f"{folder}/{former}/index.html", text, record.path)


def _indexes(printer: _Printer, graph: Graph) -> Iterator[Page]:
    """`/ai/`, `/linux/` and one index for each kind of entry on each."""
    for track in TRACKS:
        mine = [record for record in graph.entries if record.track == track]
        meta = {
            "title": f"{TRACK_NAMES[track]} track",
            "description": f"{len(mine)} entries on the {TRACK_NAMES[track]} track: releases, forks, policies and "
            "milestones, each with its sources.",
            "search": {"exclude": True},
        }
        kinds = {kind: [record for record in mine if record.kind == kind] for kind in KINDS}
        yield printer.page(f"{track}/index.md", "track.html.jinja", "entries/", meta, track=track, kinds=kinds)
        for kind, found in kinds.items():
            meta = {
                "title": f"{TRACK_NAMES[track]}: {plural(kind)}",
                "description": f"{KIND_MEANS[track, kind]} {len(found)} entries by date, each with its sources.",
                "search": {"exclude": True},
            }
            path = f"{track}/{plural(kind)}/index.md"
            yield printer.page(
                path, "list.html.jinja", "entries/", meta, lead=KIND_MEANS[track, kind], groups=_by_year(found), up=None
            )


def _actors(printer: _Printer, graph: Graph) -> Iterator[Page]:
    meta = {
        "title": "Actors",
        "description": f"The {len(graph.actors)} organisations and people whose acts the entries tell.",
        "search": {"exclude": True},
    }
    kinds: defaultdict[str, list[Record[Actor]]] = defaultdict(list)
    for record in sorted(graph.actors.values(), key=lambda r: r.value.name.casefold()):
        kinds[record.value.kind].append(record)
    yield printer.page(
        "actors/index.md", "actors.html.jinja", "entries/actors/", meta, kinds=dict(sorted(kinds.items()))
    )
    for record in graph.actors.values():
        actor, found = record.value, graph.of_actor.get(record.id, ())
        about = actor.summary or f"{actor.name}: {len(found)} entries in which it acts."
        yield printer.page(
            f"actors/{record.id}.md", "actor.html.jinja", record.path,
            {"title": actor.name, "description": about, "type": "profile"},
            record=record, actor=actor, groups=_by_year(found), members=graph.members.get(record.id, ()),
        )  # fmt: skip
        yield from _moved(printer, record, "actors")


def _lists(printer: _Printer, graph: Graph, folder: str, lists: Mapping[str, list[EntryRecord]]) -> Iterator[Page]:
    """An index of lists, and a page for each: `/tags/`, `/tags/T/`, `/years/`, `/years/Y/`."""
    word = {"tags": "Tag", "years": "Year"}[folder]
    meta = {
        "title": f"{word}s",
        "description": f"The {len(graph.entries)} entries by {word.lower()}.",
        "search": {"exclude": True},
    }
    rows = {name: _counts(found) for name, found in lists.items()}
    yield printer.page(f"{folder}/index.md", "lists.html.jinja", "entries/", meta, folder=folder, rows=rows)
    names = list(lists)
    for n, (name, found) in enumerate(lists.items()):
        title = f"{name} in Linux and open AI" if folder == "years" else f"Tag: {name}"
        meta = {
            "title": title,
            "description": f"{len(found)} entries, Linux and open AI side by side.",
            "search": {"exclude": True},
        }
        values: dict[str, Any] = {
            "up": (folder, f"{word}s"),
            "before": names[n - 1] if n else None,
            "after": names[n + 1] if n + 1 < len(names) else None,
        }
        if folder == "years":
            yield printer.page(
                f"years/{name}.md", "year.html.jinja", "entries/", meta, year=name, months=_by_month(found), **values
            )
        else:
            yield printer.page(
                f"tags/{name}.md", "list.html.jinja", "entries/", meta, lead="", groups=_by_year(found), **values
            )


def _counts(records: Iterable[EntryRecord]) -> dict[Track, dict[Kind, int]]:
    counts: dict[Track, dict[Kind, int]] = {track: dict.fromkeys(KINDS, 0) for track in TRACKS}
    for record in records:
        counts[record.track][record.kind] += 1
    return counts


def _by_year(records: Iterable[EntryRecord]) -> dict[int, list[EntryRecord]]:
    years: defaultdict[int, list[EntryRecord]] = defaultdict(list)
    for record in records:
        years[record.value.date.year].append(record)
    return dict(years)


def _by_month(records: Iterable[EntryRecord]) -> dict[int, dict[Track, list[EntryRecord]]]:
    """Entries of one year by month and track, in order; month 0 for dates that name only the year, first."""
    months: defaultdict[int, dict[Track, list[EntryRecord]]] = defaultdict(lambda: {track: [] for track in TRACKS})
    for record in records:
        when = record.value.date
        months[0 if when.precision == "year" else when.earliest.month][record.track].append(record)
    return dict(sorted(months.items()))


def _by_word(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    words: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        words[edge.word].append(edge)
    return dict(words)


def _order(graph: Graph) -> Neighbours:
    """Of each entry by its id, the one before it and the one after it on the same track."""
    order: Neighbours = {}
    for track in TRACKS:
        mine = [record for record in graph.entries if record.track == track]
        for n, record in enumerate(mine):
            order[record.id] = (mine[n - 1] if n else None, mine[n + 1] if n + 1 < len(mine) else None)
    return order


@dataclass(frozen=True, slots=True)
class _Strip:
    """All entries on one axis of time, as marks: the track, the place (0 to 1), and how many marks lie below it."""

    marks: tuple[tuple[Track, float, int], ...]
    ticks: tuple[tuple[int, float], ...]
    first: int
    last: int
    height: Mapping[Track, int]
    """The highest stack of each track, in marks."""
    each: int
    """How many entries one mark stands for."""


def _strip(entries: tuple[EntryRecord, ...]) -> _Strip | None:
    if not entries:
        return None
    first, last = entries[0].value.date.earliest, max(record.value.date.earliest for record in entries)
    days = max((last - first).days, 1)
    stacked: defaultdict[tuple[Track, int], int] = defaultdict(int)
    for record in entries:
        column = round((record.value.date.earliest - first).days / days * _STRIP_COLUMNS)
        stacked[record.track, column] += 1
    each = ceil(max(stacked.values()) / _STRIP_HEIGHT)
    marks = tuple(
        (track, column / _STRIP_COLUMNS, n)
        for (track, column), total in stacked.items()
        for n in range(ceil(total / each))
    )
    years = range(first.year - first.year % 5 + 5, last.year + 1, 5)
    ticks = tuple((year, (date(year, 1, 1) - first).days / days) for year in years)
    height = {track: max((n + 1 for mine, _, n in marks if mine == track), default=0) for track in TRACKS}
    return _Strip(marks, ticks, first.year, last.year, height, each)
