"""Passages: cut from what was read, and what became of a source when it is read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.disk.fetched_files import Store
from generator.fetch import passages
from generator.fetch.http import Client
from generator.fetch.repositories import from_disk, pinned
from generator.values.corpus import Record
from generator.values.entries import Milestone
from generator.values.passages import standing_of
from tests.fetch.conftest import Clock
from tests.fetch.faulty import Faulty, Reply
from tests.repository import Repository

TODAY = date(2026, 11, 25)
CARD = "The model is small. It was trained on a subset of the data alone, says its card. More follows here."
QUOTE = "a subset of the data alone"


@pytest.fixture
def copies(tmp_path: Path) -> Callable[[bool], tuple[Path, str]]:
    """A folder with a copy of a repository, with a licence or without, and the commit that its source names."""

    def make(licensed: bool) -> tuple[Path, str]:
        repository = Repository(tmp_path / "copies" / "lab" / "model")
        (repository.root / "README.md").write_text(CARD)
        if licensed:
            (repository.root / "LICENSE").write_text("MIT")
        return tmp_path / "copies", repository.commit("Release the model")

    return make


def record(*sources: dict[str, str]) -> Record[object]:
    """An entry with sources that were read."""
    value = {"title": "It came", "date": "2020-05", "summary": "It came, says a sentence of a decent length here.", "sources": sources}
    return Record("a", "entries/ai/milestones/a.yaml", Milestone.model_validate_json(json.dumps(value)))


def source(url: str, quote: str = QUOTE) -> dict[str, str]:
    """A source that was read."""
    return {"url": url, "accessed": "2026-11-24", "quote": quote}


def run(reader: passages.Reader, store: Store, *records: Record[object]) -> passages.Report:
    """Read what is not kept yet."""
    return passages.run(reader, store, [(r, r.value.sources) for r in records], TODAY, lambda *_: None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("licensed", [True, False])
def test_words_are_cut_from_the_text_at_the_commit(copies: Callable[[bool], tuple[Path, str]], tmp_path: Path, licensed: bool) -> None:
    """With its place, day and hash, and longer than the quote; of a repository without a licence the hash alone."""
    folder, commit = copies(licensed)
    url = f"https://github.com/lab/model/blob/{commit}/README.md"
    entry = record(source(url))
    report = run(passages.Reader(None, folder), Store(tmp_path), entry)
    assert (report.asked, report.got, report.troubles) == (1, 1, ())
    [kept] = Store(tmp_path).read("passages/ai/milestones/a.json", tuple[passages.Passage, ...])
    assert (kept.url, kept.quote, kept.read, kept.where) == (url, QUOTE, TODAY, f"github.com/lab/model@{commit}:README.md")
    assert kept.words == (CARD if licensed else None)
    assert standing_of(entry.value.sources[0], [kept]) == ("stands" if licensed else "hashed")  # type: ignore[attr-defined]


def test_a_quote_that_is_not_there_is_told_and_not_kept(copies: Callable[[bool], tuple[Path, str]], tmp_path: Path) -> None:
    """Also where a single letter differs."""
    folder, commit = copies(True)
    url = f"https://github.com/lab/model/blob/{commit}/README.md"
    report = run(passages.Reader(None, folder), Store(tmp_path), record(source(url, "a subset of the date alone")))
    assert report.troubles == (
        f"entries/ai/milestones/a.yaml: 'a subset of the date alone' does not stand in github.com/lab/model@{commit}:README.md",
    )
    assert not list(Store(tmp_path).names("passages"))


def test_what_is_kept_is_not_read_again_and_what_went_is_let_go(copies: Callable[[bool], tuple[Path, str]], tmp_path: Path) -> None:
    """A quote that was cut otherwise from the same words keeps its passage; that of a source that is gone goes."""
    folder, commit = copies(True)
    url = f"https://github.com/lab/model/blob/{commit}/README.md"
    store = Store(tmp_path)
    run(passages.Reader(None, folder), store, record(source(url)))
    report = run(passages.Reader(None), store, record(source(url, "a subset of the data")))
    assert (report.got, report.changed) == (1, ())
    assert [kept.quote for kept in store.read("passages/ai/milestones/a.json", tuple[passages.Passage, ...])] == ["a subset of the data"]
    run(passages.Reader(None), store, record(source("https://other.example/x")))
    assert store.read("passages/ai/milestones/a.json", tuple[passages.Passage, ...]) == ()


def test_a_commit_is_read_with_its_message_and_changes(copies: Callable[[bool], tuple[Path, str]]) -> None:
    """And nothing of the stranger's repository is run or checked out."""
    folder, commit = copies(True)
    hook = folder / "lab/model/.git/hooks/post-checkout"
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    place = pinned(f"https://github.com/lab/model/commit/{commit}")
    assert place
    reading = from_disk(folder, place)
    assert reading
    assert "Release the model" in reading.text
    assert f"+{CARD}" in reading.text
    assert from_disk(folder, place.__class__("lab", "model", "0" * 40, "README.md")) is None
    assert not list(folder.rglob("ran"))


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/lab/model/blob/main/README.md",
        "https://github.com/lab/model",
        "https://example.org/lab/model/blob/" + "0" * 40 + "/x",
        "https://github.com/lab/../x/blob/" + "0" * 40 + "/x/../../y",
    ],
)
def test_only_a_commit_pins(url: str) -> None:
    """A branch moves, and other hosts are read as pages."""
    place = pinned(url)
    assert place is None or ".." not in (place.owner, place.name)


