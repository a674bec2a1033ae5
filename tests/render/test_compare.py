"""The pages of the comparison: the answer first, every number with its way to the method and to what it rests on."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from generator import build
from generator.values.graph import Graph
from tests.conftest import CHECKOUT, TODAY, printed
from tests.render.test_parallels import in_order


@pytest.fixture(scope="module")
def pages(real: Graph) -> dict[str, str]:
    """All files of the real site."""
    return printed(real)


def test_the_answer_comes_first_then_stages_then_origins_then_the_end_of_the_likeness(pages: dict[str, str], real: Graph) -> None:
    """A sentence with a range and its conditions; it also stands on the home page."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    answer = build.document(comparison)["answer"]
    text = pages["compare/index.md"].replace("&#39;", "'")
    assert in_order(text, "<h1>", answer, 'id="stages"', 'id="spark"', 'id="standard"', 'id="origins"', 'id="ends"', 'id="cite"')
    assert re.search(r"was [\d.–]+ times as fast as Linux.*median of the \d+ criteria, of \d+", answer)
    assert answer in pages["index.md"].replace("&#39;", "'")


def test_every_speed_up_leads_to_the_method(pages: dict[str, str]) -> None:
    """No number of that kind stands without a link to what it means."""
    method = (CHECKOUT / "docs/compare/method.md").read_text()
    for path, text in pages.items():
        for anchor in re.findall(r'class="of-ratio[^"]*"[^>]* href="[^"]*compare/method/#([a-z-]+)"', text):
            assert f"{{#{anchor}}}" in method, path
        assert len(re.findall(r'class="of-ratio', text)) == len(re.findall(r'class="of-ratio[^>]*compare/method/#', text))


def test_a_criterion_shows_both_entries_and_what_is_missing(pages: dict[str, str]) -> None:
    """Two sides with their entries, dates and months; a bound and "not yet" where one is missing."""
    text = pages["compare/index.md"]
    row = text[text.index('data-criterion="international-standard"') :].split("</tr>")[0]
    assert in_order(row, "183–185 months", "../e/lsb-iso-23360/", "December 2006", "not yet, after", "at most")


def test_all_origins_stand_in_a_table_and_in_the_switch(pages: dict[str, str], real: Graph) -> None:
    """Without a script there are tables; with it each pair of origins has all its numbers, as printed."""
    text = pages["compare/index.md"]
    data = json.loads(re.findall(r'<script type="application/json" id="of-views">(.*?)</script>', text, re.S)[0])
    assert real.origins
    every = {f"{a.entry} {b.entry}" for a in real.origins.value.linux for b in real.origins.value.ai}
    assert set(data["views"]) == every
    criteria = re.findall(r'data-criterion="([^"]+)"', text)
    assert all(list(view["rows"]) == criteria for view in data["views"].values())
    for origin in (*real.origins.value.linux, *real.origins.value.ai):
        assert f'<option value="{origin.entry}">' in text
        assert re.search(rf'compare/\?(linux|ai)={origin.entry}"', text)


def test_each_month_that_both_have_lived_has_an_anchor(pages: dict[str, str], real: Graph) -> None:
    """Also those in which nothing happened."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    text = pages["compare/month/index.md"]
    assert [int(n) for n in re.findall(r'id="m(\d+)"', text)] == list(range(len(comparison.months)))
    assert in_order(text, 'id="m0"', "e/linux-announcement/", "e/gpt-1/", 'id="m5"', "e/mcc-interim-linux/")


def test_an_answer_is_shown_with_its_days(pages: dict[str, str]) -> None:
    """Policies under what they answered, releases with what answered them, medians with their counts."""
    text = pages["compare/responses/index.md"]
    assert in_order(text, 'id="medians"', "How many", 'id="policies"', 'id="releases"', "e/deepseek-r1/", "days later")


def test_an_entry_tells_its_clock_and_the_other_track_at_its_age(pages: dict[str, str]) -> None:
    """A month in words, the neighbours on the other clock, a link to the month; before the origin it says so."""
    assert in_order(pages["e/deepseek-r1/index.md"], 'id="clock"', "79.3 months", "Linux at the same age", "compare/month/#m79")
    assert in_order(pages["e/gnu-project/index.md"], 'id="clock"', "94.9 months before", "announcement")
    assert in_order(pages["e/linux-7-0/index.md"], 'id="clock"', "Open AI will be as old in")


def test_a_parallel_has_both_clocks_and_its_speed_up(pages: dict[str, str]) -> None:
    """On its page and in the list."""
    assert in_order(pages["parallels/incumbents-alarm/index.md"], "86.2 months", "58.7 months", "1.47×")
    assert in_order(pages["parallels/index.md"], "incumbents-alarm", "1.47×", "86.2 months", "58.7 months")


def test_a_pair_of_curves_has_two_scales_its_pace_and_its_files(pages: dict[str, str]) -> None:
    """Each chart offers CSV, SVG, PNG, specification, a cite line and an embed; the CSV has both tracks."""
    name = "open-models-distributions-started"
    text = pages["compare/curves/index.md"]
    assert in_order(text, f'id="{name}"', "doubled", "as fast", f"chart-{name}-linear", f"chart-{name}-log", "Figures as a table")
    for form in ("svg", "png", "vl.json"):
        assert f"compare/curves/{name}-log.{form}" in pages
        assert f"{name}-log.{form}" in text
    rows = list(csv.DictReader(io.StringIO(pages[f"compare/curves/{name}.csv"])))
    assert {row["track"] for row in rows} == {"linux", "ai"}
    assert rows[0]["date"] == "1992-12-31"
    assert "&lt;img src=" in text


def test_a_series_shows_its_chart_and_its_pace_or_why_it_has_none(pages: dict[str, str]) -> None:
    """The picture first, then what is counted, then how fast it doubles."""
    assert in_order(pages["series/kernel-lines/index.md"], "<svg", "What is counted", "every 7.3 years (7.1–7.5)", "Figures")
    assert "no doubling time: no steady pace" in pages["series/kernel-employers/index.md"]
    assert 'id="growth"' not in pages["series/hub-downloads/index.md"]
