"""What changed between two versions: word by word in text, part by part in lists."""

from __future__ import annotations

from generator.render.versions import differences


def parts(old: object, new: object) -> list[tuple[str, str]]:
    """What changed in a field."""
    (difference,) = differences({"x": old}, {"x": new}, ("x",))
    return [part for part in difference.parts if part[1].strip()]


def test_text_is_compared_word_by_word() -> None:
    """What stays is told too, so that it can be read."""
    assert parts("It was released in May", "It was released in June 2024") == [
        ("same", "It was released in "),
        ("gone", "May"),
        ("new", "June 2024"),
    ]


def test_a_list_tells_only_what_changed() -> None:
    """A part that changed a little word by word; a new one, a lost one whole; a mapping as words."""
    source, other = {"url": "a", "title": "Old words"}, {"url": "b"}
    assert parts((source, other), ({"url": "a", "title": "New words"}, other)) == [
        ("same", "url: a; title: "),
        ("gone", "Old"),
        ("new", "New"),
        ("same", " words"),
    ]
    assert parts(("a", "b"), ("a", "b", "c")) == [("new", "c\n")]
    assert parts(("a", "b"), ("b",)) == [("gone", "a\n")]


def test_a_field_that_came_or_went_is_told_whole() -> None:
    """With its values."""
    assert parts(None, {"licence": "MIT", "hub": ("a/b", "c/d")}) == [("new", "licence: MIT\n"), ("new", "hub: a/b, c/d\n")]
    assert parts("MIT", None) == [("gone", "MIT\n")]
