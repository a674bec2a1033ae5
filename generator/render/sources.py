"""`/sources/`: the address of every source, whether it still answers, and which pages rest on it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from generator.render.template import Page, Renderer
from generator.values.corpus import title_of
from generator.values.fetched import LinkState
from generator.values.graph import Graph

STATES: Final[Mapping[str, str]] = {
    "ok": "answers",
    "moved": "has moved",
    "failing": "fails",
    "gone": "is gone",
    "refused": "keeps machines out",
    "": "not looked at yet",
}
"""What is said of an address in each state."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a source, its state, and the pages that rest on it: path from the root and title of each."""

    url: str
    state: LinkState | None
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BadLinks:
    """The addresses that are in one state that should be mended."""

    id: str
    title: str
    addresses: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """What the page shows."""

    looked: date | None
    """The last day on which a state was found to be another; None where nothing was asked yet."""
    feeds: int
    states: tuple[tuple[str, int], ...]
    """Every state that an address is in, in words, and how many are."""
    bad: tuple[BadLinks, ...]
    columns: tuple[str, ...]
    """The states that the table of hosts has a column for."""
    hosts: tuple[tuple[str, int, tuple[int, ...]], ...]
    """Of each host its name, how many addresses it has, and how many of them are in the state of each column."""


def sources(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/sources/`: what state the address of every source is in; all of them as a file."""
    addresses = _addresses(graph)
    meta = {
        "title": "Sources",
        "description": f"The {len(addresses):,} addresses that the statements here rest on, and whether they still answer.",
    }
    counts = Counter(_word(address) for address in addresses)
    columns = [state for state in STATES if state and counts[state]]
    page = SourcesPage(
        looked=max((address.state.checked for address in addresses if address.state), default=None),
        feeds=len(graph.feeds),
        states=tuple((word, counts[state]) for state, word in STATES.items() if counts[state]),
        bad=tuple(_bad(addresses)),
        columns=tuple(STATES[state] for state in columns),
        hosts=tuple(_hosts(addresses, columns)),
    )
    yield renderer.page("sources/index.md", "sources.html.jinja", "entries/", meta, page=page)
    yield Page("sources/links.json", json.dumps(_plain(addresses), ensure_ascii=False, indent=1), "entries/")


def _addresses(graph: Graph) -> list[Address]:
    """Every address that a source has, in order of the alphabet."""
    pages: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for page, record in graph.pages():
        title = title_of(record)
        for source in record.value.sources:
            pages[str(source.url)][page] = title
    return [Address(url, graph.fetched.links.get(url), tuple(pages[url].items())) for url in sorted(pages)]


def _word(address: Address) -> str:
    return address.state.state if address.state else ""


def _bad(addresses: Sequence[Address]) -> Iterator[BadLinks]:
    for state, title in (("gone", "Gone"), ("failing", "Failing"), ("moved", "Moved for good")):
        if bad := tuple(address for address in addresses if _word(address) == state):
            yield BadLinks(state, title, bad)


def _hosts(addresses: Sequence[Address], columns: Sequence[str]) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Those with most addresses first."""
    hosts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for address in addresses:
        hosts[(urlsplit(address.url).hostname or "").removeprefix("www.")][_word(address)] += 1
    for host, counts in sorted(hosts.items(), key=lambda item: (-item[1].total(), item[0])):
        yield host, counts.total(), tuple(counts[state] for state in columns)


def _plain(addresses: Sequence[Address]) -> list[dict[str, Any]]:
    return [
        {"url": address.url, "state": address.state.state if address.state else None, "pages": [page for page, _ in address.pages]}
        | (address.state.model_dump(mode="json", exclude_defaults=True, exclude={"state"}) if address.state else {})
        for address in addresses
    ]
