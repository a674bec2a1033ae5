"""The page of an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.render.contributors import writers
from generator.render.frames import frame_of_entry
from generator.render.hub_facts import day_of, models_of, news_of
from generator.render.lineage import Lineage
from generator.render.parts import citing_of, licence_parts, sources_of
from generator.render.template import TRACK_NAMES, Page, Renderer, moved
from generator.values.corpus import EntryRecord
from generator.values.entries import TRACKS
from generator.values.graph import Edge, Graph, actors_of, licence_of, licences_of, places_of
from generator.values.words import country

_Neighbours = dict[str, tuple[EntryRecord | None, EntryRecord | None]]


def entries(renderer: Renderer, graph: Graph, lineage: Lineage) -> Iterator[Page]:
    """A page for each entry, and one for each of its former ids."""
    order = _order(graph)
    for record in graph.entries:
        yield _page(renderer, graph, record, order, lineage)
        yield from moved(renderer, record, "e")


def _page(renderer: Renderer, graph: Graph, record: EntryRecord, order: _Neighbours, lineage: Lineage) -> Page:
    meta = {
        "title": record.value.title, "description": record.value.summary, "type": "article",
        "track": record.track, "kind": record.kind, "event_date": record.value.date.edtf,
    }  # fmt: skip
    frame = frame_of_entry(record.id, record.value.title)
    meta["frame"] = frame.path
    out = [edge for edge in graph.links.get(record.id, ()) if edge.word != "derives-from"]
    into = [edge for edge in graph.backlinks.get(record.id, ()) if edge.word != "derives-from"]
    return renderer.page(
        f"e/{record.id}/index.md", "entry.html.jinja", record.path, meta,
        record=record, models=models_of(graph, record), news=news_of(graph, record), day_of=day_of, entry=record.value, facts=record.value.facts,
        bases=[edge for edge in graph.links.get(record.id, ()) if edge.word == "derives-from"],
        derived=[edge for edge in graph.backlinks.get(record.id, ()) if edge.word == "derives-from"],
        sources=sources_of(graph, record), citing=citing_of(renderer.edition, f"e/{record.id}"), licence=licence_parts(graph, licence_of(record) or ""),
        ancestors=graph.ancestors(record.id), descendants=graph.descendants(record.id),
        found_by=_found_by(graph, record),
        out=_by_word(out), into=_by_word(into), neighbours=order[record.id], near=lineage.near(record.id), names=lineage.forest.nodes, frame=frame, writers=writers(renderer.edition.past, f"e/{record.id}"),
    )  # fmt: skip


def _by_word(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    words: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        words[edge.word].append(edge)
    return dict(words)


def _order(graph: Graph) -> _Neighbours:
    """Of each entry by its id, the one before it and the one after it on the same track."""
    order: _Neighbours = {}
    for track in TRACKS:
        mine = [record for record in graph.entries if record.track == track]
        for n, record in enumerate(mine):
            order[record.id] = (mine[n - 1] if n else None, mine[n + 1] if n + 1 < len(mine) else None)
    return order


def _found_by(graph: Graph, record: EntryRecord) -> list[tuple[str, str]]:
    """The facets by which the search narrows to an entry, with their values in words."""
    return [
        ("track", TRACK_NAMES[record.track]), ("kind", record.kind), ("year", str(record.value.date.year)),
        *(("actor", graph.actors[name].value.name) for name in actors_of(record)),
        *(("country", country(code)) for code in places_of(graph, record)),
        *(("licence", graph.licence_name(name)) for name in licences_of(record)),
    ]  # fmt: skip
