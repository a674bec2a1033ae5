"""The reference of what a file of `entries/` may say: every field of every shape, from the vocabulary itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.render.template import Page, Renderer
from generator.values.schemas import SCHEMAS, json_schema

_PLACES: Final[Mapping[str, str]] = {
    "release": "entries/TRACK/releases/ID.yaml", "fork": "entries/TRACK/forks/ID.yaml", "policy": "entries/TRACK/policies/ID.yaml",
    "milestone": "entries/TRACK/milestones/ID.yaml", "actor": "entries/actors/ID.yaml", "parallel": "entries/parallels/ID.yaml",
    "series": "entries/series/ID.yaml", "stages": "entries/stages.yaml", "origins": "entries/origins.yaml",
}  # fmt: skip
"""Where the files of each shape stand."""


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
        for inner, found in schema.get("$defs", {}).items():
            if "properties" in found:
                parts.setdefault(inner, Part(inner, _about(found), tuple(_rows(found, schema))))
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
        parts=dict(sorted(parts.items())),
    )


def _about(schema: Mapping[str, Any]) -> str:
    return " ".join(str(schema.get("description", "")).split())


def _rows(shape: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[FieldRow]:
    for name, said in shape.get("properties", {}).items():
        kind, within, words = _kind(said, schema)
        example = next(iter(said.get("examples", ())), None)
        shown = (
            "" if example is None else example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
        )
        yield FieldRow(name, kind, within, _about(said), name in shape.get("required", ()), words, shown)


def _kind(said: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, str, tuple[str, ...]]:
    """What a field may be, in words; the part that it holds; and its words, where it is one of some."""
    if "$ref" in said:
        name = said["$ref"].rpartition("/")[2]
        inner = schema["$defs"][name]
        return _kind(inner, schema) if "properties" not in inner else ("fields", name, ())
    if "allOf" in said:
        return _kind(said["allOf"][0], schema)
    if "enum" in said:
        return "one of", "", tuple(map(str, said["enum"]))
    if "anyOf" in said:
        found = [each for each in said["anyOf"] if each.get("type") != "null"]
        if any(each.get("maximum") == 9999 for each in found):
            return "EDTF date", "", ()
        told = [_kind(each, schema) for each in found]
        return (
            " or ".join(dict.fromkeys(kind for kind, _, _ in told)),
            next((within for _, within, _ in told if within), ""),
            told[0][2],
        )
    if said.get("type") == "array":
        kind, within, words = _kind(said.get("items", {}), schema)
        return f"list: {kind}" if kind else "list", within, words
    if said.get("type") == "object":
        inner = said.get("additionalProperties")
        kind, within, words = _kind(inner, schema) if isinstance(inner, Mapping) else ("", "", ())
        return "fields by name", within, words
    pattern = said.get("pattern", "")
    if pattern.startswith("^https?"):
        return "address", "", ()
    if pattern.startswith("^[a-z0-9]+(-"):
        return "id", "", ()
    return (
        {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}.get(
            str(said.get("type")), ""
        ),
        "",
        (),
    )
