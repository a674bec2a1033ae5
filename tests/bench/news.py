"""How long it takes to hold a million headlines against ten thousand names: `python -m tests.bench.news`."""

from __future__ import annotations

import random
import time

from generator.fetch.names import Names
from generator.values.entries import Alias

WORDS = [
    "the",
    "new",
    "model",
    "of",
    "today",
    "brings",
    "open",
    "weights",
    "and",
    "a",
    "licence",
    "for",
    "all",
    "kernel",
    "developers",
    "who",
    "want",
    "more",
    "from",
    "their",
    "machines",
    "while",
    "markets",
    "wait",
    "for",
    "word",
    "from",
    "makers",
    "in",
    "China",
    "Europe",
    "and",
    "the",
    "United",
    "States",
    "on",
    "chips",
    "rules",
    "courts",
    "prices",
    "speed",
    "memory",
]


def main() -> None:
    """Print what was measured. A quarter of the headlines have a name in them; the seed is fixed."""
    chance = random.Random(7)
    aliases = [
        f"{chance.choice(('Model', 'Kernel', 'Deep', 'Open', 'Star'))}{chance.choice('ABCDEFGH')}{n}-{n % 90}" for n in range(10_000)
    ]
    begun = time.perf_counter()
    names = Names((f"entry-{n}", [Alias(text=text)]) for n, text in enumerate(aliases))
    built = time.perf_counter() - begun
    titles = []
    for _ in range(1_000_000):
        words = [chance.choice(WORDS) for _ in range(12)]
        if chance.random() < 0.25:
            words[chance.randrange(12)] = chance.choice(aliases).replace("-", chance.choice("- "))
        titles.append(" ".join(words))
    begun = time.perf_counter()
    hits = sum(bool(names.find(title).links) for title in titles)
    print(
        f"10,000 names built in {built:.2f} s; 1,000,000 titles of {sum(map(len, titles)) / 1e6:.0f} letters on average "
        f"in {time.perf_counter() - begun:.1f} s, {hits:,} with a name"
    )


if __name__ == "__main__":
    main()
