"""What people wrote beside what the Hub says, overrides that hold only while it says so, and feeds."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.check.test_check import with_field
from tests.conftest import Corner

MODEL: dict[str, Any] = {
    "id": "lab/model",
    "origin": {"url": "https://huggingface.co/api/models/lab/model", "retrieved": "2026-11-01T00:00:00Z"},
    "created": "2024-01-10T00:00:00Z",
    "licence": "mit",
    "parameters": 7_000_000_000,
}


def fetched(corner: Corner, **more: object) -> None:
    """Keep what the Hub says of lab/model, or of another."""
    model = MODEL | more
    path = corner.root / "entries/_fetched/hub" / f"{model['id']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(model))


def release(corner: Corner, facts: str, more: str = "") -> None:
    """Write a release of 20 January 2024 that names lab/model."""
    text = with_field(f"release: {{hub: [lab/model], {facts}}}\n{more}")
    corner.write("ai/releases/a.yaml", text.replace("2020-05-01", "2024-01-20"))


@pytest.mark.parametrize(
    ("licence", "word", "differ"),
    [
        ("MIT", "mit", False),
        ("MIT", "apache-2.0", True),
        ("MIT AND LicenseRef-X", "mit", False),
        ("LicenseRef-X", "llama3.1", False),
        ("MIT", "llama3.1", True),
        ("LicenseRef-X", "mit", True),
        ("MIT", "other", False),
        ("CC-BY-NC-4.0", "cc-by-nc-4.0", False),
    ],
)
def test_a_licence_that_differs_is_told(corner: Corner, licence: str, word: str, differ: bool) -> None:
    """At its field; a word of the Hub's own may mean any licence of a maker's own."""
    fetched(corner, licence=word)
    release(corner, f"licence: {licence}")
    warnings = corner.problems("hub-differs")
    assert [problem.severity for problem in warnings] == ["warning"] * differ
    assert all(problem.line == 6 and f"'{word}'" in problem.what for problem in warnings)


@pytest.mark.parametrize(("count", "differ"), [(7_000_000_000, False), (6_740_000_000, False), (13_000_000_000, True), (1_000, True)])
def test_a_count_that_differs_is_told(corner: Corner, count: int, differ: bool) -> None:
    """Rounding is not."""
    fetched(corner)
    release(corner, f"parameters: {count}")
    assert len(corner.problems("hub-differs")) == differ


@pytest.mark.parametrize(
    ("created", "differ"),
    [
        ("2024-01-10", False),
        ("2023-11-25", False),
        ("2024-03-15", False),
        ("2022-03-02", False),
        ("2025-01-10", True),
        ("2023-01-10", True),
    ],
)
def test_a_day_that_lies_far_off_is_told(corner: Corner, created: str, differ: bool) -> None:
    """Not the day that the Hub gives for all that is older."""
    fetched(corner, created=f"{created}T00:00:00Z")
    release(corner, "licence: MIT")
    assert len(corner.problems("hub-differs")) == differ


def test_of_several_repositories_one_is_the_one_that_is_counted(corner: Corner) -> None:
    """A family has one day and one count; each has its own licence."""
    fetched(corner)
    fetched(corner, id="lab/small", parameters=1_000_000_000, created="2025-01-01T00:00:00Z", licence="apache-2.0")
    corner.write(
        "ai/releases/a.yaml",
        with_field("release: {hub: [lab/model, lab/small], licence: MIT, parameters: 7_000_000_000}").replace("2020-05-01", "2024-01-20"),
    )
    assert ["lab/small" in problem.what for problem in corner.problems("hub-differs")] == [True]


def test_an_override_holds_while_the_hub_says_what_it_said(corner: Corner) -> None:
    """Then it is stale; for a model that the entry does not name, it is an error."""
    more = "overrides:\n  - {field: licence, hub: lab/model, said: apache-2.0, reason: The card is wrong.}\n"
    fetched(corner, licence="apache-2.0")
    release(corner, "licence: MIT", more)
    assert corner.problems("hub-differs") == corner.problems("override-stale") == []
    fetched(corner, licence="gpl-3.0")
    (stale,) = corner.problems("override-stale")
    assert "no longer says apache-2.0 of 'lab/model' but gpl-3.0" in stale.what
    release(corner, "licence: MIT", more.replace("lab/model", "lab/other"))
    assert len(corner.problems("override-nothing")) == 1


def test_a_model_that_is_gone_is_told(corner: Corner) -> None:
    """Hidden is not gone."""
    release(corner, "licence: MIT")
    fetched(corner, state="hidden")
    assert corner.problems("hub-gone") == []
    fetched(corner, state="gone")
    assert len(corner.problems("hub-gone")) == 1


def test_a_damaged_fetched_file_is_told_with_how_to_mend_it(corner: Corner) -> None:
    """And stops a build: what it held is not to be lost without a word."""
    fetched(corner, likes=-1)
    (problem,) = corner.problems("fetched-damaged")
    assert problem.path == "entries/_fetched/hub/lab/model.json"
    assert "likes" in problem.what
    assert "git checkout" in problem.mend


def test_feeds_have_an_id_and_an_address_of_their_own(corner: Corner) -> None:
    """A field that is missing is told with its line."""
    line = "  name: A\n  url: https://a.example/feed\n  site: https://a.example/\n"
    corner.write("feeds.yaml", f"a:\n{line}A_b:\n{line}c:\n  name: C\n  site: https://c.example/\n")
    assert corner.positions("feed-id") == ["feeds.yaml:5:1"]
    assert corner.positions("feed-twice") == ["feeds.yaml:3:8"]
    assert corner.positions("field-missing") == ["feeds.yaml:9:1"]
