"""Handing pages to the engine: nothing is shadowed in silence."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from generator import build
from generator.build import Page
from generator.site import front
from generator.site.pages import Drawn, Failed, gzipped, hand_over


@pytest.fixture
def drawn(tmp_path: Path) -> Drawn:
    """No picture is kept yet."""
    return Drawn(tmp_path / "cards")


def free(_address: str) -> None:
    """Nobody has written a page by hand."""


def test_each_page_is_written_once(drawn: Drawn) -> None:
    """A page with what it says of itself, a file and a picture as they are; their paths are handed back."""
    written: dict[str, bytes] = {}
    pages = [
        Page("e/a/index.md", "A", "entries/a.yaml", {"title": "T"}),
        Page("feed.json", "{}", "entries/"),
        Page("e/a/card.png", build.Card("a", "", lambda: b"picture"), "entries/"),
    ]
    assert hand_over(pages, free, written.__setitem__, drawn) == list(written)
    assert written["feed.json"] == b"{}"
    assert written["e/a/card.png"] == b"picture"
    assert front.meta(written["e/a/index.md"].decode())["title"] == "T"
    assert front.text(written["e/a/index.md"].decode()) == "A"


def test_a_hand_written_page_is_not_shadowed(drawn: Drawn) -> None:
    """Both origins are named, and the page is not written."""
    written: dict[str, bytes] = {}
    pages = [Page("about.md", "A", "entries/ai/milestones/about.yaml")]
    message = r"about\.md, generated from entries/ai/milestones/about\.yaml, would shadow docs/about\.md"
    with pytest.raises(Failed, match=message):
        hand_over(pages, {"about": "docs/about.md"}.get, written.__setitem__, drawn)
    assert written == {}


@pytest.mark.parametrize("second", ["e/a.md", "e/a/index.md", "e/a/index.html"])
def test_two_generated_pages_do_not_shadow_each_other(second: str, drawn: Drawn) -> None:
    """Two files that would be served at one address are refused, whatever they are called."""
    pages = [Page("e/a.md", "A", "one.yaml"), Page(second, "B", "two.yaml")]
    with pytest.raises(Failed, match=r"from two\.yaml, would shadow one\.yaml"):
        hand_over(pages, free, lambda _path, _content: None, drawn)


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    """Then taken from the folder, until no page has it any more."""
    drawings: list[str] = []

    def card(key: str) -> build.Card:
        return build.Card(key, "", lambda: drawings.append(key) or key.encode())  # type: ignore[func-returns-value]

    for keys in (["a", "b"], ["a"], ["a", "b"]):
        pictures = Drawn(tmp_path / "cards")
        assert [pictures.of(card(key)) for key in keys] == [key.encode() for key in keys]
        pictures.forget()
        assert sorted(file.name for file in (tmp_path / "cards").iterdir()) == [f"{key}.png" for key in keys]
    assert drawings == ["a", "b", "b"]


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    """The pictures are drawn again."""
    (tmp_path / "cards").write_text("a file in the way")
    pictures = Drawn(tmp_path / "cards")
    assert pictures.of(build.Card("a", "", lambda: b"picture")) == b"picture"
    pictures.forget()


def test_what_is_packed_is_the_same_under_each_python() -> None:
    """No time, no name of a system; it is unpacked to what it was."""
    packed = gzipped(b"a" * 1000)
    assert packed[:10] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    assert gzip.decompress(packed) == b"a" * 1000
