"""Text from the network as it may be printed and kept: one line, without characters that are not seen or that steer a terminal."""

from __future__ import annotations

import unicodedata
from typing import Final

_SPACES: Final = ("Cc", "Zl", "Zp", "Zs")
_UNSEEN: Final = ("Cf", "Cs", "Co", "Cn")
"""Marks that turn the direction of text, zero widths, halves of characters, and what stands for nothing."""


def plain(text: str, most: int) -> str:
    """A text on one line of at most `most` characters, the last of them … if it was longer."""
    # What is cut off need not be looked at; but much of a text may be unseen.
    seen = ((letter, unicodedata.category(letter)) for letter in text[: 20 * most + 1000])
    visible = "".join(" " if kind in _SPACES else letter for letter, kind in seen if kind not in _UNSEEN)
    line = " ".join(visible.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
