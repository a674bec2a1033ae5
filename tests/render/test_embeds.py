"""Entries and charts in other people's pages: frames that say where they are from, and oEmbed that makes them."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser

from generator.values.graph import Graph
from tests.conftest import altered, heads, printed

SITE = "https://site.example"


class Frames(HTMLParser):
    """The attributes of the frames in a snippet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only frames count."""
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_every_oembed_frames_a_page_that_is_there(real: Graph) -> None:
    """Of each entry, each chart and the timeline, with what oEmbed 1.0 asks of type "rich"."""
    pages = printed(real)
    found = {path: json.loads(text) for path, text in pages.items() if path.endswith("/oembed.json")}
    charts = {path for path in pages if path.endswith(".svg") and not path.startswith("assets/")}
    assert len(found) == len(real.entries) + len(charts) + 1
    for path, said in found.items():
        assert {"version", "type", "html", "width", "height"} <= set(said), path
        (frame,) = Frames(said["html"]).found
        assert frame["title"] == said["title"]
        assert (frame["src"] or "").removeprefix(f"{SITE}/") + "index.html" in pages
        assert "<script" not in said["html"]


def test_a_page_leads_to_its_oembed(graph: Graph) -> None:
    """In its head, for programs."""
    said = heads(graph)
    assert said["e/open-model/index.md"]["frame"] == "embed/e/open-model"
    assert said["timeline/index.md"]["frame"] == "embed/timeline"


def test_the_timeline_offers_the_frame_that_its_oembed_has(graph: Graph) -> None:
    """One snippet, which the page's script only leads to the view that is shown."""
    pages = printed(graph)
    (snippet,) = re.findall(r'<code data-part="snippet"[^>]*>(.*?)</code>', pages["timeline/index.md"])
    assert unescape(snippet) == json.loads(pages["embed/timeline/oembed.json"])["html"]


def test_a_frame_leads_back(graph: Graph) -> None:
    """To the page it is of, in a window of its own, and search engines are told which of the two to name."""
    text = printed(graph)["embed/e/open-model/index.html"]
    assert text.startswith("<!doctype html>")
    assert f'<link rel="canonical" href="{SITE}/e/open-model/">' in text
    assert 'content="noindex"' in text
    links = re.findall(r'<a href="([^"]+)"([^>]*)>', text)
    assert {href for href, _ in links} == {"../../../e/open-model/"}
    assert all('target="_blank"' in rest for _, rest in links)


def test_a_frame_loads_the_style_sheets_of_what_it_shows(graph: Graph) -> None:
    """And neither the theme's nor those of other pages."""
    pages = printed(graph)
    for path, shown in (("embed/e/open-model", []), ("embed/timeline", ["timeline"])):
        sheets = re.findall(
            r'<link rel="stylesheet" href="[./]*assets/css/([a-z-]+)\.css">', pages[f"{path}/index.html"]
        )
        assert sheets == ["base", *shown, "embed"]


def test_a_title_cannot_leave_its_snippet(graph: Graph) -> None:
    """Whatever it holds."""
    title = '"><script>alert(1)</script>'
    pages = printed(altered(graph, title=title))
    (frame,) = Frames(json.loads(pages["embed/e/open-model/oembed.json"])["html"]).found
    assert frame["title"] == title
    assert "<script>alert" not in pages["embed/e/open-model/index.html"]
    assert "<script>alert" not in pages["e/open-model/index.md"]
