"""Agreement of the coders: computed from their sheets alone, each difference told."""

from __future__ import annotations

from dataclasses import replace

from generator.compare import compare
from generator.values.graph import Graph
from tests.conftest import TODAY


def test_kappa_and_differences_come_from_the_sheets(graph: Graph) -> None:
    """Six cells, five alike: the second coder cannot say when open AI was first built on."""
    comparison = compare(graph, TODAY)
    assert comparison and comparison.agreement
    agreed = comparison.agreement
    assert (agreed.cells, agreed.alike, agreed.dates, agreed.within) == (6, 5, 3, 3)
    # Three of six say yes for the first coder, two for the second: expected 0.5 * 1/3 + 0.5 * 2/3 = 0.5.
    assert round(agreed.kappa, 4) == round((5 / 6 - 0.5) / 0.5, 4)
    (difference,) = agreed.differences
    assert (difference.criterion, difference.track, difference.dates) == ("built-on", "ai", ("2025-02-18", "cannot say"))
    assert difference.decided.startswith("The first coder")


def test_without_two_sheets_there_is_none(graph: Graph) -> None:
    """One coder agrees with nobody."""
    criteria = replace(graph.criteria, sheets={"a": graph.criteria.sheets["a"], "b": ()})
    comparison = compare(replace(graph, criteria=criteria), TODAY)
    assert comparison and comparison.agreement is None
