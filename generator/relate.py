"""relate: records -> Graph. What follows from the entries taken together: both ends of each link, lineage, order.

Assumes a corpus without errors, but does not fall over on a bad one: a link to nowhere is left out, and a cycle
in the lineage is walked once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from generator.values.actors import Actor
from generator.values.corpus import Corpus, CriteriaRecords, EntryRecord, Record, SeriesRecord
from generator.values.criteria import Criterion
from generator.values.entries import Fork
from generator.values.graph import Edge, Graph, actors_of, in_time
from generator.values.parallels import Parallel
from generator.values.readings import Reading, Readings

K = TypeVar("K")
V = TypeVar("V")


def relate(corpus: Corpus) -> Graph:
    """Find what follows from the records taken together."""
    entries = in_time(corpus.entries)
    by_id = {record.id: record for record in entries}
    links: defaultdict[str, list[Edge]] = defaultdict(list)
    backlinks: defaultdict[str, list[Edge]] = defaultdict(list)
    of_actor: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    by_tag: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    by_year: defaultdict[int, list[EntryRecord]] = defaultdict(list)
    members: defaultdict[str, list[Record[Actor]]] = defaultdict(list)
    for record in entries:
        for edge in _edges(record, by_id):
            links[record.id].append(edge)
            backlinks[edge.target.id].append(edge)
        for actor in actors_of(record):
            of_actor[actor].append(record)
        for tag in dict.fromkeys(record.value.tags):
            by_tag[tag].append(record)
        by_year[record.value.date.year].append(record)
    for actor_record in corpus.actors:
        for parent in actor_record.value.parents:
            members[parent].append(actor_record)
    parallels = tuple(
        sorted(
            (p for p in corpus.parallels if p.value.linux in by_id and p.value.ai in by_id),
            key=lambda p: (by_id[p.value.linux].value.date, by_id[p.value.ai].value.date, p.id),
        )
    )
    parallels_of: defaultdict[str, list[Record[Parallel]]] = defaultdict(list)
    for parallel in parallels:
        parallels_of[parallel.value.linux].append(parallel)
        parallels_of[parallel.value.ai].append(parallel)
    series_of: defaultdict[str, list[SeriesRecord]] = defaultdict(list)
    for series in corpus.series:
        for entry in dict.fromkeys(series.value.entries):
            series_of[entry].append(series)
    return Graph(
        entries=entries,
        by_id=MappingProxyType(by_id),
        actors=MappingProxyType({record.id: record for record in corpus.actors}),
        licences=MappingProxyType({record.id: record.value for record in corpus.licences}),
        links=_frozen(links),
        backlinks=_frozen(backlinks),
        of_actor=_frozen(of_actor),
        members=_frozen(members),
        by_tag=_frozen(dict(sorted(by_tag.items()))),
        by_year=_frozen(dict(sorted(by_year.items()))),
        parallels=parallels,
        stages=corpus.stages,
        origins=corpus.origins,
        criteria=corpus.criteria,
        series=corpus.series,
        parallels_of=_frozen(parallels_of),
        criteria_of=_frozen(_criteria(corpus.criteria)),
        series_of=_frozen(series_of),
        fetched=corpus.fetched,
        readings_of=_frozen(_readings(corpus)),
        audits=tuple(sorted(corpus.audits, key=lambda record: (record.value.drawn, record.id))),
        hosts=MappingProxyType({record.id: record.value for record in corpus.hosts}),
        feeds=tuple(sorted(corpus.feeds, key=lambda record: record.id)),
    )


def _readings(corpus: Corpus) -> Mapping[str, list[tuple[Readings, Reading]]]:
    of_entry: defaultdict[str, list[tuple[Readings, Reading]]] = defaultdict(list)
    for sheet in sorted(corpus.readings, key=lambda record: (record.value.day, record.id)):
        for reading in sheet.value.rows:
            of_entry[reading.entry].append((sheet.value, reading))
    return of_entry


def _criteria(criteria: CriteriaRecords) -> Mapping[str, list[tuple[str, Criterion]]]:
    met: defaultdict[str, list[tuple[str, Criterion]]] = defaultdict(list)
    wordings = {record.id: record.value for record in criteria.wordings}
    for record in criteria.firsts:
        for first in (record.value.linux, record.value.ai):
            if first.entry and first.date and record.id in wordings:
                met[first.entry].append((record.id, wordings[record.id]))
    return met


def _edges(record: EntryRecord, by_id: Mapping[str, EntryRecord]) -> Iterable[Edge]:
    written = {(link.to, link.as_) for link in record.value.links}
    if isinstance(record.value, Fork):
        for base in record.value.fork.of:
            if base in by_id and base != record.id and (base, "derives-from") not in written:
                yield Edge(record, "derives-from", by_id[base], record.value.fork.how)
    for link in record.value.links:
        if link.to in by_id and link.to != record.id:
            yield Edge(record, link.as_, by_id[link.to], link.how, link.note, link.source)


def _frozen(lists: Mapping[K, list[V]]) -> Mapping[K, tuple[V, ...]]:
    return MappingProxyType({key: tuple(items) for key, items in lists.items()})
