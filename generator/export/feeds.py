"""The feeds: what is new and what was corrected, as Atom (RFC 4287) and as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

One of everything, one for each track, kind, actor and tag. An item is a revision of an entry: a correction says so in its title, and
what it says is what that revision said. Ids are made of what no renaming, reverting or moving of the site changes, so that a reader
never sees a thing as new twice: the id under which it was first published, and the commit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree  # to write only

from generator.values.addresses import entry_of
from generator.values.citation import AUTHOR
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.fields import KINDS, TRACK_WORDS, TRACKS, plural
from generator.values.footnotes import without_marks
from generator.values.graph import Graph, actors_of
from generator.values.history import History, Revision

MOST_ITEMS_SHOWN: Final = 100
_SPACE: Final = UUID("6f1c2f0e-2a54-5d0b-9a5e-3d6f0b6f5c11")
"""In which the names of feeds and items are hashed; it stays for ever."""
_UNWRITABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))
"""What XML 1.0 cannot hold, escaped or not; the subject of a commit may have it."""

_Item = tuple[Revision, EntryRecord]


def feeds(graph: Graph, past: History, site: str) -> Iterator[tuple[str, str]]:
    """Path and text of each feed; none without a history, which alone knows what is new."""
    if past.state != "whole":
        return
    items: list[_Item] = [
        (revision, graph.by_id[name])
        for revision in past.line
        if revision.what in ("added", "changed") and (name := entry_of(revision.page) or "") in graph.by_id
    ]
    by_path: dict[str, tuple[str, list[_Item]]] = {"feed": ("new and corrected", items)}
    by_path |= {f"{track}/feed": (TRACK_WORDS[track], []) for track in TRACKS}
    by_path |= {f"feeds/{plural(kind)}": (plural(kind), []) for kind in KINDS}
    by_path |= {f"actors/{name}/feed": (record.value.name, []) for name, record in graph.actors.items()}
    names = {f"actors/{name}/feed": f"actors/{past.first_id(f'actors/{name}')}/feed" for name in graph.actors}
    by_path |= {f"tags/{tag}/feed": (tag, []) for record in graph.entries for tag in record.value.tags}
    for revision, record in items:
        actors, tags = actors_of(record), dict.fromkeys(record.value.tags)
        paths = (f"{record.track}/feed", f"feeds/{plural(record.kind)}")
        for path in (*paths, *(f"actors/{name}/feed" for name in actors), *(f"tags/{tag}/feed" for tag in tags)):
            if path in by_path and len(by_path[path][1]) < MOST_ITEMS_SHOWN:
                by_path[path][1].append((revision, record))
    for path, (about, items_of_feed) in by_path.items():
        feed = _Feed(path, names.get(path, path), f"Only Faster: {about}", tuple(items_of_feed[:MOST_ITEMS_SHOWN]), site)
        atom, plain = _atom(feed), _json(feed)
        # Whoever subscribed under a former id reads on.
        former = graph.actors[path.split("/")[1]].value.former_ids if path in names else ()
        for address in (path, *(f"actors/{name}/feed" for name in former)):
            yield f"{address}.atom", atom
            yield f"{address}.json", plain


def outline(graph: Graph) -> str:
    """The feeds that are read for this site, as OPML 2.0 for anybody's reader: http://opml.org/spec2.opml"""
    opml = ElementTree.Element("opml", version="2.0")
    ElementTree.SubElement(ElementTree.SubElement(opml, "head"), "title").text = "Feeds that Only Faster reads"
    body = ElementTree.SubElement(opml, "body")
    for name, group in {"Both tracks": None, "Open AI": "ai", "Linux": "linux"}.items():
        feeds_of_group = [record.value for record in graph.feeds if record.value.track == group]
        folder = ElementTree.SubElement(body, "outline", text=name) if feeds_of_group else body
        for feed in feeds_of_group:
            attributes = {"description": feed.about, "language": feed.lang}
            ElementTree.SubElement(
                folder,
                "outline",
                {"type": "rss", "text": feed.name, "title": feed.name, "xmlUrl": str(feed.url), "htmlUrl": str(feed.site)},
                **{key: str(value) for key, value in attributes.items() if value},
            )
    ElementTree.indent(opml)
    return ElementTree.tostring(opml, encoding="unicode", xml_declaration=True) + "\n"


