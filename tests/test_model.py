"""The vocabulary and what is generated from it stay together."""

from __future__ import annotations

import json
from typing import get_args

import jsonschema
import pytest
import yaml

from generator.model import INVERSE, KINDS, SCHEMAS, LinkWord, json_schema, plural
from generator.record import Problem
from tests.conftest import CHECKOUT, FAKE


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
    folder = "actors" if name == "actor" else f"*/{plural(name)}" if name in KINDS else ""
    files = list(FAKE.glob(f"entries/{folder}/*.yaml"))
    for file in files:
        value = yaml.load(file.read_text(), yaml.BaseLoader)  # noqa: S506  it makes nothing but text
        for part in ("parameters", "active_parameters", "context"):
            if part in value.get(name, {}):
                value[name][part] = int(value[name][part].replace("_", ""))
        validator.validate(value)
        assert not validator.is_valid(value | {"licens": "MIT"})


def test_every_link_word_has_its_own_inverse() -> None:
    """A link reads from both ends, and no two words read alike from the other."""
    assert set(INVERSE) == set(get_args(LinkWord))
    assert len(set(INVERSE.values())) == len(INVERSE)


def test_a_problem_reads_as_compilers_have_it() -> None:
    """path:line:column: severity: what; mend [rule]."""
    problem = Problem("entries/a.yaml", 7, 11, "licence 'MIT License' is no SPDX id", "did you mean 'MIT'?", "licence")
    assert str(problem) == (
        "entries/a.yaml:7:11: error: licence 'MIT License' is no SPDX id; did you mean 'MIT'? [licence]"
    )
