"""The pages of series."""

from __future__ import annotations

import pytest

from generator.values.graph import Graph
from tests.conftest import printed
from tests.render.test_parallels import in_order


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str]:
    """All pages of the fake corpus, by path."""
    return printed(graph)


def test_a_series_says_what_is_counted_and_offers_its_figures(pages: dict[str, str]) -> None:
    """Its words, a row a date with every digit, and a CSV of always the same columns."""
    assert in_order(
        pages["series/kernel-lines/index.md"],
        "Lines in all files",
        "lines, adding up",
        "Counted with wc",
        "The source states none",
        "176,250",
        "1.0, the first",
        "1.0 has 176,250 lines",
    )
    assert pages["series/kernel-lines.csv"] == (
        'date,value,name,note\n1991-09-17,10239,,0.01\n1994-03,176250,,"1.0, the first stable one"\n'
    )
    assert "url=../../series/kernel-lines/" in pages["series/lines/index.html"]


def test_a_series_of_several_lines_has_a_column_for_each(pages: dict[str, str]) -> None:
    """One row a date, the lines side by side."""
    text = pages["series/models-by-country/index.md"]
    assert '<th scope="col">China</th><th scope="col">United States</th>' in text
    assert in_order(text, "2024</time>", ">3<", ">5<", "2025</time>", ">9<", ">7<")
