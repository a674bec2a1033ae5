"""What several pages show alike, made ready for `_macros.jinja`: sources, citations, licences, charts, times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from markupsafe import Markup

from generator.render.footnotes import Footnotes
from generator.render.frames import Frame, frame_of_chart
from generator.render.template import script_json
from generator.values.citation import Citation, from_all
from generator.values.comparison import Comparand, EventTime
from generator.values.corpus import Record
from generator.values.edition import Edition
from generator.values.entries import Source
from generator.values.fields import GRADE_MEANS, Grade, Track
from generator.values.graph import Graph
from generator.values.hosts import grade_of
from generator.values.pictures import Chart
from generator.values.words import reached

_GRADES: Final[tuple[Grade | None, ...]] = (*GRADE_MEANS, None)
LANES: Final[tuple[Track, ...]] = ("linux", "ai")
"""The tracks as they stand side by side, from left to right."""


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with what is known of its address."""

    source: Source
    href: str
    """Where its title leads: to a copy where the page is gone and there is one."""
    copy: str
    """An archived copy; empty if none is known."""
    gone: bool
    moved_to: str
    """Where the page is now; empty if it is where it was."""
    grade: Grade | None = None
    """What kind of source it is; None if nothing is known of its address."""
    means: str = ""
    """What that says."""
    back: tuple[str, ...] = ()
    """Anchors of the marks on the page that lead to it."""


def sources_of(graph: Graph, record: Record[Any]) -> list[ShownSource]:
    """The sources of a record, the best kind first, in its order where they are alike."""
    return [_shown_source(graph, source) for source in by_grade(graph, record.value.sources)]


def by_grade(graph: Graph, sources: Iterable[Source]) -> list[Source]:
    """Sources, the best kind first; those of no known kind last."""
    return sorted(sources, key=lambda source: _GRADES.index(grade_of(source, graph.hosts)))


def with_ways_back(shown: Iterable[ShownSource], footnotes: Footnotes) -> tuple[ShownSource, ...]:
    """The same sources with the ways back to the marks that lead to each."""
    return tuple(replace(source, back=footnotes.back(source.source)) for source in shown)


def _shown_source(graph: Graph, source: Source) -> ShownSource:
    state = graph.fetched.links.get(str(source.url))
    copy = source.archived or (state.archived if state else None)
    gone = state is not None and state.state == "gone"
    moved_to = state.to if state and state.state == "moved" else None
    href = copy if gone and copy else source.url
    grade = grade_of(source, graph.hosts)
    return ShownSource(source, str(href), str(copy or ""), gone, str(moved_to or ""), grade, GRADE_MEANS[grade] if grade else "")


@dataclass(frozen=True, slots=True)
class Citing:
    """How a page or a chart is cited, with the way to what it said before. Addresses are from the root of the site."""

    citation: Citation
    version: str
    """Where a version of the page is told of: up to the version itself where it ends in `#` or `#c`; empty for a chart, which has none
    of its own."""
    from_all: bool
    """Whether it is made from all entries, so that a change of any is a change of it."""
    versions: str
    """The page that lists all its versions; empty where there is one only, or no history is known."""
    item: Markup
    """The same as an item of CSL-JSON, of which a script makes files."""


def citing_of(edition: Edition, address: str) -> Citing:
    """How a page is cited, or a chart on one. Raises KeyError for an address that has no citation."""
    page, _, part = address.partition("#")
    whole = from_all(page)
    if whole:
        versions = "changes/" if edition.past.state == "whole" else ""
    else:
        # A page that never changed needs no list of its versions.
        versions = f"{address}/versions/" if edition.past.changed(address) else ""
    version = "" if part else "changes/#c" if whole else f"{versions}#" if versions else "changes/"
    citation = edition.citations[address]
    return Citing(citation, version, whole, versions, Markup(script_json(citation.csl)))  # noqa: S704  JSON in a script


@dataclass(frozen=True, slots=True)
class LicencePart:
    """A part of an SPDX expression: a licence, or a word between two."""

    text: str
    """What the licence is called, or the word."""
    id: str = ""
    """Of the licence; empty for a word."""
    summary: str = ""
    """What it says, where it is not in SPDX's list."""
    opens: bool = False
    """Whether a bracket opens before it."""
    closes: bool = False
    """Whether a bracket closes behind it."""


def licence_parts(graph: Graph, expression: str) -> list[LicencePart]:
    """An SPDX expression in its parts: `MIT OR (GPL-2.0-only WITH Linux-syscall-note)` has five."""
    return [_licence_part(graph, word) for word in expression.split(" ")]


def _licence_part(graph: Graph, word: str) -> LicencePart:
    if word in ("AND", "OR", "WITH"):
        return LicencePart(word.lower())
    name = word.strip("()")
    summary = graph.licences[name].summary if name in graph.licences else ""
    return LicencePart(graph.licence_name(name), name, summary, word.startswith("("), word.endswith(")"))


@dataclass(frozen=True, slots=True)
class Tally:
    """Something that has a page, and how often it comes up."""

    id: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart with how it is cited and how it is put into another page."""

    chart: Chart
    citing: Citing
    frame: Frame


def chart_of(edition: Edition, name: str) -> ShownChart:
    """A chart by its id. Raises KeyError if there is none."""
    chart = edition.charts[name]
    return ShownChart(chart, citing_of(edition, chart.address), frame_of_chart(chart))


@dataclass(frozen=True, slots=True)
class Took:
    """How long one side took on its clock, in words and as a bar."""

    track: Track
    words: str
    share: float
    """Of the longest time that is shown beside it, in hundredths."""
    open: bool
    """It is not yet reached."""


def took(side: EventTime, track: Track, longest: int) -> Took:
    """What one side took; `longest` is what its bar is drawn against, in days."""
    return Took(track, reached(side), round(max(100 * side.age.low / longest, 0), 2), side.when is None)


def longest_of(comparands: Iterable[Comparand]) -> int:
    """The longest time that any of these took, in days and at least one: what their bars are drawn against."""
    return max((side.age.low for comparand in comparands for side in comparand.sides.values()), default=1) or 1
