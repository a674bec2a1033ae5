"""Pages of years: what happened in each month on either track, beside the year of the other at the same age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.render.lists import by_month, index_of, per_track
from generator.render.template import Page, Renderer
from generator.render.years import SameYear, same_years
from generator.values.comparison import Clock, Comparison
from generator.values.corpus import EntryRecord
from generator.values.fields import OTHER, TRACK_NAMES, TRACK_WORDS, Track
from generator.values.graph import Graph

Months = Mapping[int, Mapping[Track, list[EntryRecord]]]

"""The tracks within a sentence."""


@dataclass(frozen=True, slots=True)
class SameYearSection:
    """What stands beside a year of a track, in words."""

    same: SameYear
    heading: str
    own: Clock
    own_name: str
    own_was: str
    """Whether the year is over: `was` or `is`."""
    other: Clock
    other_name: str
    other_was: str
    """`will be`, `was` or `is`."""
    months: Months
    years: Mapping[Track, int]
    """The calendar year that each track is shown in."""


@dataclass(frozen=True, slots=True)
class YearPage:
    """What the page of a year shows."""

    year: int
    months: Months
    same: tuple[SameYearSection, ...]
    before: int | None
    after: int | None


def years(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/years/` and a page for each year."""
    comparison = renderer.edition.comparison
    tallies = {str(year): per_track(records) for year, records in graph.by_year.items()}
    yield index_of(renderer, graph, "years", "Year", {"": tallies})
    names = list(graph.by_year)
    for before, year, after in zip([None, *names], names, [*names[1:], None], strict=False):
        records = graph.by_year[year]
        meta = {"title": f"{year} in Linux and open AI", "description": f"{len(records)} entries, Linux and open AI side by side."}
        same = same_years(graph, comparison, year) if comparison else []
        sections = tuple(_section(comparison, year, beside) for beside in same if comparison)
        shown = YearPage(year, by_month(records), sections, before, after)
        yield renderer.page(f"years/{year}/index.md", "year.html.jinja", "entries/", meta, page=shown)


def _section(comparison: Comparison, year: int, same: SameYear) -> SameYearSection:
    track, other, today = same.track, OTHER[same.track], comparison.today
    if same.ahead:
        heading = f"{TRACK_NAMES[other]} at the age of {TRACK_WORDS[track]} in {year}"
    else:
        heading = f"{year} in {TRACK_WORDS[track]}, beside {same.other} in {TRACK_WORDS[other]}"
    return SameYearSection(
        same,
        heading,
        comparison.view.clocks[track],
        TRACK_WORDS[track],
        "was" if year < today.year else "is",
        comparison.view.clocks[other],
        TRACK_WORDS[other],
        _tense(same, today),
        by_month(same.entries),
        {track: year, other: same.other},
    )


def _tense(same: SameYear, today: date) -> str:
    return "will be" if same.ahead else "was" if same.last <= today else "is"
