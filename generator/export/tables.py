"""Tables to take away: CSV, one a kind, with a Data Package that describes them, and the same as Parquet and as one SQLite file.

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
from datetime import date
from typing import Any, Final, Literal

from arro3.core import Array, DataType, Field, RecordBatch, Schema
from arro3.io import write_parquet

from generator.export.stamp import DATA_LICENCE, stamp
from generator.values.citation import AUTHOR, Citation
from generator.values.download import Download
from generator.values.graph import Graph, actors_of, licence_of
from generator.values.history import History

FOLDER: Final = "data"
_Type = Literal["string", "date", "integer", "number"]
_SQL: Final[Mapping[str, str]] = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}


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
    Table(
        "actors",
        "Organisations and people",
        (
            ("id", "string"),
            ("name", "string"),
            ("kind", "string"),
            ("country", "string"),
            ("founded", "string"),
            ("ended", "string"),
            ("summary", "string"),
        ),
        ("id",),
    ),
    Table(
        "entries",
        "Events on both tracks",
        (
            ("id", "string"),
            ("track", "string"),
            ("kind", "string"),
            ("title", "string"),
            ("date", "string"),
            ("earliest", "date"),
            ("latest", "date"),
            ("summary", "string"),
            ("stage", "string"),
            ("licence", "string"),
            ("parameters", "integer"),
            ("url", "string"),
            ("version", "string"),
        ),
        ("id",),
    ),
    Table(
        "entry_actors",
        "Who did what, the first-named first",
        (("entry", "string"), ("position", "integer"), ("actor", "string")),
        ("entry", "position"),
        (("entry", "entries"), ("actor", "actors")),
    ),
    Table("entry_tags", "Subjects of entries", (("entry", "string"), ("tag", "string")), ("entry", "tag"), (("entry", "entries"),)),
    Table(
        "links",
        "How entries bear on earlier ones; days only where both are exact",
        (("source", "string"), ("word", "string"), ("target", "string"), ("how", "string"), ("note", "string"), ("days", "integer")),
        ("source", "word", "target"),
        (("source", "entries"), ("target", "entries")),
    ),
    Table(
        "sources",
        "What the statements of entries rest on",
        (
            ("entry", "string"),
            ("position", "integer"),
            ("url", "string"),
            ("title", "string"),
            ("publisher", "string"),
            ("published", "string"),
            ("accessed", "string"),
            ("quote", "string"),
        ),
        ("entry", "position"),
        (("entry", "entries"),),
    ),
    Table(
        "parallels",
        "Pairs of events that play the same part",
        (("id", "string"), ("title", "string"), ("linux", "string"), ("ai", "string"), ("likeness", "string"), ("summary", "string")),
        ("id",),
        (("linux", "entries"), ("ai", "entries")),
    ),
    Table(
        "series",
        "Measured curves",
        (("id", "string"), ("title", "string"), ("unit", "string"), ("licence", "string"), ("summary", "string")),
        ("id",),
    ),
    Table(
        "figures",
        "The figures of the curves",
        (("series", "string"), ("position", "integer"), ("date", "string"), ("value", "number"), ("name", "string"), ("note", "string")),
        ("series", "position"),
        (("series", "series"),),
    ),
)
"""In an order in which each comes after those that it leads to."""

_Row = tuple[Any, ...]


def tables(graph: Graph, cites: Mapping[str, Citation], past: History, site: str) -> Iterator[Download]:
    """Each file: the CSV tables with their description, the same as Parquet, as one database, and all citations."""
    rows, about = _rows(graph, cites, site), stamp(past, site)
    texts = {table.name: _csv(table, rows[table.name]).encode() for table in TABLES}
    for table in TABLES:
        yield Download(f"{FOLDER}/{table.name}.csv", table.about, "text/csv", texts[table.name])
    package = json.dumps(_package(texts, len(rows["entries"]), about), ensure_ascii=False, indent=1)
    yield Download(
        f"{FOLDER}/datapackage.json", "What the CSV tables hold: columns, keys, sizes, hashes", "application/json", package.encode()
    )
    for table in TABLES:
        yield Download(
            f"{FOLDER}/{table.name}.parquet", table.about, "application/vnd.apache.parquet", _parquet(table, rows[table.name], about)
        )
    database = "All tables in one database, with keys and a full-text index"
    yield Download(f"{FOLDER}/only-faster.sqlite", database, "application/vnd.sqlite3", _sqlite(rows, about))
    head = "".join(f"% {key}: {value}\n" for key, value in about.items())
    bibtex = "\n".join((head, *(reference.bibtex for reference in cites.values())))
    yield Download(f"{FOLDER}/only-faster.bib", "How every page and chart is cited", "application/x-bibtex", bibtex.encode())
    ris = "".join(citation.ris for citation in cites.values())
    yield Download(f"{FOLDER}/only-faster.ris", "The same as RIS", "application/x-research-info-systems", ris.encode())
    csl = json.dumps([citation.csl for citation in cites.values()], ensure_ascii=False, separators=(",", ":"))
    yield Download(f"{FOLDER}/only-faster.csl.json", "The same as CSL-JSON", "application/vnd.citationstyles.csl+json", csl.encode())


def _rows(graph: Graph, cites: Mapping[str, Citation], site: str) -> dict[str, list[_Row]]:
    rows: dict[str, list[_Row]] = {table.name: [] for table in TABLES}
    for name, record in graph.actors.items():
        a = record.value
        rows["actors"].append((name, a.name, a.kind, a.country, _edtf(a.founded), _edtf(a.ended), a.summary))
    for entry in graph.entries:
        value, when, cited = entry.value, entry.value.date, cites.get(f"e/{entry.id}")
        rows["entries"].append(
            (
                entry.id,
                entry.track,
                entry.kind,
                value.title,
                when.edtf,
                when.earliest.isoformat(),
                when.latest.isoformat() if when.latest else None,
                value.summary,
                value.stage,
                licence_of(entry),
                value.work.parameters if value.work else None,
                f"{site}/e/{entry.id}/",
                cited.version if cited else None,
            )
        )
        rows["entry_actors"] += [(entry.id, n, actor) for n, actor in enumerate(actors_of(entry), 1)]
        rows["entry_tags"] += [(entry.id, tag) for tag in dict.fromkeys(value.tags)]
        rows["links"] += [(entry.id, edge.word, edge.target.id, edge.how, edge.note, edge.days) for edge in graph.links.get(entry.id, ())]
        rows["sources"] += [
            (entry.id, n, str(source.url), source.title, source.publisher, _edtf(source.published), _edtf(source.accessed), source.quote)
            for n, source in enumerate(value.sources, 1)
        ]
    rows["parallels"] = [(r.id, r.value.title, r.value.linux, r.value.ai, r.value.likeness, r.value.summary) for r in graph.parallels]
    for curve in graph.series:
        rows["series"].append((curve.id, curve.value.title, curve.value.unit, curve.value.licence, curve.value.summary))
        rows["figures"] += [
            (curve.id, n, point.date.edtf, point.value, point.name or None, point.note or None) for n, point in enumerate(curve.points, 1)
        ]
    return rows


def _edtf(when: Any) -> str | None:
    return when.edtf if when else None


def _csv(table: Table, rows: Sequence[_Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(name for name, _ in table.fields)
    writer.writerows(rows)
    return out.getvalue()


def _package(texts: Mapping[str, bytes], entries: int, about: Mapping[str, str]) -> dict[str, Any]:
    resources = [
        {
            "name": table.name,
            "type": "table",
            "path": f"{table.name}.csv",
            "description": table.about,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(texts[table.name]),
            "hash": f"sha256:{hashlib.sha256(texts[table.name]).hexdigest()}",
            "schema": {
                "fields": [{"name": name, "type": kind} for name, kind in table.fields],
                "primaryKey": list(table.key),
                "foreignKeys": [{"fields": [name], "reference": {"resource": other, "fields": ["id"]}} for name, other in table.leads],
            },
        }
        for table in TABLES
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "only-faster",
        "title": "Only Faster",
        "description": f"Linux and open AI side by side: {entries} events with their sources.",
        "homepage": about["homepage"],
        "version": about.get("version", "0"),
        "licenses": [DATA_LICENCE],
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        **({"created": f"{about['day']}T00:00:00Z"} if "day" in about else {}),
        "resources": resources,
    }


def _parquet(table: Table, rows: Sequence[_Row], about: Mapping[str, str]) -> bytes:
    """One table as Parquet, days as days and counts as whole numbers, with what the file is in its metadata, as JSON under one key: the
    library writes several in an order that changes."""
    named = {"about": json.dumps(about, ensure_ascii=False)}
    types = {"string": DataType.utf8(), "date": DataType.date32(), "integer": DataType.int64(), "number": DataType.float64()}
    fields = [Field(name, types[kind], nullable=name not in table.key) for name, kind in table.fields]
    columns = [
        Array([_days(row[n]) for row in rows], DataType.int32()).cast(types[kind])
        if kind == "date"
        else Array([row[n] for row in rows], types[kind])
        for n, (_, kind) in enumerate(table.fields)
    ]
    out = io.BytesIO()
    batch = RecordBatch.from_arrays(columns, schema=Schema(fields, metadata=named))
    write_parquet(batch, out, compression="zstd(3)", key_value_metadata=named)
    return out.getvalue()


def _days(day: str | None) -> int | None:
    """As Parquet counts them, from 1970 on."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days if day else None


def _sqlite(rows: Mapping[str, Sequence[_Row]], about: Mapping[str, str]) -> bytes:
    """The same tables with keys, a full-text index of the entries and what the file is, as the bytes of a file."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        for table in TABLES:
            parts = [f'"{name}" {_SQL[kind]}' for name, kind in table.fields]
            parts.append(f"PRIMARY KEY ({', '.join(_quoted(table.key))})")
            parts += [f'FOREIGN KEY ("{name}") REFERENCES "{other}" ("id")' for name, other in table.leads]
            database.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
            placeholders = ", ".join("?" for _ in table.fields)
            database.executemany(f'INSERT INTO "{table.name}" VALUES ({placeholders})', rows[table.name])  # noqa: S608  names are ours
        database.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        database.executemany("INSERT INTO about VALUES (?, ?)", about.items())
        database.execute("CREATE VIRTUAL TABLE entries_fts USING fts5(title, summary, content='entries')")
        database.execute("INSERT INTO entries_fts(entries_fts) VALUES ('rebuild')")
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _quoted(names: Sequence[str]) -> list[str]:
    return [f'"{name}"' for name in names]
