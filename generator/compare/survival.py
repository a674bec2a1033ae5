"""Times to many firsts, of which some are not met yet: how many were met by one age, how long they took, how sure that is.

Each number is told with its formula in docs/compare/method.md. The methods are few and old (Kaplan and Meier 1958; Mantel 1966;
Efron 1979), and are written out here because they are what the site exists for; the tests hold them against a kept library.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import comb, erfc, sqrt
from random import Random
from statistics import fmean
from types import MappingProxyType
from typing import Final, NamedTuple

from generator.values.comparison import Clock, Comparand, EventTime
from generator.values.fields import TRACK_WORDS, TRACKS, Track
from generator.values.statistics import Step, Survival, Tally

FEWEST: Final = 3
"""From fewer criteria than this nothing is told."""
DRAWS: Final = 2_000
"""How often the bootstrap draws,"""
SEED: Final = 20261125
"""from what seed,"""
CONFIDENCE: Final = 0.95
"""and how many of its draws the interval holds."""


class Waited(NamedTuple):
    """How long something took or has taken so far, and whether it has happened."""

    days: float
    met: bool


def usable(criteria: Iterable[Comparand], clocks: Mapping[Track, Clock]) -> tuple[list[Comparand], tuple[str, ...]]:
    """The criteria that can be counted from both origins, and ids of the others.

    One is left out if its thing did not begin at an origin, or if a track had certainly met it before its clock starts.
    """
    every = list(criteria)
    kept = [c for c in every if c.criterion and all(_counts(c, clocks[track]) for track in TRACKS)]
    inside = {c.id for c in kept}
    return kept, tuple(c.id for c in every if c.id not in inside)


def _counts(comparand: Comparand, clock: Clock) -> bool:
    side = comparand.sides[clock.track]
    begins = clock.choice is None or comparand.criterion is None or comparand.criterion.thing in clock.choice.fits
    return begins and not (side.when and side.age.high is not None and side.age.high < 0)


def horizon(clocks: Mapping[Track, Clock]) -> int:
    """Days to which both tracks can be followed: the age of the younger."""
    return min(clocks[track].now.low for track in TRACKS)


def tally(criteria: Iterable[Comparand], clocks: Mapping[Track, Clock]) -> Tally | str:
    """How many criteria each track had met by the age of the younger; or in words why that is not told."""
    kept, left_out = usable(criteria, clocks)
    age = horizon(clocks)
    if age <= 0:
        return f"No time has passed since {_later(clocks)} yet, so there is nothing to count."
    if len(kept) < FEWEST:
        return f"Only {len(kept)} criteria can be counted from these origins; fewer than {FEWEST} say nothing."
    certain = {t: sum(_by(c.sides[t], age, surely=True) for c in kept) for t in TRACKS}
    possible = {t: sum(_by(c.sides[t], age, surely=False) for c in kept) for t in TRACKS}
    if not any(possible.values()):
        return f"None of the {len(kept)} criteria was met on either track by that age."
    return Tally(len(kept), age, MappingProxyType(certain), MappingProxyType(possible), left_out)


def _later(clocks: Mapping[Track, Clock]) -> str:
    return min((clocks[track] for track in TRACKS), key=lambda clock: clock.now.low).name


def _by(side: EventTime, age: int, *, surely: bool) -> bool:
    if side.when is None:
        return False
    bound = side.age.high if surely else side.age.low
    return bound is not None and bound <= age


def survival(criteria: Iterable[Comparand], clocks: Mapping[Track, Clock]) -> Survival | str:
    """Everything that is told of the times to some criteria; or in words why it is not."""
    counted = tally(criteria := list(criteria), clocks)
    if isinstance(counted, str):
        return counted
    kept, _ = usable(criteria, clocks)
    until = counted.age
    waited = {track: [_waited(c.sides[track]) for c in kept] for track in TRACKS}
    mean = {track: restricted_mean(curve(waited[track]), until) for track in TRACKS}
    if not mean["ai"] or not mean["linux"]:
        track: Track = "ai" if not mean["ai"] else "linux"
        return (
            f"All {len(kept)} criteria were met by {TRACK_WORDS[track]} on the day that its clock starts, so there is no time to compare."
        )
    short = {track: [min(w.days, until) for w in waited[track]] for track in TRACKS}
    low, high = ({track: [_bound(c.sides[track], until, end) for c in kept] for track in TRACKS} for end in (0, 1))
    median = {track: half(curve(waited[track])) for track in TRACKS}
    sooner = sum(_before(c.sides["ai"], c.sides["linux"]) for c in kept)
    later = sum(_before(c.sides["linux"], c.sides["ai"]) for c in kept)
    return Survival(
        horizon=until,
        mean=MappingProxyType(mean),
        ratio=mean["linux"] / mean["ai"],
        by_dates=(_quotient(low["linux"], high["ai"]), _quotient(high["linux"], low["ai"])),
        by_choice=bootstrap([c.criterion.group for c in kept if c.criterion], short["linux"], short["ai"]),
        median=MappingProxyType(median),
        log_rank=log_rank(*([Waited(min(w.days, until), w.met and w.days <= until) for w in waited[track]] for track in ("linux", "ai"))),
        sooner=sooner,
        later=later,
        even=len(kept) - sooner - later,
        sign=sign_test(sooner, later),
        curves=MappingProxyType({track: tuple(curve(waited[track])) for track in TRACKS}),
        without=MappingProxyType(_without([c.id for c in kept], short)),
    )


def ratio(criteria: Iterable[Comparand], clocks: Mapping[Track, Clock]) -> float | None:
    """Linux's restricted mean time to some criteria by open AI's; None where `survival` tells none."""
    kept, _ = usable(criteria, clocks)
    until = horizon(clocks)
    linux, ai = (sum(min(_waited(c.sides[track]).days, until) for c in kept) for track in ("linux", "ai"))
    return linux / ai if len(kept) >= FEWEST and until > 0 and linux and ai else None


def _waited(side: EventTime) -> Waited:
    """The middle of what the dates allow, and no less than nought."""
    high = side.age.low if side.age.high is None else side.age.high
    return Waited(max((side.age.low + high) / 2, 0), side.when is not None)


def _bound(side: EventTime, until: int, end: int) -> float:
    days = (side.age.low, side.age.high)[end]
    return until if days is None or side.when is None else min(max(days, 0), until)


def _before(one: EventTime, other: EventTime) -> bool:
    return one.when is not None and one.age.high is not None and one.age.high < other.age.low


def _quotient(linux: Sequence[float], ai: Sequence[float]) -> float:
    return sum(linux) / sum(ai) if sum(ai) else float("inf")


def _without(names: Sequence[str], days: Mapping[Track, Sequence[float]]) -> dict[str, float]:
    total = {track: sum(days[track]) for track in TRACKS}
    rest = {name: (total["linux"] - days["linux"][n], total["ai"] - days["ai"][n]) for n, name in enumerate(names)}
    return {name: linux / ai for name, (linux, ai) in rest.items() if ai}


def curve(waited: Iterable[Waited]) -> list[Step]:
    """The share that has happened by each age, by the product-limit estimate (Kaplan and Meier 1958); begins with 0 at 0 days."""
    every = sorted(waited)
    left, kept, steps = len(every), 1.0, [Step(0, 0)]
    at: dict[float, list[bool]] = defaultdict(list)
    for days, met in every:
        at[days].append(met)
    for days, happened in at.items():
        if any(happened):
            kept *= 1 - sum(happened) / left
            steps = steps[:-1] if days == steps[-1].days else steps
            steps.append(Step(days, 1 - kept))
        left -= len(happened)
    return steps


def restricted_mean(steps: Sequence[Step], until: float) -> float:
    """The mean time to an event, one that takes longer counted with `until`: the area above the curve (Royston and Parmar 2013)."""
    edges = [*[step for step in steps if step.days < until], Step(until, 0)]
    return sum((after.days - before.days) * (1 - before.share) for before, after in pairwise(edges))


def half(steps: Iterable[Step]) -> float | None:
    """The age by which half has happened; None if less has."""
    return next((step.days for step in steps if step.share >= 0.5 - 1e-12), None)


def log_rank(one: Sequence[Waited], other: Sequence[Waited]) -> float:
    """Probability of two curves so far apart if they were of one kind (Mantel 1966): chi-squared with one degree of freedom."""
    observed = expected = variance = 0.0
    for days in sorted({w.days for w in (*one, *other) if w.met}):
        n, n_one = sum(w.days >= days for w in (*one, *other)), sum(w.days >= days for w in one)
        d, d_one = (sum(w.met and w.days == days for w in group) for group in ((*one, *other), one))
        observed += d_one
        expected += d * n_one / n
        if n > 1:
            variance += d * (n_one / n) * (1 - n_one / n) * (n - d) / (n - 1)
    return erfc(sqrt((observed - expected) ** 2 / variance / 2)) if variance else 1.0


def sign_test(sooner: int, later: int) -> float:
    """Probability of so lopsided a split, either way, if both were as likely."""
    n, most = sooner + later, max(sooner, later)
    return min(1.0, 2 * sum(comb(n, k) for k in range(most, n + 1)) / 2**n) if n else 1.0


def bootstrap(groups: Sequence[str], linux: Sequence[float], ai: Sequence[float]) -> tuple[float, float]:
    """The interval of the ratio of means when whole groups of criteria are drawn anew, with replacement (Efron 1979; by cluster)."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for group, slow, fast in zip(groups, linux, ai, strict=True):
        sums[group][0] += slow
        sums[group][1] += fast
    names, random, ratios = sorted(sums), Random(SEED), []  # noqa: S311  a draw that anyone can repeat
    for _ in range(DRAWS):
        drawn = Counter(random.choices(names, k=len(names)))
        ratios.append(_quotient([sums[g][0] * k for g, k in drawn.items()], [sums[g][1] * k for g, k in drawn.items()]))
    ratios.sort()
    tail = (1 - CONFIDENCE) / 2
    return ratios[int(tail * DRAWS)], ratios[int((1 - tail) * DRAWS) - 1]


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Agreement of two coders beyond chance (Cohen 1960): (observed - expected) / (1 - expected); 1 where chance alone would agree."""
    alike = fmean(a == b for a, b in pairs)
    first, second = fmean(a for a, _ in pairs), fmean(b for _, b in pairs)
    expected = first * second + (1 - first) * (1 - second)
    return 1.0 if expected == 1 else (alike - expected) / (1 - expected)
