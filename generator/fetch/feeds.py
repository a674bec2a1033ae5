"""Reading a feed: the bytes of RSS or Atom -> news items. Nothing here asks the network.

feedparser reads the bytes; it forgives much, so what it gives is looked at again: titles are text, links lead to the web, days
are days on which there was news. What is no feed is told as what it is.
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlunsplit

import feedparser
from pydantic import ValidationError

from generator.fetch.failures import Failure
from generator.fetch.numbers import whole
from generator.fetch.plain_text import plain
from generator.fetch.web_address import parts_of
from generator.values.actors import Feed
from generator.values.corpus import Record
from generator.values.dates import A_DAY_AHEAD
from generator.values.fetched import NewsItem

MOST_ITEMS_READ: Final = 200
"""Items that are taken from one feed at most."""
_LONGEST_ITEM_TITLE: Final = 400
_EARLIEST_DAY: Final = date(1990, 1, 1)
_DEEPEST: Final = 200
"""Tags within tags; feeds have some ten."""
_ENTITY: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z!][^<>]*>")
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_GATE: Final = re.compile(
    rb"verify (that )?you are (a )?human|captcha|just a moment|checking your browser|enable javascript and cookies", re.IGNORECASE
)
_TRACKING: Final = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src|cmpid|at_\w+)\Z", re.IGNORECASE)
_CJK_DAY: Final = re.compile(r"([0-9]{4})\s?[年년]\s?([0-9]{1,2})\s?[月월]\s?([0-9]{1,2})\s?[日일]")
_ISO_DAY: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9-])")
_NO_DAY: Final = re.compile(r"[0-9]{4}(-?[0-9]{2}){0,2}(?![0-9./-])")
"""A year or a month, of which feedparser takes the first day, or a day that is not in its month, of which it takes another."""
_CHARSET: Final = re.compile(r"""\s*;\s*charset\s*=\s*["']?([^"';\s]*)["']?""", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"""(\s*(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?)\sencoding\s*=\s*["']([^"'>]{0,100})["']""")
_NO_CHARSETS: Final = frozenset(
    {"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"}
)
_OPENING: Final = re.compile(rb"<(/?)[A-Za-z_][^<>]*?(/?)>")


class NoFeed(Failure):
    """What came is no feed; the text says what it is instead."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a feed brought."""

    items: tuple[NewsItem, ...]
    dropped: tuple[str, ...]
    """Why items were left out, a line each."""


def read(body: bytes, headers: Mapping[str, str], url: str, feed: Record[Feed], today: date) -> Reading:
    """The items of a feed in its order. Raises NoFeed."""
    _guard(body)
    base = _base(url, headers.get("content-location", ""))
    kind = headers.get("content-type", "")
    if (named := _CHARSET.search(kind)) and not _is_charset(named[1]):
        kind = kind[: named.start()]
    if (declared := _DECLARED.match(body)) and not _is_charset(declared[2].decode("latin-1")):
        body = declared[1] + body[declared.end() :]
    try:
        parsed: Any = feedparser.parse(body, response_headers={"content-type": kind, "content-location": base})
    except (UnicodeError, LookupError):
        raise NoFeed("its characters are in no encoding that is known") from None
    if not parsed.get("version"):
        raise NoFeed(_instead(body))
    items: dict[str, NewsItem] = {}
    dropped: list[str] = []
    for entry in parsed.entries[:MOST_ITEMS_READ]:
        # Only what the feed itself has: feedparser gives another field, with a warning, for one that is not there.
        plain = dict(entry)
        try:
            link = _link(entry, base)
            if link not in items:
                items[link] = NewsItem(
                    url=link,
                    title=_title(entry),
                    publisher=feed.value.name,
                    feed=feed.id,
                    lang=feed.value.lang,
                    published=_day(plain, feed.value.lang, today),
                )
        except (ValidationError, ValueError) as error:
            text = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
            dropped.append(f"an item is left out: {text}")
    if len(parsed.entries) > MOST_ITEMS_READ:
        dropped.append(f"{len(parsed.entries) - MOST_ITEMS_READ} items are left out: more than {MOST_ITEMS_READ}")
    return Reading(tuple(items.values()), tuple(dropped))


def _base(url: str, location: str) -> str:
    """What links are relative to: where the feed says it is, or else where it was got from."""
    try:
        base = urljoin(url, location)
        parts_of(base)
    except ValueError:
        return url
    return base


def _is_charset(name: str) -> bool:
    """Whether a text may be in an encoding of a name: Python has some by that way which are none of text, or of parts of it."""
    try:
        codec = codecs.lookup(name).name
        return codec not in _NO_CHARSETS and isinstance(b"a".decode(codec), str)
    except (LookupError, ValueError):
        return False


def _guard(body: bytes) -> None:
    """Keep from the parser what could keep it busy for ever. Raises NoFeed."""
    bare = body.replace(b"\0", b"")  # UTF-16 too
    if not bare.strip():
        raise NoFeed("it is empty")
    start = bare.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1]
    if start in (b"{", b"["):
        raise NoFeed("it is JSON; feeds are read as RSS or Atom")
    if _ENTITY.search(bare):
        raise NoFeed("it declares entities, which can grow without end")
    depth = 0
    for tag in _OPENING.finditer(bare):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > _DEEPEST:
            raise NoFeed(f"it has tags nested more than {_DEEPEST} deep")


