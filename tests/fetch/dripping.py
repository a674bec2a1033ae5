"""A server on loopback that never comes to an end: after a start of its own it sends a piece again and again, and closes never."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PAUSE: Final = 0.02
"""Seconds between two pieces."""
WAYS: Final[dict[str, tuple[bytes, bytes]]] = {
    "silent": (b"", b""),
    "in the status": (b"HTTP/1.1 2", b"0"),
    "in a header": (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"),
    "header after header": (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "100 after 100": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "kept, a length": (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "kept, chunk after chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "in the size of a chunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "in a trailer": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n", b"X: y\r\n"),
    "closing, no length": (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b"x"),
    "closing, a length": (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "closing, chunk after chunk": (b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "neither": (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
    "HTTP/1.0, a length": (b"HTTP/1.0 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "HTTP/1.0, kept": (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 100000\r\n\r\n", b"x"),
    "packed": (b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08" + bytes(6), b"x"),
    "an error": (b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n", b"x"),
}
"""How an answer starts, and the piece that is sent without end after it."""


def certificate(folder: Path) -> Path:
    """A file with a key and a certificate of 127.0.0.1 that it signed itself."""
    file = folder / "server.pem"
    made = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "36500", "-subj", "/CN=127.0.0.1"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(file), "-out", str(folder / "certificate.pem")]
    subprocess.run(["openssl", "req", *made, *names], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + (folder / "certificate.pem").read_bytes())
    return file


@contextmanager
def dripping(start: bytes, piece: bytes, pem: Path | None = None, *, handshake: bool = True) -> Iterator[str]:
    """Serve until left; the address. With `pem` over TLS, whose handshake is never made if `handshake` is false."""
    stop = threading.Event()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if pem else None
    if context and pem:
        context.load_cert_chain(pem)
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(PAUSE)

    def serve(line: socket.socket) -> None:
        with suppress(OSError), line:
            if context and handshake:
                line = context.wrap_socket(line, server_side=True)
            with line:
                line.recv(65_536)
                line.sendall(start)
                while not stop.wait(PAUSE):
                    line.sendall(piece)

    def accept() -> None:
        while not stop.is_set():
            with suppress(TimeoutError):
                line, _ = listening.accept()
                line.settimeout(30)
                threading.Thread(target=serve, args=(line,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if pem else ''}://127.0.0.1:{listening.getsockname()[1]}/a"
    finally:
        stop.set()
        thread.join()
        listening.close()
