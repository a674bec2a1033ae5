"""The text of a new file."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.draft import SHAPES, Facts, Shape, clean, draft, place_of, scalar
from generator.load.paths import shape_of
from generator.load.strict_yaml import compose, plain_value
from generator.values.schemas import SCHEMAS
from tests.conftest import Corner


@given(st.text(max_size=200))
def test_any_text_is_a_scalar(text: str) -> None:
    """That strict YAML reads as what was written, on one line and without what cannot be seen."""
    node, flaws = compose(f"a: {scalar(text)}\n".encode("utf-8", "replace"))
    assert flaws == []
    assert node
    value, more = plain_value(node)
    assert more == []
    assert (value or {})["a"] in (clean(text), clean(text).encode("utf-8", "replace").decode(), None)


def test_a_place_is_never_outside() -> None:
    """Whatever the name."""
    for name in ("../x", "a/b", "", "A", "a" * 61, ".."):
        with pytest.raises(ValueError, match="is no id"):
            place_of(name, "ai", "release")


def test_a_draft_without_comments_has_only_what_is_known() -> None:
    """For files that a program makes."""
    text = draft(Facts("milestone", "ai", {"title": "T", "date": "2026"}, ({"url": "https://e.org"},)), teach=False)
    assert json.dumps(text.splitlines()[1:]) == json.dumps(["title: T", "date: 2026", "sources:", "  - url: https://e.org"])


def uncommented(text: str) -> str:
    """A draft after somebody took away the sign of a comment before every field, and wrote nothing."""
    return re.sub(r"(?m)^( *)# (?= *(- )?[a-z]+:|  \S)", r"\1", text)


def leaves(value: object, at: str = "") -> set[str]:
    """The places of all texts in plain values."""
    if isinstance(value, dict):
        return {leaf for key, inner in value.items() for leaf in leaves(inner, f"{at}.{key}")}
    if isinstance(value, tuple):
        return {leaf for n, inner in enumerate(value) for leaf in leaves(inner, f"{at}.{n}")}
    return {at.removeprefix(".")}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("sources", [(), ({"url": "https://e.org"},)])
def test_a_commented_example_is_yaml_and_is_refused_as_a_value(corner: Corner, shape: Shape, sources: tuple[dict[str, str], ...]) -> None:
    """Of every field of every shape; the fields are those of the vocabulary, and the line that says "a draft" is told too."""
    known = {"facts": {"hub": ("lab/one",)}} if sources and shape in ("release", "fork") else {}
    text = uncommented(draft(Facts(shape, "ai", known, sources, ("Somebody: said so",))))
    node, flaws = compose(text.encode())
    assert flaws == []
    assert node
    value, more = plain_value(node)
    assert (value, more) == (value, [])
    path = place_of("new", "ai", shape)
    assert shape_of(path) == shape
    assert set(value or {}) <= {info.alias or name for name, info in SCHEMAS[shape].model_fields.items()}
    corner.write(path.removeprefix("entries/"), text)
    problems = corner.problems("draft")
    assert (problems[0].line, problems[0].what) == (2, "it says that this is a draft")
    stated = {"sources.0.url", f"{shape}.hub.0"} if sources else set()
    assert {problem.what.partition(":")[0] for problem in problems[1:]} == leaves(value) - stated
    assert all(problem.mend for problem in problems)
    assert {problem.rule for problem in corner.problems()} == {"draft"}
