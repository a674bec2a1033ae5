"""Citations as files that reference managers read: CSL-JSON, BibLaTeX, RIS. Each is written by a library."""

from __future__ import annotations

import re
from typing import Any, Final

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry as BibEntry
from bibtexparser.model import Field
from bibtexparser.writer import BibtexFormat

from generator.cite.cited import Cited
from generator.values.characters import visible
from generator.values.citation import AUTHOR, SITE

_TEX: Final = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": "", "}": ""}
)
"""What TeX reads as more than a character; braces of a title cannot be kept in any way that all readers know."""
_BIBTEX: Final = BibtexFormat()  # type: ignore[no-untyped-call]
_BIBTEX.indent = "  "


def csl(cited: Cited, url: str) -> dict[str, Any]:
    """One item of CSL-JSON 1.0.2."""
    item: dict[str, Any] = {
        "id": _key(cited),
        "type": "webpage",
        "title": cited.title,
        "container-title": SITE,
        "author": [{"literal": AUTHOR}],
        "URL": url,
        "abstract": cited.about,
        "language": "en",
        "version": cited.version,
    }
    if cited.issued:
        item["issued"] = {"date-parts": [[cited.issued.year, cited.issued.month, cited.issued.day]]}
    if cited.keywords:
        item["keyword"] = "; ".join(cited.keywords)
    if cited.genre:
        item["genre"] = cited.genre
    if cited.event:
        item["event-date"] = {"raw": cited.event.edtf}
        item["note"] = f"Event: {cited.event}"
    return item


def _key(cited: Cited) -> str:
    return "only-faster-" + re.sub(r"[/#]", "-", cited.address.removeprefix("e/"))


def bibtex(cited: Cited, url: str) -> str:
    """BibLaTeX's `@online`."""
    fields = {
        # A second pair of braces keeps the case of what is no common word, and the name of many from being taken apart.
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{cited.title.translate(_TEX)}}}",
        "titleaddon": cited.genre,
        "organization": SITE,
        "date": cited.issued.isoformat() if cited.issued else "",
        "url": url,
        "version": cited.version,
        "eventdate": cited.event.edtf if cited.event else "",
        "note": f"Event: {cited.event}".translate(_TEX) if cited.event else "",
    }
    entry = BibEntry("online", _key(cited), [Field(name, text) for name, text in fields.items() if text])
    return str(write_string(Library([entry]), bibtex_format=_BIBTEX))


def ris(cited: Cited, url: str) -> str:
    """RIS, of type ELEC, or CHART for one."""
    item: dict[str, Any] = {
        "type_of_reference": "CHART" if cited.genre else "ELEC",
        "id": _key(cited),
        "title": cited.title,
        "authors": [f"{AUTHOR},"],
        "secondary_title": SITE,
        "urls": [url],
        "abstract": cited.about,
        "edition": cited.version,
        "keywords": list(cited.keywords),
    }
    if cited.issued:
        item |= {"year": str(cited.issued.year), "date": cited.issued.strftime("%Y/%m/%d/")}
    if cited.event:
        item["notes"] = [f"Event: {cited.event}"]
    # A line is a field, and the library writes what it is given: a line end in a text would begin another.
    lines = {name: [visible(part) for part in value] if isinstance(value, list) else visible(value) for name, value in item.items()}
    return str(rispy.dumps([lines], implementation=_Ris))


class _Ris(rispy.RisWriter):  # type: ignore[misc]
    """Without a number before each reference, which is not in the format."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  the library's signature
        """Nothing."""
        return ""
