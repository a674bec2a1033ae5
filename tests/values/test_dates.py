"""Dates are as precise as they are known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from generator.values.dates import FIRST_YEAR, LAST_YEAR, FuzzyDate

parse = FuzzyDate.parse


@pytest.mark.parametrize(
    ("edtf", "printed", "earliest", "latest"),
    [
        ("2025-01-20", "20 January 2025", date(2025, 1, 20), date(2025, 1, 20)),
        ("2025-01", "January 2025", date(2025, 1, 1), date(2025, 1, 31)),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-01~", "about January 2025", date(2025, 1, 1), date(2025, 1, 31)),
        ("1992?", "perhaps 1992", date(1992, 1, 1), date(1992, 12, 31)),
        ("1992%", "perhaps about 1992", date(1992, 1, 1), date(1992, 12, 31)),
        ("2025-01-20/2025-01-27", "20–27 January 2025", date(2025, 1, 20), date(2025, 1, 27)),
        ("2025-01-20/2025-02-02", "20 January – 2 February 2025", date(2025, 1, 20), date(2025, 2, 2)),
        ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025", date(2024, 12, 30), date(2025, 1, 2)),
        ("1998/2003", "1998–2003", date(1998, 1, 1), date(2003, 12, 31)),
        ("2024-02-29", "29 February 2024", date(2024, 2, 29), date(2024, 2, 29)),
        ("2003-12-01/..", "since 1 December 2003", date(2003, 12, 1), None),
    ],
)
def test_prints_as_precisely_as_it_is_known(edtf: str, printed: str, earliest: date, latest: date | None) -> None:
    """A date prints in words with its precision, and spans exactly the days that it can mean."""
    when = parse(edtf)
    assert (str(when), when.earliest, when.latest) == (printed, earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20 January 2025",
        "2025-13",
        "2025-02-30",
        "2023-02-29",
        "0000",
        "-0044",
        "2025-1-2",
        "199X",
        "2025/2024",
        "2025-01-20T10:00",
        "../2025",
        "2025/",
        "2025-21",
        "２０２５",
    ],
)
def test_refuses_what_is_no_date(text: str) -> None:
    """Text that is no date here is refused with the forms that are right, or what to mend."""
    with pytest.raises(ValueError, match=r"write 2025-01-20|on no calendar|swap its two dates|of the years 1000 to 2199"):
        parse(text)


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01", "999", "0999-12", "2200", "2200-01-01~", "2025/9999", "2025-01/2200-01-01"])
def test_every_date_leaves_room_to_count_from_it(text: str) -> None:
    """The first and the last days of the calendar are refused, alone and as an end of an interval, with the years that are right; of
    those that are taken a thousand years and a year more can be counted either way."""
    with pytest.raises(ValueError, match=r"of the years 1000 to 2199, or '\.\.' for an open end|write 2025-01-20"):
        parse(text)
    first, last = parse(str(FIRST_YEAR)).earliest, parse(f"{FIRST_YEAR}/{LAST_YEAR}").latest
    assert last
    assert (first - timedelta(366), last + timedelta(366)) == (date(998, 12, 31), date(2200, 12, 31) + timedelta(1))
    assert last + (last - first) + timedelta(366) < date.max


def test_editors_know_the_same_years() -> None:
    """The schema takes a date if and only if its year is one of them."""
    schema = TypeAdapter(FuzzyDate).json_schema()
    taken = {
        value for value in ("0999", "1000", "2199-12-31", "2200", "1000/2199", "2000/2200", 999, 1000, 2199, 2200) if valid(value, schema)
    }
    assert taken == {"1000", "2199-12-31", "1000/2199", 1000, 2199}


def valid(value: str | int, schema: dict[str, Any]) -> bool:
    """Whether a JSON Schema takes a value."""
    return bool(Draft202012Validator(schema).is_valid(value))


def test_a_bare_year_is_a_number_in_yaml() -> None:
    """YAML reads 2025 as a whole number, which still means the year; true is no year."""
    assert parse(2025) == parse("2025")
    with pytest.raises(ValueError, match="not bool"):
        parse(True)


def test_sorts_by_first_day_then_by_precision() -> None:
    """Dates sort by their first possible day; the more precise, then the exact, then the shorter comes first."""
    right = [
        "1991-08-25",
        "2025-01-01",
        "2025-01-01/2025-01-03",
        "2025-01-01~",
        "2025-01",
        "2025-01~",
        "2025",
        "2025~",
        "2025-01-20",
        "2025-01-20/..",
        "2025-02",
    ]
    assert [d.edtf for d in sorted(map(parse, reversed(right)))] == right


def test_before_is_true_only_when_certain() -> None:
    """One date is before another only if no reading of the two says otherwise."""
    assert parse("2024").before(parse("2025-01-01"))
    assert not parse("2025-01").before(parse("2025-01-20"))
    assert not parse("2025").before(parse("2025-06"))
    assert not parse("1990/..").before(parse("2025"))


days = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
modifiers = st.sampled_from(["", "~", "?", "%"])
parts = st.builds(lambda d, n, m: d.isoformat()[:n] + m, days, st.sampled_from([4, 7, 10]), modifiers)


@given(parts, parts)
def test_order_is_total_and_agrees_with_the_calendar(a: str, b: str) -> None:
    """Any two dates compare, one way round, and certainly-before is never contradicted by the order."""
    left, right = parse(a), parse(b)
    assert (left < right) + (right < left) + (left == right) == 1
    if left.before(right):
        assert left < right
        assert not right.before(left)


@given(parts)
def test_a_date_keeps_its_text_and_spans_at_least_a_day(text: str) -> None:
    """Reading loses nothing, and the span is never empty nor longer than its precision."""
    when = parse(text)
    assert when.edtf == text
    assert when.latest is not None
    longest = {"day": 1, "month": 31, "year": 366}[when.precision]
    assert timedelta(0) <= when.latest - when.earliest < timedelta(longest)
