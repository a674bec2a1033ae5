"""A server on loopback that does what it is told to, also wrong: the others of the internet, for tests."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal[
    "drip", "drip-headers", "reset", "silent", "short", "raw", "bomb", "cut-gzip", "garbage-chunks", "endless-headers", "huge-header"
]


@dataclass(frozen=True)
class Reply:
    """What a path is answered with."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: Fault | None = None


@dataclass(frozen=True)
class Got:
    """A request that came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class _Quiet(ThreadingHTTPServer):
    """Says nothing when a client goes away in the middle."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


class Faulty:
    """Its address, what it answers where, and what it was asked."""

    def __init__(self, host: str) -> None:
        self.replies: defaultdict[str, list[Reply]] = defaultdict(list)
        self.got: list[Got] = []
        self.handler: Callable[[Got], Reply] | None = None
        self.stop = threading.Event()
        self.in_flight = self.most = 0
        self.lock = threading.Lock()
        self.server = _Quiet((host, 0), _handler(self))
        self.server.daemon_threads = True
        self.address = f"http://{host}:{self.server.server_port}"

    def at(self, path: str, *replies: Reply) -> str:
        """Answer a path, its query aside, with these one after another, and with the last ever after; its address."""
        self.replies[path] = list(replies)
        return self.address + path

    def json(self, path: str, value: Any, status: int = 200, **headers: str) -> str:
        """Answer a path with JSON; underscores in names of headers are hyphens."""
        sent_headers = {name.replace("_", "-"): text for name, text in headers.items()} | {"Content-Type": "application/json"}
        return self.at(path, Reply(status, sent_headers, json.dumps(value).encode()))

    def next(self, got: Got) -> Reply:
        """What this request is answered with."""
        with self.lock:
            self.got.append(got)
            if self.handler:
                return self.handler(got)
            left = self.replies.get(got.path.partition("?")[0], [])
            return left.pop(0) if len(left) > 1 else left[0] if left else Reply(404, {}, b"nothing here")

    def paths(self) -> list[str]:
        """Paths that were asked for, in order."""
        return [got.path for got in self.got]


@contextmanager
def faulty(host: str = "127.0.0.1") -> Iterator[Faulty]:
    """Serve on an address of loopback until left."""
    stand_in = Faulty(host)
    thread = threading.Thread(target=stand_in.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        stand_in.stop.set()
        stand_in.server.shutdown()
        stand_in.server.server_close()


def _handler(stand_in: Faulty) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def answer(self) -> None:
            """Any method."""
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with stand_in.lock:
                stand_in.in_flight += 1
                stand_in.most = max(stand_in.most, stand_in.in_flight)
            try:
                reply = stand_in.next(Got(self.command, self.path, dict(self.headers), body))
            finally:
                # Before the caller can hear of it: it may send its next request sooner than this thread goes on.
                with stand_in.lock:
                    stand_in.in_flight -= 1
            with suppress(ConnectionError, ValueError):
                _FAULTS.get(reply.fault or "", _plain)(self, reply, stand_in.stop)

        do_GET = do_HEAD = do_POST = answer  # noqa: N815  names that the standard library asks for

    return Handler


def _head(handler: BaseHTTPRequestHandler, reply: Reply, length: int | None) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()


def _plain(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    _head(handler, reply, len(reply.body))
    if handler.command != "HEAD":
        handler.wfile.write(reply.body)


def _drip(handler: BaseHTTPRequestHandler, reply: Reply, stop: threading.Event) -> None:
    _head(handler, reply, 1_000_000)
    while not stop.wait(0.02):
        handler.wfile.write(b"x")


def _drip_headers(handler: BaseHTTPRequestHandler, _: Reply, stop: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not stop.wait(0.02):
        handler.wfile.write(b"x")


def _reset(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    _head(handler, reply, 1000)
    handler.wfile.write(b"half")
    handler.wfile.flush()
    # To close at once with a reset instead of an orderly end.
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def _silent(handler: BaseHTTPRequestHandler, _: Reply, __: threading.Event) -> None:
    """No answer at all."""
    handler.close_connection = True


def _short(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    _head(handler, reply, len(reply.body) + 100)
    handler.wfile.write(reply.body)
    handler.close_connection = True


def _raw(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    """The body is all that is sent, status and headers included."""
    handler.wfile.write(reply.body)
    handler.close_connection = True


def _bomb(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    """400 MB of zeros in 400 kB."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(400)) + packer.flush()
    _head(handler, Reply(reply.status, {"Content-Encoding": "gzip", **reply.headers}), len(packed))
    handler.wfile.write(packed)


def _cut_gzip(handler: BaseHTTPRequestHandler, reply: Reply, _: threading.Event) -> None:
    packed = gzip.compress(reply.body)[:-12]
    _head(handler, Reply(200, {"Content-Encoding": "gzip", **reply.headers}), len(packed))
    handler.wfile.write(packed)


def _garbage_chunks(handler: BaseHTTPRequestHandler, _: Reply, __: threading.Event) -> None:
    _head(handler, Reply(200, {"Transfer-Encoding": "chunked"}), None)
    handler.wfile.write(b"5\r\nhello\r\nnot a number\r\n")
    handler.close_connection = True


def _endless_headers(handler: BaseHTTPRequestHandler, _: Reply, __: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n")
    handler.close_connection = True


def _huge_header(handler: BaseHTTPRequestHandler, _: Reply, __: threading.Event) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Huge: " + b"x" * 200_000 + b"\r\n\r\n")
    handler.close_connection = True


_FAULTS: dict[str, Callable[[BaseHTTPRequestHandler, Reply, threading.Event], None]] = {
    "drip": _drip,
    "drip-headers": _drip_headers,
    "reset": _reset,
    "silent": _silent,
    "short": _short,
    "raw": _raw,
    "bomb": _bomb,
    "cut-gzip": _cut_gzip,
    "garbage-chunks": _garbage_chunks,
    "endless-headers": _endless_headers,
    "huge-header": _huge_header,
}
