"""The JSON API, version 1: files at addresses that stay. `/data/` says what they are, and openapi.json what they hold.

A field that is here keeps its name and meaning in this version; new ones may come. A field without a value is left out, save in
the short rows of lists, which all have the same fields. Dates are EDTF, days ISO 8601, counts whole numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.export.openapi import PARTS, ROWS_ALONE, openapi
from generator.export.stamp import stamp
from generator.values.addresses import API
from generator.values.citation import LICENCE_ID, SITE
from generator.values.corpus import EntryRecord, Record, SeriesRecord
from generator.values.download import Download
from generator.values.edition import Edition
from generator.values.fields import INVERSE
from generator.values.graph import Edge, actors_of
from generator.values.schemas import SCHEMAS, json_schema


def api(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path and text of each file."""
    graph = edition.graph
    lists: dict[str, list[dict[str, Any]]] = {
        "entries": [_row(edition, record) for record in graph.entries],
        **_others(edition),
        "lineage": [_edge(edge) for record in graph.entries for edge in graph.links.get(record.id, ()) if edge.word == "derives-from"],
        "changes": _changes(edition),
    }
    months: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in lists["changes"]:
        months[row["day"][:7]].append(row)
    counts = {name: len(rows) for name, rows in lists.items()}
    yield f"{API}/index.json", _json(_index(edition, counts, list(months)))
    for name, rows in lists.items():
        yield f"{API}/{name}.json", _json({"licence": LICENCE_ID, "count": len(rows), name: rows})
    for section in ROWS_ALONE:
        for row in lists[section.api]:
            yield f"{API}/{section.api}/{row['id']}.json", _json({"licence": LICENCE_ID} | row)
    for month, rows in months.items():
        yield f"{API}/changes/{month}.json", _json({"licence": LICENCE_ID, "count": len(rows), "changes": rows})
    for record in graph.entries:
        entry = {"licence": LICENCE_ID} | _entry(edition, record)
        yield f"{API}/entries/{record.id}.json", _json(entry)
    for shape in SCHEMAS:
        yield f"{API}/schema/{shape}.json", _json(json_schema(shape))
    yield f"{API}/openapi.json", _json(openapi(edition.site))


def everything(edition: Edition) -> Download:
    """All that the API says of entries, actors, parallels and series, as one file."""
    entries = [_entry(edition, record) for record in edition.graph.entries]
    document = stamp(edition.past, edition.site) | {"entries": entries} | _others(edition)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    about = "Every entry, actor, parallel and series with all that it says"
    return Download("data/only-faster.json", about, "application/json", text.encode())


def _others(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """The lists whose rows are files of their own too."""
    return {
        "actors": [_actor(edition, record) for record in edition.graph.actors.values()],
        "parallels": [_record(edition, f"parallels/{record.id}", record) for record in edition.graph.parallels],
        "series": [_series(edition, record) for record in edition.graph.series],
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _index(edition: Edition, counts: Mapping[str, int], months: Sequence[str]) -> dict[str, Any]:
    newest, site = edition.past.newest, edition.site
    parts = {name: {"url": f"{site}/{API}/{name}.json", "about": about, "count": counts[name]} for name, about in PARTS.items()}
    return {
        "name": SITE,
        "api": "1",
        "licence": LICENCE_ID,
        "site": f"{site}/",
        "commit": newest.commit if newest else None,
        "day": newest.day.isoformat() if newest else None,
        "parts": parts,
        "entry": f"{site}/{API}/entries/{{id}}.json",
        "version": f"{site}/{API}/{{folder}}/{{id}}/versions/{{version}}.json",
        "months": {month: f"{site}/{API}/changes/{month}.json" for month in months},
        "schema": {shape: f"{site}/{API}/schema/{shape}.json" for shape in SCHEMAS},
        "comparison": f"{site}/{API}/comparison.json" if edition.comparison else None,
        "openapi": f"{site}/{API}/openapi.json",
    }


def _row(edition: Edition, record: EntryRecord) -> dict[str, Any]:
    when, cited = record.value.date, edition.citations.get(f"e/{record.id}")
    return {
        "id": record.id,
        "track": record.track,
        "kind": record.kind,
        "title": record.value.title,
        "date": when.edtf,
        "earliest": when.earliest.isoformat(),
        "latest": when.latest.isoformat() if when.latest else None,
        "stage": record.value.stage,
        "url": f"{edition.site}/e/{record.id}/",
        "version": cited.version if cited else None,
    }


def _record(edition: Edition, page: str, record: Record[Any]) -> dict[str, Any]:
    """What a file says, under its id, with its address and version."""
    cited = edition.citations.get(page)
    named: dict[str, Any] = {"id": record.id, "url": f"{edition.site}/{page}/"} | ({"version": cited.version} if cited else {})
    fields: dict[str, Any] = record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return named | fields


def _entry(edition: Edition, record: EntryRecord) -> dict[str, Any]:
    graph, when = edition.graph, record.value.date
    value = _record(edition, f"e/{record.id}", record)
    age = edition.comparison.ages.get(record.id) if edition.comparison else None
    more: dict[str, Any] = {
        "track": record.track,
        "kind": record.kind,
        "date_text": str(when),
        "date_html": when.html,
        "earliest": when.earliest.isoformat(),
        "latest": when.latest.isoformat() if when.latest else None,
        "actors": list(actors_of(record)),
        "links": [_edge(edge) for edge in graph.links.get(record.id, ())],
        "backlinks": [_edge(edge) | {"as": INVERSE[edge.word]} for edge in graph.backlinks.get(record.id, ())],
        "parallels": [parallel.id for parallel in graph.parallels_of.get(record.id, ())],
        "series": [series.id for series in graph.series_of.get(record.id, ())],
        "age_days": {"low": age.low, "high": age.high} if age else None,
        "hub_models": [model.model_dump(mode="json", exclude_defaults=True) for model in graph.models_of(record)],
    }
    more["measured"] = more["hub_models"]  # its name in 1.0 and 1.1
    return value | {key: value_of for key, value_of in more.items() if value_of not in (None, [], ())}


def _edge(edge: Edge) -> dict[str, Any]:
    link: dict[str, Any] = {"from": edge.source.id, "as": edge.word, "to": edge.target.id}
    details = {"how": edge.how, "note": edge.note, "days": edge.days, "source": edge.borne_by}
    return link | {key: value for key, value in details.items() if value is not None}


def _actor(edition: Edition, record: Record[Any]) -> dict[str, Any]:
    actor = _record(edition, f"actors/{record.id}", record)
    return actor | {"entries": [entry.id for entry in edition.graph.of_actor.get(record.id, ())]}


def _series(edition: Edition, record: SeriesRecord) -> dict[str, Any]:
    points = [
        {"date": point.date.edtf, "value": point.value}
        | ({"name": point.name} if point.name else {})
        | ({"note": point.note} if point.note else {})
        for point in record.points
    ]
    return _record(edition, f"series/{record.id}", record) | {"figures": points}


def _changes(edition: Edition) -> list[dict[str, Any]]:
    return [
        {
            "day": revision.day.isoformat(),
            "what": revision.what,
            "page": revision.page,
            "url": f"{edition.site}/{revision.page}/",
            "version": revision.version or None,
            "fields": list(revision.fields),
            "reason": revision.subject,
            "who": list(revision.who),
            "commit": revision.commit,
        }
        for revision in edition.past.line
    ]
