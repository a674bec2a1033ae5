"""What machines fetched, beside what people wrote: models on the Hub with their past as a line, and news."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.values.corpus import EntryRecord
from generator.values.fetched import Derived, HubModel, HubPoint, Mention
from generator.values.graph import Graph

_WIDE, _HIGH, _EDGE = 120, 28, 3
_NEWS: Final = 8
"""Reports of one publisher that are shown; the others are counted."""
_FIRST_DAY: Final = date(2022, 3, 2)
"""The day that the Hub gives for all that is older."""
_STATES: Final[Mapping[str, str]] = {"there": "", "disabled": "disabled by the Hub", "gone": "gone", "hidden": "no longer shown"}
_WAYS: Final[Mapping[Derived, tuple[str, str]]] = {
    "finetune": ("fine-tune", "fine-tunes"),
    "adapter": ("adapter", "adapters"),
    "quantized": ("quantised copy", "quantised copies"),
    "merge": ("merge", "merges"),
}
"""The Hub's words for how a model derives from another, and ours for one and for many."""


@dataclass(frozen=True, slots=True)
class Spark:
    """Downloads of a model over time as a line: where it goes in SVG, and the same in words."""

    points: tuple[tuple[float, float], ...]
    first: HubPoint
    last: HubPoint
    width: int = _WIDE
    height: int = _HIGH


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What the Hub said of a model, with its past, in words where it gives signs."""

    model: HubModel
    spark: Spark | None
    state: str
    """What became of it; empty while it is there."""
    created: str
    """The day on which it was made; empty if not known."""
    older: bool
    """It may be older: the Hub gives that day for all that were made until then."""
    derived: str
    """How many say that they derive from it, by how: `1 fine-tune, 3 quantised copies`; empty if none does."""
    day: date
    """The day on which the Hub said it."""


@dataclass(frozen=True, slots=True)
class NewsGroup:
    """Reports of one publisher on an entry: the newest, and how many are left out."""

    publisher: str
    mentions: tuple[Mention, ...]
    more: int


def models_of(graph: Graph, record: EntryRecord) -> tuple[ModelRow, ...]:
    """The models of an entry that the Hub was asked about, in its order, each with its past where there is one."""
    return tuple(_row(model) for model in graph.models_of(record))


def _row(model: HubModel) -> ModelRow:
    created = model.created.date() if model.created else None
    return ModelRow(
        model,
        spark_of(model.history),
        _STATES[model.state],
        created.isoformat() if created else "",
        created == _FIRST_DAY,
        _derived(model),
        retrieved_day(model),
    )


def _derived(model: HubModel) -> str:
    numbers = ((how, model.children.get(how, 0)) for how in _WAYS)
    return ", ".join(f"{number:,} {_WAYS[how][number != 1]}" for how, number in numbers if number)


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


def news_of(graph: Graph, record: EntryRecord) -> tuple[NewsGroup, ...]:
    """Reports on an entry by publisher, those with most first."""
    news = graph.fetched.news.get(record.id)
    by_publisher: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in news.mentions if news else ():
        by_publisher[mention.item.publisher].append(mention)
    order = sorted(by_publisher.items(), key=lambda group: (-len(group[1]), group[0].casefold()))
    return tuple(NewsGroup(publisher, tuple(mentions[:_NEWS]), max(len(mentions) - _NEWS, 0)) for publisher, mentions in order)


def retrieved_day(model: HubModel) -> date:
    """The day on which the Hub said it."""
    retrieved = model.origin.retrieved
    return date(retrieved.year, retrieved.month, retrieved.day)