@dataclass(frozen=True, slots=True)
class _Feed:
    """What both forms of a feed are written from."""

    path: str
    """Where it is, without its ending."""
    name: str
    """Where it first was."""
    title: str
    items: tuple[_Item, ...]
    site: str

    @property
    def page(self) -> str:
        """The page that it follows: that of its track, actor or tag, and for all others that of what is new."""
        folder = self.path.removesuffix("feed")
        return "changes/" if folder in ("", self.path) else folder


def _said(revision: Revision, record: EntryRecord, field: str) -> str:
    """What a revision said in a field of text; what the entry says now, if that version cannot be read."""
    return without_marks(str(revision.values.get(field) or getattr(record.value, field)))


def _title(revision: Revision, record: EntryRecord) -> str:
    title = _said(revision, record, "title")
    return title if revision.what == "added" else f"Corrected: {title}"


def _tags(revision: Revision, record: EntryRecord) -> list[str]:
    names = [record.track, record.kind, *dict.fromkeys(record.value.tags)]
    return names if revision.what == "added" else ["correction", *names]


def _text(revision: Revision, record: EntryRecord) -> str:
    why = "" if revision.what == "added" else f" Changed: {', '.join(revision.fields)}. {revision.subject}"
    try:
        day = FuzzyDate.parse(revision.values["date"])
    except (KeyError, ValueError):
        day = record.value.date
    return f"{day}. {_said(revision, record, 'summary')}{why}"


def _when(revision: Revision) -> datetime:
    return datetime.combine(revision.day, time(), UTC)


def _id(name: str) -> str:
    """An id that is the same wherever the site is (RFC 9562, version 5)."""
    return uuid5(_SPACE, name).urn


def _id_of(revision: Revision) -> str:
    """Of this revision and no other, also where an entry says again what it said before."""
    return _id(f"e/{revision.id_then} {revision.commit}")


def _atom(the: _Feed) -> str:
    path, items, site = the.path, the.items, the.site
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _texts(feed, {"id": _id(f"{the.name}.atom"), "title": the.title})
    # Without an item it has not changed since the day on which feeds began.
    latest = max((_when(revision) for revision, _ in items), default=datetime(1970, 1, 1, tzinfo=UTC))
    _texts(feed, {"updated": latest.isoformat()})
    _texts(ElementTree.SubElement(feed, "author"), {"name": AUTHOR, "uri": f"{site}/"})
    ElementTree.SubElement(feed, "link", {"href": f"{site}/{path}.atom", "rel": "self"})
    ElementTree.SubElement(feed, "link", {"href": f"{site}/{the.page}", "rel": "alternate"})
    ElementTree.SubElement(feed, "generator", {"uri": f"{site}/"}).text = "Only Faster"
    _texts(feed, {"rights": "CC BY 4.0"})
    for revision, record in items:
        entry = ElementTree.SubElement(feed, "entry")
        _texts(entry, {"id": _id_of(revision), "title": _title(revision, record)})
        _texts(entry, {"published": _when(revision).isoformat(), "updated": _when(revision).isoformat()})
        ElementTree.SubElement(entry, "link", {"href": f"{site}/e/{record.id}/", "rel": "alternate"})
        _texts(entry, {"summary": _text(revision, record)})
        for tag in _tags(revision, record):
            ElementTree.SubElement(entry, "category", {"term": tag})
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _texts(parent: ElementTree.Element, texts: Mapping[str, str]) -> None:
    """Add an element for each name, with its text."""
    for name, text in texts.items():
        ElementTree.SubElement(parent, name).text = text.translate(_UNWRITABLE)


def _json(the: _Feed) -> str:
    path, items, site = the.path, the.items, the.site
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": the.title,
        "home_page_url": f"{site}/{the.page}",
        "feed_url": f"{site}/{path}.json",
        "language": "en",
        "authors": [{"name": AUTHOR, "url": f"{site}/"}],
        "items": [
            {
                "id": _id_of(revision),
                "url": f"{site}/e/{record.id}/",
                "title": _title(revision, record),
                "content_text": _text(revision, record),
                "date_published": _when(revision).isoformat(),
                "date_modified": _when(revision).isoformat(),
                "tags": _tags(revision, record),
                "_only_faster": {"version": revision.version, "commit": revision.commit},
            }
            for revision, record in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)