PAGE = f"<html><head><style>{QUOTE}</style></head><body><p>The card says: <b>a subset</b> of the data&nbsp;alone.</p></body></html>"


@pytest.mark.parametrize(
    ("reply", "fate"),
    [
        (Reply(200, {"Content-Type": "text/html"}, PAGE.encode()), "stands"),
        (Reply(200, {"Content-Type": "text/html"}, PAGE.replace("subset</b>", "part</b>").encode()), "drifted"),
        (Reply(200, {"Content-Type": "text/html"}, b"<html><![x[ odd ]]><![if y]><!z>" + PAGE.encode()), "stands"),
        (Reply(404), "gone"),
        (Reply(410), "gone"),
        (Reply(403), "unread"),
        (Reply(301, {"Location": "/new"}), "moved"),
    ],
)
def test_what_became_of_a_source_is_told_apart(server: Faulty, client: Client, reply: Reply, fate: str) -> None:
    """It stands as a reader sees it, has drifted, has moved, is gone, or could not be read."""
    server.at("/page", reply)
    server.at("/new", Reply(200, {"Content-Type": "text/html"}, PAGE.encode()))
    entry = record(source(f"{server.address}/page"))
    assert [told for _, told, _ in passages.fates(passages.Reader(client), entry.value.sources)] == [fate]  # type: ignore[attr-defined]


def test_no_server_ends_a_run(server: Faulty, client: Client, clock: Clock, tmp_path: Path) -> None:
    """Each source that cannot be read is told, with why; what was not asked in time is counted; the others are read."""
    server.at("/page", Reply(200, {"Content-Type": "text/html"}, PAGE.encode()))
    server.at("/far", Reply(301, {"Location": "/" + "x" * 1500}))
    server.at("/" + "x" * 1500, Reply(200, {"Content-Type": "text/html"}, PAGE.encode()))
    server.at("/odd", Reply(503, {"Retry-After": "²"}))
    server.at("/nowhere", Reply(302, {"Location": "http://[::1"}))
    sources = [source(server.address + path) for path in ("/odd", "/nowhere", "/far", "/page")]
    report = run(passages.Reader(client), Store(tmp_path), record(*sources))
    assert (report.asked, report.got, len(report.troubles)) == (4, 2, 2)
    assert "the server answered 503" in report.troubles[0]
    assert "which is no address" in report.troubles[1]
    client.ends = clock.time
    report = run(passages.Reader(client), Store(tmp_path), record(*sources))
    assert (report.got, report.troubles) == (
        2,
        ("2 of the sources not asked, as the time of the run was over; give it more with --within",),
    )


def test_older_pages_are_read_in_their_own_letters(server: Faulty, client: Client) -> None:
    """What is no UTF-8 is Windows' Latin."""
    server.at(
        "/old", Reply(200, {"Content-Type": "text/html"}, "<html><p>Müller says:\xa0a subset of the data alone – so.</p>".encode("cp1252"))
    )
    entry = record(source(f"{server.address}/old", "Müller says: a subset of the data alone - so."))
    assert [told for _, told, _ in passages.fates(passages.Reader(client), entry.value.sources)] == ["stands"]  # type: ignore[attr-defined]


def test_a_copy_is_read_where_the_original_was_not(server: Faulty, client: Client) -> None:
    """`read_at` says where."""
    server.at("/copy", Reply(200, {}, CARD.encode()))
    entry = record(source("https://original.example/x") | {"read_at": f"{server.address}/copy"})
    assert [told for _, told, _ in passages.fates(passages.Reader(client), entry.value.sources)] == ["stands"]  # type: ignore[attr-defined]
