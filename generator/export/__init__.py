"""export: Graph, Comparison, citations and history -> files for programs: the JSON API, the feeds, tables, what robots are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.export.api import api, everything
from generator.export.calendars import calendars
from generator.export.feeds import feeds, outline
from generator.export.robots import robots
from generator.export.tables import tables
from generator.values.citation import Citation
from generator.values.comparison import Comparison
from generator.values.download import Download
from generator.values.graph import Graph
from generator.values.history import History

__all__ = ["downloads", "export"]


def downloads(
    graph: Graph, comparison: Comparison | None, cites: Mapping[str, Citation], past: History, site: str
) -> tuple[Download, ...]:
    """All data as files, the ones that hold everything last. `site` is the address of the site, without a slash at its end."""
    return *tables(graph, cites, past, site), everything(graph, comparison, cites, past, site)


def export(
    graph: Graph, comparison: Comparison | None, cites: Mapping[str, Citation], past: History, site: str
) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of every other file."""
    yield from api(graph, comparison, cites, past, site)
    yield from feeds(graph, past, site)
    yield from calendars(graph, past, site)
    yield "sources/feeds.opml", outline(graph)
    yield from robots(graph, comparison, site)
