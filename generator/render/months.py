"""`/compare/month/`: what either track had in each month of its life, by years of life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.render.parts import Citing, citing_of
from generator.render.template import Page, Renderer
from generator.values.citation import WHOLE
from generator.values.comparison import Clock, Comparison
from generator.values.corpus import EntryRecord
from generator.values.fields import Track

Lanes = Mapping[Track, Sequence[EntryRecord]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month with its entries, or months in a row that have none."""

    first: int
    last: int
    lanes: Lanes | None
    """None where there are no entries."""

    @property
    def numbers(self) -> range:
        """The numbers of its months."""
        return range(self.first, self.last + 1)


@dataclass(frozen=True, slots=True)
class LifeYear:
    """Twelve months of life, the first of all being month 0 of year 1; the last year may have fewer."""

    number: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class MonthsPage:
    """What the page shows."""

    clocks: Mapping[Track, Clock]
    years: tuple[LifeYear, ...]
    citing: Citing


def months(renderer: Renderer, comparison: Comparison) -> Page:
    """`/compare/month/`."""
    meta = {
        "title": WHOLE["compare/month"][0],
        "description": f"What Linux had in each of its first {len(comparison.months)} months, beside what open AI "
        "had in the same month of its own life.",
    }
    page = MonthsPage(comparison.view.clocks, life_years(comparison.months), citing_of(renderer.edition, "compare/month"))
    return renderer.page("compare/month/index.md", "months.html.jinja", "entries/origins.yaml", meta, page=page)


def life_years(lanes_of: Sequence[Lanes]) -> tuple[LifeYear, ...]:
    """Months from month 0 on, in years; those of one year without entries stand together if they follow each other."""
    years = []
    for start in range(0, len(lanes_of), 12):
        stretches: list[Stretch] = []
        for number, lanes in enumerate(lanes_of[start : start + 12], start):
            if any(lanes.values()):
                stretches.append(Stretch(number, number, lanes))
            elif stretches and not stretches[-1].lanes:
                stretches.append(Stretch(stretches.pop().first, number, None))
            else:
                stretches.append(Stretch(number, number, None))
        years.append(LifeYear(start // 12 + 1, tuple(stretches)))
    return tuple(years)
