"""Planted errors are of every kind, keep the form of what they replace, and are not true by accident."""

from __future__ import annotations

import re
from random import Random
from typing import get_args

import pytest

from generator.contribute.planted import Candidate, Planter, stands_in
from generator.values.audits import ERROR_MEANS, ErrorKind
from generator.values.graph import Graph
from generator.values.statements import as_shown, statements

FIELDS: dict[ErrorKind, set[str]] = {
    "date": {"title", "summary", "body", "date", "changes", "ended"},
    "number": {"title", "summary", "body", "parameters", "active_parameters", "context"},
    "name": {"title", "summary", "body", "actors", "authority"},
    "licence": {"title", "summary", "body", "licence"},
    "link": {"links", "of"},
    "word": {"weights", "code", "data", "paper", "instrument", "status", "how", "jurisdiction", "modalities"},
    "claim": {"title", "summary", "body"},
}
"""Where an error of each kind can stand."""


def candidates(graph: Graph) -> list[Candidate]:
    """Every statement of all entries."""
    return [Candidate(record, statement) for record in graph.entries for statement in statements(record)]


@pytest.mark.parametrize("kind", get_args(ErrorKind))
def test_errors_of_a_kind_are_plausible_and_not_true(real: Graph, kind: ErrorKind) -> None:
    """In many statements of the real entries: another text, that the entry says nowhere, in a field where it belongs."""
    planter = Planter(real, Random(1))
    errors = [(of, error) for of in candidates(real)[::3] if (error := planter.error(kind, of))]
    assert len(errors) >= 20
    assert {of.statement.field for of, _ in errors} <= FIELDS[kind]
    for of, error in errors:
        said = [as_shown(statement) for statement in statements(of.record)]
        assert error.text not in said
        assert "\n" not in error.text
        assert error.tells
        before, after = (text.split() for text in (as_shown(of.statement), error.text))
        put = [b.strip(".,:;()%") for a, b in zip(before, after, strict=True) if a != b] if kind in ("number", "link") else []
        assert not [text for text in said for words in put if stands_in(words, text)]
        assert kind != "link" or re.sub(r"[a-z0-9-]+", "", error.text) == re.sub(r"[a-z0-9-]+", "", as_shown(of.statement))


def test_every_kind_is_explained() -> None:
    """On the site, in the order in which the vocabulary has them."""
    assert tuple(ERROR_MEANS) == get_args(ErrorKind) == tuple(FIELDS)


def test_the_same_chance_plants_the_same(real: Graph) -> None:
    """And another one something else."""

    def planted(seed: int) -> list[object]:
        planter = Planter(real, Random(seed))
        return [planter.error("number", of) for of in candidates(real)[:400]]

    assert planted(1) == planted(1) != planted(2)


def test_what_is_put_in_exists_and_is_of_the_same_kind(real: Graph) -> None:
    """An actor for an actor of the same kind, a licence for one that is recorded, an entry for one of the same track and kind."""
    planter = Planter(real, Random(1))
    seen = set()
    for of in candidates(real):
        text = as_shown(of.statement)
        if of.statement.field == "authority" and (error := planter.error("name", of)):
            assert real.actors[error.text].value.kind == real.actors[text].value.kind
            seen.add("authority")
        if of.statement.field == "licence" and text in real.licences and (error := planter.error("licence", of)):
            assert error.text in real.licences
            seen.add("licence")
        if of.statement.field == "links" and (error := planter.error("link", of)):
            was, now = (real.by_id[said.split()[1]] for said in (text, error.text))
            assert (was.track, was.kind) == (now.track, now.kind)
            assert now.value.date.earliest <= of.record.value.date.bound
            assert not stands_in(was.id.partition("-")[0], error.text.partition(now.id)[2])
            seen.add("links")
    assert seen == {"authority", "licence", "links"}


@pytest.mark.parametrize(("words", "text"), [("70B", "llama-2-70b"), ("MIT", "under the MIT licence"), ("three", "Three drafts")])
def test_what_would_give_an_error_away_is_seen(words: str, text: str) -> None:
    """In whatever case, and as a part of an id; not within a word."""
    assert stands_in(words, text)
    assert not stands_in(words, text.replace(words, words + "s").replace("70b", "70bs").replace("Three", "Threes"))
