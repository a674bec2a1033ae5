"""export: Edition -> files for programs: the JSON API, the feeds, tables, what robots are told."""

from __future__ import annotations

from collections.abc import Iterator

from generator.export.api import api, everything
from generator.export.calendars import calendars
from generator.export.comparison import comparison_files
from generator.export.feeds import feeds, outline
from generator.export.robots import robots
from generator.export.tables import tables
from generator.values.download import Download
from generator.values.edition import Edition

__all__ = ["downloads", "export"]


def downloads(edition: Edition) -> tuple[Download, ...]:
    """All data as files, the ones that hold everything last."""
    return *tables(edition.graph, edition.citations, edition.past, edition.site), everything(edition)


def export(edition: Edition) -> Iterator[tuple[str, str | bytes]]:
    """Path and content of every other file."""
    yield from api(edition)
    yield from feeds(edition.graph, edition.past, edition.site)
    yield from calendars(edition.graph, edition.past, edition.site)
    yield "sources/feeds.opml", outline(edition.graph)
    yield from robots(edition)
    yield from comparison_files(edition)
