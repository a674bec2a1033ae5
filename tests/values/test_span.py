"""Spans and ratios: never more exact than the dates, never beside the truth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.values.dates import FuzzyDate
from generator.values.span import DAYS_A_MONTH, Ratio, Span, elapsed, middle, middle_days, not_before, speed_up

DAYS = st.dates(date(1980, 1, 1), date(2040, 12, 31))


def known(day: date, precision: str) -> FuzzyDate:
    """A day as precisely as it is known."""
    return FuzzyDate.parse(day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]])


PRECISIONS = st.sampled_from(["day", "month", "year"])


def within(number: float, low: float, high: float | None) -> bool:
    """Whether a number lies in an interval, but for the last bits."""
    return low - 1e-9 <= number and (high is None or number <= high + 1e-9)


@given(DAYS, DAYS, PRECISIONS, PRECISIONS)
def test_the_true_number_of_days_is_always_inside(origin: date, event: date, p: str, q: str) -> None:
    """Whatever day the dates stand for, its distance lies within the bounds."""
    span = elapsed(known(origin, p), known(event, q))
    assert span.high is not None
    assert span.low <= (event - origin).days <= span.high


@given(DAYS, DAYS, PRECISIONS)
def test_a_less_precise_date_never_gives_a_narrower_span(origin: date, event: date, precision: str) -> None:
    """Knowing only the month or the year widens the bounds on both sides, or leaves them."""
    fine, coarse = (elapsed(known(origin, "day"), known(event, "day")), elapsed(known(origin, "day"), known(event, precision)))
    assert fine.high is not None and coarse.high is not None
    assert coarse.low <= fine.low <= fine.high <= coarse.high
    assert fine.exact


@given(DAYS, st.integers(1, 12_000), DAYS, st.integers(1, 12_000), PRECISIONS, PRECISIONS)
def test_the_true_speed_up_is_always_inside(a: date, days: int, b: date, more: int, p: str, q: str) -> None:
    """Dividing any two allowed numbers of days gives a number within the ratio."""
    assume((a + timedelta(days)).year <= 2060 and (b + timedelta(more)).year <= 2060)
    linux = elapsed(known(a, "day"), known(a + timedelta(days), p))
    ai = elapsed(known(b, "day"), known(b + timedelta(more), q))
    ratio = speed_up(linux, ai)
    assert ratio is None or within(days / more, ratio.low, ratio.high)


@given(st.integers(1, 9_000), st.integers(0, 900), st.integers(1, 9_000), st.integers(0, 900))
def test_swapping_the_tracks_turns_the_ratio_over(a: int, wide: int, b: int, wider: int) -> None:
    """Open AI n times as fast as Linux is Linux one nth as fast as open AI, bound by bound."""
    linux, ai = Span(a, a + wide), Span(b, b + wider)
    there, back = speed_up(linux, ai), speed_up(ai, linux)
    assert there and back and there.high and back.high
    assert there.low * back.high == pytest.approx(1)
    assert there.high * back.low == pytest.approx(1)


@given(st.lists(st.tuples(st.floats(0.01, 50), st.floats(0, 5), st.floats(0, 1)), min_size=1, max_size=12))
def test_the_median_of_what_is_inside_is_inside_the_median(triples: list[tuple[float, float, float]]) -> None:
    """Choose any number within each ratio: their median lies within the median ratio."""
    ratios = [Ratio(low, low + width) for low, width, _ in triples]
    chosen = sorted(low + width * share for low, width, share in triples)
    n = len(chosen)
    true = chosen[n // 2] if n % 2 else (chosen[n // 2 - 1] + chosen[n // 2]) / 2
    median = middle(ratios)
    assert median and within(true, median.low, median.high)


# Worked by hand. Linux's clock starts on 25 August 1991, open AI's on 11 June 2018.
LINUX, AI = FuzzyDate.parse("1991-08-25"), FuzzyDate.parse("2018-06-11")


@pytest.mark.parametrize(
    ("linux", "ai", "low", "high"),
    [
        # both to the day: 11 August 1999 is day 2,908 (8 years of 365 and two leap days, less 14 days);
        # 8 January 2026 is day 2,768 (7 years of 365 and two leap days are 2,557 to 11 June 2025, and 211 more)
        ("1999-08-11", "2026-01-08", 2908 / 2768, 2908 / 2768),
        # a month for Linux: February 1992 is day 160 to 188 (1992 is a leap year); 17 November 2018 is day 159
        ("1992-02", "2018-11-17", 160 / 159, 188 / 159),
        # a year for Linux: 1994 is day 860 to 1,224; 12 December 2000 plays no part. AI: 30 November 2022 is day 1,633
        ("1994", "2022-11-30", 860 / 1633, 1224 / 1633),
        # a month for AI too: March 1994 is day 919 to 949; July 2023 is day 1,846 to 1,876
        ("1994-03", "2023-07", 919 / 1876, 949 / 1846),
        # a leap day: 29 February 2000 is day 3,110; 29 February 2024 is day 2,089
        ("2000-02-29", "2024-02-29", 3110 / 2089, 3110 / 2089),
    ],
)
def test_speed_ups_worked_by_hand(linux: str, ai: str, low: float, high: float) -> None:
    """Five cases, counted on paper."""
    ratio = speed_up(elapsed(LINUX, FuzzyDate.parse(linux)), elapsed(AI, FuzzyDate.parse(ai)))
    assert ratio and ratio.high
    assert (ratio.low, ratio.high) == (pytest.approx(low), pytest.approx(high))


def test_what_has_not_happened_gives_a_bound_on_one_side_only() -> None:
    """Not yet on open AI's side: at most so fast. Not yet on Linux's: at least so fast. On neither: nothing."""
    done, pending = Span(1000, 1000), not_before(AI, date(2018, 6, 11) + timedelta(500))
    assert pending == Span(500, None)
    assert speed_up(done, pending) == Ratio(0, 2)
    assert speed_up(pending, done) == Ratio(0.5, None)
    assert speed_up(pending, pending) is None


def test_at_or_before_an_origin_there_is_no_speed_up() -> None:
    """No number is divided by zero, and none is negative; a span that may begin at zero has no upper bound."""
    assert speed_up(Span(100, 100), Span(0, 0)) is None
    assert speed_up(Span(-5, -1), Span(10, 10)) is None
    assert speed_up(Span(100, 100), Span(0, 30)) == Ratio(100 / 30, None)
    assert speed_up(Span(-3, 27), Span(10, 10)) == Ratio(0, 2.7)


def test_an_open_interval_has_no_upper_bound_and_a_year_out_of_bounds_is_refused() -> None:
    """`since 2003` is a bound below; what looks like a year BC is told as no date, not a crash."""
    assert elapsed(LINUX, FuzzyDate.parse("2003/..")) == Span(4147, None)
    assert elapsed(FuzzyDate.parse("2003/.."), FuzzyDate.parse("2003-01-02")) == Span(1, 1)
    for wrong in ("-0044-03-15", "0000-01-01", "0999", "9999-12-31"):
        with pytest.raises(ValueError, match=r"no date|of the years 1000 to 2199"):
            FuzzyDate.parse(wrong)


def test_doubt_about_a_date_is_carried_along() -> None:
    """About and perhaps make a span and a ratio that are about so."""
    assert elapsed(LINUX, FuzzyDate.parse("1994-03~")).about
    assert elapsed(LINUX, FuzzyDate.parse("1994-03/1994-05?")).about
    ratio = speed_up(elapsed(LINUX, FuzzyDate.parse("1994-03?")), Span(10, 10))
    assert ratio and ratio.about


def test_months_of_life_count_from_the_origin() -> None:
    """The first month after an origin is month 0, the last before it month -1."""
    assert [Span(day, day).month for day in (0, 30, 31, -1)] == [0, 0, 1, -1]
    assert Span(0, int(DAYS_A_MONTH * 12)).months == (0, pytest.approx(12, abs=0.05))


def test_the_median_of_nothing_is_nothing() -> None:
    """No ratios and no spans have no median; unbounded ones may leave it unbounded."""
    assert middle([]) is None
    assert middle_days([]) is None
    assert middle([Ratio(0, None)]) is None
    assert middle([Ratio(1, 2), Ratio(3, None)]) == Ratio(2, None)
    assert middle_days([Span(1, 3), Span(5, None), Span(2, 2)]) == (2, 3)
