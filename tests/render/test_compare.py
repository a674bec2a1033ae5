"""The pages of the comparison: the answer first, every number with its way to the method and to what it rests on."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator import build
from generator.export.comparison import firsts
from generator.render.parts import LANES
from generator.values.graph import Graph
from generator.values.words import the_answer
from tests.conftest import CHECKOUT, TODAY, printed
from tests.render.test_parallels import in_order


@pytest.fixture(scope="module")
def pages(real: Graph) -> dict[str, str]:
    """All files of the real site."""
    return printed(real)


def test_the_answer_comes_first_then_the_curves_the_firsts_and_what_would_overturn_it(pages: dict[str, str], real: Graph) -> None:
    """A sentence with counts and starts; it also stands on the home page, and can be copied with its day and address."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    answer = build.document(comparison)["answer"]
    text = pages["compare/index.md"].replace("&#39;", "'")
    parts = ("<h1>", answer, 'id="chart-met-by-age"', 'id="stages"', 'id="standard"', 'id="overturn"', 'id="starts"', 'id="choices"')
    assert in_order(text, *parts, 'id="without"', 'id="origins"', 'id="ends"', 'id="cite"')
    assert re.search(r"Linux had met [\d a-z]+ of \d+ criteria drawn from lists that others wrote, open AI \d+", answer)
    assert answer in pages["index.md"].replace("&#39;", "'")
    assert f'data-said="{answer}' in text and "As of 25 November 2026" in text


def test_every_speed_up_leads_to_the_method(pages: dict[str, str]) -> None:
    """No number of that kind stands without a link to what it means."""
    method = (CHECKOUT / "docs/compare/method.md").read_text()
    for path, text in pages.items():
        for anchor in re.findall(r'class="of-ratio[^"]*"[^>]* href="[^"]*compare/method/#([a-z-]+)"', text):
            assert f"{{#{anchor}}}" in method, path
        assert len(re.findall(r'class="of-ratio', text)) == len(re.findall(r'class="of-ratio[^>]*compare/method/#', text))


def test_a_criterion_shows_both_firsts_with_rivals_and_what_is_missing(pages: dict[str, str], real: Graph) -> None:
    """Two sides with what happened, its day, and the number of readings; "not yet" and a bound where one is missing."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    text = pages["compare/index.md"]
    for criterion in comparison.view.criteria:
        if criterion.criterion and criterion.criterion.hand == "drawn":
            row = text[text.index(f'data-criterion="{criterion.id}"') :].split("</tr>")[0]
            for side in criterion.sides.values():
                assert ("not yet, after" in row) if side.when is None else (str(side.when) in row)
            assert row.count(" reading") >= 2


def test_each_pair_of_origins_has_a_page_of_its_own(pages: dict[str, str], real: Graph) -> None:
    """All in a table without a script; no page but the usual one says the usual numbers."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    text = pages["compare/index.md"]
    where = json.loads(re.findall(r'<script type="application/json" id="of-pages">(.*?)</script>', text, re.S)[0])
    assert set(where) == {f"{linux} {ai}" for linux, ai in comparison.views}
    for (linux, ai), view in comparison.views.items():
        page = pages[f"{where[f'{linux} {ai}']}index.md"].replace("&#39;", "'")
        assert in_order(page, the_answer(view), 'id="stages"', 'id="cite"')
        assert view is comparison.view or the_answer(comparison.view) not in page
        assert view is comparison.view or f"compare/from/{linux}/{ai}/" in page[page.index('id="cite"') :]
    for origin in (*real.origins.value.linux, *real.origins.value.ai) if real.origins else ():
        assert f'<option value="{origin.entry}"' in text


def test_the_thirty_lines_of_the_method_make_the_answer_again(real: Graph, tmp_path: Path) -> None:
    """As they stand there, from the download alone."""
    comparison = build.comparison(real, TODAY)
    assert comparison
    tally, survival = comparison.view.tally, comparison.view.survival
    assert not isinstance(tally, str) and not isinstance(survival, str)
    method = (CHECKOUT / "docs/compare/method.md").read_text("utf-8")
    script = method.split("```text\n")[1].split("```")[0]
    assert script.count("\n") <= 30
    (tmp_path / "again.py").write_text(script, "utf-8")
    (tmp_path / "firsts.csv").write_text(firsts(real.criteria), "utf-8")
    command = [sys.executable, "again.py", "firsts.csv", TODAY.isoformat()]
    lines = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()
    assert lines == [
        *(f"{track} {tally.certain[track]} {tally.possible[track]} of {tally.of}" for track in LANES),
        str(round(survival.ratio, 2)),
    ]


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
    assert in_order(pages["series/kernel-lines/index.md"], "<svg", "What is counted", "every 7.6 years (7.4–7.8)", "Figures")
    assert "no doubling time: no steady pace" in pages["series/kernel-employers/index.md"]
    assert 'id="growth"' not in pages["series/hub-downloads/index.md"]
