"""The page of an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from generator.render.contributors import writers
from generator.render.entry_clock import EntryClock, clock_of
from generator.render.entry_facts import Facts, facts_of
from generator.render.footnotes import Footnotes
from generator.render.frames import Frame, frame_of_entry
from generator.render.hub_facts import ModelRow, NewsGroup, models_of, news_of
from generator.render.lineage import Lineage, Near
from generator.render.parts import Citing, ShownSource, citing_of, sources_of, with_ways_back
from generator.render.template import Page, Renderer, moved
from generator.values.addresses import Addresses
from generator.values.corpus import EntryRecord, Record, SeriesRecord
from generator.values.fields import TRACK_NAMES, TRACKS, LinkWord
from generator.values.graph import Edge, Graph, actors_of, licences_of, places_of
from generator.values.history import History, Revision
from generator.values.parallels import Parallel
from generator.values.reread import LastReading, last_reading
from generator.values.words import country, field_value, figure, lag, spaced

_LINKS: Final[Mapping[LinkWord, tuple[str, str]]] = {
    "responds-to": ("Responds to", "What responded to it"),
    "builds-on": ("Builds on", "What builds on it"),
    "compares-with": ("Compares itself with", "What compares itself with it"),
    "supersedes": ("Supersedes", "Superseded by"),
    "restricts": ("Restricts", "Restricted by"),
    "permits": ("Permits", "Permitted by"),
    "reports": ("Reports on", "Reported in"),
    "part-of": ("Part of", "Its parts"),
}
"""What stands above links of a word, and above those that lead here; `derives-from` has a section of its own."""


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A link, seen from one of its ends: the entry at the other one, and what is said of the link."""

    record: EntryRecord
    how: str
    lag: str
    """How much later or earlier the other one is; empty where it is not known, or says nothing."""
    note: str
    source: str = ""
    """Key of the source that bears it, if this entry names one."""


@dataclass(frozen=True, slots=True)
class EntryLineage:
    """What an entry was made from, and what was made from it."""

    near: Near | None
    bases: tuple[EdgeRow, ...]
    further: tuple[EntryRecord, ...]
    """What its bases derive from in their turn."""
    derived: tuple[EdgeRow, ...]
    descendants: int
    """How many derive from it, directly or not."""


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """A parallel in which an entry stands, and the entry on its other side."""

    parallel: Record[Parallel]
    other: EntryRecord


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion that an entry was the first of its track to meet."""

    stage: str
    name: str
    test: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A value that somebody else has: a source, whose address this is, or else the Hub of one of its repositories."""

    field: str
    value: str
    reason: str
    source: str = ""
    hub: str = ""


@dataclass(frozen=True, slots=True)
class EntryPast:
    """When an entry came and was last changed, and who wrote it."""

    added: Revision
    changed: Revision | None
    writers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """What the page of an entry shows, in the order in which it does."""

    summary: Markup
    """With its footnotes, and so the text."""
    body: Markup | None
    found_by: tuple[tuple[str, str], ...]
    """Facets by which the search narrows to it, with their values in words."""
    actors: tuple[tuple[str, str], ...]
    """Ids and names."""
    facts: Facts | None
    models: tuple[ModelRow, ...]
    lineage: EntryLineage | None
    links: tuple[tuple[str, tuple[EdgeRow, ...]], ...]
    """Under what stands above them: links of this entry first, then those that lead here."""
    parallels: tuple[ParallelRow, ...]
    criteria: tuple[CriterionRow, ...]
    series: tuple[SeriesRecord, ...]
    clock: EntryClock | None
    news: tuple[NewsGroup, ...]
    sources: tuple[ShownSource, ...]
    disagreements: tuple[Disagreement, ...]
    citing: Citing
    frame: Frame
    past: EntryPast | None
    reread: LastReading | None
    """When somebody who had not written it read it again; None if nobody has."""
    acts: tuple[tuple[str, str], ...]
    """What a reader can do, with the address where."""
    before: EntryRecord | None
    """The one before it on the same track."""
    after: EntryRecord | None


def entries(renderer: Renderer, graph: Graph, lineage: Lineage) -> Iterator[Page]:
    """A page for each entry, and one for each of its former ids."""
    for before, record, after in _in_order(graph):
        yield _page(renderer, graph, record, lineage, (before, after))
        yield from moved(renderer, record, "e")


def _in_order(graph: Graph) -> Iterator[tuple[EntryRecord | None, EntryRecord, EntryRecord | None]]:
    """Each entry between its neighbours on the same track; in the order of the graph."""
    neighbours: dict[str, tuple[EntryRecord | None, EntryRecord | None]] = {}
    for track in TRACKS:
        lane = [record for record in graph.entries if record.track == track]
        for before, record, after in zip([None, *lane], lane, [*lane[1:], None], strict=False):
            neighbours[record.id] = (before, after)
    for record in graph.entries:
        before, after = neighbours[record.id]
        yield before, record, after


