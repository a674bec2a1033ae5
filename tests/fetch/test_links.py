"""Links: what answers, what has moved, what is gone, and where a copy is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.disk.fetched_files import Store
from generator.fetch import links
from generator.fetch.answer import Answer
from generator.fetch.http import Client
from generator.fetch.links import Archive
from generator.fetch.report import Report
from generator.values.fetched import LinkState
from tests.fetch.conftest import Clock
from tests.fetch.faulty import Faulty, Got, Reply

TODAY = date(2026, 11, 1)
Run = Callable[..., Report]
NO_COPY = Reply(200, {}, b'{"url": "x", "archived_snapshots": {}}')


def copy(stamp: str = "20240102030405", url: str = "http://web.archive.org/web/20240102030405/http://x.example/", **more: object) -> Reply:
    """The archive's answer about a copy."""
    closest = {"available": True, "url": url, "timestamp": stamp, "status": "200"} | more
    return Reply(200, {}, json.dumps({"archived_snapshots": {"closest": closest}}).encode())


@pytest.fixture
def run(server: Faulty, client: Client, tmp_path: Path) -> Run:
    """Look at addresses of the stand-in server, by their paths."""
    server.at("/archive", NO_COPY)
    server.at("/here", Reply(200, {}, b"here"))

    def look(*paths: str, day: int = 0, keys: str | None = None, whole: bool = True) -> Report:
        archive = Archive(server.address + "/archive", server.address + "/save", keys)
        urls = [server.address + path for path in paths]
        return links.run(client, Store(tmp_path), urls, TODAY + timedelta(days=day), lambda *_: None, archive, whole)

    return look


@pytest.fixture
def states(server: Faulty, tmp_path: Path) -> Callable[[], dict[str, LinkState]]:
    """What is kept, by path."""
    return lambda: {
        url.removeprefix(server.address): state for url, state in Store(tmp_path).read("links.json", dict[str, LinkState]).items()
    }


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        ([Reply(200)], "ok"),
        ([Reply(404)], "failing"),
        ([Reply(410)], "failing"),
        ([Reply(500)], "failing"),
        ([Reply(fault="silent")], "failing"),
        ([Reply(405), Reply(200)], "ok"),
        ([Reply(404), Reply(200)], "ok"),
        ([Reply(403)], "refused"),
        ([Reply(401)], "refused"),
        ([Reply(429)], "refused"),
        ([Reply(451)], "refused"),
        ([Reply(503, {}, b"<title>Just a moment...</title>")], "refused"),
        ([Reply(301, {"Location": "/here"})], "moved"),
        ([Reply(302, {"Location": "/here"})], "ok"),
        ([Reply(301, {"Location": "/"})], "failing"),
        ([Reply(302, {"Location": "/x"})], "failing"),
        ([Reply(301, {"Location": "http://user@x.example/"})], "failing"),
    ],
)
def test_an_address_is_in_one_state(
    server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]], replies: list[Reply], state: str
) -> None:
    """By its head, or by its body where heads are not given; a page that became the front page is no page."""
    server.at("/", Reply(200, {}, b"front"))
    server.at("/x", *replies)
    report = run("/x", "/here")
    assert states()["/x"].state == state
    assert states()["/here"].state == "ok"
    assert report.code == 0
    assert len(report.changed) == (state != "ok")
    if state == "moved":
        assert str(states()["/x"].to).endswith("/here")


def test_only_three_failures_days_apart_make_it_gone(server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]]) -> None:
    """A day's outage does not, however often it is looked at; and what answers again is well again."""
    server.at("/x", Reply(404))
    days = []
    for day in (0, 0, 1, 3, 4, 6, 30):
        run("/x", "/here", day=day)
        days.append((states()["/x"].state, len(states()["/x"].failures)))
    assert days == [("failing", 1), ("failing", 1), ("failing", 1), ("failing", 2), ("failing", 2), ("gone", 3), ("gone", 3)]
    server.at("/x", Reply(403))
    run("/x", "/here", day=40)
    assert states()["/x"].state == "gone"
    server.at("/x", Reply(200))
    assert run("/x", "/here", day=41).changed == (f"{server.address}/x: ok (it answers)",)
    assert states()["/x"].failures == ()


