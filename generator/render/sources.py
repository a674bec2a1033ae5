"""`/sources/`: the address of every source, whether it still answers, and which pages rest on it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
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


def sources(renderer: Renderer, graph: Graph) -> Iterator[Page]:
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
    yield renderer.page(
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
