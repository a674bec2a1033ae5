"""Charts: Vega-Lite that is Vega-Lite, drawings that follow the scheme, say what they show, and load nothing."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from generator.charts import charts, script
from generator.charts.colours import DARK
from generator.compare import compare
from generator.values.graph import Graph
from generator.values.pictures import Chart
from tests.conftest import CHECKOUT, TODAY

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(real: Graph) -> Mapping[str, Chart]:
    """All charts of the real corpus."""
    return charts(real, compare(real, TODAY))


def test_every_series_and_both_scales_of_every_pair_are_drawn(real: Graph, drawn: Mapping[str, Chart]) -> None:
    """One chart a series, two a pair, and the two of the answer."""
    pairs = [f"{r.id}-{b.series}-{scale}" for r in real.series for b in r.value.beside for scale in ("linear", "log")]
    assert set(drawn) == {
        "met-by-age",
        "speed-ups",
        "starts",
        "choices",
        "left-out",
        "origins",
        *(record.id for record in real.series),
        *pairs,
    }
    assert pairs


def test_a_drawing_has_a_title_a_description_and_ids_of_its_own(drawn: Mapping[str, Chart]) -> None:
    """Screen readers hear both; on one page no two elements share an id; figures can be checked against the words."""
    seen: set[str] = set()
    for chart in drawn.values():
        for text in (chart.wide, chart.narrow):
            root = ElementTree.fromstring(text)  # noqa: S314  our own
            title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
            assert title is not None and description is not None
            assert (title.text, description.text) == (chart.title, chart.description)
            assert root.get("role") == "img"
            assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
            ids = [element.get("id") for element in root.iter() if element.get("id")]
            assert len(set(ids)) == len(ids)
            assert not seen & set(ids)
            seen |= {i for i in ids if i}
            assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_no_colour_of_a_drawing_is_fixed(drawn: Mapping[str, Chart]) -> None:
    """Every colour is a variable with that of light paper behind it, so that the page's scheme reaches it."""
    for chart in drawn.values():
        left = re.sub(r"var\(--chart-[a-z0-9-]+,#[0-9a-f]{6}\)", "", chart.wide)
        assert re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]+|white|black)"', left) == []


def test_the_page_and_the_drawing_mean_the_same_dark_colours() -> None:
    """The variables of the style sheets have the values that stand-alone drawings carry, with a script and without."""
    for sheet in ("base.css", "theme-material.css"):
        css = (CHECKOUT / "docs/assets/css" / sheet).read_text()
        assert dict(re.findall(r"(--chart-[a-z0-9-]+): (#[0-9a-f]{6});", css)) == dict(DARK.values())


def test_a_drawing_that_stands_alone_carries_its_dark_colours(drawn: Mapping[str, Chart]) -> None:
    """It follows the system's scheme, loads nothing, and is well-formed."""
    alone = drawn["kernel-lines"].svg
    assert "prefers-color-scheme:dark" in alone
    assert ElementTree.fromstring(alone).get("viewBox")  # noqa: S314  our own
    assert re.findall(r"(?:href|src)=\"(?!#)[^\"]*\"|@import|url\((?!#)", alone) == []


def test_a_picture_is_a_png_of_twice_the_drawing(drawn: Mapping[str, Chart]) -> None:
    """Sharp enough for print on paper of a newspaper's column."""
    chart = drawn["kernel-lines"]
    assert chart.png.startswith(b"\x89PNG")
    wide = float(re.findall(r'width="([\d.]+)"', chart.wide)[0])
    assert struct.unpack(">I", chart.png[16:20])[0] == pytest.approx(2 * wide, abs=2)


def test_a_drawing_is_the_same_each_time(real: Graph, drawn: Mapping[str, Chart]) -> None:
    """A commit determines its site, byte for byte."""
    again = charts(real, compare(real, TODAY))
    assert {k: (c.wide, c.narrow, c.svg, c.png) for k, c in again.items()} == {
        k: (c.wide, c.narrow, c.svg, c.png) for k, c in drawn.items()
    }


def test_the_figures_of_a_chart_are_those_of_the_series(real: Graph, drawn: Mapping[str, Chart]) -> None:
    """Each figure of each line stands in the specification's data."""
    for record in real.series:
        spec = drawn[record.id].spec
        rows = (spec["layer"][0] if "layer" in spec else spec)["data"]["values"]
        assert sorted(row["value"] for row in rows) == sorted(point.value for point in record.points)


def test_the_script_for_exploring_loads_nothing() -> None:
    """It holds Vega, Vega-Lite and what embeds them, and imports no module from an address."""
    text = script()
    assert "vegaEmbed" in text
    assert not re.search(r"""(?:from|import)\s*\(?["']https?://""", text)
