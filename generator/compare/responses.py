"""Responses: what answered what, after how many days, and how long it takes by track and decade."""

from __future__ import annotations

from collections import defaultdict

from generator.values.comparison import Response, ResponseTime
from generator.values.fields import TRACKS, Track
from generator.values.graph import Edge, Graph
from generator.values.span import Span, elapsed, middle_days


def responses(graph: Graph) -> tuple[Response, ...]:
    """Each link that says that an entry responds to another, in order of the response; a policy that restricts a work answers it too."""
    return tuple(
        Response(edge, elapsed(edge.target.value.date, edge.source.value.date))
        for record in graph.entries
        for edge in graph.links.get(record.id, ())
        if edge.word == "responds-to" or _restriction(edge)
    )


def _restriction(edge: Edge) -> bool:
    """Whether a policy restricts a work that was there before: terms of its first day answer nothing."""
    restricts = edge.word == "restricts" and edge.source.kind == "policy" and edge.target.kind in ("release", "fork")
    return restricts and elapsed(edge.target.value.date, edge.source.value.date).low > 0


def response_times(all_responses: tuple[Response, ...]) -> tuple[ResponseTime, ...]:
    """Medians by the track and decade of the response, and of each track as a whole."""
    groups: defaultdict[tuple[Track, int | None], list[Span]] = defaultdict(list)
    for response in all_responses:
        record = response.edge.source
        groups[record.track, record.value.date.year // 10 * 10].append(response.days)
        groups[record.track, None].append(response.days)
    order = sorted(groups, key=lambda key: (-TRACKS.index(key[0]), key[1] is None, key[1] or 0))
    return tuple(
        ResponseTime(track, decade, len(groups[track, decade]), *bounds)
        for track, decade in order
        if (bounds := middle_days(groups[track, decade]))
    )
