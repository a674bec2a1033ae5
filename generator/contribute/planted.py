"""planted: a true statement -> the same statement with an error, as somebody might have written it; by rule, and of several kinds.

An error keeps the form of what it replaces. What it puts in stands nowhere else in the entry, so that it is not true by accident,
and what it takes out must not stand beside it on the sheet, or the sheet itself would give it away (`tells`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random
from typing import Final

from generator.contribute.slips import Put, claims, dates_in_prose, dates_in_values, numbers
from generator.values.audits import ErrorKind
from generator.values.corpus import EntryRecord
from generator.values.fields import licences_in
from generator.values.graph import Graph, actors_of, licence_of, licences_of
from generator.values.statements import Statement, as_shown, statements

_PROSE: Final = frozenset({"title", "summary", "body"})
_DATES: Final = frozenset({"date", "ended", "since", "changes"})
_NUMBERS: Final = frozenset({"parameters", "active_parameters", "context"})
_WORDS: Final = frozenset({"weights", "code", "data", "paper", "instrument", "status", "how", "jurisdiction", "modalities"})
"""Fields whose values are words of the vocabulary, or codes."""
_ID: Final = re.compile(r"(?<![\w/-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w/-])")
_FEW: Final = 6
"""Among so many that are nearest in time one is chosen."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be given an error, and its entry."""

    record: EntryRecord
    statement: Statement


@dataclass(frozen=True, slots=True)
class Error:
    """A statement with an error."""

    kind: ErrorKind
    text: str
    tells: tuple[str, ...] = ()
    """Words that give it away where they stand beside it."""


