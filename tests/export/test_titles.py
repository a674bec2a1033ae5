"""Titles that are hard to write and dates that are not exact, in every format that the site gives out."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import feedparser
import pytest
import rispy
import vobject

from generator import build
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.cite.test_cite import TITLES
from tests.conftest import TODAY, items_in

SITE = "https://site.example"
DATES = ["2025-01~", "2025?", "2025-01-20/2025-01-27", "2025-01-20/..", "2025-01-20"]
Site = tuple[dict[str, str | bytes], dict[str, tuple[str, str]], dict[str, Any]]
"""All files but pictures, the title and the date of each entry, and the JSON-LD of each page."""


@pytest.fixture(scope="module", params=[0, 6], ids=["first six", "last six"])
def site(request: pytest.FixtureRequest, graph: Graph) -> Site:
    """All files of the fake corpus with some of the titles, and what each entry is called and dated."""
    titles = TITLES[request.param : request.param + 6]
    titled: dict[str, tuple[str, str]] = {}
    entries = list(graph.entries)
    for n, title in enumerate(titles):
        record = entries[n]
        when = DATES[n % len(DATES)]
        titled[record.id] = (title, when)
        entries[n] = replace(record, value=record.value.model_copy(update={"title": title, "date": FuzzyDate.parse(when)}))  # type: ignore[arg-type]
    line = tuple(Revision(f"e/{r.id}", "added", date(2026, 1, 1), "c", "Add", r.path, "b", (), f"{n:010}") for n, r in enumerate(entries))
    past = History("whole", {revision.page: (revision,) for revision in line}, line)
    changed = replace(graph, entries=tuple(entries), by_id={r.id: r for r in entries})
    addresses = build.Addresses(SITE, "https://git.example/repo")
    pages = list(build.pages(changed, TODAY, addresses, past))
    linked = {page.path: json.loads(page.meta["linked"]) for page in pages if page.meta and "linked" in page.meta}
    return {page.path: page.text for page in pages if not isinstance(page.text, build.Card)}, titled, linked


def test_tables_have_them(site: Site, tmp_path: Path) -> None:
    """CSV, SQLite with its full-text index, and Parquet."""
    pages, titled, _ = site
    rows = list(csv.DictReader(io.StringIO(bytes(pages["data/entries.csv"]).decode(), newline="")))  # type: ignore[arg-type]
    for name, suffix in (("only-faster", "sqlite"), ("entries", "parquet")):
        (tmp_path / f"{name}.{suffix}").write_bytes(bytes(pages[f"data/{name}.{suffix}"]))  # type: ignore[arg-type]
    with closing(sqlite3.connect(tmp_path / "only-faster.sqlite")) as database:
        there = dict(database.execute("SELECT id, title || char(10) || date FROM entries"))
    with duckdb.connect() as engine:
        packed = engine.execute("SELECT id, title, date FROM read_parquet(?)", [str(tmp_path / "entries.parquet")]).fetchall()
    for name, (title, when) in titled.items():
        assert [(row["title"], row["date"]) for row in rows if row["id"] == name] == [(title, when)]
        assert there[name] == f"{title}\n{when}"
        assert [row[1:] for row in packed if row[0] == name] == [(title, when)]


def test_json_has_them(site: Site) -> None:
    """The API, everything as one file, the timeline's data, oEmbed, JSON-LD and the JSON feed."""
    pages, titled, linked = site

    def read(path: str) -> Any:
        text = pages[path]
        return json.loads(text)

    whole = {entry["id"]: entry for entry in read("data/only-faster.json")["entries"]}
    feed = {item["url"]: item["title"] for item in read("feed.json")["items"]}
    for name, (title, when) in titled.items():
        entry = read(f"api/v1/entries/{name}.json")
        assert (entry["title"], entry["date"]) == (title, when)
        assert (whole[name]["title"], whole[name]["date"]) == (title, when)
        assert title in [row[1] for row in read("timeline/entries.json")["entries"]]
        assert feed[f"{SITE}/e/{name}/"] == title
        page = linked[f"e/{name}/index.md"]
        assert (page["headline"], page["about"]["name"]) == (title, title)


def test_feeds_calendars_and_references_have_them(site: Site) -> None:
    """Atom, iCalendar for what has a certain day, RIS and CSL-JSON."""
    pages, titled, _ = site
    atom: Any = feedparser.parse(str(pages["feed.atom"]).encode())
    titles = {entry.link: entry.title for entry in atom.entries}
    calendar: Any = vobject.readOne(bytes(pages["on-this-day/anniversaries.ics"]).decode())  # type: ignore[arg-type]
    events = {event.url.value: event.summary.value for event in calendar.vevent_list}
    references = rispy.loads(bytes(pages["data/only-faster.ris"]).decode())  # type: ignore[arg-type]
    assert json.loads(bytes(pages["data/only-faster.csl.json"])) != []  # type: ignore[arg-type]
    for name, (title, when) in titled.items():
        assert titles[f"{SITE}/e/{name}/"] == title
        assert events.get(f"{SITE}/e/{name}/") == (f"{title} (2025)" if when == "2025-01-20" else None)
        (csl,) = items_in(str(pages[f"e/{name}/index.md"]))
        (ris,) = [item for item in references if item["id"] == csl["id"]]
        assert ris["title"] == csl["title"] == title
        assert csl["event-date"] == {"raw": when}
