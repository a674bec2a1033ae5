"""Reading feeds: good ones in several forms and languages, and everything that comes instead of one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import feedparser
import pytest

from generator.fetch.feeds import NoFeed, Reading, read
from generator.values.actors import Feed
from generator.values.corpus import Record

TODAY = date(2026, 11, 24)
URL = "https://news.example/feed/all.xml"


def feed(lang: str | None = None) -> Record[Feed]:
    """A feed of the entries."""
    value = Feed(name="The News", url=URL, site="https://news.example/", lang=lang)
    return Record("the-news", "entries/feeds.yaml", value)


def reading(body: str | bytes, lang: str | None = None, **headers: str) -> Reading:
    """What a body brings."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return read(body.encode() if isinstance(body, str) else body, given, URL, feed(lang), TODAY)


def rss(*items: str, more: str = "") -> str:
    """RSS 2.0 with these items."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0"?><rss version="2.0" {more}><channel><title>t</title><link>https://news.example/</link>{inner}</channel></rss>'
    )


def item(title: str = "A title", link: str = "https://news.example/a", when: str = "Mon, 23 Nov 2026 10:00:00 GMT") -> str:
    """An item of RSS."""
    return f"<title>{title}</title><link>{link}</link><pubDate>{when}</pubDate>"


ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>x</id><updated>2026-11-20T00:00:00Z</updated>
<entry><title type="html">Weights &lt;b&gt;out&lt;/b&gt; &amp;amp; free</title><link href="/story/1?utm_source=feed&amp;id=7"/><id>1</id><updated>2026-11-20T23:59:59-05:00</updated></entry>
</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>t</title></channel>
<item rdf:about="https://news.example/1"><title>Kernel 7.3</title><link>https://news.example/1</link><dc:date>2026-11-02</dc:date></item></rdf:RDF>"""


def test_rss_atom_and_rdf_are_read() -> None:
    """Title as text, link whole and without trackers, day as it is written, and whose it is."""
    (news_item,) = reading(rss(item())).items
    assert (news_item.title, str(news_item.url), news_item.published, news_item.publisher, news_item.feed) == (
        "A title",
        "https://news.example/a",
        date(2026, 11, 23),
        "The News",
        "the-news",
    )
    (news_item,) = reading(ATOM).items
    assert (news_item.title, str(news_item.url), news_item.published) == (
        "Weights out & free",
        "https://news.example/story/1?id=7",
        date(2026, 11, 20),
    )
    (news_item,) = reading(RDF).items
    assert (news_item.title, news_item.published) == ("Kernel 7.3", date(2026, 11, 2))


