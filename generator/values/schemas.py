"""Each shape of file that a person writes in `entries/`, and its JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel

from generator.values.actors import Actor
from generator.values.audits import Audit
from generator.values.criteria import Firsts
from generator.values.dates import FuzzyDate
from generator.values.entries import Fork, Milestone, Policy, Release
from generator.values.fields import Value
from generator.values.parallels import Origins, Parallel, Series, Stages
from generator.values.readings import Readings

SCHEMAS: Final[Mapping[str, type[Value]]] = {
    "release": Release,
    "fork": Fork,
    "policy": Policy,
    "milestone": Milestone,
    "actor": Actor,
    "parallel": Parallel,
    "series": Series,
    "stages": Stages,
    "origins": Origins,
    "firsts": Firsts,
    "readings": Readings,
    "audits": Audit,
}
"""Each shape by the name of its JSON Schema."""


MODELINE: Final = "# yaml-language-server: $schema="
"""How the first line of a file begins, by which editors know its schema; the schema's path follows."""


def inner_shape(annotation: Any) -> Any:
    """The shape of what a field holds, if it holds mappings of one shape: of `tuple[Source, ...]`, Source."""
    if get_origin(annotation) in (tuple, Union) or hasattr(annotation, "__args__"):
        shapes = [shape for shape in map(inner_shape, get_args(annotation)) if shape not in (None, NoneType)]
        return shapes[0] if shapes else None
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def fields_of_dates(shape: type[BaseModel]) -> frozenset[str]:
    """Names of the fields of a shape, and of the shapes that it holds, in which a date stands."""
    names: set[str] = set()
    for name, info in shape.model_fields.items():
        if info.annotation is FuzzyDate or FuzzyDate in get_args(info.annotation):
            names.add(info.alias or name)
        if inner := inner_shape(info.annotation):
            names |= fields_of_dates(inner)
    return frozenset(names)


def part_of(schema: Mapping[str, Any], steps: Iterable[str | int]) -> Mapping[str, Any]:
    """What a JSON Schema says of a field, by the path of keys and positions to it; empty where there is none. What is said of
    an optional value and of a shape that is told elsewhere is taken in."""
    part: Mapping[str, Any] = schema
    for step in steps:
        part = part.get("items", {}) if isinstance(step, int) else part.get("properties", {}).get(step, {})
        while "$ref" in part or "anyOf" in part:
            own = {key: value for key, value in part.items() if key not in ("$ref", "anyOf")}
            inner = part["anyOf"][0] if "anyOf" in part else schema["$defs"][part["$ref"].rpartition("/")[2]]
            part = {**inner, **own}
    return part


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one shape of file."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
