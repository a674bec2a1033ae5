"""The one way to the network: what comes back from servers that are slow, broken, rude or hostile."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from generator.fetch.failures import Trouble
from generator.fetch.http import Client, Limits
from tests.fetch.conftest import AGENT, Clock
from tests.fetch.faulty import Fault, Faulty, Got, Reply, faulty


def trouble(client: Client, url: str) -> Trouble:
    """The trouble that an address gives."""
    with pytest.raises(Trouble) as raised:
        client.get(url)
    assert "\n" not in str(raised.value)
    assert "object at 0x" not in str(raised.value)
    return raised.value


def test_an_answer_has_its_body_its_time_and_its_hash(server: Faulty, client: Client, clock: Clock) -> None:
    """And the caller says who it is."""
    answer = client.get(server.at("/a", Reply(200, {"X-Word": "yes"}, b"hello")))
    assert (answer.status, answer.body, answer.headers["x-word"], answer.retrieved) == (200, b"hello", "yes", clock.time)
    assert answer.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert answer.permanent == answer.asked == answer.url
    assert server.got[0].headers["User-Agent"] == AGENT


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw deflate"])
def test_packed_answers_are_unpacked(server: Faulty, client: Client, coding: str) -> None:
    """Also deflate as some servers wrongly send it."""
    text = b"kernel " * 30_000
    raw = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(text), "deflate": zlib.compress(text), "raw deflate": raw.compress(text) + raw.flush()}[coding]
    answer = client.get(server.at("/a", Reply(200, {"Content-Encoding": coding.rsplit(maxsplit=1)[-1]}, packed)))
    assert answer.body == text


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("reset", "reset"),
        ("silent", "reset"),
        ("short", "reset"),
        ("cut-gzip", "bad-encoding"),
        ("garbage-chunks", "reset"),
        ("endless-headers", "reset"),
        ("huge-header", "reset"),
        ("bomb", "too-big"),
    ],
)
def test_a_broken_answer_is_trouble(server: Faulty, client: Client, fault: Fault, kind: str) -> None:
    """Broken off, too short, packed wrong, or without end: no half answer is ever taken for a whole one."""
    assert trouble(client, server.at("/a", Reply(200, {}, b"hello " * 100, fault))).kind == kind


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Ty",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
        b"HTTP/1.1 200 OK\nContent-Length: 0\n",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX: y\r\n",
    ],
)
def test_headers_that_are_cut_are_no_answer(server: Faulty, client: Client, start: bytes, method: str) -> None:
    """Wherever the connection ends before the empty line: neither a page that is there, nor an empty one."""
    url = server.at("/a", Reply(body=start, fault="raw"))
    with pytest.raises(Trouble) as raised:
        getattr(client, method)(url)
    assert (raised.value.kind, str(raised.value)) == ("reset", "127.0.0.1 broke off its answer")
    server.at("/a", Reply(body=start.partition(b"Content-Ty")[0].removesuffix(b"\r\n") + b"\r\n\r\n", fault="raw"))
    assert getattr(client, method)(url).status == 200


def test_a_bomb_is_never_unpacked_whole(server: Faulty, client: Client) -> None:
    """400 MB in 400 kB: no more than the cap and a piece is ever held."""
    url = server.at("/a", Reply(fault="bomb"))
    tracemalloc.start()
    try:
        assert trouble(client, url).kind == "too-big"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("fault", ["drip", "drip-headers"])
def test_a_server_that_drips_is_cut_off(server: Faulty, clock: Clock, fault: Fault) -> None:
    """A byte now and then is never late, but the answer as a whole is."""
    limits = Limits(connect=5, read=5, total=0.3, retries=0)
    with Client(agent=AGENT, private=True, limits=limits, sleep=clock.sleep, now=clock.now) as client:
        assert trouble(client, server.at("/a", Reply(fault=fault))).kind == "timeout"


def test_too_much_is_refused_or_cut(server: Faulty, client: Client) -> None:
    """By what is announced, and by what comes."""
    url = server.at("/a", Reply(200, {}, bytes(1_000_001)))
    assert trouble(client, url).kind == "too-big"
    assert len(client.get(url, cap=500, cut=True).body) == 500


def test_what_is_packed_as_nobody_asked_is_trouble(server: Faulty, client: Client) -> None:
    """Another packing, and one that is not what it says."""
    assert trouble(client, server.at("/a", Reply(200, {"Content-Encoding": "br"}, b"abc"))).kind == "bad-encoding"
    assert trouble(client, server.at("/b", Reply(200, {"Content-Encoding": "gzip"}, b"abc"))).kind == "bad-encoding"


@pytest.mark.parametrize(
    ("body", "what"), [(b"<!doctype html>", "an HTML page"), (b"", "nothing"), (b"{", "something else"), (b"[" * 200_000, "something else")]
)
def test_what_is_no_json_is_told(server: Faulty, client: Client, body: bytes, what: str) -> None:
    """By what it is instead, also if it is nested without end."""
    with pytest.raises(Trouble, match=f"it sent {what} where JSON was asked for"):
        client.get(server.at("/a", Reply(200, {"Content-Type": "application/json; charset=utf-7"}, body))).json()


def test_an_error_is_an_answer_after_some_tries(server: Faulty, client: Client, clock: Clock) -> None:
    """A 500 with JSON is tried three times, each after a while that chance chose; a 404 once."""
    answer = client.get(server.json("/a", {"error": "Internal Error"}, 500))
    assert (answer.status, answer.json()) == (500, {"error": "Internal Error"})
    assert len(server.got) == 3
    assert all(0 < wait < 2**n for n, wait in enumerate(clock.slept))
    assert client.get(server.address + "/none").status == 404
    assert len(server.got) == 4


def test_a_passing_failure_passes(server: Faulty, client: Client) -> None:
    """A reset and a 503, then the answer."""
    url = server.at("/a", Reply(fault="reset"), Reply(503), Reply(200, {}, b"yes"))
    assert client.get(url).body == b"yes"


def test_a_form_is_never_sent_twice(server: Faulty, client: Client) -> None:
    """What it did the first time cannot be known."""
    url = server.at("/a", Reply(503), Reply(200))
    assert client.post(url, {"url": "x"}).status == 503
    assert [(got.method, got.body) for got in server.got] == [("POST", b"url=x")]


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": "Tue, 24 Nov 2026 12:00:40 GMT"}, 40),
        ({"RateLimit": '"api";r=0;t=33', "RateLimit-Policy": '"fixed window";"api";q=500;w=300'}, 33),
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "9"}, 9),
    ],
)
def test_a_limit_is_waited_for(server: Faulty, client: Client, clock: Clock, headers: dict[str, str], waits: int) -> None:
    """As long as the server says, in each of the ways in which servers say it."""
    url = server.at("/a", Reply(429, headers), Reply(200, {}, b"yes"))
    assert client.get(url).body == b"yes"
    assert clock.slept == [waits]


def test_a_limit_without_a_word_is_tried_again(server: Faulty, client: Client, clock: Clock) -> None:
    """After a while that chance chose."""
    assert client.get(server.at("/a", Reply(429), Reply(200, {}, b"yes"))).body == b"yes"
    assert len(clock.slept) == 1


def test_the_last_request_of_a_window_is_followed_by_rest(server: Faulty, client: Client, clock: Clock) -> None:
    """Before the limit is broken, not after."""
    server.at("/a", Reply(200, {"RateLimit": '"api";r=1;t=60'}), Reply(200, {"RateLimit": '"api";r=0;t=50'}), Reply(200))
    for _ in range(3):
        client.get(server.address + "/a")
    assert clock.slept == [50]


def test_a_host_that_wants_long_rest_gets_it(server: Faulty, client: Client) -> None:
    """Longer than a run is willing to wait: trouble now, and at once for what else would be asked there."""
    url = server.at("/a", Reply(429, {"Retry-After": "9000"}))
    assert trouble(client, url).kind == "limited"
    assert trouble(client, server.address + "/b").kind == "limited"
    assert server.paths() == ["/a"]


def test_redirects_are_followed_and_told(server: Faulty, client: Client) -> None:
    """Relative ones and ones with a space; the permanent address is that of an unbroken chain of permanent ones."""
    server.at("/a", Reply(301, {"Location": "/b"}))
    server.at("/b", Reply(308, {"Location": "c d"}))
    server.at("/c%20d", Reply(302, {"Location": "/e"}))
    server.at("/e", Reply(301, {"Location": "/f"}))
    server.at("/f", Reply(200, {}, b"here"))
    answer = client.get(server.address + "/a")
    assert (answer.body, answer.url, answer.asked) == (b"here", server.address + "/f", server.address + "/a")
    assert answer.permanent == server.address + "/c%20d"
    assert [hop.status for hop in answer.hops] == [301, 308, 302, 301]


def test_what_a_redirect_says_beside_is_not_read(server: Faulty, client: Client) -> None:
    """However much it unpacks to."""
    server.handler = lambda got: Reply(200, {}, b"here") if got.path == "/b" else Reply(302, {"Location": "/b"}, fault="bomb")
    tracemalloc.start()
    try:
        assert client.get(server.address + "/a").body == b"here"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_circles_and_long_ways_end(server: Faulty, client: Client) -> None:
    """A loop is told as one."""
    server.at("/a", Reply(302, {"Location": "/b"}))
    server.at("/b", Reply(302, {"Location": "/a"}))
    assert "circle" in str(trouble(client, server.address + "/a"))
    server.handler = lambda got: Reply(302, {"Location": got.path + "x"})
    assert "more than 5 times" in str(trouble(client, server.address + "/y"))


@pytest.mark.parametrize("goal", ["file:///etc/passwd", "javascript:alert(1)", "ftp://example.org/", "http://user:word@example.org/"])
def test_a_redirect_leads_only_to_the_web(server: Faulty, client: Client, goal: str) -> None:
    """Other schemes, and addresses with a password, are refused."""
    assert trouble(client, server.at("/a", Reply(302, {"Location": goal}))).kind == "refused"


def test_a_password_is_not_carried_elsewhere(server: Faulty, client: Client) -> None:
    """To another port it is another server."""
    with faulty() as other:
        goal = other.at("/b", Reply(200))
        client.get(server.at("/a", Reply(302, {"Location": goal})), {"Authorization": "Bearer secret"})
        assert server.got[0].headers["Authorization"] == "Bearer secret"
        assert "Authorization" not in other.got[0].headers


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/a",
        "http://localhost:{port}/a",
        "http://2130706433:{port}/a",
        "http://0177.0.0.1:{port}/a",
        "http://[::1]:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://0.0.0.0:{port}/a",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
    ],
)
def test_only_public_addresses_are_reached(server: Faulty, clock: Clock, url: str) -> None:
    """However an address that is not public is written."""
    server.at("/a", Reply(200))
    with Client(agent=AGENT, sleep=clock.sleep, now=clock.now, limits=Limits(retries=0)) as client:
        assert trouble(client, url.format(port=server.server.server_port)).kind == "refused"
    assert server.got == []


def test_neither_a_redirect_nor_a_name_server_leads_inside(server: Faulty, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is public when the first request is made, and leads to loopback when the second is."""
    port = server.server.server_port
    server.at("/a", Reply(302, {"Location": f"http://inside.example:{port}/secret"}))
    real = socket.getaddrinfo

    def resolve(name: str, *args: Any, **more: Any) -> Any:
        return real({"outside.example": "127.0.0.1", "inside.example": "127.0.0.2"}.get(name, name), *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr("generator.fetch.public_address.is_public", lambda address: address == "127.0.0.1")
    with Client(agent=AGENT, sleep=clock.sleep, now=clock.now) as client:
        error = trouble(client, f"http://outside.example:{port}/a")
    assert error.kind == "refused"
    assert "127.0.0.2, which is no public address" in str(error)
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "http://",
        "http:///a",
        "http://a b/",
        "http://example.org/\r\nX-Evil: 1",
        "http://exa\x00mple.org/",
        "http://example.org:99999/",
        "http://example.org:x/",
        "http://[::1/",
        "http://" + "a" * 300 + ".org/",
        "http://xn--\u2028.org/",
        "http://..org/",
        "file:///etc/passwd",
        "//example.org/",
        "http://*.example.org/",
    ],
)
def test_what_is_no_address_is_told(client: Client, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """In a sentence, never as an exception from below."""
    monkeypatch.setattr(socket, "getaddrinfo", _no_name)
    assert trouble(client, url).kind in ("refused", "unreachable")


def _no_name(*_: Any, **__: Any) -> Any:
    raise socket.gaierror(-2, "Name or service not known")


def test_a_host_that_is_not_there_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """No name, and no server."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/"
        assert "takes no connection" in str(trouble(client, url))
    monkeypatch.setattr(socket, "getaddrinfo", _no_name)
    assert str(trouble(client, "http://nowhere.example/")) == "no server has the name nowhere.example"


def test_a_host_bears_two_at_a_time(server: Faulty, client: Client) -> None:
    """However many threads want it."""

    def slowly(_: Got) -> Reply:
        time.sleep(0.003)  # long enough to be seen by the others
        return Reply(200)

    server.handler = slowly
    with ThreadPoolExecutor(20) as pool:
        assert [answer.status for answer in pool.map(client.get, [f"{server.address}/{n}" for n in range(60)])] == [200] * 60
    assert server.most <= 2


def test_no_cookie_is_kept(server: Faulty, client: Client) -> None:
    """A server cannot know a caller again."""
    url = server.at("/a", Reply(200, {"Set-Cookie": "id=1; Path=/"}))
    client.get(url)
    client.get(url)
    assert all("Cookie" not in got.headers for got in server.got)


def test_its_time_is_counted_from_answers(server: Faulty, client: Client, clock: Clock) -> None:
    """An answer is stamped when it came, in whole seconds."""
    url = server.at("/a", Reply(200))
    clock.time += timedelta(seconds=90, microseconds=5)
    assert client.get(url).retrieved == clock.time.replace(microsecond=0)
