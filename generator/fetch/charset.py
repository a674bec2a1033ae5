"""Unpacking what a server packed, piece by piece: never more at once than was asked for, and nothing that ends too early."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

_PIECE: Final = 65_536


class BadCoding(Exception):  # noqa: N818  it is an answer about bytes
    """The bytes are not packed as they are said to be, or end in the middle."""


def decoded(pieces: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """The pieces of a body, unpacked from a Content-Encoding; a little more than `most` bytes at the most.

    Raises BadCoding. The libraries below would take gzip that ends in the middle for the whole.
    """
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise BadCoding(f"the answer is packed as '{coding[:40]}', which was not asked for")
    total = 0
    unpack = None
    for piece in pieces:
        rest = piece
        while rest:
            if unpack is None:
                unpack = _unpacker(coding, rest)
            try:
                out = unpack.decompress(rest, _PIECE)
            except zlib.error:
                raise BadCoding(f"the answer is not packed as {coding}, though it says so") from None
            if out:
                yield out
                total += len(out)
                if total > most:
                    return
            rest = unpack.unconsumed_tail
            if unpack.eof:
                # Several gzip files one after another are one; what follows deflate is nothing.
                rest = unpack.unused_data if coding != "deflate" else b""
                unpack = None
    if unpack is not None:
        while out := unpack.decompress(unpack.unconsumed_tail, _PIECE):
            yield out
        if not unpack.eof:
            raise BadCoding(f"the answer, packed as {coding}, ends in the middle")


def _unpacker(coding: str, start: bytes) -> zlib._Decompress:
    """For gzip; for deflate with the header of zlib, or without it, as some servers send it."""
    if coding != "deflate":
        return zlib.decompressobj(wbits=31)
    headed = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
    return zlib.decompressobj(wbits=15 if headed else -15)
