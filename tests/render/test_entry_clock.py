"""An entry stands on the clock of its own track, beside the other one at the same age."""

from __future__ import annotations

import pytest

from generator import build
from generator.render.entry_clock import EntryClock, clock_of
from generator.values.graph import Graph
from tests.conftest import TODAY


def clock(graph: Graph, entry: str) -> EntryClock:
    """An entry of the fake corpus on its clock."""
    comparison = build.comparison(graph, TODAY)
    assert comparison
    return clock_of(comparison, graph.by_id[entry])


@pytest.mark.parametrize(
    ("entry", "age", "origin", "month"),
    [
        ("open-model", "", "open-model", 0),
        ("listing", "2–3 months", "open-model", 2),
        ("first-distro", "About 4–17 months", "first-call", 4),
        ("export-rule", "100.7 months", "first-call", None),
    ],
)
def test_an_age_is_told_from_the_origin_of_its_track(graph: Graph, entry: str, age: str, origin: str, month: int | None) -> None:
    """None where the clock starts; the month only where both tracks have lived it."""
    shown = clock(graph, entry)
    assert (shown.age, shown.origin.id, shown.month) == (age, origin, month)


def test_the_nearest_of_the_other_track_stand_before_and_after(graph: Graph) -> None:
    """With their own ages; an age that the other track has not reached says when it will."""
    shown = clock(graph, "listing")
    assert [(row.record.id, row.age, row.near) for row in shown.same_age] == [
        ("first-call", "0.0 months", "the last up to that age"),
        ("first-distro", "about 4–17 months", "the next"),
    ]
    assert shown.ahead == ""
    assert clock(graph, "kernel-1-0").ahead == "July 2027"
