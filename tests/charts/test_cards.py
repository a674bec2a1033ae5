"""The cards that stand for pages where their addresses are shared."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.charts.cards import HEIGHT, WIDTH, cards
from generator.values.graph import Graph
from generator.values.pictures import Card
from tests.conftest import CHECKOUT, altered

FONTS = CHECKOUT / "docs" / "assets" / "fonts"


def card(graph: Graph, title: str) -> Card | None:
    """The card of an entry under another title."""
    return dict(cards(altered(graph, title=title), FONTS)).get("e/open-model")


def drawn(picture: Card | None) -> Image.Image:
    """It as a picture."""
    assert picture
    return Image.open(io.BytesIO(picture.draw())).convert("RGB")


def test_every_page_that_is_cited_has_one(real: Graph) -> None:
    """Of the size that sites ask for, with the title in words, and small."""
    by_page = dict(cards(real, FONTS))
    assert set(by_page) == {page for page, _ in real.citable()}
    r1_card = by_page["e/deepseek-r1"]
    assert r1_card.alt == f"Open AI, release: {real.by_id['deepseek-r1'].value.title}"
    assert drawn(r1_card).size == (WIDTH, HEIGHT)
    assert len(r1_card.draw()) < 40_000


@pytest.mark.parametrize("title", ["Ünïcödé & émigrés: “R&D” — 100 %", "x" * 110, " ".join(["word"] * 22), "A"])
def test_any_latin_title_stays_within_its_margins(graph: Graph, title: str) -> None:
    """Nothing runs over the edge, into the date, or out of the picture; a word wider than the card is cut by its edge only."""
    picture = drawn(card(graph, title))
    paper = picture.getpixel((2, 2))
    wide = title == "x" * 110
    if not wide:
        assert {picture.getpixel((WIDTH - 20, y)) for y in range(0, HEIGHT - 20)} == {paper}
    assert {picture.getpixel((20, y)) for y in range(0, HEIGHT - 20)} == {paper}
    assert {picture.getpixel((x, 500)) for x in range(WIDTH)} == {paper}
    assert any(picture.getpixel((x, y)) != paper for x in range(80, 300) for y in range(150, 490))


@pytest.mark.parametrize("title", ["通义千问 is out", "An emoji 🐧", "Привет"])
def test_a_title_that_the_fonts_lack_has_no_card(graph: Graph, title: str) -> None:
    """Rather than one with boxes in it: the site's own card stands for the page."""
    assert card(graph, title) is None


def test_the_key_is_of_what_is_drawn(graph: Graph) -> None:
    """The same picture has the same key; another title or date has another."""
    first, again, other = card(graph, "A"), card(graph, "A"), card(graph, "B")
    assert first
    assert again
    assert other
    assert first.key == again.key != other.key
    assert first.draw() == again.draw() != other.draw()
