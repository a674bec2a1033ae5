"""The text of a new file."""

from __future__ import annotations

import json
import re
from itertools import islice

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.contribute.draft import SHAPES, Facts, Shape, draft, field_lines, id_of, ids_of, place_of, scalar, source_lines
from generator.load.paths import shape_of
from generator.load.strict_yaml import compose, plain_value
from generator.values.characters import visible
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
    assert (value or {})["a"] in (visible(text), visible(text).encode("utf-8", "replace").decode(), None)


@pytest.mark.parametrize(
    "text",
    [
        "1984",
        "08",
        "1_000.5",
        "1:30",
        "yes",
        "N",
        "null",
        "~",
        "=",
        "<<",
        ".inf",
        "2025-01-20",
        "2025-01",
        "#1",
        "a #1",
        "! a",
        "https://e.org/a:",
    ],
)
def test_a_text_stays_a_text(text: str) -> None:
    """In quotes wherever one program or another would read it otherwise, in a list too; a date is plain where a date stands."""
    for line in (*field_lines("title", text), *field_lines("tags", (text, text)), *source_lines({"title": text, "publisher": text})):
        assert yaml.safe_load(line.strip("- ")) in ({"title": text}, {"publisher": text}, {"tags": [text, text]})
        assert compose(f"{line}\n".encode())[1] == []
    assert [*field_lines("date", "2025-01-20"), *field_lines("date", "2025")] == ["date: 2025-01-20", "date: 2025"]
    assert [*source_lines({"title": "2025", "published": "2025"})] == ['  - title: "2025"', "    published: 2025"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("DeepSeek releases R1", "deepseek-releases-r1"),
        ("Ørsted and Łukasz map Straße 5", "orsted-lukasz-map-strasse-5"),
        ("深度求索发布新模型", ""),
        ("2025年深度求索发布新模型", ""),
        ("Яндекс", ""),
        ("“”", ""),
    ],
)
def test_an_id_is_made_of_latin_letters(title: str, name: str) -> None:
    """Those with accents among them; a number alone says nothing."""
    assert id_of(title) == name


@pytest.mark.parametrize(
    ("title", "hubs", "date", "right"),
    [
        ("DeepSeek releases R1", ["a/b"], "2025", ["deepseek-releases-r1"]),
        ("深度求索发布新模型", ["deepseek-ai/DeepSeek-R1"], "2026-11-02", ["deepseek-r1", "release-2026-11-02", "release-2026-11-02-2"]),
        ("深度求索发布 R1 模型", [], "2026-11~", ["r1", "release-2026-11", "release-2026-11-2"]),
        ("深度求索发布新模型", [], "2026/2027", ["release-2026", "release-2026-2", "release-2026-3"]),
        ("深度求索发布新模型", [], "soon", []),
        ("", [], "", []),
    ],
)
def test_an_event_has_an_id_of_its_own(title: str, hubs: list[str], date: str, right: list[str]) -> None:
    """From its title alone where that is in Latin letters; otherwise also from its model, and from its kind and day as often as needed."""
    assert [*islice(ids_of(title, hubs, "release", date), 3)] == right
    assert len({*ids_of(title, hubs, "release", date)}) == len([*ids_of(title, hubs, "release", date)])


def test_a_place_is_never_outside() -> None:
    """Whatever the name."""
    for name in ("../x", "a/b", "", "A", "a" * 61, ".."):
        with pytest.raises(ValueError, match="is no id"):
            place_of(name, "ai", "release")
    with pytest.raises(ValueError, match="a device on Windows"):
        place_of("nul", "ai", "release")


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
