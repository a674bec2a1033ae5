"""The home page: the answer, the latest events, and what is new and corrected."""

from __future__ import annotations

from dataclasses import replace

from generator.values.graph import Graph
from tests.conftest import printed
from tests.render.test_changes import PAST


def test_the_answer_names_its_range(real: Graph) -> None:
    """The counts lead to the comparison; the ratio with both its ranges stands behind them."""
    text = printed(real)["index.md"]
    assert '<p class="of-big"><a href="./compare/">' in text
    assert "if other criteria of the kind had been drawn" in text


def test_without_origins_there_is_no_answer(graph: Graph) -> None:
    """Nor a door to the comparison, whose page is not there."""
    text = printed(replace(graph, origins=None))["index.md"]
    assert "of-number" not in text
    assert 'href="./compare/"' not in text
    assert 'href="./timeline/"' in text


def test_what_is_new_and_corrected_leads_to_all_of_it(graph: Graph) -> None:
    """Only where a history is known."""
    text = printed(graph, past=PAST)["index.md"]
    assert 'href="./changes/#new">All that is new' in text
    assert 'href="./changes/#corrected">All corrections' in text
    assert "changes/#" not in printed(graph)["index.md"]
