"""Each shape of file that a person writes in `entries/`, and its JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.values.entries import Actor, Fork, Milestone, Policy, Release, Value
from generator.values.parallels import Origins, Parallel, Series, Stages

SCHEMAS: Final[Mapping[str, type[Value]]] = {
    "release": Release, "fork": Fork, "policy": Policy, "milestone": Milestone, "actor": Actor,
    "parallel": Parallel, "series": Series, "stages": Stages, "origins": Origins,
}  # fmt: skip
"""Each shape by the name of its JSON Schema."""


MODELINE: Final = "# yaml-language-server: $schema="
"""How the first line of a file begins, by which editors know its schema; the schema's path follows."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one shape of file."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
