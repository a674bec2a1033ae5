"""Slips keep the form of what they replace."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest

from generator.contribute.slips import Put, claims, dates_in_prose, dates_in_values, numbers

LAST = date(2026, 1, 1)


def applied(text: str, puts: list[Put]) -> list[str]:
    """The text with each in its turn."""
    return [text[: put.start] + put.words + text[put.end :] for put in puts]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("On 3 May 2021 it came.", r"On \d{1,2} [A-Z][a-z]+ 20\d\d it came\."),
        ("It came in March 2021.", r"It came in [A-Z][a-z]+ 20\d\d\."),
        ("It came in 2021.", r"It came in 20\d\d\."),
        ("On 31 January it came.", r"On \d{1,2} [A-Z][a-z]+ it came\."),
    ],
)
def test_a_date_in_prose_is_moved_in_its_own_form(text: str, pattern: str) -> None:
    """Whatever is drawn: another day, month or year, never past the last day."""
    for seed in range(50):
        (moved,) = applied(text, [*dates_in_prose(text, Random(seed), LAST)])
        assert moved != text
        assert re.fullmatch(pattern, moved)


@pytest.mark.parametrize("text", ["It may come.", "Windows 2000 came.", "May it come.", "Version 20.04 came.", "In 3000 days it came."])
def test_what_is_no_date_is_not_moved(text: str) -> None:
    """Verbs, names, versions, counts."""
    assert not [*dates_in_prose(text, Random(1), LAST)]


@pytest.mark.parametrize("value", ["2025-01-20", "2025-01", "2025", "2025-01-20 (announced)", "2024-12-31: adopted (by 2 votes)", "2003~"])
def test_a_value_stays_a_date(value: str) -> None:
    """Of the same precision, with what stands behind it, and not after the last day."""
    for seed in range(50):
        (moved,) = applied(value, [*dates_in_values(value, Random(seed), LAST)])
        assert moved != value
        assert len(moved) == len(value)
        assert moved[:10] <= "2026-01-01"


def test_a_span_keeps_its_ends() -> None:
    """One that was moved might come before the other."""
    assert not [*dates_in_values("2025-01-20/2025-01-27", Random(1), LAST)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It has 7 billion parameters.", 1),
        ("671,000,000,000", 1),
        ("Some 4,800 of 18,000 desks ran it.", 2),
        ("After six years it was 2.5 times as fast.", 2),
        ("Some 20% of all", 1),
        ("Llama 3 came with GPT-4 and R1 and 7B.", 0),
        ("Version 2 of 2021, at https://a.example/7.", 0),
        ("On 3 May 2021 it came.", 0),
        ("It came on 3 May 2021.", 0),
    ],
)
def test_numbers_are_changed_that_count_something(text: str, count: int) -> None:
    """Not versions, years, names and addresses; commas and the words around stay."""
    for seed in range(30):
        changed = applied(text, [*numbers(text, Random(seed))])
        assert len(changed) == count
        for other in changed:
            assert other != text
            assert other.count(" ") == text.count(" ")
            assert ("," in other) >= ("," in text)


def test_lengths_in_tokens_are_doubled_or_halved() -> None:
    """Another number would be seen to be wrong without a source."""
    assert {put.words for seed in range(20) for put in numbers("8,192", Random(seed))} == {"4,096", "16,384"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("It was not released.", "It was released."),
        ("It was released.", "It was not released."),
        ("It is a kernel.", "It is the first kernel."),
        ("It was the first.", "It was the second."),
        ("It has more than they.", "It has less than they."),
        ("All may use it.", "All may not use it."),
        ("It came before them.", "It came after them."),
        ("It comes without terms.", "It comes with terms."),
    ],
)
def test_a_claim_is_turned_round(text: str, wrong: str) -> None:
    """Nots, firsts, order in time."""
    assert wrong in applied(text, [*claims(text)])


def test_a_date_is_given_away_by_its_other_spellings() -> None:
    """As EDTF, in words, by its month, and by its year only where the other date is of another year."""
    for seed in range(30):
        for put in (*dates_in_values("2025-01-20", Random(seed), LAST), *dates_in_prose("On 20 January 2025 it came.", Random(seed), LAST)):
            assert {"20 January 2025", "2025-01-20", "January 2025"} <= set(put.tells)
            assert ("2025" in put.tells) == ("2025" not in put.words)
