"""Text from the network as it may be printed and kept: one line, without characters that are not seen or that steer a terminal."""

from __future__ import annotations

from generator.values.characters import visible


def plain(text: str, most: int) -> str:
    """A text on one line of at most `most` characters, the last of them … if it was longer."""
    # What is cut off need not be looked at; but much of a text may be unseen.
    line = visible(text[: 20 * most + 1000])
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
