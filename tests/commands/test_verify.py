"""timeline verify, as a person calls it."""

from __future__ import annotations

import json

from tests.commands.conftest import call
from tests.conftest import MILESTONE, Corner

PASSAGE = {
    "url": "https://example.org/a",
    "quote": "its own words",
    "words": "The page says it in its own words, and more.",
    "sha256": "0" * 64,
    "read": "2026-11-24",
    "where": "https://example.org/a",
}


def kept(corner: Corner, **other: str | None) -> None:
    """An entry with a quote, and the words that were kept of its source."""
    corner.write("ai/milestones/a.yaml", MILESTONE + "    accessed: 2026-11-24\n    quote: its own words\n")
    corner.write("_fetched/passages/ai/milestones/a.json", json.dumps([PASSAGE | other]))


def test_a_quote_that_stands_is_counted_with_the_share_that_can_be_held(corner: Corner) -> None:
    """And nothing is wrong."""
    kept(corner)
    corner.write("ai/milestones/b.yaml", MILESTONE.replace("Something", "Else") + "    accessed: 2026-11-24\n    quote: other words\n")
    result = call(corner, "verify")
    assert result.exit_code == 0
    assert "2 quotes: 1 stands, 1 not kept; 50% can be held against what was kept" in result.output


def test_a_letter_that_was_altered_fails(corner: Corner) -> None:
    """In the words that were kept, or in the quote: with the file, the quote and what to do; `check` warns of it too."""
    kept(corner, words="The page says it in its own word, and more.")
    result = call(corner, "verify")
    assert result.exit_code == 1
    assert "entries/ai/milestones/a.yaml: altered: “its own words” https://example.org/a" in result.output
    assert [p.rule for p in corner.problems() if p.rule.startswith("quote")] == ["quote-altered"]
    rows = json.loads(call(corner, "verify", "--format", "json").output)
    assert [(row["standing"], row["quote"]) for row in rows] == [("altered", "its own words")]


def test_a_wrong_name_is_a_wrong_call(corner: Corner) -> None:
    """Nothing has that id."""
    kept(corner)
    result = call(corner, "verify", "--only", "nothing")
    assert result.exit_code == 2
    assert "'nothing' is nothing that has quotes" in result.output