@pytest.mark.parametrize(
    ("lang", "when", "day"),
    [
        ("de", "23. November 2026", date(2026, 11, 23)),
        ("fr", "3 février 2025", date(2025, 2, 3)),
        ("zh", "2025年1月20日", date(2025, 1, 20)),
        ("es", "20 de enero de 2025", date(2025, 1, 20)),
        (None, "yesterday or so", None),
        (None, "Mon, 01 Jan 1759 00:00:00 GMT", None),
        (None, "Thu, 26 Nov 2026 10:00:00 GMT", None),
        (None, "Wed, 25 Nov 2026 09:00:00 GMT", date(2026, 11, 25)),
        (None, "31/31/2026", None),
        (None, "Tue, 31 Dec 2024 23:30:00 -0800", date(2024, 12, 31)),
        (None, "Wed, 01 Jan 2025 00:30:00 +0530", date(2025, 1, 1)),
        (None, "31 Dec 2024 23:30:00 PST", date(2024, 12, 31)),
        (None, "Tue, 31 Dec 2024 23:30 EST", date(2024, 12, 31)),
        (None, "Wed, 01 Jan 25 00:30:00 +1400", date(2025, 1, 1)),
        (None, "Tue Dec 31 23:30:00 PST 2024", date(2024, 12, 31)),
        (None, "2024-12-31T23:30:00-08:00", date(2024, 12, 31)),
        (None, "2025-01-01T00:30:00.123456789+05:30", date(2025, 1, 1)),
        (None, "2025-01-01T00:30:00+1400", date(2025, 1, 1)),
        (None, "20250101T003000+0900", date(2025, 1, 1)),
        (None, "2024-12-31 23:30:00 -0800", date(2024, 12, 31)),
        (None, "2024-12-31T23:30:00Z", date(2024, 12, 31)),
        (None, "2024-12-31T23:30:00", date(2024, 12, 31)),
        (None, "2024-12-31T24:00:00-08:00", date(2024, 12, 31)),
        (None, "2024-12-31", date(2024, 12, 31)),
        (None, "2024-12", None),
        (None, "2024", None),
        (None, "2024-02-30T10:00:00Z", None),
        ("zh", "２０２５年１月２０日", date(2025, 1, 20)),
        (None, "Mon, 01 Jan 99999999999 00:00:00 GMT", None),
        (None, "Mon, " + "9" * 5000 + " Jan 2025 00:00:00 GMT", None),
        (None, "", None),
    ],
)
def test_days_are_days_on_which_there_was_news(lang: str | None, when: str, day: date | None) -> None:
    """The day that the publisher wrote, in whatever offset, also in other languages; one that cannot be is dropped, its item kept."""
    (news_item,) = reading(rss(item(when=when)), lang).items
    assert news_item.published == day
    atom = ATOM.replace("2026-11-20T23:59:59-05:00", when)
    assert reading(atom, lang).items[0].published == day


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("//cdn.example/x", "https://cdn.example/x"),
        ("../b?x=1#part", "https://news.example/b?x=1#part"),
        ("https://news.example/a b", "https://news.example/a%20b"),
        ("https://news.example/?a=&amp;b=%2F", "https://news.example/?a=&b=%2F"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://news.example/", None),
        ("https://u:p@news.example/", None),
        ("", None),
        ("https://[::1", None),
        ("https://h.example:abc/a", None),
        ("https://h.example:99999/a", None),
        ("https://h.example:0/a", None),
        ("https://*.example/a", None),
        ("https://a..example/a", None),
        ("https://h.example:8080/a", "https://h.example:8080/a"),
        ("https://" + "a" * 3000 + ".example/", None),
    ],
)
def test_links_lead_to_the_web(link: str, url: str | None) -> None:
    """Relative and without a scheme they are made whole; what leads elsewhere is left out, and told."""
    result = reading(rss(item(link=link)))
    assert [str(news_item.url) for news_item in result.items] == ([url] if url else [])
    assert bool(result.dropped) is (url is None)


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("https://h.example:abc/a", "its link has a port that is no number from 1 to 65535"),
        ("https://*.example/", "its link has a host that is no name and no IP address"),
        ("javascript:x", "its link does not lead to the web"),
    ],
)
def test_a_link_that_leads_nowhere_is_left_out_with_a_reason(link: str, why: str) -> None:
    """And the other items are kept."""
    result = reading(rss(item(link=link), item()))
    assert (len(result.items), result.dropped) == (1, (f"an item is left out: {why}",))


@pytest.mark.parametrize("place", ["http://[::1", "javascript:x", "https://h.example:abc/", "http://\u2100.example/", "\x1b[31m", "//"])
def test_where_a_feed_cannot_be_is_not_believed(place: str) -> None:
    """Links are then relative to where it was got from."""
    (news_item,) = reading(rss(item(link="x")), content_location=place).items
    assert str(news_item.url) == "https://news.example/feed/x" or place == "\x1b[31m"


def test_links_are_relative_to_where_the_feed_says_it_is() -> None:
    """By Content-Location."""
    (news_item,) = reading(rss(item(link="x")), content_location="https://other.example/en/feed").items
    assert str(news_item.url) == "https://other.example/en/x"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;Kernel", "Kernel"),
        ("<![CDATA[<img src=x onerror=alert(1)> Kernel]]>", "Kernel"),
        ("R&amp;D &amp;amp; more", "R&D & more"),
        ("5 &lt; 6", "5 < 6"),
        ("a\u202eb\u200bc\n\n d", "abc d"),
        ("x" * 900, "x" * 399 + "…"),
        ("通义千问 发布", "通义千问 发布"),
        ("&amp;lt;script&amp;gt;x", "<script>x"),
    ],
)
def test_titles_are_text(title: str, text: str) -> None:
    """No markup, nothing unseen, one line; what is left is escaped where it is printed."""
    (news_item,) = reading(rss(item(title=title))).items
    assert news_item.title == text


