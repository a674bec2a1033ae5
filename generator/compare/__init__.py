"""compare: Graph -> Comparison. Clocks, firsts, parallels, responses, doubling times, and what other choices would give.

What each number means stands in docs/compare/method.md; the arithmetic of uncertain dates is `values/span.py`'s. The site and
the command line both read what this makes, so they cannot tell different numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from generator.compare.agreement import agreement
from generator.compare.choices import multiverse, rows_of, starts
from generator.compare.clocks import ages, by_month, clock, same_ages
from generator.compare.growth import growths, pairs
from generator.compare.measure import view
from generator.compare.responses import response_times, responses
from generator.values.comparison import Clock, Comparison
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph
from generator.values.parallels import Origin, Origins

__all__ = ["compare"]


def compare(graph: Graph, today: date, origins: Sequence[str] = ()) -> Comparison | None:
    """Set the two tracks side by side as of a day; None if nothing says from what to count.

    `origins` are ids of entries to count from instead of the defaults, at most one a track. Raises ValueError for one
    that does not exist, has a date without an end, or is the second of its track.
    """
    if graph.origins is None:
        return None
    known = graph.origins.value
    chosen = _chosen(graph, known, origins)
    clocks = {track: _clock(graph, known, track, chosen.get(track), today) for track in TRACKS}
    every = [{track: clock(graph, o.entry, track, o, today) for track in TRACKS for o in (pick[track],)} for pick in _all(known)]
    views = {(c["linux"].origin.id, c["ai"].origin.id): view(graph, MappingProxyType(c)) for c in every}
    aged = ages(graph, clocks)
    all_responses = responses(graph)
    return Comparison(
        today=today,
        view=views.get((clocks["linux"].origin.id, clocks["ai"].origin.id)) or view(graph, MappingProxyType(clocks)),
        views=MappingProxyType(views),
        ages=MappingProxyType(aged),
        same_age=MappingProxyType(same_ages(graph, clocks, aged)),
        months=by_month(graph, clocks, aged),
        responses=all_responses,
        response_times=response_times(all_responses),
        growth=MappingProxyType(growths(graph)),
        pairs=pairs(graph, clocks),
        starts=starts(
            rows_of(graph.criteria.wordings, graph.criteria.firsts),
            clocks["linux"].origin.value.date.bound,
            clocks["ai"].origin.value.date.bound,
            today,
        ),
        multiverse=multiverse(graph, today),
        agreement=agreement(graph.criteria, clocks),
    )


def _all(known: Origins) -> list[dict[Track, Origin]]:
    return [{"linux": origin, "ai": other} for origin in known.linux for other in known.ai]


def _clock(graph: Graph, known: Origins, track: Track, chosen: str | None, today: date) -> Clock:
    origin = chosen or known.of(track)[0].entry
    return clock(graph, origin, track, next((o for o in known.of(track) if o.entry == origin), None), today)


def _chosen(graph: Graph, known: Origins, origins: Sequence[str]) -> dict[Track, str]:
    chosen: dict[Track, str] = {}
    for name in origins:
        record = graph.by_id.get(name)
        if record is None:
            matches = get_close_matches(name, graph.by_id, 1)
            usual = ", ".join(o.entry for track in TRACKS for o in known.of(track))
            raise ValueError(f"no entry has the id '{name}'; {f'did you mean {matches[0]}? ' if matches else ''}usual: {usual}")
        if record.value.date.latest is None:
            raise ValueError(f"'{name}' has no last day ({record.value.date.edtf}), so no clock can start there")
        if record.track in chosen:
            raise ValueError(f"'{name}' and '{chosen[record.track]}' are both of the {record.track} track; name one of them")
        chosen[record.track] = name
    return chosen
