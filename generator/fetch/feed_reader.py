"""Feeds, read in processes of their own within bounds of time and memory: what is made to hold a parser holds nothing else.

A few processes are kept for a run, as one takes half a second to start; one that goes over its bounds is ended, and the next feed
has a new one.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from generator.fetch.feed_child import TOO_MUCH_MEMORY, receive, send
from generator.fetch.feeds import NoFeed, Reading
from generator.values.actors import Feed
from generator.values.corpus import Record
from generator.values.fetched import NewsItem

_ROOT: Final = Path(__file__).parents[2]
_START: Final = 60
"""Seconds in which a process is ready on any machine."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the reading of one feed may take. The large feeds that there are take two seconds and some 100 MB."""

    seconds: float = 20
    memory: int = 1_000_000_000
    """Bytes of address space of the process, where the system holds a process to that."""
    answer: int = 8_000_000
    """Bytes of what it says of the feed."""


class FeedReader:
    """Reads feeds; threads may share it, and wait until a process is free. To be closed, as a context."""

    def __init__(self, bounds: Bounds = Bounds(), processes: int = 2) -> None:
        self.bounds = bounds
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(processes):
            self._free.put(None)

    def __enter__(self) -> FeedReader:
        return self

    def __exit__(self, *_: object) -> None:
        while not self._free.empty():
            if child := self._free.get_nowait():
                child.end()

    def read(self, body: bytes, headers: Mapping[str, str], url: str, feed: Record[Feed], today: date) -> Reading:
        """The items of a feed in its order. Raises NoFeed, also if it takes more than it may."""
        child = self._free.get()
        try:
            child = self._ready(child)
            hints = {name: headers[name] for name in ("content-type", "content-location") if name in headers}
            about = {"id": feed.id, "feed": feed.value.model_dump(mode="json"), "headers": hints, "url": url, "today": today.isoformat()}
            answer = child.ask(about, body)
        finally:
            self._free.put(child)
        if "refused" in answer:
            raise NoFeed(answer["refused"])
        return Reading(tuple(NewsItem.model_validate(item) for item in answer["items"]), tuple(answer["dropped"]))

    def _ready(self, child: _Child | None) -> _Child:
        """A process that can be asked."""
        if child and child.alive:
            return child
        if child:
            child.end()
        return _Child(self.bounds)


class _Child:
    """A process that reads one feed at a time."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._late = threading.Event()
        # It is told nothing that it need not know, above all no secret.
        environment = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", ""), "TZ": "UTC"}
        command = [sys.executable, "-m", "generator.fetch.feed_child", json.dumps([bounds.seconds, bounds.memory])]
        self._process = subprocess.Popen(  # noqa: S603  this program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
        if self._within(_START, self._answer) is not True:
            self.end()
            raise NoFeed("no process to read it in could be started")

    @property
    def alive(self) -> bool:
        """Whether it can be asked. One that was late, or that the system ended since, cannot."""
        return not self._late.is_set() and self._process.poll() is None

    def ask(self, about: dict[str, Any], body: bytes) -> dict[str, Any]:
        """What it says of a feed. Raises NoFeed if it says nothing, and has ended then."""

        def exchange() -> Any:
            assert self._process.stdin  # noqa: S101  it is a pipe
            send(self._process.stdin, about, body)
            return self._answer()

        try:
            answer = self._within(self._bounds.seconds, exchange)
            if not isinstance(answer, dict):
                raise NoFeed(self._why())
        except BaseException:
            # Whatever it is at: what it says next would be taken for what it says of the next feed.
            self.end()
            raise
        return answer

    def _answer(self) -> Any:
        assert self._process.stdout  # noqa: S101  it is a pipe
        message = receive(self._process.stdout, self._bounds.answer)
        return message and message[0]

    def _within(self, seconds: float, work: Callable[[], Any]) -> Any:
        """What work on its pipes gives; None if they end before, as they do when the seconds are over."""
        timer = threading.Timer(seconds, self._kill)
        timer.daemon = True
        timer.start()
        try:
            return work()
        except (OSError, ValueError):
            return None
        finally:
            timer.cancel()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self._process.wait()

    def _kill(self) -> None:
        self._late.set()
        self._process.kill()

    def _why(self) -> str:
        if self._late.is_set():
            return f"it takes more than {self._bounds.seconds:g} seconds to read"
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(1)
            if code == TOO_MUCH_MEMORY:
                return f"it takes more than {self._bounds.memory // 1_000_000:,} MB of memory to read"
            return f"the process that read it came to an end ({code})"
        return "what comes of reading it is too much"
