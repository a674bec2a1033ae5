"""The process in which feeds are read: a request comes in on its input, the items go out on its output, until the input ends.

`python -m generator.fetch.feed_child "[SECONDS, BYTES]"`; it says `true` when it is ready. It ends with its parent, in the middle of a
feed too, and has a clock of its own in case that it cannot notice. The system holds it to its memory; macOS does not, and there the
clock alone counts.
"""

from __future__ import annotations

import json
import os
import queue
import resource
import signal
import struct
import sys
import threading
from contextlib import suppress
from datetime import date
from typing import IO, Any, Final

from generator.fetch.failures import reason
from generator.fetch.feeds import NoFeed, read
from generator.values.actors import Feed
from generator.values.corpus import Record

SIZES: Final = struct.Struct("!II")
"""Before each message: the bytes of its JSON, and those of the feed after it."""
TOO_MUCH_MEMORY: Final = 77
"""The exit code of a process that needed more than it may have."""
_GRACE: Final = 2
"""Seconds that the parent has to end it before its own clock does."""


def receive(pipe: IO[bytes], most: int) -> tuple[Any, bytes] | None:
    """A message; None if the pipe ended. Raises ValueError if it is longer than `most` bytes."""
    sizes = pipe.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    about, body = SIZES.unpack(sizes)
    if about + body > most:
        raise ValueError("the message is too long")
    message = pipe.read(about + body)
    return (json.loads(message[:about]), message[about:]) if len(message) == about + body else None


def send(pipe: IO[bytes], value: Any, body: bytes = b"") -> None:
    """Send a message. Raises OSError if nobody takes it."""
    about = json.dumps(value).encode()
    pipe.write(SIZES.pack(len(about), len(body)) + about + body)
    pipe.flush()


def main(seconds: float, most_memory: int) -> None:
    """Read feeds until the input ends."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    requests: queue.SimpleQueue[tuple[Any, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    send(sys.stdout.buffer, True)
    while True:
        about, body = requests.get()
        # Nothing handles the signal, so it ends the process, whatever that is at.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        try:
            send(sys.stdout.buffer, _answer(about, body))
        except MemoryError:
            os._exit(TOO_MUCH_MEMORY)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _listen(requests: queue.SimpleQueue[tuple[Any, bytes]]) -> None:
    """Take requests, and end the process when the parent is gone."""
    try:
        while message := receive(sys.stdin.buffer, sys.maxsize):
            requests.put(message)
    except MemoryError:
        os._exit(TOO_MUCH_MEMORY)
    os._exit(0)


def _answer(about: Any, body: bytes) -> dict[str, Any]:
    feed = Record(about["id"], "", Feed.model_validate_json(json.dumps(about["feed"])))
    try:
        reading = read(body, about["headers"], about["url"], feed, date.fromisoformat(about["today"]))
    except MemoryError:
        raise
    except NoFeed as error:
        return {"refused": str(error)}
    except Exception as error:
        return {"refused": reason(error)}
    return {"items": [item.model_dump(mode="json") for item in reading.items], "dropped": reading.dropped}


if __name__ == "__main__":
    main(*json.loads(sys.argv[1]))
