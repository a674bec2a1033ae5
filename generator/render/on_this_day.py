"""The page of the days of the year: what happened on each, whatever the year."""

from __future__ import annotations

from collections import defaultdict

from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph

Lanes = dict[Track, list[EntryRecord]]


def on_this_day(renderer: Renderer, graph: Graph) -> Page:
    """`/on-this-day/`: only entries of one certain day; the reader's today is the script's to find."""
    days = by_day(graph)
    number = sum(len(lane) for month in days.values() for lanes in month.values() for lane in lanes.values())
    meta = {
        "title": "On this day",
        "description": f"{number} events of Linux and open AI whose exact day is known, by the day of the year.",
    }
    return renderer.page("on-this-day/index.md", "days.html.jinja", "entries/", meta, months=days, number=number, of=len(graph.entries))


def by_day(graph: Graph) -> dict[int, dict[int, Lanes]]:
    """Entries by month, day and track, oldest first; all twelve months, but only days that have any."""
    months: dict[int, defaultdict[int, Lanes]] = {month: defaultdict(lambda: {track: [] for track in TRACKS}) for month in range(1, 13)}
    for record in graph.entries:
        when = record.value.date
        if when.exact:
            months[when.earliest.month][when.earliest.day][record.track].append(record)
    return {month: dict(sorted(days.items())) for month, days in months.items()}
