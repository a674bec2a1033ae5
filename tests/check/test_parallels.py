"""check finds what is wrong with parallels, stages and series."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import FAKE, Corner


@pytest.fixture
def fake(corner: Corner) -> Corner:
    """A copy of the fake corpus that a test may spoil."""
    shutil.copytree(FAKE / "entries", corner.root / "entries", dirs_exist_ok=True)
    return corner


def spoil(corner: Corner, path: str, old: str, new: str) -> None:
    """Put another text in a file of the corpus."""
    file = corner.root / "entries" / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_the_fake_corpus_is_clean(fake: Corner) -> None:
    """Parallels, stages and series among it."""
    assert fake.problems() == []


def test_a_parallel_names_an_entry_of_each_track(fake: Corner) -> None:
    """Nowhere and the wrong track are told at the field; the nearest id is offered."""
    path = "parallels/first-call-and-weights.yaml"
    spoil(fake, path, "linux: first-call", "linux: fine-tune")
    spoil(fake, path, "ai: open-model", "ai: open-modell")
    assert fake.positions("wrong-track") == [f"{path}:2:8"]
    assert fake.positions("link-dangling") == [f"{path}:3:5"]
    assert fake.problems("link-dangling")[0].mend == "did you mean 'open-model'?"


def test_a_parallel_is_sourced_linked_and_one_of_a_kind(fake: Corner) -> None:
    """A voice needs a source that is listed, a pair stands once, links in its Markdown lead somewhere, former ids clash."""
    path = "parallels/first-call-and-weights.yaml"
    copy = (fake.root / "entries" / path).read_text().replace("The gift that others could", "What people would")
    fake.write("parallels/second.yaml", copy)
    spoil(fake, path, 'source: "https://example.org/column"', "source: https://example.org/other")
    spoil(fake, path, "/e/first-call/", "/e/first-cal/")
    assert fake.positions("voice-source") == [f"{path}:11:84"]
    assert fake.positions("parallel-twice") == ["parallels/second.yaml:3:5"]
    assert fake.positions("link-dangling") == [f"{path}:6:6"]
    assert fake.positions("id-clash") == ["parallels/second.yaml:20:14"]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("1970-01-01,1,", "series-date"),
        ("2027,200000,", "series-date"),
        ("1994-02,200000,", "series-order"),
        ("1994-03,176250,", "series-order"),
        ("1995,100,", "series-falls"),
        ("1995,-1,", "series-value"),
    ],
)
def test_a_curve_is_possible(fake: Corner, row: str, rule: str) -> None:
    """No sentinel, no future, in order, each date once, never below what came before it, nothing negative."""
    path = "series/kernel-lines.csv"
    spoil(fake, path, "1994-03,", f"1994-03,176250,\n{row}\n1996,")
    problems = [p for p in fake.problems() if p.rule == rule]
    assert [(p.path, p.line) for p in problems][:1] == [(f"entries/{path}", 4)]


def test_a_percentage_is_at_most_a_hundred_and_rows_are_named_alike(fake: Corner) -> None:
    """A share above the whole, and a row without a name among rows with one."""
    spoil(fake, "series/models-by-country.yaml", "unit: models", "unit: percent")
    spoil(fake, "series/models-by-country.csv", "2025,9,China", "2025,109,")
    assert fake.positions("series-value") == ["series/models-by-country.csv:4:1"]
    assert fake.positions("series-name") == ["series/models-by-country.csv:4:1"]


def test_figures_and_their_description_come_together(fake: Corner) -> None:
    """A series without figures, and figures without a series."""
    fake.write("series/alone.csv", "date,value\n2020,1\n2021,2\n")
    (fake.root / "entries/series/kernel-lines.csv").unlink()
    assert fake.positions("series-alone") == ["series/alone.csv:1:1"]
    assert fake.positions("series-short") == ["series/kernel-lines.yaml:1:1"]


def test_a_licence_of_figures_is_spdx_or_said_to_be_unstated(fake: Corner) -> None:
    """Words are no licence."""
    spoil(fake, "series/kernel-lines.yaml", "NOASSERTION", "none stated")
    assert fake.positions("licence-unknown") == ["series/kernel-lines.yaml:8:10"]
    assert "NOASSERTION" in fake.problems("licence-unknown")[0].mend


def test_an_origin_is_an_entry_of_its_track_with_a_last_day_and_stands_once(fake: Corner) -> None:
    """A clock can start nowhere else; without origins the stages cannot be measured."""
    spoil(fake, "origins.yaml", "entry: first-call", "entry: open-model")
    spoil(fake, "origins.yaml", "{entry: fine-tune", "{entry: open-model")
    spoil(fake, "ai/releases/open-model.yaml", "date: 2025-01-20", "date: 2025-01-20/..")
    assert fake.positions("wrong-track") == ["origins.yaml:2:13"]
    assert fake.positions("origin-twice") == ["origins.yaml:5:13"]
    assert fake.positions("origin-open") == ["origins.yaml:2:13", "origins.yaml:4:13", "origins.yaml:5:13"]
    (fake.root / "entries/origins.yaml").unlink()
    assert fake.positions("no-origins") == ["stages.yaml:1:1"]


def test_a_curve_stands_beside_one_of_the_other_track(fake: Corner) -> None:
    """Told where there is no such curve, or where it is written on the wrong side."""
    pair = "beside: [{series: kernel-line, why: Both count.}]\n"
    spoil(fake, "series/models-by-country.yaml", "unit: models\n", f"unit: models\n{pair}")
    spoil(fake, "series/kernel-lines.yaml", "unit: lines\n", f"unit: lines\n{pair.replace('kernel-line', 'models-by-country')}")
    assert [p.mend for p in fake.problems("link-dangling")] == ["did you mean 'kernel-lines'?"]
    assert fake.positions("wrong-track") == ["series/kernel-lines.yaml:6:19"]


def test_a_text_that_ends_before_the_figures_do_is_told(fake: Corner) -> None:
    """The counts do not end with 0.01 if a later version stands in the file."""
    spoil(fake, "series/kernel-lines.csv", '"1.0, the first stable one"', "1.0")
    spoil(fake, "series/kernel-lines.yaml", "limits: It says", "limits: The counts end with 0.01. It says")
    assert fake.positions("series-end") == ["series/kernel-lines.yaml:7:9"]
