"""The pages of parallels."""

from __future__ import annotations

import pytest

from generator.values.graph import Graph
from tests.conftest import printed


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str]:
    """All pages of the fake corpus, by path."""
    return printed(graph)


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts are there, each after the one before it."""
    offset = 0
    for part in parts:
        offset = text.find(part, offset)
        if offset == -1:
            return False
    return True


def test_a_parallel_shows_both_sides_its_reason_and_its_limits(pages: dict[str, str]) -> None:
    """Title, summary, Linux, open AI, why, limits, how strong, voices, sources, how to cite, edit."""
    assert in_order(
        pages["parallels/first-call-and-weights/index.md"],
        "<h1>The gift that others could build on",
        "A student gives away",
        "A student announces a small kernel",
        "A lab publishes the weights",
        "before anyone had asked",
        "weights do not",
        "Fair likeness.",
        "A columnist",
        "It is the new kernel.",
        "Cite this page",
        "/edit/main/entries/parallels/first-call-and-weights.yaml",
    )
    assert 'href="../../e/first-call/"' in pages["parallels/first-call-and-weights/index.md"]
    assert "url=../../parallels/first-call-and-weights/" in pages["parallels/the-gift/index.html"]


def test_parallels_are_listed_by_how_strong_they_are(pages: dict[str, str]) -> None:
    """Under the word, with its meaning, and both events with their dates."""
    assert in_order(
        pages["parallels/index.md"],
        '<h2 id="fair">Fair likeness',
        "The same part;",
        "The gift that others",
        "25 August 1991",
        "20 January 2025",
    )


def test_an_entry_shows_what_stands_beside_it(pages: dict[str, str]) -> None:
    """Its parallels with the other side, the criteria that it met first, and the curves that bear on it."""
    assert in_order(
        pages["e/first-call/index.md"],
        "In the comparison",
        "The gift that others could",
        "fair likeness",
        "A lab publishes",
        "Anyone may use",
    )
    assert "Lines of the kernel" in pages["e/kernel-1-0/index.md"]
    assert "In the comparison" not in pages["e/listing/index.md"]
