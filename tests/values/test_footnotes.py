"""Marks in a text: what is left without them, and where they lead."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from generator.load import load
from generator.values.entries import Milestone
from generator.values.footnotes import Footnoted, marks, without_marks
from generator.values.statements import sentences, statements, unmarked, version_of
from tests.conftest import MILESTONE, Corner

SUMMARY = "It came in May.[^log] Nobody asked for it, they say.[^log][^paper]"


def test_a_text_is_read_without_its_marks_and_keeps_them() -> None:
    """As a string it has none, also when it was copied or sent to another process; its marks are in their order."""
    for text in (Footnoted(SUMMARY), copy.copy(Footnoted(SUMMARY)), pickle.loads(pickle.dumps(Footnoted(SUMMARY)))):  # noqa: S301
        assert text == "It came in May. Nobody asked for it, they say."
        assert text.marked == SUMMARY
        assert list(marks(text.marked)) == ["log", "log", "paper"]


@pytest.mark.parametrize("text", ["a [^link](https://example.org)", "[plain] text", "a[0]", "x^2"])
def test_what_is_no_mark_stays(text: str) -> None:
    """Links and brackets are not taken for footnotes."""
    assert without_marks(text) == text


def test_an_entry_gives_its_texts_without_marks() -> None:
    """So that whatever prints a summary prints what a reader is to read."""
    value = {
        "title": "It came",
        "date": "2020-05",
        "summary": SUMMARY,
        "body": "Because.[^log]",
        "sources": [{"url": "https://example.org"}],
    }
    entry = Milestone.model_validate_json(json.dumps(value))
    assert "[^" not in entry.summary + (entry.body or "")
    assert "[^" not in entry.model_dump_json()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two!", ["One.", "Two!"]),
        ("It is by H. J. Lu. Then Version 1.0 came.", ["It is by H. J. Lu.", "Then Version 1.0 came."]),
        ("The U.S. Navy acts. So be it.[^a] More.[^a][^b]", ["The U.S. Navy acts.", "So be it.[^a]", "More.[^a][^b]"]),
        (
            "### A head\n\nOne line\nand more.\n\n- first item\n- second item. With two.",
            ["One line and more.", "first item", "second item.", "With two."],
        ),
        ("“Is it?” He asked v. Acme Inc. Then.", ["“Is it?”", "He asked v. Acme Inc. Then."]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    """At stops, with the marks that follow them; not at abbreviations, and a heading is none."""
    assert list(sentences(text)) == expected


def test_statements_are_what_a_reader_can_hold_against_a_source(corner: Corner) -> None:
    """Title, date, each sentence, each fact and each link; footnotes do not change the version, a word does."""
    corner.write("ai/milestones/a.yaml", MILESTONE)
    plain = load(corner.root)[0].entries[0]
    corner.write("ai/milestones/a.yaml", MILESTONE.replace("length.", "length.[^a]"))
    marked = load(corner.root)[0].entries[0]
    assert [(s.field, s.keys) for s in statements(marked)] == [("title", ()), ("date", ()), ("summary", ("a",))]
    assert version_of(plain) == version_of(marked)
    corner.write("ai/milestones/a.yaml", MILESTONE.replace("length", "size"))
    assert version_of(load(corner.root)[0].entries[0]) != version_of(plain)


def test_a_sentence_is_shown_without_signs() -> None:
    """Markdown's own and the marks."""
    assert unmarked("See *the* [page](/e/a/) of `x`.[^a]") == "See the page of x."
