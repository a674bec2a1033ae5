"""Doubling times: right on curves that are known, and told only where there is enough."""

from __future__ import annotations

import pytest

from generator.compare.growth import growth, growths, quantile
from generator.values.comparison import Growth
from generator.values.corpus import Point
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph


def curve(values: list[float], first: int = 2000) -> list[Point]:
    """One figure a year, on its first day."""
    return [Point(FuzzyDate.parse(f"{first + n}-01-01"), value) for n, value in enumerate(values)]


@pytest.mark.parametrize(("freedom", "value"), [(1, 12.706), (5, 2.571), (10, 2.228), (30, 2.042), (100, 1.984)])
def test_the_quantile_is_that_of_the_printed_tables(freedom: int, value: float) -> None:
    """Student's t, two-sided 95 %: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2."""
    assert quantile(freedom) == pytest.approx(value, abs=5e-4)


def test_what_doubles_each_year_doubles_each_year() -> None:
    """A clean curve gives its own doubling time with no doubt about it."""
    measured = growth(curve([2.0**n for n in range(10)]), at_end=False)
    assert isinstance(measured, Growth)
    assert measured.doubling == pytest.approx(1, abs=0.002)
    assert (measured.low, measured.high) == (pytest.approx(1, abs=0.01), pytest.approx(1, abs=0.01))
    assert measured.r2 == pytest.approx(1, abs=1e-4)
    assert (measured.count, measured.first.edtf, measured.last.edtf) == (10, "2000-01-01", "2009-01-01")


def test_a_noisy_curve_has_the_interval_of_the_textbook() -> None:
    """Logs 0 to 8 a year with one off by 1: slope 1, standard error sqrt(8/9/7/60), worked by hand."""
    logs = [0, 1, 2, 3, 5, 5, 6, 7, 8]  # the middle one is 1 above the line, so the slope stays 1
    measured = growth(curve([2.0**y for y in logs]), at_end=False)
    assert isinstance(measured, Growth)
    # the line is 1/9 higher; what is left is (8/9)^2 + 8 (1/9)^2 = 8/9
    reach = 2.3646 * ((8 / 9) / 7 / 60) ** 0.5
    assert (measured.low, measured.high) == (pytest.approx(1 / (1 + reach), abs=0.002), pytest.approx(1 / (1 - reach), abs=0.002))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([], "0 points"),
        ([1.0] * 4, "4 points"),
        ([5.0] * 9, "never changes"),
        ([2.0**-n for n in range(9)], "it falls"),
        ([1.0, 3, 1, 3, 1, 3, 1, 3, 1, 3], "neither grows nor falls"),
        ([1.0, 2, 4, 8, 16, 17, 17, 17, 17, 18], "no steady pace"),
        ([0.0] * 20, "0 points"),
        ([1.0, 2, 4, 8, 16], "5 points; a line is drawn through 6 or more"),
    ],
)
def test_where_there_is_too_little_to_tell_it_says_so(values: list[float], why: str) -> None:
    """Empty, short, flat, falling, wavering, slowing down; noughts have no logarithm and are not counted."""
    reason = growth(curve(values), at_end=False)
    assert isinstance(reason, str)
    assert why in reason


def test_a_short_window_is_told_as_short() -> None:
    """Nine days are no curve."""
    points = [Point(FuzzyDate.parse(f"2025-01-0{n}"), 2**n) for n in range(1, 10)]
    assert growth(points, at_end=False) == "0.0 years; a line is drawn over 2 or more"


def test_a_rate_has_no_doubling_time(real: Graph) -> None:
    """Counts a month have noughts, which have no logarithm: a line through the rest would say what is not so."""
    reason = growths(real)["open-models-a-month", ""]
    assert isinstance(reason, str)
    assert "a month" in reason or "each month" in reason
