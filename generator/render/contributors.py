"""The page of those who wrote and corrected what is here, as the repository's history names them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from generator.render.template import Page, Renderer
from generator.values.corpus import title_of
from generator.values.graph import Graph
from generator.values.history import History


@dataclass(slots=True)
class Share:
    """What one person did: pages that they added and pages that they corrected, and the first and last day of it."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    first: date = date.max
    last: date = date.min


def contributors(renderer: Renderer, graph: Graph, past: History) -> Page:
    """`/contributors/`."""
    found = shares(past)
    meta = {
        "title": "Contributors",
        "description": "Who wrote and corrected what is here, as the history of the repository names them.",
    }
    titles = {page: title_of(record) for page, record in graph.pages()}
    newest = {
        name: [page for page in dict.fromkeys(one.page for one in past.line if name in one.who) if page in titles][:5]
        for name in found
    }
    return renderer.page(
        "contributors/index.md", "contributors.html.jinja", "entries/", meta, shares=found, newest=newest, titles=titles
    )


def shares(past: History) -> dict[str, Share]:
    """What each person did, by name: those with most pages first."""
    found: defaultdict[str, Share] = defaultdict(Share)
    for one in past.line:
        for name in one.who:
            share = found[name]
            (share.added if one.what == "added" else share.changed).add(one.page)
            share.first, share.last = min(share.first, one.day), max(share.last, one.day)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1].added | item[1].changed), item[0])))


def writers(past: History, page: str) -> tuple[str, ...]:
    """Names of all who wrote a page, in the order in which they came."""
    return tuple(dict.fromkeys(name for one in past.revisions.get(page, ()) for name in one.who))