def test_what_stays_as_it_is_is_not_written(server: Faulty, run: Run, tmp_path: Path) -> None:
    """Nor is its day, also where HEAD and GET differ."""
    server.at("/x", Reply(405), Reply(200), Reply(200))
    run("/x", "/here")
    before = (tmp_path / "entries/_fetched/links.json").read_bytes()
    report = run("/x", "/here", day=9)
    assert (report.changed, (tmp_path / "entries/_fetched/links.json").read_bytes()) == ((), before)


def test_without_a_network_nothing_changes(server: Faulty, run: Run, tmp_path: Path) -> None:
    """When no address answers it is not theirs to be gone: the run is an error."""
    run("/here")
    before = (tmp_path / "entries/_fetched/links.json").read_bytes()
    server.at("/here", Reply(fault="silent"))
    report = run("/here", day=5)
    assert (report.code, report.lost) == (1, True)
    assert report.troubles[0].startswith("no address answered: ")
    assert (tmp_path / "entries/_fetched/links.json").read_bytes() == before


def test_a_fragment_is_asked_for_once(server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]]) -> None:
    """Two places of a page are one page."""
    run("/here#a", "/here#b")
    assert set(states()) == {"/here#a", "/here#b"}
    assert [got.method for got in server.got if got.path == "/here"] == ["HEAD"]


def test_a_copy_is_found_once(server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]]) -> None:
    """With its day, over https; it is not asked for again, and the dead come first."""
    server.at("/archive", copy())
    server.at("/x", Reply(404))
    report = run("/here", "/x")
    asked = [got.path for got in server.got if got.path.startswith("/archive")]
    assert "%2Fx" in asked[0]
    assert report.changed[-1].endswith("/here: a copy of 2024-01-02")
    state = states()["/x"]
    assert (str(state.archived), state.archived_on) == ("https://web.archive.org/web/20240102030405/http://x.example/", date(2024, 1, 2))
    server.got.clear()
    run("/here", "/x", day=1)
    assert not [got for got in server.got if got.path.startswith("/archive")]
    assert states()["/x"].archived == state.archived


@pytest.mark.parametrize(
    "reply",
    [
        copy(available=False),
        copy(status="404"),
        copy(url="https://evil.example/"),
        copy(stamp="soon"),
        copy(url=7),
        copy(stamp="２０２４０１０２０３０４０５"),
        copy(stamp="20241399000000"),
        copy(url="http://web.archive.org/web/20240102030405/http://x.example/\x1b[31m"),
        copy(url="http://web.archive.org/web/20240102030405/http://x.example/\ud800"),
        copy(url="http://web.archive.org/web/20240102030405/http://x.example/" + "x" * 3000),
        copy(url="http://web.archive.org/web/２０/http://x.example/"),
        Reply(200, {}, b'{"archived_snapshots": {"closest": [1]}}'),
        Reply(200, {}, b'{"archived_snapshots": {"closest": "x"}}'),
        Reply(200, {}, b'{"archived_snapshots": {"closest": NaN}}'),
        Reply(503, {"Retry-After": "²"}),
        Reply(200, {}, b"[]"),
        Reply(200, {}, b'{"archived_snapshots": []}'),
        Reply(500),
        Reply(200, {}, b"<html>"),
        Reply(429, {"Retry-After": "99999"}),
        Reply(fault="reset"),
    ],
)
def test_an_archive_that_says_nothing_fails_nothing(
    server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]], reply: Reply
) -> None:
    """No copy is made up, and the states are kept."""
    server.at("/archive", reply)
    report = run("/here")
    assert report.code in (0, 3)
    assert not [line for line in report.troubles if "fault of this program" in line]
    assert states()["/here"].archived is None


def test_a_copy_is_made_only_with_keys(server: Faulty, run: Run) -> None:
    """Of what answers and has none; a refusal is told, and fails nothing."""
    server.at("/save", Reply(200, {}, b"{}"))
    server.at("/x", Reply(404))
    run("/here", "/x")
    assert "/save" not in server.paths()
    run("/here", "/x", keys="a:b", day=1)
    (request,) = [got for got in server.got if got.path == "/save"]
    assert (request.method, request.headers["Authorization"]) == ("POST", "LOW a:b")
    assert b"here" in request.body
    server.at("/save", Reply(429))
    assert run("/here", keys="a:b", day=2).troubles == ("copies: no copy can be made (429)",)


