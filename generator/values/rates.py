"""Rates: how many of how many, with the interval in which the true share lies (Clopper and Pearson, Biometrika 26, 1934, 404-413)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, fsum, lgamma, log, log1p
from typing import Final

_LEVEL: Final = 0.95
_HALVINGS: Final = 60
"""So often is the space between 0 and 1 halved: below what a float tells apart."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of none."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The exact 95 % interval of the true share, two-sided; all that there is of none."""
        return exact_interval(self.hits, self.of)

    @property
    def in_percent(self) -> tuple[str, str]:
        """The share and its interval in words, as `1.5 %` and `95 % interval 0.3 to 4.3 %`; of none there is no share to name."""
        low, high = self.interval
        return f"{100 * (self.share or 0):.1f} %", f"95 % interval {100 * low:.1f} to {100 * high:.1f} %"

    def __str__(self) -> str:
        """`3 of 200 (1.5 %, 95 % interval 0.3 to 4.3 %)`; of none only how many."""
        return f"{self.hits:,} of {self.of:,} ({', '.join(self.in_percent)})" if self.of else "0 of 0"


def exact_interval(hits: int, of: int, level: float = _LEVEL) -> tuple[float, float]:
    """Least and greatest share at which a count so high, or so low, has a probability of half of what `level` leaves.

    Raises ValueError for counts that cannot be.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"{hits} of {of} cannot be")
    tail = (1 - level) / 2
    low = _crossing(lambda share: _between(hits, of, of, share) >= tail) if hits else 0.0
    high = _crossing(lambda share: _between(0, hits, of, share) <= tail) if hits < of else 1.0
    return low, high


def _crossing(beyond: Callable[[float], bool]) -> float:
    """Where something that is false at 0 and true at 1 becomes true."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return (low + high) / 2


def _between(least: int, most: int, of: int, share: float) -> float:
    """The probability of `least` to `most` hits in `of` draws, each a hit with probability `share`, which is neither 0 nor 1."""
    hit, miss, all_ways = log(share), log1p(-share), lgamma(of + 1)
    return fsum(exp(all_ways - lgamma(n + 1) - lgamma(of - n + 1) + n * hit + (of - n) * miss) for n in range(least, most + 1))