def _page(
    renderer: Renderer, graph: Graph, record: EntryRecord, lineage: Lineage, neighbours: tuple[EntryRecord | None, EntryRecord | None]
) -> Page:
    edition, address = renderer.edition, f"e/{record.id}"
    frame = frame_of_entry(record.id, record.value.title)
    meta: dict[str, Any] = {
        "title": record.value.title,
        "description": record.value.summary,
        "type": "article",
        "track": record.track,
        "kind": record.kind,
        "event_date": record.value.date.edtf,
    }
    shown_sources = sources_of(graph, record)
    footnotes = Footnotes(shown.source for shown in shown_sources)
    summary = footnotes.line(record.value.summary)
    body = footnotes.prose(record.value.body, "../../") if record.value.body else None
    shown = EntryPage(
        summary=summary,
        body=body,
        found_by=_found_by(graph, record),
        actors=tuple((name, graph.actors[name].value.name) for name in actors_of(record)),
        facts=facts_of(graph, record),
        models=models_of(graph, record),
        lineage=_lineage(graph, record, lineage),
        links=tuple(_links(graph, record)),
        parallels=tuple(_parallels(graph, record)),
        criteria=tuple(_criteria(graph, record)),
        series=graph.series_of.get(record.id, ()),
        clock=clock_of(edition.comparison, record) if edition.comparison else None,
        news=news_of(graph, record),
        sources=with_ways_back(shown_sources, footnotes),
        disagreements=tuple(_disagreements(record)),
        citing=citing_of(edition, address),
        frame=frame,
        past=_past(edition.past, address),
        reread=last_reading(graph, record),
        acts=_acts(edition.addresses, record),
        before=neighbours[0],
        after=neighbours[1],
    )
    return renderer.page(f"{address}/index.md", "entry.html.jinja", record.path, meta, record=record, page=shown)


def _found_by(graph: Graph, record: EntryRecord) -> tuple[tuple[str, str], ...]:
    return (
        ("track", TRACK_NAMES[record.track]),
        ("kind", record.kind),
        ("year", str(record.value.date.year)),
        *(("actor", graph.actors[name].value.name) for name in actors_of(record)),
        *(("country", country(code)) for code in places_of(graph, record)),
        *(("licence", graph.licence_name(name)) for name in licences_of(record)),
    )


def _to_target(edge: Edge) -> EdgeRow:
    return EdgeRow(edge.target, spaced(edge.how or ""), _lag(edge, "earlier"), edge.note or "", edge.borne_by or "")


def _to_source(edge: Edge) -> EdgeRow:
    return EdgeRow(edge.source, spaced(edge.how or ""), _lag(edge, "later"), edge.note or "")


def _lag(edge: Edge, order: str) -> str:
    return "" if edge.word == "part-of" else lag(edge.days, order)


def _lineage(graph: Graph, record: EntryRecord, lineage: Lineage) -> EntryLineage | None:
    bases = [edge for edge in graph.links.get(record.id, ()) if edge.word == "derives-from"]
    derived = [edge for edge in graph.backlinks.get(record.id, ()) if edge.word == "derives-from"]
    near = lineage.tree_of_relatives(record.id)
    if not (bases or derived or near):
        return None
    direct = {edge.target.id for edge in bases}
    return EntryLineage(
        near,
        tuple(_to_target(edge) for edge in bases),
        tuple(ancestor for ancestor in graph.ancestors(record.id) if ancestor.id not in direct),
        tuple(_to_source(edge) for edge in derived),
        len(graph.descendants(record.id)),
    )


def _links(graph: Graph, record: EntryRecord) -> Iterator[tuple[str, tuple[EdgeRow, ...]]]:
    for word, edges in _by_word(graph.links.get(record.id, ())).items():
        yield _LINKS[word][0], tuple(_to_target(edge) for edge in edges)
    for word, edges in _by_word(graph.backlinks.get(record.id, ())).items():
        yield _LINKS[word][1], tuple(_to_source(edge) for edge in edges)


def _by_word(edges: Iterable[Edge]) -> dict[LinkWord, list[Edge]]:
    words: defaultdict[LinkWord, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.word in _LINKS:
            words[edge.word].append(edge)
    return dict(words)


def _parallels(graph: Graph, record: EntryRecord) -> Iterator[ParallelRow]:
    for parallel in graph.parallels_of.get(record.id, ()):
        other = parallel.value.ai if record.track == "linux" else parallel.value.linux
        yield ParallelRow(parallel, graph.by_id[other])


def _criteria(graph: Graph, record: EntryRecord) -> Iterator[CriterionRow]:
    for name, criterion in graph.criteria_of.get(record.id, ()):
        yield CriterionRow(criterion.stage, name, criterion.test)


def _disagreements(record: EntryRecord) -> Iterator[Disagreement]:
    for dispute in record.value.disputes:
        value = field_value(dispute.field, dispute.value)
        yield Disagreement(spaced(dispute.field), value, dispute.resolution, source=str(dispute.source))
    for override in record.value.overrides:
        value = figure(override.said) if isinstance(override.said, int) else override.said
        yield Disagreement(spaced(override.field), value, override.reason, hub=override.hub)


def _past(past: History, address: str) -> EntryPast | None:
    added = past.added(address)
    return EntryPast(added, past.changed(address), writers(past, address)) if added else None


def _acts(addresses: Addresses, record: EntryRecord) -> tuple[tuple[str, str], ...]:
    title, page = record.value.title, f"{addresses.site}/e/{record.id}/"
    return (
        ("Suggest a correction", addresses.form("correction", f"Correction: {title}", page=page)),
        ("Name a source", addresses.form("source", f"Source: {title}", page=page)),
        ("Edit this entry", addresses.edit(record.path)),
        ("Its revisions", addresses.history(record.path)),
    )
