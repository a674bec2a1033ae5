"""Entries and charts in other people's pages: frames that say where they are from, and oEmbed that makes them."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

from generator.render.frames import frame_of_entry
from generator.values.graph import Graph
from tests.conftest import altered, heads, printed

SITE = "https://site.example"


class Frames(HTMLParser):
    """The attributes of the frames in a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.frames: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only frames count."""
        if tag == "iframe":
            self.frames.append(dict(attrs))


def test_every_oembed_frames_a_page_that_is_there(real: Graph) -> None:
    """Of each chart and the timeline, with what oEmbed 1.0 asks of type "rich"."""
    pages = printed(real)
    answers = {path: json.loads(text) for path, text in pages.items() if path.endswith("/oembed.json")}
    charts = {path for path in pages if path.endswith(".svg") and not path.startswith("assets/")}
    assert len(answers) == len(charts) + 1
    for path, answer in answers.items():
        assert {"version", "type", "html", "width", "height"} <= set(answer), path
        (frame,) = Frames(answer["html"]).frames
        assert frame["title"] == answer["title"]
        assert (frame["src"] or "").removeprefix(f"{SITE}/") + "index.html" in pages
        assert "<script" not in answer["html"]


def test_a_page_leads_to_its_oembed(graph: Graph) -> None:
    """In its head, for programs; an entry has none, since its card says what it is."""
    metas = heads(graph)
    assert metas["timeline/index.md"]["oembed"] == "embed/timeline/oembed.json"
    assert "embed/timeline/oembed.json" in printed(graph)
    assert "oembed" not in metas["e/open-model/index.md"]


def test_an_entry_offers_a_frame_of_itself(graph: Graph) -> None:
    """Of the one page that shows any entry, which is there, and which programs are to leave to the site's own pages."""
    pages = printed(graph)
    snippet = unescape(pages["e/open-model/index.md"].partition("&lt;iframe")[2].partition("&lt;/iframe&gt;")[0])
    assert f'src="{SITE}/embed/entry/?id=open-model"' in snippet
    frame = pages["embed/entry/index.html"]
    assert 'content="noindex"' in frame
    assert 'src="../../assets/embed/entry.js"' in frame
    assert "<noscript>" in frame


def test_the_timeline_offers_the_frame_that_its_oembed_has(graph: Graph) -> None:
    """One snippet, which the page's script only leads to the view that is shown."""
    pages = printed(graph)
    (snippet,) = re.findall(r'<code data-part="snippet"[^>]*>(.*?)</code>', pages["timeline/index.md"])
    assert unescape(snippet) == json.loads(pages["embed/timeline/oembed.json"])["html"]


def test_a_frame_leads_back(graph: Graph) -> None:
    """To the page it is of, in a window of its own, and search engines are told which of the two to name."""
    text = printed(graph)["embed/charts/kernel-lines/index.html"]
    assert text.startswith("<!doctype html>")
    assert f'<link rel="canonical" href="{SITE}/series/kernel-lines/">' in text
    assert 'content="noindex"' in text
    links = re.findall(r'<a href="([^"]+)"([^>]*)>', text)
    assert {href.partition("#")[0] for href, _ in links} == {"../../../series/kernel-lines/"}
    assert all('target="_blank"' in rest for _, rest in links)


def test_a_frame_loads_the_style_sheets_of_what_it_shows(graph: Graph) -> None:
    """And neither the theme's nor those of other pages."""
    pages = printed(graph)
    for path, shown in (("embed/entry", []), ("embed/timeline", ["timeline"])):
        sheets = re.findall(r'<link rel="stylesheet" href="[./]*assets/css/([a-z-]+)\.css">', pages[f"{path}/index.html"])
        assert sheets == ["base", *shown, "embed"]


def test_a_title_cannot_leave_its_snippet(graph: Graph) -> None:
    """Whatever it holds."""
    title = '"><script>alert(1)</script>'
    pages = printed(altered(graph, title=title))
    (frame,) = Frames(frame_of_entry("open-model", title).snippet(SITE)).frames
    assert frame["title"] == title
    assert "<script>alert" not in pages["e/open-model/index.md"]
