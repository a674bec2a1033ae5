"""The feeds: what is new and what was corrected, as Atom (RFC 4287) and as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

One of everything, one for each track, one for each kind. An item is a revision of an entry: a correction says so in its title.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any, Final

from feedgen.feed import FeedGenerator

from generator.graph import Graph
from generator.history import History, Revision
from generator.model import KINDS, TRACKS, plural
from generator.record import EntryRecord

MOST: Final = 100
_AUTHOR: Final = "Only Faster contributors"
_NAMES: Final = {"ai": "open AI", "linux": "Linux"}

_Item = tuple[Revision, EntryRecord]


def feeds(graph: Graph, past: History, site: str) -> Iterator[tuple[str, str]]:
    """Path and text of each feed; none without a history, which alone knows what is new."""
    if past.state != "whole":
        return
    items: list[_Item] = [
        (one, graph.by_id[name])
        for one in past.line
        if one.page.startswith("e/")
        and one.what != "withdrawn"
        and (name := one.page.removeprefix("e/")) in graph.by_id
    ]
    yield from _both("feed", "Only Faster: new and corrected", items, site)
    for track in TRACKS:
        mine = [(one, record) for one, record in items if record.track == track]
        yield from _both(f"{track}/feed", f"Only Faster: {_NAMES[track]}", mine, site)
    for kind in KINDS:
        mine = [(one, record) for one, record in items if record.kind == kind]
        yield from _both(f"feeds/{plural(kind)}", f"Only Faster: {plural(kind)}", mine, site)


def _both(path: str, title: str, items: list[_Item], site: str) -> Iterator[tuple[str, str]]:
    yield f"{path}.atom", _atom(path, title, items[:MOST], site)
    yield f"{path}.json", _json(path, title, items[:MOST], site)


def _title(one: Revision, record: EntryRecord) -> str:
    return record.value.title if one.what == "added" else f"Corrected: {record.value.title}"


def _text(one: Revision, record: EntryRecord) -> str:
    why = "" if one.what == "added" else f" Changed: {', '.join(one.fields)}. {one.subject}"
    return f"{record.value.date}. {record.value.summary}{why}"


def _when(one: Revision) -> datetime:
    return datetime.combine(one.day, time(), UTC)


def _id(one: Revision, record: EntryRecord, site: str) -> str:
    """An address that stays, of this revision and no other."""
    return f"{site}/e/{record.id}/versions/#{one.version}"


def _atom(path: str, title: str, items: list[_Item], site: str) -> str:
    feed: Any = FeedGenerator()
    feed.id(f"{site}/{path}.atom")
    feed.title(title)
    feed.author({"name": _AUTHOR, "uri": f"{site}/"})
    feed.link([{"href": f"{site}/{path}.atom", "rel": "self"}, {"href": f"{site}/changes/", "rel": "alternate"}])
    feed.rights("CC BY 4.0")
    feed.language("en")
    # Without an item it has not changed since the day on which feeds began.
    feed.updated(max((_when(one) for one, _ in items), default=datetime(1970, 1, 1, tzinfo=UTC)))
    feed.generator("Only Faster", uri=f"{site}/")
    for one, record in items:
        entry = feed.add_entry(order="append")
        entry.id(_id(one, record, site))
        entry.title(_title(one, record))
        entry.link({"href": f"{site}/e/{record.id}/", "rel": "alternate"})
        entry.updated(_when(one))
        entry.summary(_text(one, record))
        entry.category([{"term": record.track}, {"term": record.kind}, *({"term": tag} for tag in record.value.tags)])
    return str(feed.atom_str(pretty=True).decode())


def _json(path: str, title: str, items: list[_Item], site: str) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": f"{site}/changes/",
        "feed_url": f"{site}/{path}.json", "language": "en", "authors": [{"name": _AUTHOR, "url": f"{site}/"}],
        "items": [
            {
                "id": _id(one, record, site), "url": f"{site}/e/{record.id}/", "title": _title(one, record),
                "content_text": _text(one, record), "date_modified": _when(one).isoformat(),
                "tags": [record.track, record.kind, *record.value.tags],
            }
            for one, record in items
        ],
    }  # fmt: skip
    return json.dumps(feed, ensure_ascii=False, indent=1)
