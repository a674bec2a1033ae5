"""`/compare/responses/`: what answered what, after how many days, and the medians of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from generator.render.parts import Citing, citing_of
from generator.render.template import Page, Renderer
from generator.values.citation import WHOLE
from generator.values.comparison import Comparison, Response, ResponseTime
from generator.values.corpus import EntryRecord
from generator.values.fields import Track
from generator.values.graph import Edge
from generator.values.span import Span
from generator.values.words import figure


@dataclass(frozen=True, slots=True)
class Reply:
    """An entry that answered another, and how much later, in words."""

    edge: Edge
    later: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An entry with all that answered it."""

    record: EntryRecord
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class MedianRow:
    """How long the answers of a track took, in words: those of a decade, or all."""

    track: Track
    of: str
    count: int
    median: str


@dataclass(frozen=True, slots=True)
class ResponsesPage:
    """What the page shows."""

    medians: tuple[MedianRow, ...]
    policies: tuple[Reply, ...]
    releases: tuple[Answered, ...]
    others: tuple[Answered, ...]
    citing: Citing


def responses(renderer: Renderer, comparison: Comparison) -> Page:
    """`/compare/responses/`."""
    meta = {
        "title": WHOLE["compare/responses"][0],
        "description": f"{len(comparison.responses)} answers to releases, policies and other events, and after how "
        "many days each came; medians by track and decade.",
    }
    by_policy, to_release, others = [], [], []
    for response in comparison.responses:
        if response.edge.source.kind == "policy":
            by_policy.append(response)
        if response.edge.target.kind == "release":
            to_release.append(response)
        elif response.edge.source.kind != "policy":
            others.append(response)
    page = ResponsesPage(
        medians=tuple(map(_median, comparison.response_times)),
        policies=tuple(map(_reply, by_policy)),
        releases=_answered(to_release),
        others=_answered(others),
        citing=citing_of(renderer.edition, "compare/responses"),
    )
    return renderer.page("compare/responses/index.md", "responses.html.jinja", "entries/", meta, page=page)


def _answered(responses: Iterable[Response]) -> tuple[Answered, ...]:
    """By what they answered, in the order in which that comes up."""
    by_target: defaultdict[str, list[Response]] = defaultdict(list)
    for response in responses:
        by_target[response.edge.target.id].append(response)
    return tuple(Answered(group[0].edge.target, tuple(map(_reply, group))) for group in by_target.values())


def _reply(response: Response) -> Reply:
    return Reply(response.edge, later(response.days))


def later(days: Span) -> str:
    """How much later an answer came, always in days: `3 days later`, `1,400 days later`, `10–40 days later`, `since day 4`."""
    if days.high is None:
        return f"since day {days.low}"
    if days.low == days.high:
        return "the same day" if not days.low else f"{figure(days.low)} day{'s' * (days.low != 1)} later"
    return f"{figure(days.low)}–{figure(days.high)} days later"


def _median(row: ResponseTime) -> MedianRow:
    low, high = _days(row.low), None if row.high is None else _days(row.high)
    span = f"{low} or more" if high is None else low if row.low == row.high else f"{low}–{high}"
    return MedianRow(row.track, f"{row.decade}s" if row.decade else "whole track", row.count, f"{span} days")


def _days(number: float) -> str:
    return figure(round(number, 1)).replace(".0", "")
