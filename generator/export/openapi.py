"""The OpenAPI document: what the JSON API offers and what each answer holds. https://spec.openapis.org/oas/v3.1.1.html"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from generator.values.addresses import API, SECTIONS
from generator.values.citation import LICENCE_ID, LICENCE_NAME, SITE

VERSION: Final = "1.3.0"
_TEXT: Final = {"type": "string"}
PARTS: Final[Mapping[str, str]] = {
    "entries": "Every entry in a short row, in order of date",
    "actors": "Every organisation and person, with the entries in which each acts",
    "parallels": "Every pair of events that play the same part, in order of the Linux side",
    "series": "Every measured curve with its figures",
    "lineage": "Every link by which a work derives from another",
    "changes": "Every change of what a page says, newest first",
}
"""Lists, each a file with `count` and the rows under its name."""
ROWS_ALONE: Final = tuple(section for section in SECTIONS.values() if section.api != "entries")
"""Lists whose rows are files of their own too."""


def openapi(site: str) -> dict[str, Any]:
    """The API as OpenAPI 3.1.1 describes it: https://spec.openapis.org/oas/v3.1.1.html"""

    def answer(about: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        return {"200": {"description": about, "content": {"application/json": {"schema": schema}}}}

    def part(name: str) -> dict[str, Any]:
        rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
        return {
            "type": "object",
            "required": ["licence", "count", name],
            "properties": {"licence": _TEXT, "count": {"type": "integer"}, name: rows},
        }

    def parameter(name: str, pattern: str) -> dict[str, Any]:
        return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": pattern}}

    identifier = parameter("id", "^[a-z0-9]+(-[a-z0-9]+)*$")
    paths: dict[str, Any] = {
        f"/{name}.json": {"get": {"operationId": name, "summary": about, "responses": answer(about, part(name))}}
        for name, about in PARTS.items()
    }
    paths["/index.json"] = {
        "get": {"operationId": "index", "summary": "What there is", "responses": answer("What there is", {"type": "object"})}
    }
    paths["/comparison.json"] = {
        "get": {
            "operationId": "comparison",
            "summary": "Every criterion on both clocks, and the speed-ups, from the default origins",
            "responses": answer("The comparison", {"$ref": "#/components/schemas/comparison"})
            | {"404": {"description": "No origins are set"}},
        }
    }
    paths["/schema/{shape}.json"] = {
        "get": {
            "operationId": "schema",
            "summary": "The JSON Schema of a file under entries/",
            "parameters": [parameter("shape", "^[a-z]+$")],
            "responses": answer("The schema", {"type": "object"}) | {"404": {"description": "No such shape"}},
        }
    }
    paths["/changes/{month}.json"] = {
        "get": {
            "operationId": "month",
            "summary": "The changes of one month, newest first",
            "parameters": [parameter("month", "^[0-9]{4}-[0-9]{2}$")],
            "responses": answer("The changes", part("changes")) | {"404": {"description": "Nothing changed in that month"}},
        }
    }
    for section in ROWS_ALONE:
        paths[f"/{section.api}/{{id}}.json"] = {
            "get": {
                "operationId": section.noun,
                "summary": f"One row of {section.api}.json",
                "parameters": [identifier],
                "responses": answer("The row", {"$ref": f"#/components/schemas/{section.api}"}) | {"404": {"description": "No such id"}},
            }
        }
    paths["/entries/{id}.json"] = {
        "get": {
            "operationId": "entry",
            "summary": "One entry with all that it says and all that follows from it",
            "parameters": [identifier],
            "responses": answer("The entry", {"$ref": "#/components/schemas/entry"}) | {"404": {"description": "No entry has this id"}},
        }
    }
    paths["/{folder}/{id}/versions/{version}.json"] = {
        "get": {
            "operationId": "version",
            "summary": "What a page said in one of its versions; it stays as it is",
            "parameters": [
                parameter("folder", f"^({'|'.join(section.api for section in SECTIONS.values() if section.cited)})$"),
                identifier,
                parameter("version", "^[0-9a-f]{10}$"),
            ],
            "responses": answer("The version", {"$ref": "#/components/schemas/version"}) | {"404": {"description": "No such version"}},
        }
    }
    return {
        "openapi": "3.1.1",
        "info": {
            "title": SITE,
            "version": VERSION,
            "summary": "Two histories side by side, as JSON",
            "license": {"name": LICENCE_NAME, "identifier": LICENCE_ID},
        },
        "servers": [{"url": f"{site}/{API}"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    day = {"type": "string", "format": "date"}
    edtf = {"type": "string", "description": "EDTF: 2025-01-20, 2025-01, 2025~, 2025-01-20/2025-01-27"}
    maybe = {"type": ["string", "null"]}
    row: dict[str, Any] = {
        "id": _TEXT,
        "track": {"enum": ["ai", "linux"]},
        "kind": {"enum": ["release", "fork", "policy", "milestone"]},
        "title": _TEXT,
        "date": edtf,
        "earliest": day,
        "latest": {"type": ["string", "null"], "format": "date"},
        "stage": maybe,
        "url": _TEXT,
        "version": maybe,
    }
    edge = {"from": _TEXT, "as": _TEXT, "to": _TEXT, "how": _TEXT, "note": _TEXT, "days": {"type": "integer"}}

    def shape(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
        return {"type": "object", "required": list(required or properties), "properties": dict(properties)}

    def renamed(now: str) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "object"}, "deprecated": True, "description": f"Now `{now}`; it goes with 1.4"}

    edges = {"type": "array", "items": {"$ref": "#/components/schemas/lineage"}}
    texts = {"type": "array", "items": _TEXT}
    return {
        "entries": shape(row),
        "lineage": shape(edge, "from", "as", "to"),
        "actors": shape({"id": _TEXT, "url": _TEXT, "name": _TEXT, "kind": _TEXT, "entries": texts}),
        "parallels": shape({"id": _TEXT, "url": _TEXT, "title": _TEXT, "linux": _TEXT, "ai": _TEXT, "likeness": _TEXT}),
        "series": shape(
            {
                "id": _TEXT,
                "url": _TEXT,
                "title": _TEXT,
                "figures": {"type": "array", "items": shape({"date": edtf, "value": {"type": "number"}})},
            }
        ),
        "changes": shape(
            {
                "day": day,
                "what": {"enum": ["added", "changed", "annotated", "withdrawn"]},
                "page": _TEXT,
                "url": _TEXT,
                "version": maybe,
                "fields": texts,
                "reason": _TEXT,
                "who": texts,
                "commit": _TEXT,
            }
        ),
        "entry": shape(
            {
                **row,
                "date_text": _TEXT,
                "date_html": _TEXT,
                "licence": _TEXT,
                "summary": _TEXT,
                "sources": {"type": "array", "minItems": 1, "items": {"type": "object"}},
                "links": edges,
                "backlinks": edges,
                "hub_models": {"type": "array", "items": {"type": "object"}},
                "measured": renamed("hub_models"),
            },
            "licence",
            "id",
            "url",
            "track",
            "kind",
            "title",
            "date",
            "summary",
            "sources",
            "earliest",
        ),
        "comparison": shape(
            {
                "today": day,
                "answer": _TEXT,
                "faster": _TEXT,
                "tally": {"type": "object"},
                "survival": {"type": "object"},
                "comparands": {"type": "array", "items": {"type": "object"}},
                "measured": renamed("comparands"),
            }
        ),
        "version": shape(
            {
                "page": _TEXT,
                "version": _TEXT,
                "day": day,
                "commit": _TEXT,
                "change": _TEXT,
                "fields": texts,
                "reason": _TEXT,
                "who": texts,
                "values": {"type": "object"},
            }
        ),
    }
