"""The news run: feeds that fail alone, validators that spare work, and what is kept of it all."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.disk.fetched_files import Store
from generator.fetch import news
from generator.fetch.feed_reader import FeedReader
from generator.fetch.http import Client
from generator.fetch.news import Known
from generator.fetch.report import Report
from generator.values.actors import Feed
from generator.values.corpus import Record
from generator.values.entries import Alias
from generator.values.fetched import FeedState, News, Proposal
from tests.fetch.conftest import Clock
from tests.fetch.faulty import Faulty, Got, Reply, faulty
from tests.fetch.test_feeds import item, rss

TODAY = date(2026, 11, 24)
KNOWN = Known({"llama-3": [Alias(text="Llama 3")]}, frozenset({"https://a.example/source"}), ["Acme"])
Run = Callable[..., Report]


@pytest.fixture
def run(server: Faulty, client: Client, reader: FeedReader, tmp_path: Path) -> Run:
    """Read feeds of the stand-in server, by their paths."""

    def read(*paths: str, today: date = TODAY, since: date | None = None) -> Report:
        feeds = [
            Record(
                path.strip("/"), "entries/feeds.yaml", Feed(name=path.strip("/").upper(), url=server.address + path, site=server.address)
            )
            for path in paths or ("/a",)
        ]
        return news.run(client, reader, Store(tmp_path), feeds, KNOWN, today, lambda *_: None, since)

    return read


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[str, Any], Any]:
    """What is kept in a file."""
    return lambda name, shape: Store(tmp_path).read(name, shape)


LLAMA = item("Meta releases Llama 3", "https://a.example/1")
EVENT = item("Acme releases open weights", "https://a.example/2")


def test_reports_go_to_entries_and_the_inbox(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """A mention of what is known, a proposal of what is not, and a summary of both."""
    server.at("/a", Reply(200, {}, rss(LLAMA, EVENT, item("Weather", "https://a.example/3")).encode()))
    report = run()
    assert (report.changed, report.troubles, report.code) == (("llama-3: 1 report", "inbox: 1 waiting, 1 new"), (), 0)
    llama = stored("news/llama-3.json", News)
    assert [(mention.item.title, mention.item.publisher, mention.alias) for mention in llama.mentions] == [
        ("Meta releases Llama 3", "A", "Llama 3")
    ]
    assert [proposal.item.title for proposal in stored("inbox.json", tuple[Proposal, ...])] == ["Acme releases open weights"]


def test_the_same_again_changes_nothing(server: Faulty, run: Run, tmp_path: Path) -> None:
    """Not a byte, and nothing is told."""
    server.at("/a", Reply(200, {"ETag": '"1"'}, rss(LLAMA, EVENT).encode()))
    run()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.json")}
    assert run().changed == ()
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.json")}


def test_validators_are_sent_and_kept(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """Also over a 304 that does not repeat them; what waits in the inbox stays there."""
    headers = {"ETag": '"x"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
    server.at("/a", Reply(200, headers, rss(EVENT).encode()), Reply(304))
    for _ in range(3):
        assert run().code == 0
    assert [got.headers.get("If-None-Match") for got in server.got] == [None, '"x"', '"x"']
    assert server.got[2].headers["If-Modified-Since"] == headers["Last-Modified"]
    assert len(stored("inbox.json", tuple[Proposal, ...])) == 1


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(200, {}, b"<!doctype html><html>"), "it is an HTML page"),
        (Reply(200, {}, b'{"error": "x"}'), "it is JSON"),
        (Reply(200, {}, b"<html>Verify you are human</html>"), "asks whether one is human"),
        (Reply(404), "answered 404"),
        (Reply(410), "answered 410"),
        (Reply(500), "answered 500"),
        (Reply(fault="reset"), "broke off"),
        (Reply(fault="bomb"), "more than"),
        (Reply(200, {}, b"x" * 99, "cut-gzip"), "ends in the middle"),
        (Reply(200, {}, rss().encode()), "nothing in it, where"),
        (Reply(302, {"Location": "/a"}), "in a circle"),
        (Reply(302, {"Location": "file:///etc/passwd"}), "no address of the web"),
        (Reply(429, {"Retry-After": "99999"}), "left alone"),
        (Reply(503, {"Retry-After": "²"}), "answered 503"),
        (Reply(302, {"Location": "http://[::1"}), "it leads to http://[::1, which is no address"),
        (Reply(body=b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\nx", fault="raw"), "its length is '²', which is no number of bytes"),
        (Reply(body=b"HTTP/1.1 200 OK\r\nContent-Type: text/x", fault="raw"), "broke off its answer"),
        (Reply(200, {"Content-Encoding": "\x1b[31m"}, b"x"), "packed as ' [31m'"),
    ],
)
def test_a_broken_feed_stops_no_other(server: Faulty, run: Run, stored: Callable[[str, Any], Any], reply: Reply, message: str) -> None:
    """It is told why, what it had said before stays, and the others are read."""
    server.at("/a", Reply(200, {}, rss(LLAMA).encode()))
    server.at("/b", Reply(200, {}, rss(item("Llama 3 again", "https://b.example/1")).encode()))
    run("/b", "/a")
    server.at("/a", reply)
    report = run("/b", "/a", today=TODAY + timedelta(days=1))
    assert report.code == 3
    assert len(report.troubles) == 1
    assert report.troubles[0].startswith("a: ")
    assert message in report.troubles[0]
    assert len(stored("news/llama-3.json", News).mentions) == 2
    assert stored("feeds.json", dict[str, FeedState])["a"].failures == (TODAY + timedelta(days=1),)
    assert stored("feeds.json", dict[str, FeedState])["b"].failures == ()


def test_a_validator_that_cannot_be_sent_is_not_kept(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """A feed whose own words would break the next request would never be read again."""
    server.at("/a", Reply(200, {"ETag": '"\x1b[31m"', "Last-Modified": "x" * 5000}, rss(LLAMA).encode()))
    run()
    assert (stored("feeds.json", dict[str, FeedState])["a"].etag, stored("feeds.json", dict[str, FeedState])["a"].last_modified) == (
        None,
        None,
    )
    assert run().code == 0


def test_what_nobody_foresaw_is_told_of_one_feed(server: Faulty, run: Run, reader: FeedReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its kind and its place; the others are read."""
    server.at("/a", Reply(200, {}, rss(LLAMA).encode()))
    server.at("/b", Reply(200, {}, b"odd"))
    real = reader.read

    def read(body: bytes, *more: Any) -> Any:
        if body == b"odd":
            raise ZeroDivisionError
        return real(body, *more)

    monkeypatch.setattr(reader, "read", read)
    report = run("/a", "/b")
    assert (report.got, report.code) == (1, 3)
    assert "b: what it sent could not be handled, which is a fault of this program (ZeroDivisionError at news.py:" in report.troubles[0]


