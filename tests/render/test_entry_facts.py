"""Facts are rows in a fixed order; what is not known has none."""

from __future__ import annotations

import pytest

from generator.render.entry_facts import FactLink, facts_of
from generator.values.entries import Openness, OpennessByPart, ReleaseFacts
from generator.values.graph import Graph
from tests.conftest import altered


@pytest.mark.parametrize(
    ("entry", "labels"),
    [
        ("open-model", ["Licence", "Openness", "Parameters", "Context", "Modalities", "Hub"]),
        ("first-distro", ["Made by", "From", "Ended"]),
        ("export-rule", ["Jurisdiction", "Authority", "Instrument", "Document", "Status"]),
    ],
)
def test_each_kind_has_its_rows(graph: Graph, entry: str, labels: list[str]) -> None:
    """Of a work what it is, of a fork before that what it comes from, of a policy who acted where."""
    facts = facts_of(graph, graph.by_id[entry])
    assert facts
    assert [fact.label for fact in facts.rows] == labels


def test_an_entry_without_facts_has_none(graph: Graph) -> None:
    """Neither a milestone nor a release of which nothing is written."""
    assert facts_of(graph, graph.by_id["first-call"]) is None
    bare = altered(graph, release=ReleaseFacts())
    assert facts_of(bare, bare.by_id["open-model"]) is None


def test_a_base_leads_to_its_entry_or_to_the_hub(graph: Graph) -> None:
    """By its title where it has a page here."""
    facts = facts_of(graph, graph.by_id["fine-tune"])
    assert facts
    assert facts.rows[1].links == (
        FactLink("A lab publishes the weights of its model", "e/open-model/"),
        FactLink("somebody/another-model"),
    )


def test_a_part_that_is_not_told_of_is_left_out(graph: Graph) -> None:
    """And the parts stand in one order, however they were written."""
    openness: dict[str, Openness] = {"paper": "open", "weights": "closed"}
    some = altered(graph, release=ReleaseFacts(openness=OpennessByPart(**openness)))
    facts = facts_of(some, some.by_id["open-model"])
    assert facts
    assert [fact.openness for fact in facts.rows] == [(("weights", "closed"), ("paper", "open"))]
