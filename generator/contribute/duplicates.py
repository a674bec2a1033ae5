"""duplicates: what is known of an event, and entries -> those entries that may be of the same event, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from generator.values.corpus import EntryRecord, hub_ids
from generator.values.dates import FuzzyDate
from generator.values.graph import actors_of

DAYS: Final = 14
"""Entries of the same actor within so many days of each other may be of one event."""
_LEAST_LIKENESS: Final = 0.72
_WORD: Final = re.compile(r"[^\W_]{3,}")


def alike(  # noqa: PLR0913  each is one thing by which two are compared
    entries: Iterable[EntryRecord],
    *,
    name: str = "",
    title: str = "",
    date: FuzzyDate | None = None,
    actors: Iterable[str] = (),
    urls: Iterable[str] = (),
    hubs: Iterable[str] = (),
) -> list[tuple[EntryRecord, str]]:
    """Entries that may tell of the same event, each with the reason; the entry `name` itself is not among them."""
    pairs = []
    actor_ids, sources, models, words = set(actors), {bare(url) for url in urls}, set(hubs), _words(title)
    for record in entries:
        if record.id == name:
            continue
        if models & set(hub_ids(record)):
            pairs.append((record, "it names the same model of the Hub"))
        elif sources and sources & {bare(str(source.url)) for source in record.value.sources} and _near(record, date):
            pairs.append((record, "it has the same source and a near date"))
        elif actor_ids & set(actors_of(record)) and date and _near(record, date) and words & _words(record.value.title):
            pairs.append((record, f"the same actor, within {DAYS} days"))
        elif words and _same(title, record.value.title, words):
            pairs.append((record, "its title is alike"))
    return pairs


def bare(url: str) -> str:
    """An address without what does not tell pages apart."""
    return re.sub(r"^https?://(www\.)?|[#].*$|/$", "", url).lower()


def _near(record: EntryRecord, date: FuzzyDate | None) -> bool:
    return date is None or abs((record.value.date.earliest - date.earliest).days) <= DAYS


def _words(title: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(title)}


def _same(title: str, other: str, words: set[str]) -> bool:
    others = _words(other)
    if 3 * len(words & others) < 2 * min(len(words), len(others)):  # the slow look only where half of it is there
        return False
    return SequenceMatcher(None, title.lower(), other.lower(), autojunk=False).ratio() >= _LEAST_LIKENESS
