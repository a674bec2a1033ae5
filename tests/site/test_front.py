"""What a generated page says of itself goes through its file, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_load

from generator.site import front

WORDS = st.text(st.characters(exclude_categories=["Cs"]))


@given(WORDS, st.lists(WORDS), WORDS)
def test_a_page_is_read_back_as_it_was_written(title: str, tags: list[str], text: str) -> None:
    """Its own values, what the theme has to know, and its text."""
    file = front.write({"title": title, "tags": tags}, text)
    assert front.text(file) == text
    meta = front.meta(file)
    assert (meta["title"], meta["tags"], meta["generated"]) == (title, tags, True)


def test_what_looks_like_the_end_of_the_front_matter_is_a_value() -> None:
    """A line of dashes in a title or a text ends nothing, and an engine reads the same from the file as YAML."""
    meta = {"title": 'a\n---\nb: "c" # d', "updated": "2026-01-01", "card": {"alt": "{x} & <y> 通义"}}
    file = front.write(meta, "<p>\n---\n</p>\n")
    assert front.text(file) == "<p>\n---\n</p>\n"
    assert front.meta(file) == safe_load(file.split("\n---\n")[0]) == {**meta, "generated": True, "hide": ["navigation", "toc"]}
