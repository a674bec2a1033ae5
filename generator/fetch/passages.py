"""Passages: the words around each quote, cut from the text that was read, with its hash, the day and the place.

They are what `verify` holds quotes to, offline; what is kept of others' texts is at most 300 letters around a quote, and nothing but
the hash from a repository without a licence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal

from generator.disk.fetched_files import Damaged, Store
from generator.fetch import repositories
from generator.fetch.failures import Trouble, reason
from generator.fetch.http import Client
from generator.fetch.markup import Markup
from generator.fetch.plain_text import plain
from generator.fetch.report import Report, not_asked
from generator.fetch.repositories import Reading, Status, text_of
from generator.values.corpus import Record
from generator.values.entries import Source
from generator.values.fetched import Passage, passages_file
from generator.values.quotes import passage, stands_in

_CAP: Final = 10_000_000
_LONGEST_PLACE: Final = 400
_GONE: Final = frozenset({404, 410})
_UNSEEN: Final = frozenset({"script", "style", "noscript", "template"})
Fate = Literal["stands", "moved", "drifted", "gone", "unread"]
"""What became of a quote's source: the words still stand there; they stand at another address; the page answers without them; the
page is gone; it could not be read."""


class _Words(Markup):
    """The text of a page as a reader sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  its signature
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def page_text(body: bytes, content_type: str = "") -> str:
    """The words of a page, or of a plain text."""
    text = text_of(body)
    if "html" not in content_type and not text.lstrip()[:200].lower().startswith(("<!doctype", "<html")):
        return text
    words = _Words()
    words.feed(text)
    return "".join(words.words)


class Reader:
    """Reads the texts of sources, each once: from copies of repositories on disk if they are there, or else from the network."""

    def __init__(self, client: Client | None, copies: Path | None = None) -> None:
        self._client = client
        self._copies = copies
        self._read: dict[str, Reading | Exception | None] = {}

    def read(self, url: str) -> Reading | None:
        """The text at an address; None if it can be read in no way that is open here. Raises what reading it raised."""
        if url not in self._read:
            try:
                self._read[url] = self._reading(url)
            except Exception as error:
                self._read[url] = error
        reading = self._read[url]
        if isinstance(reading, Exception):
            raise reading
        return reading

    def _reading(self, url: str) -> Reading | None:
        place = repositories.pinned(url)
        if place and self._copies and (reading := repositories.from_disk(self._copies, place)):
            return reading
        if not self._client:
            return None
        if place:
            return repositories.from_network(self._client, place)
        answer = self._client.get(url, {"Accept": "text/html,text/plain"}, cap=_CAP, cut=True)
        if not answer.ok:
            raise Status(url, answer.status)
        return Reading(page_text(answer.body, answer.headers.get("Content-Type", "")), plain(answer.permanent, _LONGEST_PLACE), True)


def run(
    reader: Reader, store: Store, records: Iterable[tuple[Record[object], Sequence[Source]]], today: date, tick: Callable[[int, int], None]
) -> Report:
    """Read the source of every quote whose words are not kept yet, and keep the words around it."""
    todo = [(record, [source for source in sources if source.quote and source.accessed]) for record, sources in records]
    todo = [(record, sources) for record, sources in todo if sources]
    asked = got = late = 0
    changed: list[str] = []
    troubles: list[str] = []
    for done, (record, sources) in enumerate(todo, 1):
        name = passages_file(record.path)
        try:
            kept = {(p.url, p.quote): p for p in store.read(name, tuple[Passage, ...]) or ()}
        except Damaged as damaged:
            troubles.append(str(damaged))
            continue
        passages: list[Passage] = []
        for source in sources:
            assert source.quote  # noqa: S101  chosen above
            asked += 1
            if (old := kept.get((source.url, source.quote))) or (old := _moved_quote(kept, source)):
                passages.append(old)
                got += 1
                continue
            url = str(source.read_at or source.url)
            try:
                reading = reader.read(url)
            except Exception as error:
                if isinstance(error, Trouble) and error.kind == "not-asked":
                    late += 1
                else:
                    troubles.append(f"{record.path}: {url}: {reason(error)}")
                continue
            if reading is None:
                continue
            if not stands_in(source.quote, reading.text):
                troubles.append(f"{record.path}: '{source.quote}' does not stand in {reading.where}")
                continue
            got += 1
            passages.append(_passage(source, reading, today))
            changed.append(f"{record.path}: {reading.where}")
        if passages or kept:
            store.write(name, tuple(passages))
        tick(done, len(todo))
    troubles += not_asked(late, "of the sources")
    return Report("passages", asked, got, tuple(changed), tuple(troubles))


def _moved_quote(kept: Mapping[tuple[str, str], Passage], source: Source) -> Passage | None:
    """A passage of the same text in which a quote that was worded anew stands too: kept under the new words."""
    for (url, _), old in kept.items():
        if url == source.url and old.words and source.quote and stands_in(source.quote, old.words):
            return old.model_copy(update={"quote": source.quote})
    return None


def _passage(source: Source, reading: Reading, today: date) -> Passage:
    words = passage(str(source.quote), reading.text) if reading.licensed else None
    sha256 = hashlib.sha256(reading.text.encode()).hexdigest()
    return Passage(url=source.url, quote=str(source.quote), words=words, sha256=sha256, read=today, where=reading.where)


def fates(reader: Reader, sources: Iterable[Source]) -> Iterator[tuple[Source, Fate, str]]:
    """What became of each quote: its source is read again. The text says more, where there is more to say."""
    for source in sources:
        url = str(source.read_at or source.url)
        try:
            reading = reader.read(url)
        except Exception as error:
            gone = isinstance(error, Status) and error.status in _GONE
            yield source, "gone" if gone else "unread", reason(error)
            continue
        if reading is None:
            yield source, "unread", "not in a public repository, and nothing else may be asked"
        elif not stands_in(str(source.quote), reading.text):
            yield source, "drifted", f"the words are not at {reading.where} any more"
        elif repositories.pinned(url) is None and reading.where != url:
            yield source, "moved", f"now at {reading.where}"
        else:
            yield source, "stands", ""
