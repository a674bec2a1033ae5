"""Quotes: whether a quote stands in a text to the letter, and the words around it that are kept.

To the letter means: with the same letters, figures and stops in the same order. What a page adds for the eye is left out on both
sides: markup, kinds of white space, of dashes and of quotation marks. "…" in a quote stands for words that are left out.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_PASSAGE: Final = 300
"""Letters of somebody else's text that are kept around a quote."""
_SAME: Final = str.maketrans(
    {"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "…": "..."}
)
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_SIGNS: Final = re.compile(r"[*_`\\]+")
"""They stand within a line without a space of their own,"""
_EDGES: Final = re.compile(r"^[\s>+|#*-]+|\|", re.MULTILINE)
"""and these before a line, or between the cells of a table."""
_SPACED: Final = 0x2E80
"""Scripts of letters below this put spaces between words: https://www.unicode.org/charts/"""
_BREAK: Final = re.compile(r"\\[nrt]")
"""A line break as JSON has it."""
_LEFT_OUT: Final = re.compile(r"\s*(?:\[\.\.\.\]|\(\.\.\.\)|\.\.\.)\s*")


def normal(text: str) -> str:
    """A text without what is there for the eye alone, in one line."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).replace("\u00ad", "")
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", _EDGES.sub(" ", _TAG.sub(" ", _BREAK.sub(" ", plain))))).split())


def stands_in(quote: str, text: str) -> bool:
    """Whether a quote stands in a text; both as they were written."""
    return _span(quote, normal(text)) is not None


def passage(quote: str, text: str) -> str | None:
    """The words around a quote, at most `LONGEST_PASSAGE` letters; None if it does not stand in the text, or is spread over more."""
    plain = normal(text)
    span = _span(quote, plain)
    if span is None or span[1] - span[0] > LONGEST_PASSAGE:
        return None
    spare = LONGEST_PASSAGE - (span[1] - span[0])
    start = max(span[0] - spare // 2, 0)
    end = min(start + LONGEST_PASSAGE, len(plain))
    start = max(min(start, end - LONGEST_PASSAGE), 0)
    # Whole words: a cut one says something else.
    while start and start < span[0] and plain[start - 1] != " ":
        start += 1
    while end < len(plain) and end > span[1] and plain[end] != " ":
        end -= 1
    return plain[start:end].strip()


def _span(quote: str, plain: str) -> tuple[int, int] | None:
    """Where the parts of a quote stand in a text made normal, from the first to the last: the shortest stretch that begins with the
    first part."""
    parts = [part for part in _LEFT_OUT.split(normal(quote)) if part]
    best: tuple[int, int] | None = None
    at = _find(parts[0], plain, 0) if parts else -1
    while at >= 0:
        end = at + len(parts[0])
        for part in parts[1:]:
            place = _find(part, plain, end)
            if place < 0:
                return best
            end = place + len(part)
        if best is None or end - at < best[1] - best[0]:
            best = (at, end)
        if len(parts) == 1:
            return best
        at = _find(parts[0], plain, at + 1)
    return best


def _find(part: str, plain: str, start: int) -> int:
    """The next place where a part stands as whole words; -1 if there is none. Scripts without spaces have no such ends."""
    at = plain.find(part, start)
    while at >= 0 and (_joined(plain[at - 1 : at], part[0]) or _joined(part[-1], plain[at + len(part) : at + len(part) + 1])):
        at = plain.find(part, at + 1)
    return at


def _joined(before: str, after: str) -> bool:
    """Whether two letters that stand side by side are of one word."""
    return all(letter.isalnum() and ord(letter) < _SPACED for letter in (before, after)) if before and after else False
