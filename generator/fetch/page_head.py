"""What a page says of itself in its head: title, publisher, day and language, for a first draft of a source."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Final

from generator.fetch.http import Client
from generator.fetch.markup import Markup
from generator.fetch.plain_text import plain

_TITLES: Final = ("og:title", "citation_title", "dc.title", "twitter:title")
_PUBLISHERS: Final = ("og:site_name", "citation_publisher", "dc.publisher", "application-name")
_DAYS: Final = ("article:published_time", "citation_publication_date", "datepublished", "dc.date", "date", "citation_date")
_CAP: Final = 500_000
_DAY: Final = re.compile(r"\s*([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})(?!\d)")


class _Head(Markup):
    def __init__(self) -> None:
        super().__init__()
        self.metas: dict[str, str] = {}
        self.title = ""
        self.lang = ""
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.lang = (attributes.get("lang") or "").split("-")[0].lower()
        elif tag == "title" and not self.title:
            self._within = True
        elif tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name and attributes.get("content"):
                self.metas.setdefault(name, str(attributes["content"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._within = False

    def handle_data(self, data: str) -> None:
        if self._within:
            self.title += data


def source_of(client: Client, url: str) -> dict[str, str]:
    """A source as far as its page tells it: `url`, and `title`, `publisher`, `published` and `lang` where they are said.

    Raises Trouble if there is no answer; an answer that is no page has only its address.
    """
    answer = client.get(url, {"Accept": "text/html,application/xhtml+xml"}, cap=_CAP, cut=True)
    return read(answer.body.decode("utf-8", "replace"), url) if answer.ok else {"url": url}


def read(text: str, url: str) -> dict[str, str]:
    """The same, of a page's text."""
    head = _Head()
    head.feed(text)

    def first(names: tuple[str, ...]) -> str:
        return next((text for name in names if (text := plain(head.metas.get(name, ""), 300))), "")

    source = {"url": url, "title": first(_TITLES) or plain(head.title, 300), "publisher": first(_PUBLISHERS)}
    if day := _DAY.match(first(_DAYS)):
        with suppress(ValueError):
            source["published"] = date.fromisoformat("-".join(day.groups())).isoformat()
    if head.lang and head.lang != "en" and re.fullmatch(r"[a-z]{2,3}", head.lang):
        source["lang"] = head.lang
    return {key: value for key, value in source.items() if value}
