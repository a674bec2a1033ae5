"""The clock of one request: it runs over the look-up of the name, the connection, the headers and the body, and cuts the line.

http.client lets go of its socket when an answer is to end with the connection, and TLS takes a socket away from whoever opened it.
So the clock has a handle of its own on every line that a request opens, a duplicate that nobody else closes.
"""

from __future__ import annotations

import os
import queue
import socket
import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Any


class TimeLimit:
    """Seconds that one request has. Lines that are held are cut when they are over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._lines: list[socket.socket] | None = []
        """None when the request or its time is over."""
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> TimeLimit:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._timer.cancel()
        for line in self._let_go():
            line.close()

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._end

    def left(self) -> float:
        """Seconds that are left. Raises TimeoutError if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time of the request is over")
        return left

    def hold(self, line: socket.socket) -> None:
        """Have a line cut at the end of the time. Raises TimeoutError if that has come."""
        own = socket.socket(line.family, line.type, line.proto, fileno=os.dup(line.fileno()))
        with self._lock:
            if self._lines is not None:
                self._lines.append(own)
                return
        own.close()
        raise TimeoutError("the time of the request is over")

    def _let_go(self) -> list[socket.socket]:
        with self._lock:
            lines, self._lines = self._lines or [], None
        return lines

    def _cut(self) -> None:
        for line in self._let_go():
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()


def resolve(name: str, port: int, seconds: float) -> list[tuple[Any, ...]]:
    """What the name servers say of a name. Raises TimeoutError if they say nothing in time, and what getaddrinfo raises.

    The system's resolver cannot be stopped: a look-up that comes too late ends by itself, and nobody waits for it.
    """
    results: queue.SimpleQueue[list[tuple[Any, ...]] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            results.put(list(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)))
        except Exception as error:
            results.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError(f"the name {name} was not looked up in time") from None
    if isinstance(result, Exception):
        raise result
    return result
