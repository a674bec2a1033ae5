"""The facts of an entry, as rows of its page: a label, and what stands behind it in the form in which it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from generator.render.parts import LicencePart, licence_parts
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.entries import ForkFacts, PolicyFacts, ReleaseFacts, StatusChange
from generator.values.graph import Graph
from generator.values.words import count, country, spaced

_PARTS: Final = ("weights", "code", "data", "paper")


@dataclass(frozen=True, slots=True)
class FactLink:
    """A name that leads to its page."""

    text: str
    page: str = ""
    """Its address from the root; empty for a repository on the Hub, whose name there is the text."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the facts. `kind` says which of its values it has."""

    label: str
    kind: Literal["text", "links", "licence", "openness", "date"]
    text: str = ""
    links: tuple[FactLink, ...] = ()
    separator: str = ", "
    """What stands between two links."""
    licence: tuple[LicencePart, ...] = ()
    openness: tuple[tuple[str, str], ...] = ()
    """Each part of the work that is told of, and how open it is."""
    date: FuzzyDate | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What only a kind of entry says: rows, and the changes of status of a policy."""

    rows: tuple[Fact, ...]
    changes: tuple[StatusChange, ...] = ()


def facts_of(graph: Graph, record: EntryRecord) -> Facts | None:
    """The facts of an entry; None if none is written."""
    facts = record.value.facts
    if not facts or not facts.model_fields_set:
        return None
    if isinstance(facts, PolicyFacts):
        return Facts(tuple(_of_policy(graph, facts)), facts.changes)
    return Facts(tuple(_of_work(graph, facts)))


def _of_policy(graph: Graph, facts: PolicyFacts) -> Iterator[Fact]:
    if place := facts.jurisdiction:
        yield Fact("Jurisdiction", "links", links=(FactLink(country(place), f"jurisdictions/{place}/"),))
    if actor := facts.authority:
        yield Fact("Authority", "links", links=(FactLink(graph.actors[actor].value.name, f"actors/{actor}/"),))
    yield from _texts(
        {"Instrument": spaced(facts.instrument or ""), "Document": facts.document or "", "Status": spaced(facts.status or "")}
    )


def _of_work(graph: Graph, facts: ReleaseFacts) -> Iterator[Fact]:
    if isinstance(facts, ForkFacts):
        yield Fact("Made by", "text", spaced(facts.how))
        yield Fact("From", "links", links=tuple(_base(graph, base) for base in facts.of), separator="; ")
    yield from _texts({"Version": facts.version or ""})
    if facts.licence:
        yield Fact("Licence", "licence", licence=tuple(licence_parts(graph, facts.licence)))
    if facts.openness:
        degrees = ((part, getattr(facts.openness, part)) for part in _PARTS)
        yield Fact("Openness", "openness", openness=tuple((part, degree) for part, degree in degrees if degree))
    yield from _texts(
        {
            "Parameters": _parameters(facts),
            "Context": f"{count(facts.context)} tokens" if facts.context else "",
            "Modalities": ", ".join(facts.modalities),
        }
    )
    if facts.hub:
        yield Fact("Hub", "links", links=tuple(map(FactLink, facts.hub)))
    if isinstance(facts, ForkFacts) and facts.ended:
        yield Fact("Ended", "date", date=facts.ended)


def _texts(texts: Mapping[str, str]) -> Iterator[Fact]:
    """A row for each label whose text is known."""
    return (Fact(label, "text", text) for label, text in texts.items() if text)


def _base(graph: Graph, base: str) -> FactLink:
    entry = graph.by_id.get(base)
    return FactLink(entry.value.title, f"e/{base}/") if entry else FactLink(base)


def _parameters(facts: ReleaseFacts) -> str:
    if not facts.parameters:
        return ""
    active = facts.active_parameters
    return count(facts.parameters) + (f", of which {count(active)} active for each token" if active else "")
