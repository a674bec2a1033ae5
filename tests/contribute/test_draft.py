"""The text of a new file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.draft import Facts, clean, draft, place_of, scalar
from generator.load.strict_yaml import compose, plain_value


@given(st.text(max_size=200))
def test_any_text_is_a_scalar(text: str) -> None:
    """That strict YAML reads as what was written, on one line and without what cannot be seen."""
    node, flaws = compose(f"a: {scalar(text)}\n".encode("utf-8", "replace"))
    assert flaws == []
    assert node
    found, more = plain_value(node)
    assert more == []
    assert (found or {})["a"] in (clean(text), clean(text).encode("utf-8", "replace").decode(), None)


def test_a_place_is_never_outside() -> None:
    """Whatever the name."""
    for name in ("../x", "a/b", "", "A", "a" * 61, ".."):
        with pytest.raises(ValueError, match="is no id"):
            place_of(name, "ai", "release")


def test_a_draft_without_comments_has_only_what_is_known() -> None:
    """For files that a program makes."""
    text = draft(Facts("milestone", "ai", {"title": "T", "date": "2026"}, ({"url": "https://e.org"},)), teach=False)
    assert json.dumps(text.splitlines()[1:]) == json.dumps(
        ["title: T", "date: 2026", "sources:", "  - url: https://e.org"]
    )
