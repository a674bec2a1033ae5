"""The clock of a request: it is over when its time is over, whatever the server does and however its answer is to end."""

from __future__ import annotations

import socket
import threading
import time
from pathlib import Path
from typing import Any, Final

import pytest

from generator.fetch.failures import Trouble
from generator.fetch.http import Client, Limits
from tests.fetch.conftest import AGENT, Clock
from tests.fetch.dripping import WAYS, certificate, dripping
from tests.fetch.faulty import Faulty, Reply

TOTAL: Final = 0.3
GENEROUS: Final = 5
"""Seconds within which a loaded machine surely notices that the first are over; a server that is not cut drips for longer."""


@pytest.fixture(scope="session")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate."""
    return certificate(tmp_path_factory.mktemp("pem"))


def limited(clock: Clock, pem: Path | None = None) -> Client:
    """A client whose requests have little time; between two pieces of an answer it would wait for long."""
    limits = Limits(connect=60, read=60, total=TOTAL, retries=0)
    return Client(agent=AGENT, private=True, limits=limits, sleep=clock.sleep, now=clock.now, verify=str(pem) if pem else True)


def is_cut(client: Client, url: str, method: str = "get") -> None:
    """A request ends in time, and says that the answer did not."""
    start = time.monotonic()
    with pytest.raises(Trouble, match=r"the answer took more than 0\.3 seconds") as raised:
        getattr(client, method)(url)
    assert time.monotonic() - start < GENEROUS
    assert (raised.value.kind, raised.value.passing) == ("timeout", True)


@pytest.mark.parametrize("secure", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("way", list(WAYS))
def test_an_answer_without_end_is_cut(clock: Clock, pem: Path, way: str, secure: bool) -> None:
    """Kept or closing, by length, by chunks or by the connection, in its headers or its body, plain or over TLS."""
    with dripping(*WAYS[way], pem if secure else None) as url, limited(clock, pem) as client:
        is_cut(client, url)


def test_headers_without_end_are_cut_where_no_body_is_asked_for(clock: Clock) -> None:
    """As sources' addresses are looked at."""
    with dripping(*WAYS["header after header"]) as url, limited(clock) as client:
        is_cut(client, url, "head")


def test_a_handshake_without_end_is_cut(clock: Clock, pem: Path) -> None:
    """The line belongs to TLS then, and to nobody else."""
    with dripping(b"", b"", pem, handshake=False) as url, limited(clock, pem) as client:
        is_cut(client, url)


def test_a_line_that_was_kept_has_a_new_clock(server: Faulty, clock: Clock) -> None:
    """The second answer over a connection is cut like the first."""
    server.at("/a", Reply(200, {}, b"well"), Reply(fault="drip"))
    with limited(clock) as client:
        assert client.get(server.address + "/a").body == b"well"
        is_cut(client, server.address + "/a")


def test_where_a_redirect_leads_has_a_clock_too(server: Faulty, clock: Clock) -> None:
    """And what the redirect says beside where it leads is not waited for."""
    with dripping(*WAYS["closing, no length"]) as url, limited(clock) as client:
        is_cut(client, server.at("/a", Reply(302, {"Location": url})))
    server.at("/b", Reply(200, {}, b"here"))
    redirect = f"HTTP/1.1 302 Found\r\nLocation: {server.address}/b\r\nConnection: close\r\n\r\n".encode()
    with dripping(redirect, b"x") as url, limited(clock) as client:
        assert client.get(url).body == b"here"


def test_a_name_that_is_never_looked_up_is_given_up(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver cannot be stopped, but need not be waited for."""
    answered = threading.Event()

    def resolve(*_: Any, **__: Any) -> Any:
        answered.wait(30)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with limited(clock) as client:
        is_cut(client, "http://slow.example/")
    answered.set()


def test_lines_are_let_go(server: Faulty, client: Client) -> None:
    """The clock's own handles are closed with each request: a long run does not run out of them."""
    folder = Path("/dev/fd")
    url = server.at("/a", Reply(200, {}, b"well"))
    client.get(url)
    before = len(list(folder.iterdir()))
    for _ in range(20):
        client.get(url)
    assert len(list(folder.iterdir())) <= before + 3
