"""The vocabulary and what is generated from it stay together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml

from generator.load.paths import shape_of
from generator.values.corpus import Problem
from generator.values.fields import INVERSE, KINDS, LinkWord, licences_in, plural
from generator.values.schemas import SCHEMAS, json_schema
from tests.conftest import AUDIT, CHECKOUT, FAKE, Corner

PLACES = {
    "actor": "actors/*.yaml",
    "parallel": "parallels/*.yaml",
    "series": "series/*.yaml",
    "stages": "stages.yaml",
    "origins": "origins.yaml",
    "firsts": "firsts/*.yaml",
    "readings": "readings/*.yaml",
}
"""Where the files of each shape lie that is no kind of entry."""


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_for_editors_is_current(name: str) -> None:
    """entries/schema/NAME.json is what the vocabulary says; `timeline schema` writes it anew."""
    committed = json.loads((CHECKOUT / f"entries/schema/{name}.json").read_text())
    assert committed == json_schema(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_accepts_what_the_program_accepts(name: str) -> None:
    """Every file of the fake corpus passes its own schema, and one with an unknown field does not."""
    schema = json_schema(name)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    files = (
        [AUDIT] if name == "audits" else list(FAKE.glob(f"entries/*/{plural(name)}/*.yaml" if name in KINDS else f"entries/{PLACES[name]}"))
    )
    assert files
    for file in files:
        value = yaml.load(file.read_text(), yaml.BaseLoader)  # noqa: S506  it makes nothing but text
        for part in ("parameters", "active_parameters", "context"):
            if part in value.get(name, {}):
                value[name][part] = int(value[name][part].replace("_", ""))
        for part in (value, *value.get("rows", ()), *value.get("opened", {}).get("planted", ())):
            part |= {count: int(part[count]) for count in ("statements", "unseen", "planted", "number") if count in part}
        if "cumulative" in value:
            value["cumulative"] = value["cumulative"] == "true"
        validator.validate(value)
        assert not validator.is_valid(value | {"licens": "MIT"})


GOOD = {
    "title": "Something happens",
    "date": "2020-05-01",
    "summary": "Something happens that is told in a sentence of a decent length.",
    "sources": [{"url": "https://example.org/a", "accessed": "2026-11-23", "quote": "a few words"}],
    "links": [{"to": "a", "as": "builds-on"}],
}
BAD = {
    "a title that is too long": {"title": "x" * 111},
    "no title": {"title": None},
    "a summary that is too long": {"summary": "x" * 421},
    "a month 13": {"date": "2020-13"},
    "a day in words": {"date": "1 May 2020"},
    "no source": {"sources": []},
    "an address that is none": {"sources": [{"url": "example.org"}]},
    "a long quote": {"sources": [{"url": "https://e.org", "quote": "word " * 26}]},
    "a link with another word": {"links": [{"to": "a", "as": "copies"}]},
    "a link to no id": {"links": [{"to": "A b", "as": "reports"}]},
    "an actor that is no id": {"actors": ["The Lab"]},
    "a picture": {"body": "![x](https://e.org/x.png)"},
    "a list that is text": {"tags": "a"},
    "a field of another kind": {"policy": {"status": "final"}},
    "a misspelt field": {"titel": "x"},
}


@pytest.mark.parametrize("wrong", BAD)
def test_an_editor_rejects_what_the_checker_rejects(wrong: str, corner: Corner) -> None:
    """As far as a schema can, both say no to the same, and yes to what is right."""
    validator = jsonschema.Draft202012Validator(json_schema("milestone"))
    validator.validate(GOOD)
    value = {key: content for key, content in {**GOOD, **BAD[wrong]}.items() if content is not None}
    assert not validator.is_valid(value)
    corner.write("ai/milestones/a.yaml", yaml.safe_dump({**GOOD, "links": []}, allow_unicode=True))
    assert not [p for p in corner.problems() if p.severity == "error"]
    corner.write("ai/milestones/a.yaml", yaml.safe_dump(value, allow_unicode=True))
    assert [p for p in corner.problems() if p.severity == "error"]


def test_the_editor_is_told_where_each_schema_holds() -> None:
    """By the settings that come with the checkout; every file of entries/ has one."""
    text = (CHECKOUT / ".vscode/settings.json").read_text()
    patterns = json.loads(text)["yaml.schemas"]
    assert {Path(path).stem for path in patterns} == set(SCHEMAS)
    for path, pattern in patterns.items():
        assert (CHECKOUT / path).is_file()
        for file in CHECKOUT.glob(pattern):
            assert shape_of(file.relative_to(CHECKOUT).as_posix()) == Path(path).stem


def test_every_link_word_has_its_own_inverse() -> None:
    """A link reads from both ends, and no two words read alike from the other."""
    assert set(INVERSE) == set(get_args(LinkWord))
    assert len(set(INVERSE.values())) == len(INVERSE)


def test_a_problem_reads_as_compilers_have_it() -> None:
    """path:line:column: severity: what; mend [rule]."""
    problem = Problem("entries/a.yaml", 7, 11, "licence 'MIT License' is no SPDX id", "did you mean 'MIT'?", "licence")
    assert str(problem) == ("entries/a.yaml:7:11: error: licence 'MIT License' is no SPDX id; did you mean 'MIT'? [licence]")


def test_the_ids_of_a_licence_expression() -> None:
    """Each once, without brackets and operators; without exceptions if these are not wanted."""
    expression = "(MIT OR Apache-2.0) AND (GPL-2.0-only WITH Linux-syscall-note OR MIT)"
    assert licences_in(expression) == ("MIT", "Apache-2.0", "GPL-2.0-only", "Linux-syscall-note")
    assert licences_in(expression, exceptions=False) == ("MIT", "Apache-2.0", "GPL-2.0-only")
    assert licences_in("") == ()
