"""Rates and their intervals are those that SciPy gives."""

from __future__ import annotations

import pytest
from scipy import stats

from generator.values.rates import Rate, exact_interval

COUNTS = [(0, 1), (1, 1), (0, 20), (20, 20), (1, 20), (3, 200), (19, 20), (100, 200), (7, 400), (399, 400), (12, 5000)]


@pytest.mark.parametrize(("hits", "of"), COUNTS)
@pytest.mark.parametrize("level", [0.95, 0.8])
def test_the_interval_is_the_exact_one(hits: int, of: int, level: float) -> None:
    """Clopper and Pearson's, at both ends too."""
    expected = stats.binomtest(hits, of).proportion_ci(confidence_level=level, method="exact")
    assert exact_interval(hits, of, level) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_of_none_there_is_no_rate() -> None:
    """The share is none, anything is possible, and the words say only how many."""
    rate = Rate(0, 0)
    assert (rate.share, rate.interval, str(rate)) == (None, (0.0, 1.0), "0 of 0")


def test_a_rate_is_told_with_its_interval() -> None:
    """In hundredths, the count before it."""
    assert str(Rate(3, 200)) == "3 of 200 (1.5 %, 95 % interval 0.3 to 4.3 %)"
    assert str(Rate(0, 20)) == "0 of 20 (0.0 %, 95 % interval 0.0 to 16.8 %)"


@pytest.mark.parametrize(("hits", "of"), [(2, 1), (-1, 5)])
def test_counts_that_cannot_be_are_refused(hits: int, of: int) -> None:
    """More hits than draws, or fewer than none."""
    with pytest.raises(ValueError, match="cannot be"):
        exact_interval(hits, of)
