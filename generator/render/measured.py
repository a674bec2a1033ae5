"""What machines fetched, beside what people wrote: models on the Hub with their past as a line, news, and the state of links."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from generator.fetched import HubModel, HubPoint, LinkState, Mention
from generator.graph import Graph
from generator.record import EntryRecord, title_of
from generator.render.printer import Page, Printer

STATES: Final[Mapping[str, str]] = {
    "ok": "answers",
    "moved": "has moved",
    "failing": "fails",
    "gone": "is gone",
    "refused": "keeps machines out",
    "": "not looked at yet",
}
"""What is said of an address in each state."""
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


def sources(printer: Printer, graph: Graph) -> Iterator[Page]:
    """`/sources/`: what state the address of every source is in; all of them as a file."""
    users: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for page, record in graph.pages():
        title = title_of(record)
        for source in record.value.sources:
            users[str(source.url)][page] = (f"{page}/", title)
    states = {url: graph.fetched.links.get(url) for url in sorted(users)}
    hosts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for url, state in states.items():
        hosts[(urlsplit(url).hostname or "").removeprefix("www.")][state.state if state else ""] += 1
    looked = [state.checked for state in states.values() if state]
    meta = {
        "title": "Sources",
        "description": f"The {len(states):,} addresses that the statements here rest on, and whether they still answer.",
    }
    yield printer.page(
        "sources/index.md", "sources.html.jinja", "entries/", meta,
        states=states, users=users, means=STATES, looked=max(looked, default=None),
        counts=Counter(state.state if state else "" for state in states.values()),
        bad={kind: [url for url, state in states.items() if state and state.state == kind] for kind in ("gone", "failing", "moved")},
        hosts=sorted(hosts.items(), key=lambda one: (-one[1].total(), one[0])),
    )  # fmt: skip
    yield Page("sources/links.json", json.dumps(_plain(states, users), ensure_ascii=False, indent=1), "entries/")


def _plain(states: Mapping[str, LinkState | None], users: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"url": url, "state": state.state if state else None, "pages": list(users[url])}
        | (state.model_dump(mode="json", exclude_defaults=True, exclude={"state"}) if state else {})
        for url, state in states.items()
    ]


def day_of(model: HubModel) -> date:
    """The day on which the Hub said it."""
    said = model.origin.retrieved
    return date(said.year, said.month, said.day)
