"""Footnotes: the marks in a text that point to a source by its key, `[^key]`, and the text without them.

A text that may have marks is a `Footnoted`: whoever uses it as a string has it as people read it, and only what shows or checks
the marks asks for `marked`. So no mark can slip into a feed, a card or the length of a summary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from generator.values.fields import LONGEST_SUMMARY, SHORTEST_SUMMARY, Prose, Text

MARK: Final = re.compile(r" ?\[\^([^\]\s\[]+)\](?!\()")
"""A mark, with the space before it. The key is what stands in it; whether a source has it is for the checker to say."""


class Footnoted(str):
    """A text without its marks; `marked` is the text as it was written."""

    marked: str

    def __new__(cls, text: str) -> Footnoted:
        """From the text as it was written."""
        plain = super().__new__(cls, without_marks(text))
        plain.marked = text
        return plain

    def __getnewargs__(self) -> tuple[Any, ...]:  # so that it is copied and pickled with its marks
        return (self.marked,)


def as_written(text: str) -> str:
    """The text with its marks, if it has any."""
    return text.marked if isinstance(text, Footnoted) else text


def without_marks(text: str) -> str:
    """The text as it is read where no footnotes are shown."""
    return MARK.sub("", text)


def marks(text: str) -> Iterator[str]:
    """The keys that a text points to, in its order, each as often as it does."""
    return (match[1] for match in MARK.finditer(text))


_WITHOUT_MARKS: Final = rf"^(?:(?:\[\^[^\]\s]+\])*(?:[^\[]|\[(?!\^))){{{SHORTEST_SUMMARY},{LONGEST_SUMMARY}}}(?:\[\^[^\]\s]+\])*\s*$"
FootnotedSummary = Annotated[
    Text,
    AfterValidator(Footnoted),
    Field(
        json_schema_extra={
            "minLength": SHORTEST_SUMMARY,
            "pattern": _WITHOUT_MARKS,
            "patternErrorMessage": f"write {SHORTEST_SUMMARY} to {LONGEST_SUMMARY} letters; footnotes do not count",
        }
    ),
]
"""A summary; its marks do not count for its length."""
FootnotedProse = Annotated[Prose, AfterValidator(Footnoted)]
