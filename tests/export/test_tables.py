"""Tables to take away: valid by an independent program, whole, and the same in every form."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from frictionless import Package
from pyarrow import parquet
from pybtex.database import parse_string

from generator import build
from generator.export.tables import TABLES
from generator.values.citation import WHOLE
from generator.values.graph import Graph
from generator.values.pictures import Card
from tests.conftest import ADDRESSES, TODAY, published


@pytest.fixture(scope="module")
def folder(real: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the real corpus."""
    data = tmp_path_factory.mktemp("data")
    for path, content in published(real).items():
        if path.startswith("data/") and not isinstance(content, Card):
            name = data / path.removeprefix("data/")
            name.write_bytes(content if isinstance(content, bytes) else content.encode())
    return data


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """A table as CSV has it."""
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8"), newline="")))


def test_the_data_package_is_valid(folder: Path) -> None:
    """Types, keys, foreign keys, sizes and hashes, by Frictionless' own program."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])[:3]
    assert len(report.tasks) == len(TABLES)


def test_every_entry_is_there_once(folder: Path, real: Graph) -> None:
    """With its actors, tags, links and sources; every figure of every curve too."""
    assert [row["id"] for row in rows(folder, "entries")] == [record.id for record in real.entries]
    assert len(rows(folder, "sources")) == sum(len(record.value.sources) for record in real.entries)
    assert len(rows(folder, "links")) == sum(len(edges) for edges in real.links.values())
    assert len(rows(folder, "figures")) == sum(len(record.points) for record in real.series)


def test_sqlite_holds_the_same(folder: Path, real: Graph) -> None:
    """As many rows a table as in CSV, no key that leads nowhere, and words that are found."""
    with closing(sqlite3.connect(folder / "only-faster.sqlite")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in TABLES:
            (count,) = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608  names are ours
            assert count == len(rows(folder, table.name)), table.name
        matches = database.execute(
            "SELECT id FROM entries WHERE rowid IN (SELECT rowid FROM entries_fts WHERE entries_fts MATCH 'DeepSeek')"
        ).fetchall()
        assert ("deepseek-r1",) in matches
        assert dict(database.execute("SELECT key, value FROM about"))["licence"] == "CC-BY-4.0"
        (title,) = database.execute("SELECT title FROM entries WHERE id = 'deepseek-r1'").fetchone()
        assert title == real.by_id["deepseek-r1"].value.title


def test_parquet_has_the_same_rows_for_another_engine(folder: Path) -> None:
    """Read by DuckDB: as many rows as CSV has, days as days, titles as they are; the file says what it is."""
    with duckdb.connect() as database:
        for table in TABLES:
            file = folder / f"{table.name}.parquet"
            records = database.execute(f"SELECT * FROM read_parquet('{file}')").fetchall()  # noqa: S608  our own path
            assert [name for name, *_ in database.description or ()] == [name for name, _ in table.fields]
            assert [["" if cell is None else str(cell) for cell in row[:1]] for row in records] == [
                list(row.values())[:1] for row in rows(folder, table.name)
            ]
        title, day = database.execute(
            f"SELECT title, earliest FROM read_parquet('{folder / 'entries.parquet'}') WHERE id = 'deepseek-r1'"  # noqa: S608
        ).fetchall()[0]
        assert (title, day) == next(
            (r["title"], date.fromisoformat(r["earliest"])) for r in rows(folder, "entries") if r["id"] == "deepseek-r1"
        )
        about = database.execute(f"SELECT key, value FROM parquet_kv_metadata('{folder / 'entries.parquet'}')").fetchall()  # noqa: S608
        assert json.loads(dict(about)[b"about"])["licence"] == "CC-BY-4.0"


def test_parquet_has_types_and_gaps(folder: Path) -> None:
    """Read by Arrow's own library: days are days, counts whole numbers, keys never empty, and each cell is that of the CSV table."""
    types = {"string": pa.string(), "date": pa.date32(), "integer": pa.int64(), "number": pa.float64()}
    for table in TABLES:
        read = parquet.read_table(folder / f"{table.name}.parquet")
        assert [(field.name, field.type, field.nullable) for field in read.schema] == [
            (name, types[kind], name not in table.key) for name, kind in table.fields
        ]
        parsers = {"string": str, "date": date.fromisoformat, "integer": int, "number": float}
        assert read.to_pylist() == [
            {name: parsers[kind](row[name]) if row[name] else None for name, kind in table.fields} for row in rows(folder, table.name)
        ]
        assert json.loads(read.schema.metadata[b"about"])["title"] == "Only Faster"


def test_one_file_has_everything(folder: Path, real: Graph) -> None:
    """With all that each entry says, and all figures."""
    whole = json.loads((folder / "only-faster.json").read_text("utf-8"))
    assert [entry["id"] for entry in whole["entries"]] == [record.id for record in real.entries]
    assert {len(whole["actors"]), len(whole["parallels"])} == {len(real.actors), len(real.parallels)}
    assert sum(len(series["figures"]) for series in whole["series"]) == len(rows(folder, "figures"))
    assert whole["licence"] == "CC-BY-4.0"


def test_bibtex_of_everything_is_read(folder: Path, real: Graph) -> None:
    """Each page that can be cited, under a key of its own."""
    library = parse_string((folder / "only-faster.bib").read_text("utf-8"), "bibtex")
    addresses = [entry.fields["url"] for entry in library.entries.values()]
    comparison = build.comparison(real, TODAY)
    assert comparison
    pages = len(real.entries) + len(real.parallels) + len(real.series) + len(WHOLE) + len(comparison.views) - 1
    assert sum("#chart-" not in address for address in addresses) == pages
    assert sum("#chart-" in address for address in addresses) > len(real.series)


def test_two_builds_give_the_same_bytes(real: Graph, folder: Path) -> None:
    """SQLite's file and each of Parquet's too."""
    pages = build.pages(real, TODAY, ADDRESSES)
    again = {page.path.removeprefix("data/"): page.text for page in pages if isinstance(page.text, bytes)}
    for name in ("only-faster.sqlite", *(f"{table.name}.parquet" for table in TABLES)):
        assert again[name] == (folder / name).read_bytes(), name
