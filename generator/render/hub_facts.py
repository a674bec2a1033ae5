"""What machines fetched, beside what people wrote: models on the Hub with their past as a line, and news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.values.corpus import EntryRecord
from generator.values.fetched import HubModel, HubPoint, Mention
from generator.values.graph import Graph

_WIDE, _HIGH, _EDGE = 120, 28, 3
_NEWS: Final = 8
"""Reports of one publisher that are shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Spark:
    """Downloads of a model over time as a line: where it goes in SVG, and the same in words."""

    points: tuple[tuple[float, float], ...]
    first: HubPoint
    last: HubPoint
    width: int = _WIDE
    height: int = _HIGH


def models_of(graph: Graph, record: EntryRecord) -> list[tuple[HubModel, Spark | None]]:
    """The models of an entry that the Hub was asked about, in the order of the entry, each with its past where there is one."""
    return [(model, spark_of(model.history)) for model in graph.models_of(record)]


def spark_of(history: Sequence[HubPoint]) -> Spark | None:
    """The line of at least two counts of downloads; its height is from nought to the most there were."""
    counted = [point for point in history if point.downloads is not None]
    if len(counted) < 2 or counted[0].day == counted[-1].day:
        return None
    days = (counted[-1].day - counted[0].day).days
    most = max(point.downloads or 0 for point in counted) or 1
    return Spark(
        tuple(
            (
                round(_EDGE + (_WIDE - 2 * _EDGE) * (point.day - counted[0].day).days / days, 1),
                round(_HIGH - _EDGE - (_HIGH - 2 * _EDGE) * (point.downloads or 0) / most, 1),
            )
            for point in counted
        ),
        counted[0],
        counted[-1],
    )


def news_of(graph: Graph, record: EntryRecord) -> list[tuple[str, list[Mention], int]]:
    """Reports on an entry by publisher, those with most first: the newest of each, and how many are left out."""
    news = graph.fetched.news.get(record.id)
    by_publisher: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in news.mentions if news else ():
        by_publisher[mention.item.publisher].append(mention)
    order = sorted(by_publisher.items(), key=lambda one: (-len(one[1]), one[0].casefold()))
    return [(publisher, found[:_NEWS], max(len(found) - _NEWS, 0)) for publisher, found in order]


def day_of(model: HubModel) -> date:
    """The day on which the Hub said it."""
    said = model.origin.retrieved
    return date(said.year, said.month, said.day)