def test_items_are_counted_and_told_apart() -> None:
    """Two hundred at most, each address once, none without a title."""
    result = reading(rss(*(item(link=f"https://news.example/{n}") for n in range(250))))
    assert len(result.items) == 200
    assert result.dropped == ("50 items are left out: more than 200",)
    result = reading(rss(item(), item("Another"), item("", "https://news.example/b")))
    assert [news_item.title for news_item in result.items] == ["A title"]
    assert result.dropped == ("an item is left out: it has no title",)


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("iso-8859-1", "iso-8859-1"), ("utf-8", "iso-8859-1")]
)
def test_encodings_are_found(encoding: str, declared: str) -> None:
    """A BOM, UTF-16, Latin-1; a wrong declaration costs the accents, not the item."""
    body = rss(item(title="Café")).replace('version="1.0"', f'version="1.0" encoding="{declared}"', 1).encode(encoding)
    (news_item,) = reading(body, content_type="application/xml").items
    assert news_item.title == "Café" or (encoding, declared) == ("utf-8", "iso-8859-1")


CHARSETS = (
    "punycode",
    "undefined",
    "idna",
    "rot13",
    "unicode_escape",
    "raw_unicode_escape",
    "base64",
    "zlib",
    "nothing",
    "utf-8\0",
    "²",
    "x" * 5000,
)


@pytest.mark.parametrize("charset", CHARSETS)
def test_an_encoding_that_is_none_is_not_believed(charset: str) -> None:
    """In the header or in the declaration: what is UTF-8 is read as that."""
    body = rss(item(title="Café"))
    (news_item,) = reading(body, content_type=f"text/xml; charset={charset}").items
    assert news_item.title == "Café"
    (news_item,) = reading(body.replace('version="1.0"', f'version="1.0" encoding="{charset}"', 1), content_type="text/xml").items
    assert news_item.title in ("Café", "CafÃ©")


def test_a_feed_that_is_broken_off_gives_what_it_has() -> None:
    """XML that is not well formed is read as far as it goes."""
    result = reading(rss(item(), item(link="https://news.example/b"))[:-60] + " & <oops")
    assert "https://news.example/a" in [str(news_item.url) for news_item in result.items]


INSTEAD: dict[str, tuple[Any, str]] = {
    "empty": ("", "it is empty"),
    "spaces": (b" \n\0 ", "it is empty"),
    "JSON": (json.dumps({"version": "https://jsonfeed.org/version/1.1"}), "it is JSON"),
    "HTML": ("<!doctype html><html><head><title>Not found</title></head></html>", "it is an HTML page"),
    "a gate": ("<html><title>Just a moment...</title>Verify you are human</html>", "asks whether one is human"),
    "text": ("hello", "it is no feed"),
    "another XML": ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "it is no feed"),
    "an entity bomb": (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + rss(item(title="&b;")),
        "declares entities",
    ),
    "an entity bomb in UTF-16": (('<!DOCTYPE x [<!ENTITY a "ha">]>' + rss(item())).encode("utf-16"), "declares entities"),
    "20,000 deep": (rss("<a>" * 20_000), "nested more than 200 deep"),
    "binary": (bytes(range(256)) * 4000, "it is no feed"),
}


@pytest.mark.parametrize("what", list(INSTEAD))
def test_what_is_no_feed_is_told(what: str) -> None:
    """In words that say what came instead; nothing takes for ever, and nothing falls over."""
    body, words = INSTEAD[what]
    with pytest.raises(NoFeed, match=words):
        reading(body)


def test_a_large_feed_is_read() -> None:
    """Ten megabytes of it."""
    result = reading(rss(*(item(link=f"https://news.example/{n}", title="word " * 700) for n in range(2500))))
    assert len(result.items) == 200


def test_a_day_that_the_library_gives_and_is_none_costs_no_item(monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as one in year 0."""
    real = feedparser.parse

    def parse(*words: Any, **more: Any) -> Any:
        parsed = real(*words, **more)
        parsed.entries[0]["published"], parsed.entries[0]["published_parsed"] = "once", (0, 13, 1, 0, 0, 0, 0, 1, 0)
        return parsed

    monkeypatch.setattr(feedparser, "parse", parse)
    (news_item,) = reading(rss(item())).items
    assert news_item.published is None
