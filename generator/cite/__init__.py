"""cite: a page's record -> how it is cited: CSL-JSON, BibTeX, RIS, formatted text, JSON-LD, meta elements.

Three dates are kept apart: that of the event (in a note, and as `about`), that of the page's last change, which is the one a
citation bears, and that on which somebody read it, which only they know. A citation names a version by the hash of what the page
was made from. Formats are written by libraries; the styles are CSL's own (https://citationstyles.org), formatted by citeproc-py.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from typing import Any, Final

from generator.cite.cited import Cited
from generator.cite.formats import bibtex, csl, ris
from generator.cite.head import linked, tags
from generator.cite.styles import STYLES, formatted
from generator.values.addresses import pair_page
from generator.values.citation import WHOLE, Citation
from generator.values.corpus import EntryRecord, Record, SeriesRecord
from generator.values.edition import Edition
from generator.values.history import History
from generator.values.pictures import Chart

__all__ = ["STYLES", "cite", "version_of"]

_HASH: Final = 10
_IN_MEMORY: Final[dict[str, str]] = {}
"""Formatted citations by their content, for callers that keep none."""


def cite(edition: Edition, cache: MutableMapping[str, str] | None = None) -> dict[str, Citation]:
    """How each entry, parallel, series, page of the comparison and chart is cited, by its address: a page's without slashes at its
    ends, and that of a chart on its page, as `compare#chart-origins`. Formatted citations that `cache` has from an earlier build are
    taken from there, and new ones are put there.
    """
    cache = _IN_MEMORY if cache is None else cache
    past = edition.past
    cited = {page: _cited(page, record, past) for page, record in edition.graph.citable()}
    whole = _whole(cited.values(), past)
    pages = {page: title for page, title in WHOLE.items() if edition.comparison or not page.startswith("compare")}
    for pair, view in edition.comparison.views.items() if edition.comparison else ():
        linux, ai = (view.clocks[track].name for track in ("linux", "ai"))
        if view is not edition.comparison.view:  # type: ignore[union-attr]
            pages[pair_page(*pair)] = (f"How much faster, from {linux} and {ai}?", WHOLE["compare"][1])
    cited |= {page: _of_all(page, title, about, whole, past) for page, (title, about) in pages.items()}
    cited |= {chart.address: _of_chart(chart, cited[chart.page]) for chart in edition.charts.values() if chart.page in cited}
    return {address: _citation(page, edition.site, cache) for address, page in cited.items()}


def _whole(pages: Iterable[Cited], past: History) -> str:
    """The version of what is made from all entries: the newest commit that changed any of them."""
    if past.newest:
        return past.newest.commit[:_HASH]
    return hashlib.sha256(" ".join(page.version for page in pages).encode()).hexdigest()[:_HASH]


def _of_all(page: str, title: str, about: str, version: str, past: History) -> Cited:
    issued = past.newest.day if past.newest else None
    return Cited(page, title, about, version, None, issued, None, (), (), files=f"{page}/cite")


def _of_chart(chart: Chart, page: Cited) -> Cited:
    """A chart is of the same version as the page that it stands on."""
    return replace(
        page,
        address=chart.address,
        title=chart.title,
        about=chart.description,
        event=None,
        genre="Chart",
        files=f"{chart.folder}/{chart.id}",
    )


def version_of(record: Record[Any]) -> str:
    """The hash of what a record says: of its values, with the place of an entry and the figures of a series."""
    parts: list[Any] = [record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True)]
    if isinstance(record, EntryRecord):
        parts += [record.track, record.kind]
    if isinstance(record, SeriesRecord):
        parts += [[point.date.edtf, point.value, point.name, point.note] for point in record.points]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH]


def _cited(page: str, record: Record[Any], past: History) -> Cited:
    value = record.value
    added, newest = past.added(page), past.last(page)
    # Without a history there is no state to lead back to, but a change can still be seen.
    version = newest.version if newest and newest.version else version_of(record)
    return Cited(
        page,
        value.title,
        value.summary,
        version,
        added.day if added else None,
        newest.day if newest else None,
        value.date if isinstance(record, EntryRecord) else None,
        tuple(getattr(value, "tags", ())),
        tuple(value.sources),
        files=f"{page}/cite",
    )


def _citation(cited: Cited, site: str, cache: MutableMapping[str, str]) -> Citation:
    page, _, part = cited.address.partition("#")
    url = f"{site}/{page}/?v={cited.version}{'#' + part if part else ''}"
    return Citation(
        cited.address,
        cited.title,
        cited.version,
        cited.issued,
        url,
        cited.files,
        formatted(cited, url, cache),
        bibtex(cited, url),
        ris(cited, url),
        csl(cited, url),
        () if part else tuple(tags(cited, url)),
        {} if part else linked(cited, site),
    )
