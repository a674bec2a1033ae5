"""Characters that stand for nothing a reader can see: controls, marks that turn the direction of text, zero widths.

Listed by code point and not by Unicode category, since the categories that Python knows differ from one version to the next, and a
commit gives the same site under each.
"""

from __future__ import annotations

import re
from typing import Final

_BREAKS: Final = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
"""Controls, line ends and blanks, which all read as one blank."""
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # soft hyphen, direction, zero width, annotation
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"  # halves of pairs, what is no character, tags
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""U+200C and U+200D stay: Persian, the scripts of India and pictures made of several characters need them."""


def visible(text: str) -> str:
    """A text on one line, of characters that can be seen: what others wrote, where nobody is there to be asked to mend it."""
    return " ".join(_BREAKS.sub(" ", _UNSEEN.sub("", text)).split())
