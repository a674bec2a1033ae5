"""On this day: entries by the day of the year."""

from __future__ import annotations

import re

from generator.load import load
from generator.relate import relate
from generator.values.graph import Graph
from tests.conftest import MILESTONE, Corner, printed


def test_each_entry_of_a_certain_day_stands_on_it_once(graph: Graph) -> None:
    """And no other: a month, a year, an interval or an approximate day has no day of the year."""
    text = printed(graph)["on-this-day/index.md"]
    for record in graph.entries:
        assert text.count(f'href="../e/{record.id}/"') == int(record.value.date.exact), record.id
    day = text.split('id="january-20"')[1].split('class="of-month"')[0]
    assert '<time datetime="2025-01-20">2025</time><a href="../e/open-model/">' in day


def test_days_stand_in_the_order_of_the_year_and_their_entries_in_that_of_time(corner: Corner) -> None:
    """Also 29 February, and whatever the years are; all twelve months are there."""
    for name, date in (("a", "2024-02-29"), ("b", "2020-03-01"), ("c", "1996-02-29"), ("d", "2021-02-09")):
        corner.write(f"ai/milestones/{name}.yaml", MILESTONE.replace("2020-05-01", date))
    text = printed(relate(load(corner.root)[0]))["on-this-day/index.md"]
    assert re.findall(r'class="of-month" id="([^"]+)"', text) == ["february-9", "february-29", "march-1"]
    assert re.findall(r'href="../e/(.)/"', text) == ["d", "c", "a", "b"]
    assert len(re.findall(r'<section class="of-year"', text)) == 12