def test_a_feed_that_was_not_asked_is_not_to_be_blamed(
    server: Faulty, run: Run, stored: Callable[[str, Any], Any], client: Client, clock: Clock
) -> None:
    """When the time of a run is over: what the others brought is kept."""
    run()
    for path in ("/a", "/b", "/c", "/d"):
        server.at(path, Reply(200, {}, rss(LLAMA).encode()))
    client.ends = clock.time + timedelta(seconds=15)
    real = server.next

    def slowly(got: Got) -> Reply:
        clock.time += timedelta(seconds=10)
        return real(got)

    server.next = slowly  # type: ignore[method-assign]
    report = run("/a", "/b", "/c", "/d")
    # Two are asked at a time: one may be on its way when the other's answer uses up the time.
    assert report.got in (2, 3)
    assert report.troubles == (f"{4 - report.got} of the feeds not asked, as the time of the run was over; give it more with --within",)
    assert report.code == 3
    assert all(not state.failures for name, state in stored("feeds.json", dict[str, FeedState]).items() if name != "a")
    assert len(stored("news/llama-3.json", News).mentions) == 1


def test_when_all_are_silent_it_is_an_error(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """And what was kept is untouched, the inbox too."""
    server.at("/a", Reply(200, {}, rss(EVENT).encode()))
    run()
    server.at("/a", Reply(500))
    report = run()
    assert (report.code, report.lost) == (1, True)
    assert len(stored("inbox.json", tuple[Proposal, ...])) == 1


def test_a_feed_is_gone_after_days_of_silence(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """Not after three runs on one day, nor while no feed answers at all; and an answer makes all good."""
    server.at("/a", Reply(410))
    for n in range(5):
        run(today=TODAY + timedelta(days=n))
    server.at("/b", Reply(200, {}, rss(LLAMA).encode()))
    for _ in range(3):
        assert "take it out" not in run("/a", "/b").troubles[0]
    run("/a", "/b", today=TODAY + timedelta(days=1))
    trouble = run("/a", "/b", today=TODAY + timedelta(days=9)).troubles[0]
    assert trouble == "a: the server answered 410, as on 3 days since 2026-11-24; take it out of entries/feeds.yaml, or mend its address"
    server.at("/a", Reply(200, {}, rss(EVENT).encode()))
    run("/a", "/b", today=TODAY + timedelta(days=10))
    assert stored("feeds.json", dict[str, FeedState])["a"].failures == ()


def test_only_a_permanent_move_is_remembered(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """And told, so that a person can write it down; the next run asks the new place."""
    server.at("/a", Reply(301, {"Location": "/new"}))
    server.at("/new", Reply(302, {"Location": "/today"}))
    server.at("/today", Reply(200, {}, rss(EVENT).encode()))
    report = run()
    assert report.notes == (f"a: it has moved for good to {server.address}/new; write that in entries/feeds.yaml",)
    assert str(stored("feeds.json", dict[str, FeedState])["a"].url) == server.address + "/new"
    server.got.clear()
    run()
    assert server.paths() == ["/new", "/today"]


def test_an_entry_that_comes_empties_the_inbox(server: Faulty, client: Client, reader: FeedReader, tmp_path: Path, run: Run) -> None:
    """What waited is held against the new name; what has become a source waits no more."""
    server.at("/a", Reply(200, {}, rss(EVENT, item("Acme launches an open-source kernel", "https://a.example/5")).encode()))
    run()
    known = Known({"acme": [Alias(text="Acme", needs=("kernel",))]}, frozenset({"https://a.example/2"}), [])
    server.at("/a", Reply(200, {}, rss(item("Weather", "https://a.example/9")).encode()))
    feeds = [Record("a", "entries/feeds.yaml", Feed(name="A", url=server.address + "/a", site=server.address))]
    report = news.run(client, reader, Store(tmp_path), feeds, known, TODAY, lambda *_: None)
    assert report.changed == ("acme: 1 report", "inbox: 0 waiting, 0 new")


def test_all_feeds_are_read_at_once(client: Client, reader: FeedReader, tmp_path: Path) -> None:
    """Six feeds whose servers answer only when the last of them is asked: a run that went one by one would never end."""
    together = threading.Barrier(6)

    def slow(_: Got) -> Reply:
        together.wait(timeout=20)
        return Reply(200, {}, rss(LLAMA).encode())

    with ExitStack() as stack:
        feeds = []
        for n in range(6):
            # An address of its own for each: one host bears two requests at a time.
            host = stack.enter_context(faulty(f"127.0.0.{n + 1}"))
            host.handler = slow
            feeds.append(Record(f"f{n}", "entries/feeds.yaml", Feed(name=f"F{n}", url=host.address + "/a", site=host.address)))
        report = news.run(client, reader, Store(tmp_path), feeds, KNOWN, TODAY, lambda *_: None)
    assert (report.got, report.troubles) == (6, ())


def test_what_is_older_can_be_left_out(server: Faulty, run: Run, stored: Callable[[str, Any], Any]) -> None:
    """With a first day."""
    old = item("Llama 3 was out", "https://a.example/0", "Mon, 02 Nov 2026 10:00:00 GMT")
    server.at("/a", Reply(200, {}, rss(LLAMA, old).encode()))
    run(since=date(2026, 11, 20))
    assert [mention.item.title for mention in stored("news/llama-3.json", News).mentions] == ["Meta releases Llama 3"]


@pytest.mark.parametrize("name", ["feeds.json", "inbox.json", "news/llama-3.json"])
def test_a_damaged_file_is_left_and_told(server: Faulty, run: Run, tmp_path: Path, name: str) -> None:
    """Nothing is written over it."""
    server.at("/a", Reply(200, {}, rss(LLAMA).encode()))
    path = tmp_path / "entries/_fetched" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    report = run()
    assert report.code in (1, 3)
    assert report.troubles[0].startswith(f"entries/_fetched/{name}: ")
    assert path.read_text() == "{"


def test_files_are_json_with_sorted_keys(server: Faulty, run: Run, tmp_path: Path) -> None:
    """So that a diff shows what changed."""
    server.at("/a", Reply(200, {"ETag": '"é"'}, rss(LLAMA, EVENT).encode()))
    run()
    for path in tmp_path.rglob("*.json"):
        value = json.loads(path.read_text())
        assert path.read_text() == json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
