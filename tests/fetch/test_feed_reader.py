"""Feeds that are made to hold a parser: refused in words within bounds of time and memory, and nothing else is held by them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from generator.fetch import feed_child
from generator.fetch.feed_reader import Bounds, FeedReader, _Child
from generator.fetch.feeds import NoFeed, Reading
from tests.conftest import CHECKOUT
from tests.fetch.test_feeds import TODAY, URL, feed, item, rss

SECONDS: Final = 1.0
GENEROUS: Final = 10
"""Seconds in which a loaded machine surely has ended a process whose time is over; without an end these would take minutes."""
Read = Callable[[bytes], Reading]


@pytest.fixture(scope="module")
def brief() -> Iterator[Read]:
    """Reads a feed in a second, or not at all."""
    with FeedReader(Bounds(seconds=SECONDS), processes=1) as reader:
        yield lambda body: reader.read(body, {}, URL, feed(), TODAY)


START: Final = b'<rss version="2.0"><channel><item><title>x</title><link>https://news.example/a</link>'
ATTRIBUTES: Final = START + b"<x " + b" ".join(b"a%d='%d'" % (n, n) for n in range(87_000)) + b"/></item></channel></rss>"


@pytest.mark.parametrize(
    "body",
    [
        ATTRIBUTES,
        START + b"<a" * 500_000,
        START + b"<a" * 4_500_000,
        START + b"<description>&lt;" + b"&lt;a" * 1_000_000 + b"</description></item></channel></rss>",
        START + b"<description><style>" + b"<b>x</b>" * 1_100_000 + b"</style></description></item></channel></rss>",
        START + b"<style>" * 1_200_000,
        START + b"<a>" * 2_000_000,
        START + b"<!--" * 2_000_000,
    ],
    ids=["attributes", "tags 1 MB", "tags 9 MB", "escaped tags", "style", "styles within styles", "deep", "comments"],
)
def test_what_would_take_minutes_is_given_up(brief: Read, body: bytes) -> None:
    """By the clock or by a look at it; the next feed is read as ever."""
    brief(rss(item()).encode())
    start = time.monotonic()
    try:
        brief(body)
    except NoFeed as error:
        assert str(error) in (
            "it takes more than 1 seconds to read",
            "it has tags nested more than 200 deep",
            "it is no feed that can be read",
        )
    assert time.monotonic() - start < GENEROUS
    assert [news_item.title for news_item in brief(rss(item()).encode()).items] == ["A title"]


def test_attributes_are_given_up_by_the_clock(brief: Read) -> None:
    """Nothing that was looked at before tells them from others."""
    with pytest.raises(NoFeed, match=r"^it takes more than 1 seconds to read$"):
        brief(ATTRIBUTES)


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS holds no process to its memory; the clock alone counts there")
def test_what_needs_too_much_memory_is_given_up() -> None:
    """And the next feed is read by a new process."""
    with FeedReader(Bounds(seconds=60, memory=200_000_000), processes=1) as reader:
        with pytest.raises(NoFeed, match=r"^it takes more than 200 MB of memory to read$"):
            reader.read(rss(item(title="👍" + "x" * 9_000_000)).encode(), {}, URL, feed(), TODAY)
        assert len(reader.read(rss(item()).encode(), {}, URL, feed(), TODAY).items) == 1


def test_a_process_says_what_reading_in_this_one_says(reader: FeedReader) -> None:
    """Items with their days and languages, what was left out and why, and what is no feed."""
    body = rss(item(), item(when="23. November 2026", link="https://news.example/b"), item(link="javascript:x")).encode()
    result = reader.read(body, {"content-location": "https://other.example/"}, URL, feed("de"), TODAY)
    assert [(n.title, str(n.url), str(n.published), n.lang) for n in result.items] == [
        ("A title", "https://news.example/a", "2026-11-23", "de"),
        ("A title", "https://news.example/b", "2026-11-23", "de"),
    ]
    assert result.dropped == ("an item is left out: its link does not lead to the web",)
    with pytest.raises(NoFeed, match="it is an HTML page"):
        reader.read(b"<!doctype html><html>", {}, URL, feed(), TODAY)


def test_an_answer_without_measure_is_not_taken() -> None:
    """However it came about."""
    with FeedReader(Bounds(answer=100), processes=1) as reader, pytest.raises(NoFeed, match="what comes of reading it is too much"):
        reader.read(rss(item()).encode(), {}, URL, feed(), TODAY)


def child(seconds: float) -> subprocess.Popen[bytes]:
    """A process that reads feeds, which has just been given one that holds it."""
    command = [sys.executable, "-m", "generator.fetch.feed_child", json.dumps([seconds, 10**9])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=CHECKOUT)
    assert process.stdin
    assert process.stdout
    assert feed_child.receive(process.stdout, 100) == (True, b"")
    about = {"id": "a", "feed": feed().value.model_dump(mode="json"), "headers": {}, "url": URL, "today": TODAY.isoformat()}
    feed_child.send(process.stdin, about, ATTRIBUTES)
    return process


def test_a_process_ends_with_its_parent() -> None:
    """Also in the middle of a feed: its input ends when the parent does, however that came to its end."""
    with child(600) as process:
        assert process.stdin
        process.stdin.close()
        assert process.wait(30) == 0


def test_a_process_has_a_clock_of_its_own() -> None:
    """For when its parent is stopped, and neither ends it nor is gone."""
    with child(0.1) as process:
        assert process.wait(30) == -signal.SIGALRM


def test_a_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What it reads was written by strangers."""
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    told = tmp_path / "environment"
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\nenv > {told}\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    with FeedReader(processes=1) as reader, pytest.raises(NoFeed, match="no process to read it in could be started"):
        reader.read(rss().encode(), {}, URL, feed(), TODAY)
    assert "PYTHONPATH=" in told.read_text()
    assert "hf_secret" not in told.read_text()


def test_a_process_that_was_ended_between_two_feeds_costs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a system short of memory ends it: the next feed has a new one."""
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*words: Any, **more: Any) -> subprocess.Popen[bytes]:
        started.append(real(*words, **more))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    with FeedReader(processes=1) as reader:
        for _ in range(2):
            assert len(reader.read(rss(item()).encode(), {}, URL, feed(), TODAY).items) == 1
            started[-1].kill()
            started[-1].wait()
    assert len(started) == 2


def test_what_one_feed_said_is_never_taken_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a run is interrupted while a process is about to answer."""
    with FeedReader(processes=1) as reader:
        reader.read(rss(item()).encode(), {}, URL, feed(), TODAY)
        with monkeypatch.context() as patched:
            patched.setattr(_Child, "_answer", _interrupted)
            with pytest.raises(KeyboardInterrupt):
                reader.read(rss(item("Old")).encode(), {}, URL, feed(), TODAY)
        assert [n.title for n in reader.read(rss(item("New")).encode(), {}, URL, feed(), TODAY).items] == ["New"]


def _interrupted(_: object) -> None:
    raise KeyboardInterrupt
