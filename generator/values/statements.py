"""Statements: what an entry says, one by one, as a reader of its sources can hold each against them.

A statement is a sentence of the summary or the body, or one value: a date, a licence, a link. It is the unit in which footnotes are
asked for, entries are read again and errors are counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from pydantic import BaseModel

from generator.values.corpus import EntryRecord
from generator.values.footnotes import MARK, as_written, marks, without_marks

_END: Final = re.compile(r"(?<=[.!?])((?:[\"'”’»)]|\[\^[^\]\s]+\])*)\s+(?=[\"'“‘«(\[*`]*[A-Z0-9ÄÖÜÉ])")
_NO_END: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|e\.g|i\.e|cf|vs?|No|Nos|Dr|Mr|Ms|Mrs|St|Inc|Ltd|Co|Corp|Art|Arts|Sec|ca|approx|U\.S|S\.u\.S\.E|p|pp|al|ed|Jr|Sr)\.$"
)
_LIST_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
_HEADING: Final = re.compile(r"^#{1,6}\s.*$", re.MULTILINE)
_VERSION: Final = 10


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an entry says."""

    field: str
    """Where: `summary`, `body`, `date`, `licence`, `links`, …; what `supports` of a source may name, where it may."""
    text: str
    """What, without marks: a sentence, or a value in words."""
    keys: tuple[str, ...] = ()
    """Keys of the sources that it points to."""
    at: tuple[str | int, ...] = ()
    """Its place in the file."""


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text in Markdown, with their marks; headings are none, an item of a list is one at least."""
    prose = _HEADING.sub("", text)
    for block in re.split(r"\n\s*\n", _LIST_ITEM.sub("\n\n", prose)):
        start, words = 0, " ".join(block.split())
        for match in _END.finditer(words):
            if not _NO_END.search(words[start : match.start()]):
                yield words[start : match.start()] + match[1]
                start = match.end()
        if rest := words[start:].strip():
            yield rest


def statements(record: EntryRecord) -> tuple[Statement, ...]:
    """Everything that an entry says, in the order of its page."""
    return tuple(_statements(record))


def version_of(record: EntryRecord) -> str:
    """A short name of what an entry says, which footnotes and grades do not change: a reading holds for what was read."""
    said = "\n".join(f"{statement.field}\t{statement.text}" for statement in statements(record))
    return sha256(said.encode()).hexdigest()[:_VERSION]


def _statements(record: EntryRecord) -> Iterator[Statement]:
    value = record.value
    yield Statement("title", value.title, at=("title",))
    yield Statement("date", f"{value.date.edtf}{f' ({value.date_of})' if value.date_of else ''}", at=("date",))
    for field, text in (("summary", value.summary), ("body", value.body)):
        for sentence in sentences(as_written(text or "")):
            yield Statement(field, without_marks(sentence), tuple(marks(sentence)), (field,))
    if value.actors:
        yield Statement("actors", ", ".join(value.actors), at=("actors",))
    if value.facts:
        yield from _facts(value.facts, record.kind)
    for n, link in enumerate(value.links):
        words = " ".join(filter(None, (link.as_, link.to, link.how and f"by {link.how}", link.note and f"({link.note})")))
        yield Statement("links", words, (link.source,) if link.source else (), ("links", n))
    for n, dispute in enumerate(value.disputes):
        yield Statement("disputes", f"{dispute.field}: {dispute.value} ({dispute.source}). {dispute.resolution}", at=("disputes", n))


def _facts(facts: BaseModel, kind: str) -> Iterator[Statement]:
    for name in type(facts).model_fields:
        if name not in facts.model_fields_set or (part := getattr(facts, name)) in (None, ()):
            continue
        at = (kind, name)
        if name == "openness":
            for side, degree in part.model_dump(exclude_none=True).items():
                yield Statement(side, f"{side}: {degree}", at=at)
        elif name == "changes":
            for n, change in enumerate(part):
                words = f"{change.date.edtf}: {change.status}{f' ({change.note})' if change.note else ''}"
                yield Statement("changes", words, at=(*at, n))
        else:
            yield Statement(name, _in_words(part), at=at)


def as_shown(statement: Statement) -> str:
    """A statement as a reader of the page sees it: a sentence without Markdown's signs; a value as it is."""
    return unmarked(statement.text) if statement.field in ("summary", "body") else statement.text


def _in_words(part: Any) -> str:
    if isinstance(part, tuple):
        return ", ".join(map(str, part))
    return getattr(part, "edtf", None) or (f"{part:,}" if isinstance(part, int) else str(part))


def unmarked(text: str) -> str:
    """A sentence without its marks and without Markdown's signs, in one line."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", MARK.sub("", text))
    return " ".join(re.sub(r"[*_`]", "", plain).split())
