"""Tables to take away: CSV, one a kind, with a Data Package that describes them, and the same as one SQLite file.

https://datapackage.org/standard/data-package/ (version 2). A cell without a value is empty; dates are EDTF, days ISO 8601.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator.citation import Citation
from generator.graph import Graph, actors_of, licence_of
from generator.history import History
from generator.model import Fork, Release

FOLDER: Final = "data"
_Type = Literal["string", "date", "integer", "number"]
_SQL: Final[Mapping[str, str]] = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}
_LICENCE: Final = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}


@dataclass(frozen=True, slots=True)
class Table:
    """What a table has: name and type of each column, its key, and which columns lead to the key of another table."""

    name: str
    about: str
    fields: tuple[tuple[str, _Type], ...]
    key: tuple[str, ...]
    leads: tuple[tuple[str, str], ...] = ()
    """Columns, each with the table to whose `id` it leads."""


TABLES: Final = (
    Table("actors", "Organisations and people", (
        ("id", "string"), ("name", "string"), ("kind", "string"), ("country", "string"), ("founded", "string"), ("ended", "string"),
        ("summary", "string"),
    ), ("id",)),
    Table("entries", "Events on both tracks", (
        ("id", "string"), ("track", "string"), ("kind", "string"), ("title", "string"), ("date", "string"), ("earliest", "date"), ("latest", "date"),
        ("summary", "string"), ("stage", "string"), ("licence", "string"), ("parameters", "integer"), ("url", "string"), ("version", "string"),
    ), ("id",)),
    Table("entry_actors", "Who did what, the first-named first", (("entry", "string"), ("position", "integer"), ("actor", "string")),
          ("entry", "position"), (("entry", "entries"), ("actor", "actors"))),
    Table("entry_tags", "Subjects of entries", (("entry", "string"), ("tag", "string")), ("entry", "tag"), (("entry", "entries"),)),
    Table("links", "How entries bear on earlier ones; days only where both are exact", (
        ("source", "string"), ("word", "string"), ("target", "string"), ("how", "string"), ("note", "string"), ("days", "integer"),
    ), ("source", "word", "target"), (("source", "entries"), ("target", "entries"))),
    Table("sources", "What the statements of entries rest on", (
        ("entry", "string"), ("position", "integer"), ("url", "string"), ("title", "string"), ("publisher", "string"), ("published", "string"),
        ("accessed", "string"), ("quote", "string"),
    ), ("entry", "position"), (("entry", "entries"),)),
    Table("parallels", "Pairs of events that play the same part", (
        ("id", "string"), ("title", "string"), ("linux", "string"), ("ai", "string"), ("likeness", "string"), ("summary", "string"),
    ), ("id",), (("linux", "entries"), ("ai", "entries"))),
    Table("series", "Measured curves", (("id", "string"), ("title", "string"), ("unit", "string"), ("licence", "string"), ("summary", "string")), ("id",)),
    Table("figures", "The figures of the curves", (
        ("series", "string"), ("position", "integer"), ("date", "string"), ("value", "number"), ("name", "string"), ("note", "string"),
    ), ("series", "position"), (("series", "series"),)),
)  # fmt: skip
"""In an order in which each comes after those that it leads to."""

_Row = tuple[Any, ...]


def tables(graph: Graph, cites: Mapping[str, Citation], past: History, site: str) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of each file."""
    rows = _rows(graph, cites, site)
    texts = {table.name: _csv(table, rows[table.name]) for table in TABLES}
    for name, text in texts.items():
        yield f"{FOLDER}/{name}.csv", text
    package = _package(texts, {name: len(found) for name, found in rows.items()}, past, site)
    yield f"{FOLDER}/datapackage.json", json.dumps(package, ensure_ascii=False, indent=1)
    about = {key: str(package[key]) for key in ("title", "version", "created", "homepage") if key in package}
    yield f"{FOLDER}/only-faster.sqlite", _sqlite(rows, about | {"licence": _LICENCE["name"]})
    yield f"{FOLDER}/only-faster.bib", "\n".join(one.bibtex for one in cites.values())


