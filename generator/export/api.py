"""The JSON API, version 1: files at addresses that stay. docs/data.md says what they are, and openapi.json what they hold.

A field that is here keeps its name and meaning in this version; new ones may come. A field without a value is left out, save in
the short rows of lists, which all have the same fields. Dates are EDTF, days ISO 8601, counts whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.citation import Citation
from generator.comparison import Comparison
from generator.graph import Edge, Graph, actors_of
from generator.history import History
from generator.model import INVERSE
from generator.record import EntryRecord, Record, SeriesRecord

BASE: Final = "api/v1"
LICENCE: Final = "CC-BY-4.0"
_TEXT: Final = {"type": "string"}
_PARTS: Final[Mapping[str, str]] = {
    "entries": "Every entry in a short row, in order of date",
    "actors": "Every organisation and person, with the entries in which each acts",
    "parallels": "Every pair of events that play the same part, in order of the Linux side",
    "series": "Every measured curve with its figures",
    "lineage": "Every link by which a work derives from another",
    "changes": "Every change of what a page says, newest first",
}


def api(
    graph: Graph, comparison: Comparison | None, cites: Mapping[str, Citation], past: History, site: str
) -> Iterator[tuple[str, str]]:
    """Path and text of each file."""
    lists: dict[str, list[dict[str, Any]]] = {
        "entries": [_row(record, cites, site) for record in graph.entries],
        "actors": [_actor(graph, record, site) for record in graph.actors.values()],
        "parallels": [_said(record, f"parallels/{record.id}", cites, site) for record in graph.parallels],
        "series": [_series(record, cites, site) for record in graph.series],
        "lineage": [
            _edge(edge)
            for record in graph.entries
            for edge in graph.links.get(record.id, ())
            if edge.word == "derives-from"
        ],
        "changes": _changes(past, site),
    }
    counts = {name: len(rows) for name, rows in lists.items()}
    yield f"{BASE}/index.json", _json(_index(counts, past, comparison, site))
    for name, rows in lists.items():
        yield f"{BASE}/{name}.json", _json({"licence": LICENCE, "count": len(rows), name: rows})
    for record in graph.entries:
        yield f"{BASE}/entries/{record.id}.json", _json(_entry(graph, record, comparison, cites, site))
    yield f"{BASE}/openapi.json", _json(openapi(site))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _index(counts: Mapping[str, int], past: History, comparison: Comparison | None, site: str) -> dict[str, Any]:
    newest = past.line[0] if past.line else None
    parts = {
        name: {"url": f"{site}/{BASE}/{name}.json", "about": about, "count": counts[name]}
        for name, about in _PARTS.items()
    }
    return {
        "name": "Only Faster", "api": "1", "licence": LICENCE, "site": f"{site}/",
        "commit": newest.commit if newest else None, "day": newest.day.isoformat() if newest else None,
        "parts": parts, "entry": f"{site}/{BASE}/entries/{{id}}.json",
        "version": f"{site}/{BASE}/{{folder}}/{{id}}/versions/{{version}}.json",
        "comparison": f"{site}/compare/comparison.json" if comparison else None, "openapi": f"{site}/{BASE}/openapi.json",
    }  # fmt: skip


def _row(record: EntryRecord, cites: Mapping[str, Citation], site: str) -> dict[str, Any]:
    when, cited = record.value.date, cites.get(f"e/{record.id}")
    return {
        "id": record.id, "track": record.track, "kind": record.kind, "title": record.value.title, "date": when.edtf,
        "earliest": when.earliest.isoformat(), "latest": when.latest.isoformat() if when.latest else None,
        "stage": record.value.stage, "url": f"{site}/e/{record.id}/", "version": cited.version if cited else None,
    }  # fmt: skip


def _said(record: Record[Any], page: str, cites: Mapping[str, Citation], site: str) -> dict[str, Any]:
    """What a file says, under its id, with its address and version."""
    cited = cites.get(page)
    named: dict[str, Any] = {"id": record.id, "url": f"{site}/{page}/"} | ({"version": cited.version} if cited else {})
    said: dict[str, Any] = record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return named | said


def _entry(
    graph: Graph, record: EntryRecord, comparison: Comparison | None, cites: Mapping[str, Citation], site: str
) -> dict[str, Any]:
    value = _said(record, f"e/{record.id}", cites, site)
    when = record.value.date
    age = comparison.ages.get(record.id) if comparison else None
    more: dict[str, Any] = {
        "track": record.track, "kind": record.kind, "earliest": when.earliest.isoformat(),
        "latest": when.latest.isoformat() if when.latest else None, "actors": list(actors_of(record)),
        "links": [_edge(edge) for edge in graph.links.get(record.id, ())],
        "backlinks": [_edge(edge) | {"as": INVERSE[edge.word]} for edge in graph.backlinks.get(record.id, ())],
        "parallels": [one.id for one in graph.parallels_of.get(record.id, ())],
        "series": [one.id for one in graph.series_of.get(record.id, ())],
        "age_days": {"low": age.low, "high": age.high} if age else None,
        "measured": [model.model_dump(mode="json", exclude_defaults=True) for model in graph.models_of(record)],
    }  # fmt: skip
    return {"licence": LICENCE} | value | {key: each for key, each in more.items() if each not in (None, [], ())}


def _edge(edge: Edge) -> dict[str, Any]:
    found: dict[str, Any] = {"from": edge.source.id, "as": edge.word, "to": edge.target.id}
    told = {"how": edge.how, "note": edge.note, "days": edge.days}
    return found | {key: each for key, each in told.items() if each is not None}


def _actor(graph: Graph, record: Record[Any], site: str) -> dict[str, Any]:
    said = _said(record, f"actors/{record.id}", {}, site)
    return said | {"entries": [entry.id for entry in graph.of_actor.get(record.id, ())]}


def _series(record: SeriesRecord, cites: Mapping[str, Citation], site: str) -> dict[str, Any]:
    points = [
        {"date": point.date.edtf, "value": point.value} | ({"name": point.name} if point.name else {}) | ({"note": point.note} if point.note else {})
        for point in record.points
    ]  # fmt: skip
    return _said(record, f"series/{record.id}", cites, site) | {"figures": points}


def _changes(past: History, site: str) -> list[dict[str, Any]]:
    return [
        {
            "day": one.day.isoformat(), "what": one.what, "page": one.page, "url": f"{site}/{one.page}/", "version": one.version or None,
            "fields": list(one.fields), "reason": one.subject, "commit": one.commit,
        }
        for one in past.line
    ]  # fmt: skip


def openapi(site: str) -> dict[str, Any]:
    """The API as OpenAPI 3.1.1 describes it: https://spec.openapis.org/oas/v3.1.1.html"""

    def answer(about: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        return {"200": {"description": about, "content": {"application/json": {"schema": schema}}}}

    def part(name: str) -> dict[str, Any]:
        rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
        return {
            "type": "object", "required": ["licence", "count", name],
            "properties": {"licence": _TEXT, "count": {"type": "integer"}, name: rows},
        }  # fmt: skip

    def parameter(name: str, pattern: str) -> dict[str, Any]:
        return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "pattern": pattern}}

    identifier = parameter("id", "^[a-z0-9]+(-[a-z0-9]+)*$")
    paths: dict[str, Any] = {
        f"/{name}.json": {"get": {"operationId": name, "summary": about, "responses": answer(about, part(name))}}
        for name, about in _PARTS.items()
    }
    paths["/index.json"] = {
        "get": {
            "operationId": "index",
            "summary": "What there is",
            "responses": answer("What there is", {"type": "object"}),
        }
    }
    paths["/entries/{id}.json"] = {
        "get": {
            "operationId": "entry", "summary": "One entry with all that it says and all that follows from it", "parameters": [identifier],
            "responses": answer("The entry", {"$ref": "#/components/schemas/entry"}) | {"404": {"description": "No entry has this id"}},
        }
    }  # fmt: skip
    paths["/{folder}/{id}/versions/{version}.json"] = {
        "get": {
            "operationId": "version", "summary": "What a page said in one of its versions; it stays as it is",
            "parameters": [parameter("folder", "^(entries|parallels|series)$"), identifier, parameter("version", "^[0-9a-f]{10}$")],
            "responses": answer("The version", {"$ref": "#/components/schemas/version"}) | {"404": {"description": "No such version"}},
        }
    }  # fmt: skip
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Only Faster", "version": "1.0.0", "summary": "Two histories side by side, as JSON",
            "license": {"name": "CC BY 4.0", "identifier": LICENCE},
        },
        "servers": [{"url": f"{site}/{BASE}"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }  # fmt: skip


def _schemas() -> dict[str, Any]:
    day = {"type": "string", "format": "date"}
    edtf = {"type": "string", "description": "EDTF: 2025-01-20, 2025-01, 2025~, 2025-01-20/2025-01-27"}
    maybe = {"type": ["string", "null"]}
    row: dict[str, Any] = {
        "id": _TEXT, "track": {"enum": ["ai", "linux"]}, "kind": {"enum": ["release", "fork", "policy", "milestone"]}, "title": _TEXT,
        "date": edtf, "earliest": day, "latest": {"type": ["string", "null"], "format": "date"}, "stage": maybe, "url": _TEXT, "version": maybe,
    }  # fmt: skip
    edge = {"from": _TEXT, "as": _TEXT, "to": _TEXT, "how": _TEXT, "note": _TEXT, "days": {"type": "integer"}}

    def shape(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
        return {"type": "object", "required": list(required or properties), "properties": dict(properties)}

    edges = {"type": "array", "items": {"$ref": "#/components/schemas/lineage"}}
    texts = {"type": "array", "items": _TEXT}
    return {
        "entries": shape(row),
        "lineage": shape(edge, "from", "as", "to"),
        "actors": shape({"id": _TEXT, "url": _TEXT, "name": _TEXT, "kind": _TEXT, "entries": texts}),
        "parallels": shape({"id": _TEXT, "url": _TEXT, "title": _TEXT, "linux": _TEXT, "ai": _TEXT, "likeness": _TEXT}),
        "series": shape({"id": _TEXT, "url": _TEXT, "title": _TEXT, "figures": {"type": "array", "items": shape({"date": edtf, "value": {"type": "number"}})}}),
        "changes": shape({"day": day, "what": {"enum": ["added", "changed", "withdrawn"]}, "page": _TEXT, "url": _TEXT, "version": maybe, "fields": texts, "reason": _TEXT, "commit": _TEXT}),
        "entry": shape(
            {**row, "licence": _TEXT, "summary": _TEXT, "sources": {"type": "array", "minItems": 1, "items": {"type": "object"}}, "links": edges, "backlinks": edges},
            "licence", "id", "url", "track", "kind", "title", "date", "summary", "sources", "earliest",
        ),
        "version": shape({"page": _TEXT, "version": _TEXT, "day": day, "commit": _TEXT, "change": _TEXT, "fields": texts, "reason": _TEXT, "values": {"type": "object"}}),
    }  # fmt: skip
