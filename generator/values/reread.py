"""What is known of how far the entries can be trusted: who read them again, and what their statements rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.values.corpus import EntryRecord
from generator.values.fields import Grade
from generator.values.graph import Graph
from generator.values.hosts import grade_of
from generator.values.passages import Standing, standing_of
from generator.values.readings import FaultKind, Reading, Readings
from generator.values.statements import statements, version_of


@dataclass(frozen=True, slots=True)
class LastReading:
    """The newest reading of an entry."""

    sheet: Readings
    reading: Reading
    holds: bool
    """Whether the entry still says what it said when it was left."""


def last_reading(graph: Graph, record: EntryRecord) -> LastReading | None:
    """The newest reading of an entry that still holds, or else the newest; None if nobody has read it again."""
    readings = graph.readings_of.get(record.id, ())
    version = version_of(record) if readings else ""
    for sheet, reading in reversed(readings):
        if reading.left == version:
            return LastReading(sheet, reading, holds=True)
    return LastReading(*readings[-1], holds=False) if readings else None


@dataclass(frozen=True, slots=True)
class Trust:
    """Numbers of all entries together."""

    entries: int
    read_again: int
    """Entries of which a reading holds,"""
    lapsed: int
    """and those that were read again and have changed since."""
    reread: int
    """Statements in the readings that hold,"""
    unseen: int
    """and of how many of these no source could be opened."""
    statements: int
    footnoted: int
    """Sentences of summaries and bodies that point to a source, of so many:"""
    sentences: int
    grades: Mapping[Grade | None, int]
    """How many sources are of each kind; None where nothing is known of the address."""
    without_primary: int
    """Entries without a primary source."""
    quotes: Mapping[Standing, int]
    """How many quotes can be held against what was kept of their sources."""
    faults: Mapping[FaultKind, int]
    """What all readings found, by kind."""


def trust(graph: Graph) -> Trust:
    """How far the entries can be trusted, in numbers."""
    last = [last_reading(graph, record) for record in graph.entries]
    said = [statement for record in graph.entries for statement in statements(record)]
    sentences = [statement for statement in said if statement.field in ("summary", "body")]
    grades = [[grade_of(source, graph.hosts) for source in record.value.sources] for record in graph.entries]
    return Trust(
        entries=len(graph.entries),
        read_again=sum(reading is not None and reading.holds for reading in last),
        lapsed=sum(reading is not None and not reading.holds for reading in last),
        reread=sum(reading.reading.statements for reading in last if reading and reading.holds),
        unseen=sum(reading.reading.unseen for reading in last if reading and reading.holds),
        statements=len(said),
        footnoted=sum(bool(sentence.keys) for sentence in sentences),
        sentences=len(sentences),
        grades=Counter(grade for of_entry in grades for grade in of_entry),
        without_primary=sum("primary" not in of_entry for of_entry in grades),
        quotes=Counter(
            standing_of(source, graph.fetched.passages.get(record.path, ()))
            for record in graph.entries
            for source in record.value.sources
            if source.quote
        ),
        faults=Counter(fault.kind for readings in graph.readings_of.values() for _, reading in readings for fault in reading.faults),
    )