HOSTILE = [
    Reply(503, {"Retry-After": "²"}),
    Reply(503, {"Retry-After": "9" * 5000}),
    Reply(429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "²"}),
    Reply(301, {"Location": "http://[::1"}),
    Reply(301, {"Location": "https://h.example:abc/"}),
    Reply(301, {"Location": "http://\xe2\x84\x80.example/"}),
    Reply(301, {"Location": "\x1b[31m"}),
    Reply(301, {"Location": "/" + "x" * 9000}),
    Reply(200, {"Content-Location": "http://[::1", "Link": "<<<>>", "Content-Type": "text/html; charset=punycode"}),
    Reply(body=b"HTTP/1.1 200 OK\r\nContent-Ty", fault="raw"),
    Reply(body=b"HTTP/1.1 \xb2\xb2\xb2 OK\r\n\r\n", fault="raw"),
    Reply(body=b"HTTP/1.1 99999 OK\r\n\r\n", fault="raw"),
    Reply(body=b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nx", fault="raw"),
    Reply(body=bytes(900), fault="raw"),
]


@pytest.mark.parametrize("reply", HOSTILE, ids=range(len(HOSTILE)))
def test_no_server_ends_a_run(server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]], reply: Reply) -> None:
    """Whatever one says, the others are looked at, and what comes of it can be read again."""
    server.at("/x", reply)
    server.at("/" + "x" * 9000, Reply(200))
    report = run("/x", "/here")
    assert report.code == 0
    assert states()["/here"].state == "ok"
    assert states()["/x"].state in ("ok", "failing", "refused")
    assert states()["/x"].state != "ok" or reply.fault is None
    assert all(line.isprintable() for line in report.changed)


def test_what_nobody_foresaw_is_told_of_one_address(
    server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says nothing of the page: what was known of it stays."""
    run("/x", "/here")
    before = states()["/x"]
    real = Client.head

    def head(client: Client, url: str) -> Answer:
        if url.endswith("/x"):
            raise ZeroDivisionError
        return real(client, url)

    monkeypatch.setattr(Client, "head", head)
    report = run("/x", "/here", "/new/x", day=9)
    assert (report.got, report.code, report.lost) == (1, 3, False)
    assert [line.partition(": ")[0].removeprefix(server.address) for line in report.troubles] == ["/new/x", "/x"]
    assert all("ZeroDivisionError at links.py" in line for line in report.troubles)
    assert states() == {"/x": before, "/here": states()["/here"]}


def test_what_was_seen_is_kept_when_the_time_of_a_run_is_over(
    server: Faulty, run: Run, states: Callable[[], dict[str, LinkState]], client: Client, clock: Clock
) -> None:
    """An address that was not asked is not to be blamed: its state stays, and it is told how many there are."""
    server.at("/gone", Reply(404))
    pages = [f"/here?{n}" for n in range(20)]
    server.at("/here", Reply(404))
    run(*pages, "/gone")
    before = states()
    server.at("/here", Reply(200))
    client.ends = clock.time + timedelta(seconds=50)
    real = server.next

    def slowly(got: Got) -> Reply:
        clock.time += timedelta(seconds=10)
        return real(got)

    server.next = slowly  # type: ignore[method-assign]
    report = run(*pages, "/gone", day=5)
    seen = [page for page in before if states()[page] != before[page]]
    assert 4 <= len(seen) <= 7
    assert {states()[page].state for page in seen} <= {"ok", "failing"}
    assert (
        report.troubles[0] == f"{21 - report.got} of the addresses not asked, as the time of the run was over; give it more with --within"
    )
    assert (len(seen), report.code) == (report.got, 3)


def test_addresses_without_a_source_are_let_go(run: Run, states: Callable[[], dict[str, LinkState]]) -> None:
    """By a whole run; one that looks at a few leaves the others be."""
    run("/here", "/here?2")
    run("/here", whole=False)
    assert set(states()) == {"/here", "/here?2"}
    run("/here")
    assert set(states()) == {"/here"}
