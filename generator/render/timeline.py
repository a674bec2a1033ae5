"""The timeline: a plain list of all entries, what its script draws them from, and the same to embed elsewhere.

The script's data is one file: a row of numbers and short texts an entry, names once in lists that rows point into. The
summaries, which a reader sees one at a time, are in a second file that is fetched when the first card opens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, get_args

from generator.render.frames import TIMELINE
from generator.render.lists import by_month
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.fields import KINDS, TRACK_NAMES, TRACKS, Stage
from generator.values.graph import Graph, actors_of, licences_of, places_of
from generator.values.words import country, spaced

EPOCH: Final = date(1970, 1, 1)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
_ORIGIN: Final = "entries/"


def timelines(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """`/timeline/`, its data, and `/embed/timeline/`."""
    meta = {
        "title": "Timeline",
        "description": f"All {len(graph.entries)} entries by year and month, Linux and open AI side by side, each date "
        "as precise as its sources allow.",
        "oembed": f"{TIMELINE.path}oembed.json",
    }
    years = {year: by_month(records) for year, records in graph.by_year.items()}
    yield renderer.page("timeline/index.md", "timeline.html.jinja", _ORIGIN, meta, years=years, frame=TIMELINE)
    yield Page("timeline/entries.json", _compact(rows(graph, today)), _ORIGIN)
    yield Page("timeline/summaries.json", _compact([record.value.summary for record in graph.entries]), _ORIGIN)
    embed = renderer.environment.get_template("embed-timeline.html.jinja").render(root="../../", meta=meta)
    yield Page(f"{TIMELINE.path}index.html", embed, _ORIGIN)


def rows(graph: Graph, today: date) -> dict[str, Any]:
    """What the script needs of all entries. Days count from 1 January 1970; numbers in rows are places in `names`.

    A row: id, title, track, kind, first day, days from it to the last one (null: goes on), 1 if about or uncertain, the
    date in words where it is no certain day, stage, actors, tags, countries, licences, weight (what to name first).
    """
    names = _Names()
    entries = [_row(graph, record, names) for record in graph.entries]
    origins = graph.origins.value if graph.origins else None
    return {
        "today": (today - EPOCH).days,
        "origins": {
            track: [
                {"id": origin.entry, "name": origin.name, "day": _day(graph.by_id[origin.entry].value.date.earliest)}
                for origin in (origins.of(track) if origins else ())
            ]
            for track in TRACKS
        },
        "names": {
            "track": [[track, TRACK_NAMES[track]] for track in TRACKS],
            "kind": [[kind, kind] for kind in KINDS],
            "stage": [[stage, stage] for stage in STAGES],
            "actor": [[name, graph.actors[name].value.name] for name in names.of("actor")],
            "tag": [[name, spaced(name)] for name in names.of("tag")],
            "country": [[name, country(name)] for name in names.of("country")],
            "licence": [[name, graph.licence_name(name)] for name in names.of("licence")],
        },
        "entries": entries,
    }


class _Names:
    """Names in the order in which they first come up, each with its place."""

    def __init__(self) -> None:
        self.positions: dict[str, dict[str, int]] = {}

    def at(self, facet: str, names: Iterable[str]) -> list[int]:
        """The places of names, each new one at the end."""
        positions = self.positions.setdefault(facet, {})
        return [positions.setdefault(name, len(positions)) for name in dict.fromkeys(names)]

    def of(self, facet: str) -> Iterable[str]:
        """All names so far, by place."""
        return self.positions.get(facet, {})


def _row(graph: Graph, record: EntryRecord, names: _Names) -> list[Any]:
    value, when = record.value, record.value.date
    return [
        record.id,
        value.title,
        TRACKS.index(record.track),
        KINDS.index(record.kind),
        _day(when.earliest),
        (when.latest - when.earliest).days if when.latest else None,
        int(when.approximate),
        "" if when.exact else str(when),
        STAGES.index(value.stage) if value.stage else -1,
        names.at("actor", actors_of(record)),
        names.at("tag", value.tags),
        names.at("country", places_of(graph, record)),
        names.at("licence", licences_of(record)),
        _weight(graph, record),
    ]


def _weight(graph: Graph, record: EntryRecord) -> int:
    """How much an entry is leaned on by others: what is named first where there is no room to name all."""
    return (
        4 * len(graph.criteria_of.get(record.id, ()))
        + 3 * len(graph.parallels_of.get(record.id, ()))
        + min(len(graph.backlinks.get(record.id, ())), 6)
        + bool(record.value.stage)
    )


def _day(day: date) -> int:
    return (day - EPOCH).days


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
