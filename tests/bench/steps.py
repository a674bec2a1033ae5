"""How long each step of a build takes that makes something of every entry: `python -m tests.bench.steps CHECKOUT`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import build
from generator.charts.cards import cards
from generator.cite import cite
from generator.export import downloads, export
from generator.values.addresses import Addresses
from generator.values.edition import Edition

SITE = "https://site.example"
DAY = date(2026, 11, 24)


def measure(root: Path) -> dict[str, float]:
    """Seconds by step, for the entries of a checkout; of cards those of a hundred, as for all of them."""
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        made = work()
        found[name] = time.perf_counter() - start
        return made

    graph = timed("load, check, relate", lambda: build.graph(root, DAY))
    past = timed("history", lambda: build.history(root, graph))
    compared = timed("compare", lambda: build.comparison(graph, DAY))
    edition = Edition(graph, DAY, Addresses(SITE, "https://git.example/repo"), past, compared)
    edition = replace(edition, citations=timed("cite", lambda: cite(edition)))
    timed("downloads", lambda: downloads(edition))
    timed("export", lambda: list(export(edition)))
    drawn = list(cards(graph, root / "docs" / "assets" / "fonts"))
    some = drawn[:: max(1, len(drawn) // 100)]
    timed("cards", lambda: [card.draw() for _, card in some])
    found["cards"] *= len(drawn) / len(some)
    return found


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
