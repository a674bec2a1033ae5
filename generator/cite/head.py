"""Citations in the head of a page: meta elements for reference managers, JSON-LD for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.cite.cited import Cited
from generator.values.citation import AUTHOR, LICENCE_URL, SITE


def tags(cited: Cited, url: str) -> Iterator[tuple[str, str]]:
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
    yield "DC.rights", LICENCE_URL
    if cited.issued:
        yield "citation_publication_date", cited.issued.strftime("%Y/%m/%d")
        yield "DC.date", cited.issued.isoformat()


def linked(cited: Cited, site: str) -> dict[str, Any]:
    """https://schema.org/Article"""
    address = f"{site}/{cited.address}/"
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": cited.title,
        "abstract": cited.about,
        "inLanguage": "en",
        "version": cited.version,
        "license": LICENCE_URL,
        "author": {"@type": "Organization", "name": AUTHOR, "url": f"{site}/"},
        "publisher": {"@type": "Organization", "name": SITE, "url": f"{site}/"},
        "isPartOf": {"@type": "WebSite", "name": SITE, "url": f"{site}/"},
        "keywords": list(cited.keywords),
        "citation": [_work(source) for source in cited.sources],
        "isBasedOn": [str(source.url) for source in cited.sources],
    }
    if cited.issued:
        article |= {"dateModified": cited.issued.isoformat(), "datePublished": (cited.added or cited.issued).isoformat()}
    if cited.event:
        article["about"] = {"@type": "Event", "name": cited.title, "startDate": cited.event.html}
    return {key: value for key, value in article.items() if value != []}


def _work(source: Any) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "url": str(source.url)}
    if source.title:
        work["name"] = source.title
    if source.publisher:
        work["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.published:
        work["datePublished"] = source.published.html
    return work
