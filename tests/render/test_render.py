"""render turns a graph into pages, without a site engine."""

from __future__ import annotations

import html.parser
import re
from datetime import date
from posixpath import join, normpath

import pytest

from generator.load import load
from generator.relate import relate
from generator.values.graph import Graph
from tests.conftest import CHECKOUT, MILESTONE, Corner, printed


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str]:
    """All pages of the fake corpus, by path."""
    return printed(graph)


def address(path: str) -> str:
    """Where a page is served, from the root: `e/x/index.md` is at `e/x/`."""
    return re.sub(r"(^|/)index\.(md|html)$", r"\1", path).rstrip("/")


def html_of(pages: dict[str, str]) -> dict[str, str]:
    """The pages among the files."""
    return {path: text for path, text in pages.items() if path.endswith((".md", ".html"))}


def test_every_promised_address_has_a_page(pages: dict[str, str]) -> None:
    """Home, timeline, entries, actors, tags, years, an index for each track and kind, and former ids."""
    promised = {
        "",
        "timeline",
        "ai",
        "linux",
        "ai/policies",
        "linux/forks",
        "e/open-model",
        "e/first-call",
        "actors",
        "actors/lab",
        "parallels",
        "stages",
        "series",
        "tags",
        "tags/reasoning",
        "years",
        "years/1991",
        "e/distro-two",
        "actors/old-lab",
    }
    assert promised <= {address(path) for path in pages}


def test_every_link_within_the_site_leads_to_a_page(pages: dict[str, str]) -> None:
    """Each relative link of each page, resolved from its own address, is the address of a page."""
    by_hand = {file.relative_to(CHECKOUT / "docs").with_suffix("").as_posix() for file in (CHECKOUT / "docs").rglob("*.md")}
    known = {address(path) for path in pages} | by_hand
    for path, text in html_of(pages).items():
        for link in re.findall(r'href="([^"]+)"', text):
            if not link.startswith(("http", "#")):
                target = normpath(join("/", address(path), re.split("[#?]", link)[0])).strip("/")
                assert target in known or (CHECKOUT / "docs" / target).is_file(), (path, link)


def test_an_entry_page_answers_in_order(pages: dict[str, str]) -> None:
    """What and when, why, facts, lineage, links, sources with their words, how to cite, edit."""
    text = pages["e/open-model/index.md"]
    parts = [
        "A lab publishes the weights",
        "20 January 2025",
        "under a licence that lets",
        "The Lab</a>",
        "much older call",
        "671 billion, of which 37 billion active",
        "A company fine-tunes",
        "29 days later",
        "A ministry lists",
        "Release the model",
        "Cite this page",
        "/edit/main/entries/ai/releases/open-model.yaml",
    ]
    offsets = [text.find(part, text.find("<h1>")) for part in parts]
    assert -1 not in offsets
    assert offsets == sorted(offsets)


def test_a_date_is_printed_as_precisely_as_it_is_known(pages: dict[str, str]) -> None:
    """A month has no day, an approximate year says so, and machines get a value that HTML allows."""
    assert '<time datetime="1994-03" class="of-inexact" title="EDTF 1994-03">March 1994</time>' in pages["e/kernel-1-0/index.md"]
    assert "about 1992" in pages["e/first-distro/index.md"]
    assert "known no more precisely" in pages["e/first-distro/index.md"]
    assert "known no more precisely" not in pages["e/first-call/index.md"]


def test_the_timeline_has_every_entry_once(pages: dict[str, str], graph: Graph) -> None:
    """Without JavaScript the timeline lists each entry once, under its year."""
    text = pages["timeline/index.md"]
    for record in graph.entries:
        assert text.count(f'href="../e/{record.id}/"') == 1


def test_a_former_address_leads_to_the_new_one(pages: dict[str, str]) -> None:
    """A renamed entry leaves a page that forwards readers and tells search engines."""
    text = pages["e/distro-two/index.html"]
    assert 'content="0; url=../../e/second-distro/"' in text
    assert '<link rel="canonical" href="https://site.example/e/second-distro/">' in text


def test_hostile_text_stays_text(corner: Corner) -> None:
    """Markup in any field of an entry or an actor is shown, not obeyed; and a body's script link is no link."""
    nasty = "<script>alert(1)</script> \\\"'{{ 7*7 }}"
    corner.write("actors/x.yaml", f'name: "{nasty}"\nkind: person\nsummary: "{nasty}"\n')
    text = MILESTONE.replace("Something happens\n", f'"{nasty}"\n', 1).replace("org/a", 'org/a\n    quote: "<b>&lt;"')
    text += "actors: [x]\nbody: |\n  <script>alert(2)</script> [a](javascript:alert(3)) ![i](https://x.example/i.png)\n"
    corner.write("ai/milestones/a.yaml", text)
    for path, text in printed(relate(load(corner.root)[0])).items():
        if path.endswith((".js", ".json", ".bib", ".ris", ".csv")):
            continue
        body = OURS.sub("", text.split("\n---\n", 1)[-1])
        assert "<script" not in body
        assert "{{ 7*7 }}" in body or "49" not in body
        tags = Tags()
        tags.feed(body)
        assert not {"script", "img"} & tags.seen
        assert not [link for link in tags.links if link.startswith("javascript")]


OURS = re.compile(
    r'<script src="[./]*assets/[^"]*" (defer|type="module")></script>|<script type="application/json" class="of-csl">[^<]*</script>'
)
"""The site's own scripts, and what is data and holds nothing that could be a tag."""


class Tags(html.parser.HTMLParser):
    """Names of all tags, and all links."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and its link."""
        self.seen.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_tags_are_balanced(pages: dict[str, str]) -> None:
    """Every element that opens closes, in order: no page depends on a browser's mercy."""
    void = {"meta", "link", "br", "line", "rect", "path", "hr", "input"}

    class Balance(html.parser.HTMLParser):
        open: list[str]

        def handle_starttag(self, tag: str, _attrs: object) -> None:
            if tag not in void:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in void:
                assert self.open.pop() == tag, (path, tag, self.getpos())

    for path, text in html_of(pages).items():
        balance = Balance()
        balance.open = []
        balance.feed(text.split("\n---\n", 1)[-1])
        assert balance.open == [], path


def test_an_empty_corpus_has_a_site(corner: Corner) -> None:
    """Before the first entry there is a home page and a timeline, not a crash."""
    assert {"index.md", "timeline/index.md"} <= set(printed(relate(load(corner.root)[0]), date(2026, 1, 1)))
