"""The pages of the criteria and of the forecasts."""

from __future__ import annotations

from dataclasses import replace

from generator.values.graph import Graph
from tests.conftest import printed
from tests.render.test_parallels import in_order


def test_all_criteria_stand_by_hand_with_the_draw_and_the_agreement(graph: Graph) -> None:
    """Each with its two firsts; every drawn line with what became of it; what the coders differ on, and what was decided."""
    text = printed(graph)["criteria/index.md"]
    assert in_order(text, 'id="drawn"', "given-away", 'id="linux"', "expected", 'id="ai"', "copied", 'id="draw"')
    assert in_order(text, "Seed 4", "The ladder of things", "It is given away", "It is pleasant", "struck", "No day could be named")
    assert in_order(text, 'id="agreement"', "kappa 0.67", "2025-02-18", "cannot say", "The first coder")
    assert in_order(text, 'id="log"', "Lists, draw and wordings are frozen", "SHA-256")


def test_a_criterion_tells_all_that_was_weighed(graph: Graph) -> None:
    """What is asked, where it comes from, each first with its source, its rivals with a verdict, and what the coders returned."""
    text = printed(graph)["criteria/built-on/index.md"]
    assert in_order(text, "Does not count", "A plan.", "“It is built on”, line 2 of", "drawn by")
    assert in_order(
        text, 'id="ai"', "18 February 2025", "../../e/fine-tune/", "tuned", "A mirror", "does not meet the test", "A port", "2 readings"
    )
    assert in_order(text, "How it was decided.", "What the coders returned", "First: 18 February 2025", "Second: cannot say", "The Hub")
    assert in_order(printed(graph)["criteria/copied/index.md"], "In doubt.", "Only its own page says so.")
    assert "No query over entries" in printed(graph)["criteria/relied-on/index.md"]


def test_an_entry_leads_to_the_criteria_that_it_was_the_first_to_meet(graph: Graph) -> None:
    """By the page of each."""
    assert 'href="../../criteria/given-away/"' in printed(graph)["e/first-call/index.md"]


def test_forecasts_say_when_the_first_falls_due_and_score_those_judged(graph: Graph) -> None:
    """None is scored before it is judged; then the score is the square of probability minus outcome."""
    text = printed(graph)["forecasts/index.md"]
    assert in_order(text, "None is scored yet", "31 January 2027", "A hospital runs on open AI.", "40 %, open")
    (record,) = graph.criteria.forecasts
    judged = record.value.model_copy(update={"outcome": "true", "judged": record.value.made, "evidence": "https://example.org/hospital"})
    criteria = replace(graph.criteria, forecasts=(replace(record, value=judged),))
    assert in_order(printed(replace(graph, criteria=criteria))["forecasts/index.md"], "mean Brier score", "0.360", "true, Brier 0.360")


def test_without_criteria_there_are_no_such_pages(graph: Graph) -> None:
    """Nor without forecasts."""
    pages = printed(replace(graph, criteria=type(graph.criteria)()))
    assert not [path for path in pages if path.startswith(("criteria/", "forecasts/"))]