def _rows(graph: Graph, cites: Mapping[str, Citation], site: str) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {table.name: [] for table in TABLES}
    for name, record in graph.actors.items():
        a = record.value
        found["actors"].append((name, a.name, a.kind, a.country, _edtf(a.founded), _edtf(a.ended), a.summary))
    for entry in graph.entries:
        value, when, cited = entry.value, entry.value.date, cites.get(f"e/{entry.id}")
        facts = value.release if isinstance(value, Release) else value.fork if isinstance(value, Fork) else None
        found["entries"].append((
            entry.id, entry.track, entry.kind, value.title, when.edtf, when.earliest.isoformat(), when.latest.isoformat() if when.latest else None,
            value.summary, value.stage, licence_of(entry), facts.parameters if facts else None, f"{site}/e/{entry.id}/",
            cited.version if cited else None,
        ))  # fmt: skip
        found["entry_actors"] += [(entry.id, n, actor) for n, actor in enumerate(actors_of(entry), 1)]
        found["entry_tags"] += [(entry.id, tag) for tag in dict.fromkeys(value.tags)]
        found["links"] += [
            (entry.id, one.word, one.target.id, one.how, one.note, one.days) for one in graph.links.get(entry.id, ())
        ]
        found["sources"] += [
            (entry.id, n, str(one.url), one.title, one.publisher, _edtf(one.published), _edtf(one.accessed), one.quote)
            for n, one in enumerate(value.sources, 1)
        ]
    found["parallels"] = [
        (r.id, r.value.title, r.value.linux, r.value.ai, r.value.likeness, r.value.summary) for r in graph.parallels
    ]
    for curve in graph.series:
        found["series"].append(
            (curve.id, curve.value.title, curve.value.unit, curve.value.licence, curve.value.summary)
        )
        found["figures"] += [
            (curve.id, n, point.date.edtf, point.value, point.name or None, point.note or None)
            for n, point in enumerate(curve.points, 1)
        ]
    return found


def _edtf(when: Any) -> str | None:
    return when.edtf if when else None


def _csv(table: Table, rows: Sequence[_Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(name for name, _ in table.fields)
    writer.writerows(rows)
    return out.getvalue()


def _package(texts: Mapping[str, str], counts: Mapping[str, int], past: History, site: str) -> dict[str, Any]:
    newest = past.line[0] if past.line else None
    resources = [
        {
            "name": table.name, "type": "table", "path": f"{table.name}.csv", "description": table.about, "format": "csv",
            "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(texts[table.name].encode()),
            "hash": f"sha256:{hashlib.sha256(texts[table.name].encode()).hexdigest()}",
            "schema": {
                "fields": [{"name": name, "type": kind} for name, kind in table.fields],
                "primaryKey": list(table.key),
                "foreignKeys": [
                    {"fields": [name], "reference": {"resource": other, "fields": ["id"]}} for name, other in table.leads
                ],
            },
        }
        for table in TABLES
    ]  # fmt: skip
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "only-faster", "title": "Only Faster",
        "description": f"Linux and open AI side by side: {counts['entries']} events with their sources.",
        "homepage": f"{site}/", "version": newest.commit[:10] if newest else "0", "licenses": [_LICENCE],
        "contributors": [{"title": "Only Faster contributors", "roles": ["creator"]}],
        **({"created": f"{newest.day.isoformat()}T00:00:00Z"} if newest else {}),
        "resources": resources,
    }  # fmt: skip


def _sqlite(rows: Mapping[str, Sequence[_Row]], about: Mapping[str, str]) -> bytes:
    """The same tables with keys, a full-text index of the entries and what the file is, as the bytes of a file."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA foreign_keys = ON")
        for table in TABLES:
            parts = [f'"{name}" {_SQL[kind]}' for name, kind in table.fields]
            parts.append(f"PRIMARY KEY ({', '.join(_quoted(table.key))})")
            parts += [f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("id")' for name, other in table.leads]
            base.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
            places = ", ".join("?" for _ in table.fields)
            base.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', rows[table.name])  # noqa: S608  names are ours
        base.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        base.execute("CREATE VIRTUAL TABLE entries_fts USING fts5(title, summary, content='entries')")
        base.execute("INSERT INTO entries_fts(entries_fts) VALUES ('rebuild')")
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _quoted(names: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in names]
