"""Numbers as servers write them in headers and feeds. Nothing else in this room makes a number of foreign text."""

from __future__ import annotations

import re
from typing import Final

_DIGITS: Final = re.compile(r"[0-9]{1,18}")


def whole(text: str | None, most: int) -> int | None:
    """A number of ASCII digits, at most 18 of them, and `most` for a larger one; None for all else that int() would take.

    int() takes digits of all scripts, signs, spaces and underscores, refuses some that str.isdigit() calls digits, and takes
    minutes for long ones where it is let.
    """
    return min(int(text), most) if text is not None and _DIGITS.fullmatch(text) else None
