"""The page of those who wrote and corrected what is here, as the repository's history names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator.render.template import Page, Renderer
from generator.values.corpus import title_of
from generator.values.graph import Graph
from generator.values.history import History

_MOST_PAGES: Final = 5


@dataclass(slots=True)
class Share:
    """What one person did: pages that they added and pages that they corrected, and the first and last day of it."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    first: date = date.max
    last: date = date.min


@dataclass(frozen=True, slots=True)
class Contributor:
    """A row of the page: a person, how many pages they added and corrected, since when, and the newest of these."""

    name: str
    added: int
    corrected: int
    since: date
    newest: tuple[tuple[str, str], ...]
    """Addresses and titles of pages that are still here."""


def contributors(renderer: Renderer, graph: Graph, past: History) -> Page:
    """`/contributors/`."""
    meta = {"title": "Contributors", "description": "Who wrote and corrected what is here, as the history of the repository names them."}
    titles = {page: title_of(record) for page, record in graph.pages()}
    rows = [
        Contributor(name, len(share.added), len(share.changed), share.first, _newest(past, name, titles))
        for name, share in shares(past).items()
    ]
    return renderer.page("contributors/index.md", "contributors.html.jinja", "entries/", meta, rows=rows)


def _newest(past: History, name: str, titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pages = dict.fromkeys(revision.page for revision in past.line if name in revision.who)
    return tuple((page, titles[page]) for page in pages if page in titles)[:_MOST_PAGES]


def shares(past: History) -> dict[str, Share]:
    """What each person did, by name: those with most pages first."""
    people: defaultdict[str, Share] = defaultdict(Share)
    for revision in past.line:
        for name in revision.who:
            share = people[name]
            (share.added if revision.what == "added" else share.changed).add(revision.page)
            share.first, share.last = min(share.first, revision.day), max(share.last, revision.day)
    return dict(sorted(people.items(), key=lambda item: (-len(item[1].added | item[1].changed), item[0])))


def writers(past: History, page: str) -> tuple[str, ...]:
    """Names of all who wrote a page, in the order in which they came."""
    return tuple(dict.fromkeys(name for revision in past.revisions.get(page, ()) for name in revision.who))
