"""Other choices: every start of open AI's clock, and every pair of origins with every subset and reading."""

from __future__ import annotations

from datetime import date

import pytest

from generator.compare import compare
from generator.compare.choices import RANDOM_READINGS, Cell, readings, rows_of, subsets
from generator.values.comparison import Comparison
from generator.values.graph import Graph
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def fake(graph: Graph) -> Comparison:
    """The fake corpus, compared from its default origins."""
    comparison = compare(graph, TODAY)
    assert comparison
    return comparison


def test_a_cell_gives_its_first_as_a_start_has_it() -> None:
    """What lies before the start cannot be counted; an earlier first takes the place of a later one; not yet waits to the end."""
    cell = Cell((100, 90, None), (40, 60))
    assert cell.waited(70, 1000) == 30
    assert cell.waited(70, 1000, 1) == 20
    assert cell.waited(70, 1000, 2) == 1000
    assert cell.waited(50, 1000) == 10
    assert cell.waited(30, 1000, 2) == 10
    assert cell.waited(101, 1000) is None
    assert cell.waited(70, 20) == 20


def test_readings_are_the_decided_one_and_each_that_can_be_defended(graph: Graph) -> None:
    """Rivals that do not count, or lie before the start, are none."""
    built_on = next(record.value for record in graph.criteria.firsts if record.id == "built-on")
    assert [str(when) for when in built_on.ai.readings] == ["18 February 2025", "25 January 2025"]
    ways = readings(rows_of(graph.criteria.wordings, graph.criteria.firsts))
    assert len(ways) == 3 + RANDOM_READINGS
    assert ways[1].chosen["built-on"]["ai"] == 0
    assert ways[2].chosen["built-on"]["ai"] == 1
    assert ways == readings(rows_of(graph.criteria.wordings, graph.criteria.firsts))


def test_what_was_picked_from_open_ais_side_is_in_no_subset(graph: Graph) -> None:
    """Nor is a group twice."""
    chosen = subsets(rows_of(graph.criteria.wordings, graph.criteria.firsts))
    assert all("ai" not in subset.hands for subset in chosen)
    assert len({subset.name for subset in chosen}) == len(chosen) == 3 + 3


def test_every_choice_is_counted_once(fake: Comparison) -> None:
    """The crosses add up, the worst is the least of all, and the curve runs from it to the best."""
    every = fake.multiverse
    assert every
    assert sum(cross.of for cross in every.crosses) == every.of
    assert sum(cross.faster for cross in every.crosses) == every.faster
    assert every.worst[0].ratio == every.curve[0] == min(cross.low for cross in every.crosses)
    assert every.best[0].ratio == every.curve[-1] == max(cross.high for cross in every.crosses)


def test_the_decided_reading_from_the_usual_start_is_the_answer(real: Graph) -> None:
    """The curve over starts passes through the ratio of the answer."""
    comparison = compare(real, TODAY)
    assert comparison and comparison.starts
    survival = comparison.view.survival
    assert not isinstance(survival, str)
    usual = next(start for start in comparison.starts.starts if start.day == date(2018, 6, 11))
    assert usual.ratio == pytest.approx(survival.ratio, rel=0.01)


def test_an_earlier_start_takes_the_lead_at_the_break_even(real: Graph) -> None:
    """A day before it the ratio is still above 1, its firsts staying where they are."""
    comparison = compare(real, TODAY)
    assert comparison and comparison.starts
    earlier = comparison.starts.earlier
    assert earlier is None or earlier > 0
    early = [start for start in comparison.starts.starts if start.day.year == 2012]
    late = [start for start in comparison.starts.starts if start.day.year == 2018]
    assert max(s.ratio for s in early) < min(s.ratio for s in late)
