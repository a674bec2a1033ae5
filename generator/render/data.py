"""The page of what can be taken away: files with their sizes, the API, feeds, and how a page is cited as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.render.parts import Citing, citing_of
from generator.render.template import Page, Renderer
from generator.values.citation import AUTHOR, LICENCE_URL, WHOLE
from generator.values.corpus import SeriesRecord
from generator.values.download import Download
from generator.values.fields import KINDS, plural
from generator.values.graph import Graph
from generator.values.history import History, Revision
from generator.values.words import licence_url

_TABLES: Final = (".csv", ".parquet")
_ANSWERS: Final = (
    ("index.json", "What there is, how much of it, and as of which commit"),
    ("entries.json", "Every entry in a short row, in order of date"),
    ("entries/{id}.json", "One entry: all that it says, its links both ways, its age on the clock, what was measured of its models"),
    ("actors.json", "Organisations and people, with the entries in which each acts"),
    ("parallels.json", "Pairs of events that play the same part"),
    ("series.json", "Measured curves with all their figures"),
    ("actors/{id}.json", "One actor"),
    ("parallels/{id}.json", "One parallel"),
    ("series/{id}.json", "One curve"),
    ("lineage.json", "Which work derives from which"),
    ("comparison.json", "Every criterion on both clocks, and the speed-ups, from the default origins"),
    ("changes.json", "Every change of what a page says, newest first, with its reason"),
    (
        "changes/{month}.json",
        "The same, of one month: to ask for what is new since a day, read the months from it on, which index.json lists",
    ),
    ("{folder}/{id}/versions/{version}.json", "What an entry, parallel or curve said in one of its versions; it stays as it is"),
    ("schema/{shape}.json", "The JSON Schema of each shape of file that a contributor writes; index.json lists them"),
    ("openapi.json", "All of this as OpenAPI 3.1"),
)
"""The files of the API below its folder, and what is in each."""


@dataclass(frozen=True, slots=True)
class ApiFile:
    """A file of the API, or many by one pattern; `linked` if there is one of that very name."""

    path: str
    about: str
    linked: bool


@dataclass(frozen=True, slots=True)
class DataPage:
    """What the page shows."""

    newest: Revision | None
    """The commit that it is of; None where there is no history."""
    whole: tuple[Download, ...]
    """Files that have everything."""
    package: Download
    """What describes the tables."""
    tables: tuple[tuple[Download, Download], ...]
    """Each as CSV and as Parquet."""
    api: tuple[ApiFile, ...]
    feeds: bool
    """Whether there are feeds of what is new."""
    news_feeds: int
    """How many news feeds are read."""
    citing: Citing


def data(renderer: Renderer, graph: Graph, past: History, downloads: Sequence[Download]) -> Page:
    """`/data/`."""
    by_path = {download.path: download for download in downloads}
    package = by_path["data/datapackage.json"]
    whole = (file for file in downloads if not file.name.endswith(_TABLES) and file is not package)
    page = DataPage(
        newest=past.newest,
        whole=tuple(whole),
        package=package,
        tables=tuple((file, by_path[f"{file.path.removesuffix('.csv')}.parquet"]) for file in downloads if file.name.endswith(".csv")),
        api=tuple(_api(renderer.edition.comparison is not None)),
        feeds=renderer.feeds,
        news_feeds=len(graph.feeds),
        citing=citing_of(renderer.edition, "data"),
    )
    meta = {"title": "Data", "description": WHOLE["data"][1], "linked": _catalog(renderer, graph, past, downloads)}
    return renderer.page("data/index.md", "data.html.jinja", "entries/", meta, page=page)


def _api(compared: bool) -> Iterator[ApiFile]:
    for path, about in _ANSWERS:
        yield ApiFile(path, about, "{" not in path and (compared or path != "comparison.json"))


def _catalog(renderer: Renderer, graph: Graph, past: History, downloads: Sequence[Download]) -> dict[str, Any]:
    """https://schema.org/DataCatalog: the whole, and each curve, as a Dataset."""
    site = renderer.edition.site
    creator = {"@type": "Organization", "name": AUTHOR, "url": f"{site}/"}
    shared = {"creator": creator, "isAccessibleForFree": True, "inLanguage": "en"}
    days = [record.value.date for record in graph.entries]
    kinds = ", ".join(plural(kind) for kind in KINDS)
    whole: dict[str, Any] = {
        "@type": "Dataset",
        "@id": f"{site}/data/#all",
        "name": "Only Faster: the histories of Linux and of open AI",
        "url": f"{site}/data/",
        "description": f"{len(graph.entries)} dated events of Linux and of open AI ({kinds}), each with its sources, "
        f"{len(graph.parallels)} pairs of events that play the same part, and {len(graph.series)} measured curves.",
        "license": LICENCE_URL,
        "keywords": ["Linux", "open models", "free software", "history of computing", "artificial intelligence"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "description": file.about,
                "contentUrl": f"{site}/{file.path}",
                "encodingFormat": file.media,
                "contentSize": f"{len(file.content)} B",
            }
            for file in downloads
        ],
    }
    if days:
        whole["temporalCoverage"] = f"{min(day.earliest for day in days)}/{max(day.earliest for day in days)}"
    if past.newest:
        whole |= {"version": past.newest.commit[:10], "dateModified": past.newest.day.isoformat()}
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": f"{site}/data/",
        "url": f"{site}/data/",
        "name": "Only Faster",
        "description": WHOLE["data"][1],
        "license": LICENCE_URL,
        "publisher": creator,
        "dataset": [whole | shared, *(_curve(record, site) | shared for record in graph.series)],
    }


def _curve(record: SeriesRecord, site: str) -> dict[str, Any]:
    address, licence = f"{site}/series/{record.id}/", record.value.licence
    # Where nothing is said of the figures' licence, none is made up.
    stated = {} if licence == "NOASSERTION" else {"license": licence if " " in licence else licence_url(licence)}
    file = {"@type": "DataDownload", "contentUrl": f"{site}/series/{record.id}.csv", "encodingFormat": "text/csv"}
    return {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "name": record.value.title,
        "description": record.value.summary,
        "variableMeasured": record.value.unit,
        "isBasedOn": [str(source.url) for source in record.value.sources],
        "distribution": [file],
    } | stated
