"""What the tests of the fetchers share: a faulty server, a clock that only moves when somebody sleeps, and a client of both."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from generator.fetch.feed_reader import FeedReader
from generator.fetch.http import Client, Limits
from tests.fetch.faulty import Faulty, faulty

AGENT = "OnlyFaster/test (+https://only-faster.example/)"


class Clock:
    """A time that sleeping moves on, without waiting."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        """The time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def server() -> Iterator[Faulty]:
    """A server on loopback."""
    with faulty() as stand_in:
        yield stand_in


@pytest.fixture
def clock() -> Clock:
    """A clock of its own."""
    return Clock()


@pytest.fixture(scope="session")
def reader() -> Iterator[FeedReader]:
    """A reader of feeds, whose process is started once for all tests."""
    with FeedReader() as feed_reader:
        yield feed_reader


@pytest.fixture
def client(clock: Clock) -> Iterator[Client]:
    """A client that may reach loopback. It waits long enough for any machine: what is to be too late has limits of its own."""
    limits = Limits(connect=60, read=60, total=180, cap=1_000_000)
    with Client(agent=AGENT, private=True, limits=limits, sleep=clock.sleep, now=clock.now, chance=random.Random(1)) as new_client:
        yield new_client
