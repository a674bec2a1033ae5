"""build: the sentence. load, enrich, check, relate, read the history, compare, draw charts, cite, render, export; what each verb
means stands in the file or folder of its name."""

from __future__ import annotations

import os
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from generator.charts import SCRIPT, charts, script, sketches
from generator.charts.cards import cards
from generator.check import check
from generator.cite import cite
from generator.compare import compare
from generator.enrich import enrich
from generator.export import downloads, export
from generator.export.comparison import document, table
from generator.history import read_history
from generator.load import Tick, load, locate
from generator.relate import relate
from generator.render import Page, render
from generator.values.addresses import Addresses
from generator.values.comparison import Comparison
from generator.values.corpus import Corpus, Problem
from generator.values.edition import Edition
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.pictures import Card

__all__ = [
    "Addresses",
    "Card",
    "Graph",
    "History",
    "Page",
    "Refused",
    "comparison",
    "document",
    "graph",
    "history",
    "inspect",
    "pages",
    "table",
    "today",
]


class Refused(Exception):  # noqa: N818  it is an answer, not a fault of the program
    """The corpus has errors, so nothing is built from it; `problems` has them and the warnings."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def today() -> date:
    """The day from SOURCE_DATE_EPOCH (seconds since 1970, UTC) if it is set, or else the clock's.

    The edges call it once and pass the day on; see https://reproducible-builds.org/specs/source-date-epoch/. Raises
    ValueError if the variable is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is '{epoch}', which is no number of seconds") from None


def inspect(root: Path, today: date, tick: Tick | None = None) -> tuple[Corpus, list[Problem]]:
    """Load and check `root/entries`: what could be read, and every problem with its line, sorted."""
    corpus, unreadable = load(root, tick)
    corpus, damaged = enrich(corpus, root)
    return corpus, sorted([*unreadable, *damaged, *locate(check(corpus, today), root)])


def graph(root: Path, today: date, tick: Tick | None = None) -> Graph:
    """The entries of `root` and what follows from them. Raises Refused if there is any error."""
    corpus, problems = inspect(root, today, tick)
    if any(problem.severity == "error" for problem in problems):
        raise Refused(problems)
    return replace(relate(corpus), warnings=tuple(problems))


def comparison(entries: Graph, today: date, origins: Sequence[str] = ()) -> Comparison | None:
    """The two tracks side by side, from the default origins or others. Raises ValueError for an origin that is none."""
    return compare(entries, today, origins)


def history(root: Path, entries: Graph) -> History:
    """The past of the pages of `root`, from git; its state says if there is none to read."""
    renamed = {
        f"{page.removesuffix(record.id)}{former}": page
        for page, record in entries.pages()
        for former in getattr(record.value, "former_ids", ())
    }
    return read_history(root, renamed)


def pages(  # noqa: PLR0913  what the edges know, and nothing more
    entries: Graph,
    today: date,
    addresses: Addresses,
    past: History | None = None,
    fonts: Path | None = None,
    formatted: MutableMapping[str, str] | None = None,
) -> Iterator[Page]:
    """Every generated file of the site, one at a time. Without a past, it says that there is no history here; without the folder
    of the site's fonts, pages have no cards of their own. `formatted` has what was formatted in an earlier build, and takes what is new."""
    edition = Edition(entries, today, addresses, past or History(), compare(entries, today))
    edition = replace(edition, charts=charts(entries, edition.comparison), sketches=sketches(edition.comparison))
    edition = replace(edition, citations=cite(edition, formatted))
    edition = replace(edition, downloads=downloads(edition), cards=dict(cards(entries, fonts)) if fonts else {})
    yield from render(edition)
    yield Page(SCRIPT, script(), "vl-convert")
    for download in edition.downloads:
        yield Page(download.path, download.content, "entries/")
    for path, content in export(edition):
        yield Page(path, content, "entries/")
