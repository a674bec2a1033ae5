"""What can be said of a quote from the words that were kept of its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from generator.values.entries import Source
from generator.values.fetched import Passage
from generator.values.quotes import normal, stands_in

Standing = Literal["stands", "hashed", "altered", "not kept"]
"""It stands in the words that were kept; the program read it, and only the hash of its text is kept; it is not in the words that
were kept of this source; nothing is kept of this source."""


def standing_of(source: Source, kept: Iterable[Passage]) -> Standing:
    """How a quote stands to what was kept of its file's sources."""
    of_source = [passage for passage in kept if passage.url == source.url]
    if not of_source or not source.quote:
        return "not kept"
    if any(passage.words and stands_in(source.quote, passage.words) for passage in of_source):
        return "stands"
    if any(passage.words is None and normal(passage.quote) == normal(source.quote) for passage in of_source):
        return "hashed"
    return "altered"
