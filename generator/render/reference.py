"""The reference of what a file of `entries/` may say: every field of every shape, from the vocabulary itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.render.template import Page, Renderer
from generator.values.dates import LAST_YEAR
from generator.values.schemas import SCHEMAS, json_schema

_PLACES: Final[Mapping[str, str]] = {
    "release": "entries/TRACK/releases/ID.yaml",
    "fork": "entries/TRACK/forks/ID.yaml",
    "policy": "entries/TRACK/policies/ID.yaml",
    "milestone": "entries/TRACK/milestones/ID.yaml",
    "actor": "entries/actors/ID.yaml",
    "parallel": "entries/parallels/ID.yaml",
    "series": "entries/series/ID.yaml",
    "stages": "entries/stages.yaml",
    "origins": "entries/origins.yaml",
    "firsts": "entries/firsts/ID.yaml",
    "readings": "entries/readings/ID.yaml",
    "audits": "entries/audits/ID.yaml",
}
"""Where the files of each shape stand."""
_TYPES: Final[Mapping[str, str]] = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: its name, what it may be, what it means, and whether it has to be there."""

    name: str
    kind: str
    within: str
    """The part whose fields it holds, if it holds some."""
    about: str
    required: bool
    words: tuple[str, ...] = ()
    """The words of which it is one."""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A shape of file, or of a part of one, with its fields."""

    name: str
    about: str
    rows: tuple[FieldRow, ...]
    place: str = ""


def reference(renderer: Renderer) -> Page:
    """`/schema/`."""
    files: list[Part] = []
    parts: dict[str, Part] = {}
    for name in SCHEMAS:
        schema = json_schema(name)
        files.append(Part(name, _about(schema), tuple(_rows(schema, schema)), _PLACES[name]))
        for inner, shape in schema.get("$defs", {}).items():
            if "properties" in shape:
                parts.setdefault(inner, Part(inner, _about(shape), tuple(_rows(shape, schema))))
    meta = {
        "title": "Schema",
        "description": "Every field that a file under entries/ may have: what it means, what it may be, and whether it has to be there.",
    }
    return renderer.page(
        "schema/index.md",
        "reference.html.jinja",
        "generator/values/entries.py",
        meta,
        files=files,
        parts=[part for _, part in sorted(parts.items())],
    )


def _about(schema: Mapping[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _rows(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[FieldRow]:
    for name, field in shape.get("properties", {}).items():
        kind, within, words = _kind(field, schema)
        required = name in shape.get("required", ())
        yield FieldRow(name, kind, within, _about(field), required, words, _example(field))


def _example(field: Mapping[str, Any]) -> str:
    """The first example that is given of a field, as a file has it; empty if none is."""
    example = next(iter(field.get("examples", ())), "")
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)


def _kind(field: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """What a field may be, in words; the part that it holds; and its words, where it is one of some."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        inner = schema["$defs"][name]
        return _kind(inner, schema) if "properties" not in inner else ("fields", name, ())
    if "allOf" in field:
        return _kind(field["allOf"][0], schema)
    if "enum" in field:
        return "one of", "", tuple(map(str, field["enum"]))
    if "anyOf" in field:
        return _any_of([choice for choice in field["anyOf"] if choice.get("type") != "null"], schema)
    if field.get("type") == "array":
        kind, within, words = _kind(field.get("items", {}), schema)
        return f"list: {kind}" if kind else "list", within, words
    if field.get("type") == "object":
        inner = field.get("additionalProperties")
        kind, within, words = _kind(inner, schema) if isinstance(inner, Mapping) else ("", "", ())
        return "fields by name", within, words
    return _plain(field), "", ()


def _any_of(choices: Sequence[Mapping[str, Any]], schema: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """Of what may be several things: all in words, the first part that one of them holds, the words of the first."""
    if any(choice.get("maximum") == LAST_YEAR for choice in choices):
        return "EDTF date", "", ()
    kinds = [_kind(choice, schema) for choice in choices]
    words = " or ".join(dict.fromkeys(kind for kind, _, _ in kinds))
    return words, next((within for _, within, _ in kinds if within), ""), kinds[0][2]


def _plain(field: Mapping[str, Any]) -> str:
    """What a field is that holds one value."""
    pattern = field.get("pattern", "")
    if pattern.startswith("^https?"):
        return "address"
    if pattern.startswith("^[a-z0-9]+(-"):
        return "id"
    return _TYPES.get(str(field.get("type")), "")
