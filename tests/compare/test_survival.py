"""The statistics of times to firsts, held against SciPy's on the same data, and against values worked out by hand."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy import stats

from generator.compare.survival import DRAWS, Waited, bootstrap, curve, half, kappa, log_rank, restricted_mean, sign_test
from generator.values.statistics import Step


def waits(seed: int, number: int) -> list[Waited]:
    """Random times with ties, some of them not happened yet."""
    random = Random(seed)
    return [Waited(float(random.randrange(1, 40)), random.random() < 0.7) for _ in range(number)]


def censored(waited: list[Waited]) -> stats.CensoredData:
    """The same for SciPy."""
    return stats.CensoredData([w.days for w in waited if w.met], right=[w.days for w in waited if not w.met])


@pytest.mark.parametrize("seed", range(12))
def test_the_curve_is_the_one_that_scipy_draws(seed: int) -> None:
    """The product-limit estimate at every age at which something happened."""
    waited = waits(seed, 25)
    other = stats.ecdf(censored(waited)).cdf
    shares = dict(zip(other.quantiles, other.probabilities, strict=True))
    ours = {step.days: step.share for step in curve(waited)}
    for days in {w.days for w in waited if w.met}:
        assert ours[days] == pytest.approx(shares[days])


@pytest.mark.parametrize("seed", range(12))
def test_the_log_rank_test_is_the_one_that_scipy_makes(seed: int) -> None:
    """The two-sided probability, ties and censored times among the data."""
    one, other = waits(seed, 20), waits(seed + 100, 25)
    assert log_rank(one, other) == pytest.approx(stats.logrank(censored(one), censored(other)).pvalue)


@pytest.mark.parametrize("seed", range(6))
def test_the_restricted_mean_is_the_area_above_the_curve(seed: int) -> None:
    """By summing thin strips of SciPy's survival function."""
    waited, until = waits(seed, 25), 30.0
    survivor = stats.ecdf(censored(waited)).sf
    strips = np.arange(0, until, 0.01)
    assert restricted_mean(curve(waited), until) == pytest.approx(survivor.evaluate(strips).sum() * 0.01, rel=1e-3)


def test_with_everybody_followed_to_the_end_it_is_the_plain_mean() -> None:
    """One that takes longer counts with the horizon: (0 + 10 + 30 + 30) / 4."""
    waited = [Waited(0, met=True), Waited(10, met=True), Waited(35, met=True), Waited(40, met=False)]
    assert restricted_mean(curve(waited), 30) == pytest.approx(17.5)
    assert curve(waited) == [Step(0, 0.25), Step(10, 0.5), Step(35, 0.75)]
    assert half(curve(waited)) == 10
    assert half(curve([Waited(5, met=False)] * 2)) is None


@pytest.mark.parametrize(("sooner", "later"), [(8, 1), (10, 1), (5, 5), (0, 3), (0, 0)])
def test_the_sign_test_is_the_binomial_one(sooner: int, later: int) -> None:
    """Two-sided, against a fair coin; of nothing it says nothing."""
    expected = stats.binomtest(sooner, sooner + later).pvalue if sooner + later else 1
    assert sign_test(sooner, later) == pytest.approx(expected)


def test_the_bootstrap_draws_groups_and_not_criteria() -> None:
    """Criteria that all move together leave one ratio; two groups leave the ratios of their mixtures, as SciPy has them."""
    linux, ai = [10.0, 30.0, 20.0], [10.0, 10.0, 10.0]
    assert bootstrap(["a", "a", "a"], linux, ai) == (2, 2)
    low, high = bootstrap(["a", "b", "c"], linux, ai)
    theirs = stats.bootstrap(
        (np.array(linux), np.array(ai)),
        lambda x, y, axis: x.mean(axis=axis) / y.mean(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=DRAWS,
        method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert (low, high) == (pytest.approx(theirs.low, abs=0.1), pytest.approx(theirs.high, abs=0.1))
    assert bootstrap(["a", "b", "c"], linux, ai) == (low, high)


def test_kappa_is_cohens() -> None:
    """His table: 88 of 200 both yes, 94 both no, 10 and 8 apart gives 0.82; agreement by chance gives 0."""
    pairs = [(True, True)] * 88 + [(False, False)] * 94 + [(True, False)] * 10 + [(False, True)] * 8
    expected = (98 / 200) * (96 / 200) + (102 / 200) * (104 / 200)
    assert kappa(pairs) == pytest.approx((182 / 200 - expected) / (1 - expected))
    assert kappa([(True, True), (True, False), (False, True), (False, False)]) == 0
    assert kappa([(True, True)]) == 1
