"""What steps hand to each other: a value with the file it came from, all of them, and what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeVar

from generator.model import Actor, Entry, Kind, Licence, Track

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A value with the file it came from; `path` is relative to the root of the repository, with slashes."""

    id: str
    path: str
    value: T


@dataclass(frozen=True, slots=True)
class EntryRecord(Record[Entry]):
    """An entry with its place on the two tracks, which its path gives."""

    track: Track = field(kw_only=True)
    kind: Kind = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that people wrote, each list in order of id."""

    entries: tuple[EntryRecord, ...] = ()
    actors: tuple[Record[Actor], ...] = ()
    licences: tuple[Record[Licence], ...] = ()
    unread: frozenset[str] = frozenset()
    """Ids whose file exists but could not be read: links to them are not dangling."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file: where, what, and what would be right.

    `line` and `column` count from 1. A step that knows only the field names it in `at` (keys and positions from the
    top of the document) and leaves them 0 for `load.place` to fill in.
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
