"""Audits: statements drawn by lot, held against their sources by somebody who knows that some of them were made wrong on purpose.

What was drawn is committed with the hashes of its sheet and of its key before anybody judges; what was judged is added afterwards,
with the key. docs/audit.md is the protocol.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from generator.values.dates import FuzzyDate
from generator.values.fields import LONGEST_QUOTE, Count, Id, Quote, Text, Url, Value

Verdict = Literal["right", "wrong", "misleading", "unsupported"]
VERDICT_MEANS: Final[Mapping[Verdict, str]] = {
    "right": "a source says so, in the words that are given",
    "wrong": "a source says otherwise, in the words that are given",
    "misleading": "true to the letter, and a reader takes away something that is not",
    "unsupported": "it cannot be told: two ways were tried, and no source that could be opened says so",
}
ErrorKind = Literal["date", "number", "name", "licence", "link", "word", "claim"]
ERROR_MEANS: Final[Mapping[ErrorKind, str]] = {
    "date": "a day, a month or a year was moved",
    "number": "a number was changed",
    "name": "somebody was put in the place of somebody else of the same kind",
    "licence": "another licence was named",
    "link": "another entry was linked",
    "word": "a value was exchanged for another of the same field",
    "claim": "a not, a first, an all, or an order in time was put in, taken out or turned round",
}
"""Kinds of planted errors, and what each does to a statement."""
WAYS: Final = 2
"""So many ways have to fail before it may be said that a statement cannot be told."""
MOST_ROWS: Final = 400
"""With more rows the file of an audit would be larger than a file may be."""
Digest = Annotated[
    str, Field(pattern=r"^[0-9a-f]{64}$", json_schema_extra={"patternErrorMessage": "write the SHA-256 that 'timeline audit sample' gave"})
]
Commit = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-f]{40}|[0-9a-f]{64})$",
        json_schema_extra={"patternErrorMessage": "write the whole hash of a commit, as 'git rev-parse' gives it"},
    ),
]


class DrawnStatement(Value):
    """A statement on a sheet, as the auditor sees it."""

    number: Count
    """Its place on the sheet."""
    entry: Id
    """Id of the entry."""
    field: Text
    """Where it stands: title, date, summary, body, licence, links, …"""
    statement: Text
    """What it says."""


class Judgement(DrawnStatement):
    """A statement with what the auditor made of it."""

    verdict: Verdict
    """What it is."""
    words: Quote | None = None
    """The words of the source that decided it, at most 25 of them; not where nothing decided it."""
    source: Url | None = None
    """Where they stand."""
    tried: tuple[Text, ...] = ()
    """In which ways it was looked for in vain; two at least where it cannot be told."""

    @model_validator(mode="after")
    def _decided(self) -> Judgement:
        if self.verdict == "unsupported":
            if len(self.tried) < WAYS:
                raise ValueError(f"it cannot be told, and {len(self.tried)} ways were tried; name {WAYS} or more under 'tried'")
        elif not (self.words and self.source):
            lacking = " and ".join(f"'{name}'" for name in ("words", "source") if not getattr(self, name))
            raise ValueError(
                f"it is {self.verdict}, and {lacking} do not say by what; give the words that decided it, and where they stand"
            )
        elif len(self.words.split()) > LONGEST_QUOTE:
            raise ValueError(f"{len(self.words.split())} words; keep the {LONGEST_QUOTE} that decided it")
        return self


class SheetSource(Value):
    """A source of an entry, without its quote: the auditor has to open it."""

    key: Id | None = None
    url: Url
    read_at: Url | None = None
    title: Text | None = None
    publisher: Text | None = None
    published: FuzzyDate | None = None
    archived: Url | None = None
    lang: Text | None = None


class SheetRow(Judgement):
    """A row of the sheet that an auditor fills in."""

    title: Text
    """Title of the entry, to know what the statement is about."""
    before: Text | None = None
    """The sentence before, which is not judged."""
    sources: Annotated[tuple[SheetSource, ...], Field(min_length=1)]
    """All sources of the entry, those to which the statement points first."""


class Sheet(Value):
    """What an auditor gets, and gives back filled in."""

    audit: Id
    """Name of the audit: its file is entries/audits/ID.yaml."""
    rows: Annotated[tuple[SheetRow, ...], Field(min_length=1)]


class PlantedError(Value):
    """Which row of a sheet was made wrong on purpose."""

    number: Count
    """The row."""
    kind: ErrorKind
    """What was done to it."""
    was: Text
    """What the entry says."""


class Key(Value):
    """Which statements of a sheet are planted errors. It lies outside the repository until all are judged."""

    secret: Text
    """What chose them, together with the seed; nobody can find the key without it."""
    planted: Annotated[tuple[PlantedError, ...], Field(min_length=1)]


class KeyFile(Value):
    """The file in which the keeper has the key."""

    audit: Id
    key: Key


class Audit(Value):
    """One audit: entries/audits/ID.yaml. What was drawn is committed first, what was judged is added."""

    keeper: Text
    """Who drew the sheet and has the key: a name, or what it was."""
    drawn: FuzzyDate
    """When."""
    commit: Commit
    """The commit whose entries were drawn from."""
    seed: Commit
    """The commit whose hash decided which statements were drawn."""
    statements: Count
    """How many statements were drawn,"""
    planted: Count
    """and how many planted errors stand among them."""
    sheet: Digest
    """SHA-256 of the statements on the sheet."""
    key: Digest
    """SHA-256 of the key."""
    auditor: Text | None = None
    """Who judged: a name, or what it was."""
    judged: FuzzyDate | None = None
    """When."""
    opened: Key | None = None
    """The key, once all was judged."""
    rows: tuple[Judgement, ...] = ()
    """Every row of the sheet with its verdict, planted errors too."""

    @property
    def taken(self) -> bool:
        """Whether its judgements are in."""
        return bool(self.rows)

    @property
    def planted_rows(self) -> frozenset[int]:
        """Numbers of the rows that are planted errors; none until the key is open."""
        return frozenset(error.number for error in self.opened.planted) if self.opened else frozenset()


def digest_of_sheet(rows: Iterable[DrawnStatement]) -> str:
    """SHA-256 of what stands on a sheet: for each row its number, entry, field and statement, as JSON."""
    return _digest([[row.number, row.entry, row.field, row.statement] for row in rows])


def digest_of_key(key: Key) -> str:
    """SHA-256 of a key: the secret, and for each planted error its number, kind and what the entry says, as JSON."""
    return _digest([key.secret, [[error.number, error.kind, error.was] for error in key.planted]])


def _digest(values: Any) -> str:
    return sha256(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
