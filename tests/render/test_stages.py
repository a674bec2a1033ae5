"""The page of stages."""

from __future__ import annotations

from generator.values.graph import Graph
from tests.conftest import printed
from tests.render.test_parallels import in_order


def test_stages_name_who_first_met_each_criterion_or_what_is_missing(graph: Graph) -> None:
    """A criterion has an anchor, its test, and either what met it or "not yet" with the age so far."""
    text = printed(graph)["stages/index.md"]
    assert in_order(text, 'id="given-away"', "Anyone may use", "He says that it is free", "25 August 1991", "Its licence is MIT")
    assert in_order(text, 'id="relied-on"', "not yet, after 423 months", "not yet, after 22 months", "met by neither")
