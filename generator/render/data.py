"""The page of what can be taken away: files with their sizes, the API, feeds, and how a page is cited as it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from generator.render.parts import citing_of
from generator.render.template import Page, Renderer
from generator.values.citation import AUTHOR, LICENCE_URL, WHOLE
from generator.values.corpus import SeriesRecord
from generator.values.download import Download
from generator.values.entries import KINDS, plural
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.words import licence_url

_TABLES: Final = (".csv", ".parquet")


def data(renderer: Renderer, graph: Graph, past: History, downloads: Sequence[Download]) -> Page:
    """`/data/`."""
    by_path = {one.path: one for one in downloads}
    tables = [
        (one, by_path[one.path.removesuffix(".csv") + ".parquet"]) for one in downloads if one.name.endswith(".csv")
    ]
    package = by_path["data/datapackage.json"]
    meta = {"title": "Data", "description": WHOLE["data"][1], "linked": _catalog(renderer, graph, past, downloads)}
    return renderer.page(
        "data/index.md", "data.html.jinja", "entries/", meta, newest=past.newest, tables=tables, package=package,
        whole=[one for one in downloads if not one.name.endswith(_TABLES) and one is not package], feeds=renderer.feeds,
        citing=citing_of(renderer.edition, "data"),
    )  # fmt: skip


def _catalog(renderer: Renderer, graph: Graph, past: History, downloads: Sequence[Download]) -> dict[str, Any]:
    """https://schema.org/DataCatalog: the whole, and each curve, as a Dataset."""
    site = renderer.edition.site
    creator = {"@type": "Organization", "name": AUTHOR, "url": f"{site}/"}
    shared = {"creator": creator, "isAccessibleForFree": True, "inLanguage": "en"}
    days = [record.value.date for record in graph.entries]
    whole: dict[str, Any] = {
        "@type": "Dataset", "@id": f"{site}/data/#all", "name": "Only Faster: the histories of Linux and of open AI", "url": f"{site}/data/",
        "description": f"{len(graph.entries)} dated events of Linux and of open AI ({', '.join(plural(kind) for kind in KINDS)}), each with its "
        f"sources, {len(graph.parallels)} pairs of events that play the same part, and {len(graph.series)} measured curves.",
        "license": LICENCE_URL, "keywords": ["Linux", "open models", "free software", "history of computing", "artificial intelligence"],
        "distribution": [
            {
                "@type": "DataDownload", "name": one.name, "description": one.about, "contentUrl": f"{site}/{one.path}",
                "encodingFormat": one.media, "contentSize": f"{len(one.content)} B",
            }
            for one in downloads
        ],
    }  # fmt: skip
    if days:
        whole["temporalCoverage"] = f"{min(day.earliest for day in days)}/{max(day.earliest for day in days)}"
    if past.newest:
        whole |= {"version": past.newest.commit[:10], "dateModified": past.newest.day.isoformat()}
    return {
        "@context": "https://schema.org", "@type": "DataCatalog", "@id": f"{site}/data/", "url": f"{site}/data/", "name": "Only Faster",
        "description": WHOLE["data"][1], "license": LICENCE_URL, "publisher": creator,
        "dataset": [whole | shared, *(_curve(record, site) | shared for record in graph.series)],
    }  # fmt: skip


def _curve(record: SeriesRecord, site: str) -> dict[str, Any]:
    address, licence = f"{site}/series/{record.id}/", record.value.licence
    # Where nothing is said of the figures' licence, none is made up.
    said = {} if licence == "NOASSERTION" else {"license": licence if " " in licence else licence_url(licence)}
    return {
        "@type": "Dataset", "@id": address, "url": address, "name": record.value.title, "description": record.value.summary,
        "variableMeasured": record.value.unit, "isBasedOn": [str(source.url) for source in record.value.sources],
        "distribution": [{"@type": "DataDownload", "contentUrl": f"{site}/series/{record.id}.csv", "encodingFormat": "text/csv"}],
    } | said  # fmt: skip
