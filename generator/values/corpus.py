"""What steps hand to each other: a value with the file it came from, all of them, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Any, Generic, Literal, TypeVar

from generator.values.actors import Actor, Feed, Licence
from generator.values.audits import Audit
from generator.values.criteria import Change, Criterion, Draw, Firsts, Forecast, SheetRow, SourceList
from generator.values.dates import FuzzyDate
from generator.values.entries import Entry, Source
from generator.values.fetched import NOTHING, Fetched
from generator.values.fields import Kind, Track
from generator.values.hosts import Host
from generator.values.parallels import Origins, Parallel, Series, Stages
from generator.values.readings import Readings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A value with the file it came from; `path` is relative to the root of the repository, with slashes."""

    id: str
    path: str
    value: T


def title_of(record: Record[Any]) -> str:
    """What the page of a record is called: its title, or the name of an actor."""
    return str(getattr(record.value, "title", None) or record.value.name)


@dataclass(frozen=True, slots=True)
class EntryRecord(Record[Entry]):
    """An entry with its place on the two tracks, which its path gives."""

    track: Track = field(kw_only=True)
    kind: Kind = field(kw_only=True)


def hub_ids(record: EntryRecord) -> tuple[str, ...]:
    """The repositories on the Hugging Face Hub that an entry names."""
    return record.value.work.hub if record.value.work else ()


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series: when, how much, of which line (empty if there is only one), and a note on it."""

    date: FuzzyDate
    value: int | float
    name: str = ""
    note: str = ""
    line: int = field(default=0, compare=False)
    """The line of the CSV file that it stands on."""


def figure_day(when: FuzzyDate, *, at_end: bool) -> date:
    """The day at which a figure is drawn: the last that it can mean where figures add up, the middle one otherwise."""
    return when.bound if at_end else when.earliest + (when.bound - when.earliest) // 2


@dataclass(frozen=True, slots=True)
class SeriesRecord(Record[Series]):
    """A series with its figures, in the order of its CSV file."""

    points: tuple[Point, ...] = field(kw_only=True)

    @property
    def figures(self) -> str:
        """The path of its CSV file."""
        return self.path.removesuffix(".yaml") + ".csv"


@dataclass(frozen=True, slots=True)
class CriteriaRecords:
    """What stands in entries/criteria/ and entries/firsts/, each list in the order of its file."""

    lists: tuple[Record[SourceList], ...] = ()
    draw: Record[Draw] | None = None
    wordings: tuple[Record[Criterion], ...] = ()
    sheets: Mapping[str, tuple[Record[SheetRow], ...]] = field(default_factory=dict)
    """By the coder's letter."""
    firsts: tuple[Record[Firsts], ...] = ()
    log: tuple[Record[Change], ...] = ()
    frozen: str = ""
    """SHA-256 of what is frozen, as it is now: lists, draw and wordings, in hexadecimal."""
    forecasts: tuple[Record[Forecast], ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that people wrote, each list in order of id, and what machines fetched beside it."""

    entries: tuple[EntryRecord, ...] = ()
    actors: tuple[Record[Actor], ...] = ()
    licences: tuple[Record[Licence], ...] = ()
    feeds: tuple[Record[Feed], ...] = ()
    hosts: tuple[Record[Host], ...] = ()
    parallels: tuple[Record[Parallel], ...] = ()
    series: tuple[SeriesRecord, ...] = ()
    stages: Record[Stages] | None = None
    origins: Record[Origins] | None = None
    criteria: CriteriaRecords = CriteriaRecords()
    readings: tuple[Record[Readings], ...] = ()
    audits: tuple[Record[Audit], ...] = ()
    fetched: Fetched = NOTHING
    unread: frozenset[str] = frozenset()
    """Ids whose file exists but could not be read: links to them are not dangling."""

    def sourced(self) -> Iterator[Record[Any]]:
        """Every record that has sources."""
        return chain[Record[Any]](self.entries, self.actors, self.parallels, self.series)

    def quoted(self) -> Iterator[tuple[Record[Any], tuple[Source, ...]]]:
        """Every record with the sources that it has; a first has those of both its sides."""
        for record in self.sourced():
            yield record, record.value.sources
        for firsts in self.criteria.firsts:
            yield firsts, (*firsts.value.linux.sources, *firsts.value.ai.sources)
        for forecast in self.criteria.forecasts:
            yield forecast, forecast.value.linux_sources


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file: where, what, and what would be right.

    `line` and `column` count from 1. A step that knows only the field names it in `at` (keys and positions from the
    top of the document) and leaves them 0 for `load.locate` to fill in.
    """

    path: str
    line: int = 0
    column: int = 0
    what: str = ""
    mend: str = ""
    rule: str = ""
    severity: Literal["error", "warning"] = "error"
    at: tuple[str | int, ...] = field(default=(), compare=False)

    def placed(self, line: int, column: int) -> Problem:
        """The same problem with its line and column."""
        return replace(self, line=line, column=column)

    def __str__(self) -> str:
        """`path:line:column: severity: what; mend [rule]`, as editors and compilers have it."""
        mend = f"; {self.mend}" if self.mend else ""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.what}{mend} [{self.rule}]"


def problem(record: Record[Any], at: tuple[str | int, ...], rule: str, what: str, mend: str = "") -> Problem:
    """Something wrong in a record's file, at a field."""
    return Problem(record.path, what=what, mend=mend, rule=rule, at=at)


def warning(record: Record[Any], at: tuple[str | int, ...], rule: str, what: str, mend: str = "") -> Problem:
    """Something that should be better in a record's file, at a field."""
    return replace(problem(record, at, rule, what, mend), severity="warning")
