"""Months of life are put into years, and those without entries into one stretch where they follow each other."""

from __future__ import annotations

from generator.render.months import life_years
from generator.values.corpus import EntryRecord
from generator.values.fields import Track
from generator.values.graph import Graph


def test_months_without_entries_stand_together_within_a_year(graph: Graph) -> None:
    """A stretch ends with its year; every month is in one, in order."""
    record = graph.entries[0]
    lanes: list[dict[Track, list[EntryRecord]]] = [{"linux": [], "ai": []} for _ in range(26)]
    for number in (0, 3, 13):
        lanes[number]["ai"].append(record)
    years = life_years(lanes)
    assert [[(stretch.first, stretch.last) for stretch in year.stretches] for year in years] == [
        [(0, 0), (1, 2), (3, 3), (4, 11)],
        [(12, 12), (13, 13), (14, 23)],
        [(24, 25)],
    ]
    assert [year.number for year in years] == [1, 2, 3]
    assert [n for year in years for stretch in year.stretches for n in stretch.numbers] == list(range(26))
    assert [stretch.first for year in years for stretch in year.stretches if stretch.lanes] == [0, 3, 13]


def test_without_a_month_there_is_no_year() -> None:
    """Where one track has not begun to live."""
    assert life_years(()) == ()
