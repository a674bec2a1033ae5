"""Ways in by actor and by tag: groups, counts, an actor's own strip, and tags that stand together."""

from __future__ import annotations

from datetime import date

from generator.load import load
from generator.relate import relate
from generator.render.drawings.strip import strip_of, ticks
from generator.render.lists import related
from generator.values.graph import Graph
from tests.conftest import MILESTONE, Corner, printed


def test_actors_are_grouped_by_kind_and_by_country(graph: Graph) -> None:
    """Each stands once in either grouping, with its entries on each track."""
    text = printed(graph)["actors/index.md"]
    kinds, countries = text.split('id="countries"')
    for actor in graph.actors:
        assert kinds.count(f'href="../actors/{actor}/"') == countries.count(f'href="../actors/{actor}/"') == 1
    assert 'aria-label="Linux"></span> 2</span>' in kinds.split('href="../actors/student/"')[1].split("</li>")[0]


def test_an_actor_with_several_entries_has_a_strip_of_its_own(graph: Graph) -> None:
    """From the year of its first entry to this one; a single entry needs no drawing."""
    pages = printed(graph)
    assert "Marks on an axis from 1991 to 2026" in pages["actors/student/index.md"]
    assert "of-strip" not in pages["actors/lab/index.md"]
    strip = strip_of(graph.of_actor["student"], (date(1991, 1, 1), date(2026, 12, 31)), 88)
    assert strip
    assert [track for track, _, _ in strip.marks] == ["linux", "linux"]
    assert 0 < strip.marks[0][1] < strip.marks[1][1] < 0.1


def test_an_axis_names_few_years() -> None:
    """Every year of a short one, every fifth of a long one, and never one that lies outside it."""
    assert [year for year, _ in ticks(date(2023, 1, 1), date(2026, 12, 31))] == [2023, 2024, 2025, 2026]
    assert [year for year, _ in ticks(date(1989, 3, 1), date(2026, 12, 31))] == [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2025]
    assert all(0 <= x <= 1 for _, x in ticks(date(1956, 5, 1), date(2026, 1, 1)))
    assert ticks(date(2026, 5, 1), date(2026, 6, 1)) == ()


def test_a_tag_names_those_that_often_stand_beside_it(corner: Corner) -> None:
    """Twice at least, and first those that seldom stand alone."""
    for n, tags in enumerate(("a, b, c", "a, b, c", "a, d", "c", "c", "c")):
        corner.write(f"ai/milestones/m{n}.yaml", MILESTONE + f"tags: [{tags}]\n")
    graph = relate(load(corner.root)[0])
    assert related(graph, "a") == [("b", 2), ("c", 2)]
    assert related(graph, "d") == []
    assert 'href="../../tags/b/">b</a>' in printed(graph)["tags/a/index.md"]