def _instead(body: bytes) -> str:
    if _GATE.search(body):
        return "it is a page that asks whether one is human"
    if re.search(rb"<html|<!doctype html", body[:5000], re.IGNORECASE):
        return "it is an HTML page, no feed"
    return "it is no feed that can be read"


def _title(entry: Mapping[str, Any]) -> str:
    """The title as text: no markup, no characters that are not seen, on one line. Raises ValueError if nothing is left."""
    text = str(entry.get("title") or "")
    if entry.get("title_detail", {}).get("type") != "text/plain" or _TAG.search(text):
        text = html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", text)))
    line = plain(text, _LONGEST_ITEM_TITLE)
    if not line:
        raise ValueError("it has no title")
    return line


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The address of an item, whole and without what tells where the reader came from. Raises ValueError if it has none."""
    link = str(entry.get("link") or "").strip()
    if not link and entry.get("guidislink", False):
        link = str(entry.get("id") or "").strip()
    if not link:
        raise ValueError("it has no link")
    try:
        whole_link = urljoin(base, link)
    except ValueError:
        raise ValueError("its link is no address") from None
    try:
        parts = parts_of(whole_link.replace(" ", "%20"))
    except ValueError as error:
        raise ValueError(f"its link {error}") from None
    query = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    # A query is written anew only if something was cut: some servers know an address in one spelling only.
    cut = len(query) < len(parse_qsl(parts.query, keep_blank_values=True))
    return urlunsplit(parts._replace(query=urlencode(query) if cut else parts.query))


def _day(entry: Mapping[str, Any], lang: str | None, today: date) -> date | None:
    """The day of an item, if it is one on which there can have been news; None if none is told, or one that cannot be."""
    for field in ("published", "updated", "created"):
        parsed, text = entry.get(f"{field}_parsed"), str(entry.get(field) or "").strip()[:100]
        day = _written(text)
        if not day and parsed and not _NO_DAY.match(text):
            with suppress(ValueError, TypeError):
                day = date(*parsed[:3])
        if not day and text and not parsed:
            day = _localised(text, lang)
        if day and _EARLIEST_DAY <= day <= today + A_DAY_AHEAD:
            return day
    return None


def _written(text: str) -> date | None:
    """The day as its publisher wrote it, wherever that is: not the day in UTC, which feedparser gives. None if it is in another form."""
    try:
        if in_cjk := _CJK_DAY.search(unicodedata.normalize("NFKC", text)):
            return date(*(whole(number, 9999) or 0 for number in in_cjk.groups()))
        if iso := _ISO_DAY.match(text):
            return date.fromisoformat("-".join(iso.groups()))
        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _localised(text: str, lang: str | None) -> date | None:
    """A date in words of another language."""
    import dateparser  # noqa: PLC0415  slow to import, and seldom needed

    settings: Any = {"RETURN_AS_TIMEZONE_AWARE": False, "STRICT_PARSING": True}
    try:
        moment = dateparser.parse(text, languages=[(lang or "en").partition("-")[0]], settings=settings)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return None
    return moment.date() if moment else None