class Planter:
    """Plants errors in statements of one corpus; the same ones from the same chance."""

    def __init__(self, graph: Graph, chance: Random) -> None:
        self._graph = graph
        self._chance = chance
        self._last = max((record.value.date.bound for record in graph.entries), default=date.max)
        self._rules: Mapping[ErrorKind, Callable[[Candidate, str], Iterable[Put]]] = {
            "date": self._dates,
            "number": self._numbers,
            "name": self._names,
            "licence": self._licences,
            "link": self._links,
            "word": self._values,
            "claim": self._claims,
        }

    def error(self, kind: ErrorKind, of: Candidate) -> Error | None:
        """One error of a kind in a statement; None where there is nothing that it could be made of, or it could be true."""
        text = as_shown(of.statement)
        entry = [as_shown(statement) for statement in statements(of.record)]
        puts = list(self._rules[kind](of, text))
        self._chance.shuffle(puts)
        for put in puts:
            wrong = text[: put.start] + put.words + text[put.end :]
            news = put.words if kind in ("date", "number", "name", "licence", "link") else wrong
            if wrong != text and not any(stands_in(news, said) for said in entry):
                return Error(kind, wrong, put.tells)
        return None

    def _dates(self, of: Candidate, text: str) -> Iterable[Put]:
        if of.statement.field in _DATES:
            return dates_in_values(text, self._chance, self._last)
        return dates_in_prose(text, self._chance, self._last) if of.statement.field in _PROSE else ()

    def _numbers(self, of: Candidate, text: str) -> Iterable[Put]:
        return numbers(text, self._chance) if of.statement.field in _PROSE | _NUMBERS else ()

    def _names(self, of: Candidate, text: str) -> Iterator[Put]:
        prose = of.statement.field in _PROSE
        if not prose and of.statement.field not in ("actors", "authority"):
            return
        own = actors_of(of.record)
        for actor in self._actors:
            value = self._graph.actors[actor].value
            for match in _whole(value.name if prose else actor).finditer(text):
                near = {actor, *own, *value.parents}
                others = [
                    other
                    for other in self._graph.actors
                    if other not in near
                    and actor not in self._graph.actors[other].value.parents
                    and self._graph.actors[other].value.kind == value.kind
                ]
                if other := self._nearest(of.record, others, self._first_days):
                    yield Put(match.start(), match.end(), self._graph.actors[other].value.name if prose else other, (actor, value.name))

    def _licences(self, of: Candidate, text: str) -> Iterator[Put]:
        own = licences_of(of.record)
        if of.statement.field == "licence":
            others = [name for name in self._named_licences if name not in own]
            spellings = [(name, name) for name in own]
        elif of.statement.field in _PROSE:
            others = [name for name in self._named_licences if name not in own and not name.startswith("LicenseRef-")]
            spellings = [
                (name, spelling) for name in sorted({*self._named_licences}) for spelling in (name, self._graph.licence_name(name))
            ]
        else:
            return
        for name, spelling in spellings:
            place = _whole(spelling).search(text)
            rest = [other for other in others if other != name]
            if place and rest:
                other = self._chance.choice(rest)
                put = other if spelling == name else self._graph.licence_name(other)
                yield Put(place.start(), place.end(), put, (name, self._graph.licence_name(name)))

    def _links(self, of: Candidate, text: str) -> Iterator[Put]:
        if of.statement.field not in ("links", "of"):
            return
        record = of.record
        near = {edge.target.id for edge in self._graph.links.get(record.id, ())} | {record.id}
        near |= {before.id for before in self._graph.ancestors(record.id)}
        for match in _ID.finditer(text):
            linked = self._graph.by_id.get(match[0])
            if linked and not stands_in(linked.id.partition("-")[0], text[match.end() :]):  # the words behind it would tell
                others = [
                    other.id
                    for other in self._graph.entries
                    if (other.track, other.kind) == (linked.track, linked.kind)
                    and other.id not in near
                    and other.value.date.earliest <= record.value.date.bound
                ]
                if other := self._nearest(linked, others, {name: entry.value.date.earliest for name, entry in self._graph.by_id.items()}):
                    yield Put(match.start(), match.end(), other, (linked.id, linked.value.title))

    def _nearest(self, record: EntryRecord, others: list[str], days: Mapping[str, date]) -> str | None:
        """One of a few that are nearest in time to an entry: somebody else of those years, not of another age."""
        day = record.value.date.earliest
        near = sorted(others, key=lambda name: (abs(days.get(name, date.min) - day), name))[:_FEW]
        return self._chance.choice(near) if near else None

    def _values(self, of: Candidate, text: str) -> Iterator[Put]:
        if of.statement.field in _WORDS:
            others = [value for value in self._values_of.get((of.record.track, of.statement.field), ()) if value != text]
            if others:
                yield Put(0, len(text), self._chance.choice(others), (text,))

    def _claims(self, of: Candidate, text: str) -> Iterable[Put]:
        return claims(text) if of.statement.field in _PROSE else ()

    @cached_property
    def _actors(self) -> tuple[str, ...]:
        """Ids of actors, those with long names first: `Red Hat Linux` is not `Red Hat`."""
        return tuple(sorted(self._graph.actors, key=lambda name: (-len(self._graph.actors[name].value.name), name)))

    @cached_property
    def _first_days(self) -> Mapping[str, date]:
        """When each actor first appears."""
        return {actor: entries[0].value.date.earliest for actor, entries in self._graph.of_actor.items()}

    @cached_property
    def _named_licences(self) -> tuple[str, ...]:
        """Ids of licences, each as often as entries name it, without exceptions."""
        named = (name for record in self._graph.entries for name in licences_in(licence_of(record) or "", exceptions=False))
        return tuple(name for name in named if name in self._graph.licences)

    @cached_property
    def _values_of(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        values: dict[tuple[str, str], set[str]] = {}
        for record in self._graph.entries:
            for statement in statements(record):
                if statement.field in _WORDS:
                    values.setdefault((record.track, statement.field), set()).add(statement.text)
        return {key: tuple(sorted(words)) for key, words in values.items()}


def stands_in(words: str, text: str) -> bool:
    """Whether a text has these words, in whatever case, also as a part of what hyphens join."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE))


def _whole(words: str) -> re.Pattern[str]:
    """A name that stands alone: `DeepSeek`, not that in `DeepSeek-R1`."""
    return re.compile(rf"(?<![\w-]){re.escape(words)}(?!\w|-\w)")
