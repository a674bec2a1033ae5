"""Characters that stand for nothing a reader can see: controls, marks that turn the direction of text, zero widths.

Listed by code point and not by Unicode category, since the categories that Python knows differ from one version to the next, and a
commit gives the same site under each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_BREAKS: Final = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
"""Controls, line ends and blanks, which all read as one blank."""
_CONTROLS: Final = "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
"""All of them but the line ends that files have."""
_IGNORED: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # soft hyphen, direction, zero width, fillers, tags
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # halves of pairs, what is no character
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_JOINERS: Final = "\u200c\u200d"
"""Persian, the scripts of India and pictures made of several characters need them,"""
_SELECTORS: Final = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""and these say which form of the character before them is meant."""
_FLAG: Final = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
"""The flag of a part of a country, such as Scotland: its letters are tags."""
_SEEN_OR_NOT: Final = re.compile(
    f"{_FLAG}|[0-9#*]\ufe0f|[^\x00-\x7f{_CONTROLS}{_IGNORED}{_JOINERS}{_SELECTORS}][{_SELECTORS}]?[{_JOINERS}]?"
    f"|(?P<unseen>[{_CONTROLS}{_IGNORED}{_JOINERS}{_SELECTORS}]|\r(?!\n))"
)
_CLEAR: Final = re.compile("[\n\x20-\x7e]*")


def unseen(text: str) -> Iterator[tuple[int, str]]:
    """The place of every character that nobody sees, counted from 0, and the character itself.

    A line end (LF or CR LF) is seen; so are a joiner or selector right behind a character that it belongs to, which is none of ASCII.
    """
    if not _CLEAR.fullmatch(text):
        yield from ((match.start(), match[0]) for match in _SEEN_OR_NOT.finditer(text) if match["unseen"])


def visible(text: str) -> str:
    """A text on one line, of characters that can be seen: what others wrote, where nobody is there to be asked to mend it."""
    seen = _SEEN_OR_NOT.sub(lambda match: " " if _BREAKS.match(match[0]) else "" if match["unseen"] else match[0], text)
    return " ".join(_BREAKS.sub(" ", seen).split())
