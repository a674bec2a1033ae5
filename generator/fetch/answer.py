"""What came back: an answer of a server, and its body, unpacked and no longer than it may be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import requests

from generator.fetch.charset import decoded
from generator.fetch.failures import Trouble
from generator.fetch.numbers import whole

_LONGEST_BODY: Final = 10**15


@dataclass(frozen=True, slots=True)
class Hop:
    """An address that answered with a redirect, and with which."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said, whatever the status."""

    asked: str
    url: str
    """The address that answered, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Case does not matter in their names."""
    body: bytes = field(repr=False)
    """Unpacked."""
    hops: tuple[Hop, ...]
    permanent: str
    """Where permanent redirects lead from the address asked for, without another kind between; itself if there are none."""
    retrieved: datetime
    """UTC, whole seconds."""

    @property
    def ok(self) -> bool:
        """Whether the status says success."""
        return 200 <= self.status < 300

    @property
    def sha256(self) -> str:
        """Of the unpacked body."""
        return hashlib.sha256(self.body).hexdigest()

    def json(self) -> Any:
        """The body as JSON. Raises Trouble that says what it is instead."""
        try:
            return json.loads(self.body, parse_constant=_no_number)
        except (ValueError, RecursionError):
            start = self.body[:200].lstrip().lower()
            what = "nothing" if not start else "an HTML page" if start.startswith(b"<") else "something else"
            raise Trouble("not-json", f"it sent {what} where JSON was asked for") from None


def body_of(response: requests.Response, cap: int, cut: bool) -> bytes:
    """An answer's body, unpacked, no byte more than the cap. Raises Trouble if it is longer, or else cuts it there; and BadCoding."""
    size = _announced(response.headers)
    if size > cap and not cut:
        raise Trouble("too-big", f"the answer has {size:,} bytes, more than {cap:,}")
    received = bytearray()
    coding = response.headers.get("Content-Encoding", "").strip().lower()
    for piece in decoded(response.raw.stream(65_536, decode_content=False), coding, cap + 1):
        received += piece
        if len(received) > cap:
            if cut:
                return bytes(received[:cap])
            raise Trouble("too-big", f"the answer has more than {cap:,} bytes")
    return bytes(received)


def _announced(headers: Mapping[str, str]) -> int:
    """Bytes that a body is said to have, 0 if nothing is said. Raises Trouble for what is no number of bytes.

    RFC 9112, 6.3: nobody can know where such a body ends.
    """
    length = headers.get("Content-Length", "").strip()
    if not length or "Transfer-Encoding" in headers:
        return 0
    sizes = {whole(size.strip(), _LONGEST_BODY) for size in length.split(",")}
    if len(sizes) > 1 or None in sizes:
        raise Trouble("reset", f"the answer says that its length is '{length[:40]}', which is no number of bytes")
    return sizes.pop() or 0


def _no_number(name: str) -> None:
    """NaN and Infinity, which JSON does not have."""
    raise ValueError(name)
