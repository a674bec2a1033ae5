"""A year of one track beside that of the other at the same age."""

from __future__ import annotations

from datetime import date

import pytest

from generator import build
from generator.load import load
from generator.relate import relate
from generator.render.years import SameYear, same_years
from generator.values.graph import Graph
from tests.conftest import MILESTONE, TODAY, Corner, printed

ORIGINS = """\
linux: [{entry: l0, name: L, why: The start of it., against: It may be another.}]
ai: [{entry: a0, name: A, why: The start of it., against: It may be another.}]
"""


@pytest.fixture
def clocks(corner: Corner) -> Graph:
    """Linux from 1 July 1991, open AI from 1 January 2018, and an event of either in some years."""
    days = {"l0": "1991-07-01", "l1": "1992-02-01", "l9": "2010-05-01", "a0": "2018-01-01", "a1": "2018-06-01", "a2": "2020-03"}
    for name, day in days.items():
        track = "linux" if name[0] == "l" else "ai"
        corner.write(f"{track}/milestones/{name}.yaml", MILESTONE.replace("2020-05-01", day))
    corner.write("origins.yaml", ORIGINS)
    return relate(load(corner.root)[0])


def beside(graph: Graph, year: int) -> list[SameYear]:
    """What stands beside a year, as of the tests' day."""
    compared = build.comparison(graph, TODAY)
    assert compared
    return same_years(graph, compared, year)


def test_a_year_has_the_year_of_the_other_track_at_its_age(clocks: Graph) -> None:
    """By days since the origins: the calendar year with the most of them, both ways."""
    (there,) = beside(clocks, 2018)
    assert (there.track, there.first, there.last) == ("ai", date(1991, 7, 1), date(1992, 6, 29))
    assert (there.other, there.ahead, there.month) == (1991, False, 0)
    assert [record.id for record in there.entries] == ["l0", "a0", "a1"]
    (back,) = beside(clocks, 1992)
    assert (back.track, back.first, back.last, back.other) == ("linux", date(2018, 7, 4), date(2019, 7, 4), 2019)


def test_a_year_that_begins_before_the_origin_counts_from_it(clocks: Graph) -> None:
    """Before its clock starts a track has no age."""
    (same_year,) = beside(clocks, 1991)
    assert (same_year.first, same_year.last, same_year.other) == (date(2018, 1, 1), date(2018, 7, 3), 2018)


def test_an_age_that_is_still_to_come_says_when(clocks: Graph) -> None:
    """And has no year to show."""
    (same_year,) = beside(clocks, 2010)
    assert (same_year.ahead, same_year.first, same_year.month) == (True, date(2036, 7, 4), None)


def test_the_page_states_origins_and_leads_both_ways(graph: Graph) -> None:
    """With the way to the method, and to the other year if it has a page."""
    pages = printed(graph)
    text = pages["years/2025/index.md"]
    for part in (
        "2025 in open AI, beside 1992 in Linux",
        '<a href="../../e/first-call/">First call</a> (25 August 1991)',
        'href="../../compare/method/#same-age"',
        'href="../../years/1992/"',
        'href="../../compare/month/#m0"',
    ):
        assert part in text
    assert "1991 in Linux, beside 2025 in open AI" in pages["years/1991/index.md"]
    assert "Nothing of 2026 is recorded here on open AI" in pages["years/1993/index.md"]
    assert "open AI will be as old as Linux was in 2000" in pages["years/2000/index.md"]
    assert pages["years/2000/index.md"].count('class="of-heads"') == 1


def test_without_origins_there_is_nothing_beside(corner: Corner) -> None:
    """A year is then what it was."""
    corner.write("ai/milestones/a.yaml")
    assert "of-same" not in printed(relate(load(corner.root)[0]))["years/2020/index.md"]
