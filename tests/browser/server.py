"""Serves a built site on loopback as GitHub Pages does: below a path, packed text, its headers, its answer to a lost address."""

from __future__ import annotations

import functools
import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

PACKED: Final = {".css", ".csv", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".xml"}
"""What is sent packed to a browser that takes it; fonts and pictures are packed already."""


@contextmanager
def serving(folder: Path, below: str = "") -> Iterator[str]:
    """The address at which `folder` is served, without a slash at its end: the path `below` on a server that has nothing else."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Pages, directory=str(folder), below=below))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Pages(SimpleHTTPRequestHandler):
    """Serves files, logs nothing, and answers a lost address of the site with the site's own page."""

    protocol_version = "HTTP/1.1"  # keeps the connection, as any real server does

    def __init__(self, *args: object, below: str, **named: object) -> None:
        self.below = below
        super().__init__(*args, **named)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """With what GitHub Pages says of every file."""
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        super().end_headers()

    def send_head(self) -> io.BytesIO | object:
        """A text is packed; all else, folders without their slash too, is as in the class above."""
        if not self.path.startswith(f"{self.below}/"):
            self.send_error(404)
            return None
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if self.path.split("?")[0].endswith("/") else file
        if not file.is_file() or file.suffix not in PACKED or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = _packed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def translate_path(self, path: str) -> str:
        """Where a file of the site is."""
        return super().translate_path(path.removeprefix(self.below))

    def guess_type(self, path: str) -> str:  # type: ignore[override]
        """Texts are UTF-8, and say so."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As GitHub Pages does: 404.html with status 404; what stands outside the site knows nothing of its pages."""
        lost = Path(self.directory) / "404.html"
        if code != 404 or not self.path.startswith(f"{self.below}/") or not lost.exists():
            return super().send_error(code, message, explain)
        body = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


@functools.lru_cache(maxsize=256)
def _packed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)
