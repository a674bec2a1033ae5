"""Citations as others read them: what a reference manager saves from a built page, and each format through another program."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, expect

from generator.values.graph import Graph
from tests.browser.conftest import program, tool
from tests.cite.test_cite import DAY, TITLES, cited
from tests.conftest import items_in

HIGHWIRE: Final = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_date": "date",
    "citation_public_url": "url",
    "citation_language": "language",
    "citation_abstract": "abstractNote",
    "citation_journal_title": "publicationTitle",
}
OG: Final = {"website": "webpage", "book": "book", "video.movie": "videoRecording"}
DC: Final = {"webpage": "webpage", "homepage": "webpage", "article": "journalArticle", "book": "book", "dataset": "dataset"}


class Head(HTMLParser):
    """The meta elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Name or property, and content."""
        found = dict(attrs)
        if tag == "meta" and (name := found.get("name") or found.get("property")) and found.get("content"):
            self.said.append((name, str(found["content"])))

    def first(self, name: str) -> str | None:
        """What is said first under a name."""
        return next((content for each, content in self.said if each == name), None)


def saved(text: str) -> dict[str, Any]:
    """What Zotero saves of a page, by the rules of its translators "Embedded Metadata.js" and "RDF.js" and of its `cleanAuthor`, as
    they were in November 2026 (https://github.com/zotero/translators, https://github.com/zotero/utilities)."""
    head = Head(text)
    types = {name.lower(): content for name, content in head.said}
    item: dict[str, Any] = {
        # A type that is told for sure, of Open Graph or Dublin Core, comes before one that is guessed from a citation_title.
        "itemType": OG.get(types.get("og:type", ""))
        or DC.get(types.get("dc.type", ""))
        or ("journalArticle" if head.first("citation_title") else "webpage"),
        "websiteTitle": head.first("og:site_name"),
        "abstractNote": head.first("og:description"),
        "rights": head.first("DC.rights"),
    }
    item |= {field: content for name, field in HIGHWIRE.items() if (content := head.first(name))}
    item["creators"] = [creator(content) for name, content in head.said if name == "citation_author"] or [
        creator(content) for name, content in head.said if name == "DC.creator"
    ]
    item["tags"] = [tag.strip() for tag in (head.first("citation_keywords") or "").split(";") if tag.strip()]
    return item


def creator(name: str) -> tuple[str, str]:
    """First and last name: a name with a comma is split there, any other before its last word."""
    bare = name.strip(" \u00a0.,/[]:")
    if "," in name:
        last, _, first = bare.partition(", ")
        return first, last
    first, _, last = bare.rpartition(" ")
    return first, last


def page(built: Path, path: str) -> dict[str, Any]:
    """What is saved of a built page."""
    return saved((built / path / "index.html").read_text("utf-8"))


def test_an_entry_saved_from_the_browser_comes_out_complete(built: Path, real: Graph) -> None:
    """As a page of a website, with its title, day, versioned address, summary and subjects, and nobody made up as its author."""
    value = real.by_id["deepseek-r1"].value
    item = page(built, "e/deepseek-r1")
    assert item["itemType"] == "webpage"
    assert item["title"] == value.title
    assert item["websiteTitle"] == "Only Faster"
    assert item["creators"] == [("", "Only Faster contributors")]
    assert item["abstractNote"] == value.summary
    assert item["tags"] == list(value.tags)
    assert item["language"] == "en"
    (csl,) = items_in((built / "e/deepseek-r1/index.html").read_text("utf-8"))
    assert item["url"] == csl["URL"]
    assert "?v=" in item["url"]
    year, month, day = csl["issued"]["date-parts"][0]
    assert item["date"] == f"{year}/{month:02}/{day:02}"


@pytest.mark.parametrize("path", ["parallels", "series", "compare", "compare/curves"])
def test_every_other_page_that_can_be_cited_does_too(built: Path, real: Graph, path: str) -> None:
    """With the title of the page and its address."""
    ids = {"parallels": real.parallels[0].id, "series": real.series[0].id}
    path = f"{path}/{ids[path]}" if path in ids else path
    item = page(built, path)
    assert (item["itemType"], item["creators"]) == ("webpage", [("", "Only Faster contributors")])
    assert item["title"]
    assert f"/{path}/?v=" in item["url"]


def test_a_chart_is_cited_on_its_page(built: Path) -> None:
    """At the version of the page, with BibTeX beside the chart's files."""
    *charts, whole = items_in((built / "compare/index.html").read_text("utf-8"))
    chart = next(item for item in charts if item["URL"].endswith("#chart-speed-ups"))
    assert (built / "compare/charts/speed-ups.bib").exists()
    assert chart["genre"] == "Chart"
    assert chart["URL"] == whole["URL"] + "#chart-speed-ups"
    assert (chart["version"], chart["issued"]) == (whole["version"], whole["issued"])


def test_each_format_is_read_by_another_program(graph: Graph) -> None:
    """BibTeX, RIS and CSL-JSON through Citation.js: titles that are hard to write, the day, the address, and one author."""
    tool("@citation-js/core/package.json")
    given = {}
    for n, title in enumerate(TITLES):
        one = cited(graph, title, "2025-01~")
        given |= {f"{n} bibtex": one.bibtex, f"{n} ris": one.ris, f"{n} csl": json.dumps([one.csl])}
    ran = subprocess.run(
        [program("node", "nodejs"), str(Path(__file__).parent / "read.cjs")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    read = dict(json.loads(ran.stdout))
    assert len(read) == 3 * len(TITLES)
    for name, items in read.items():
        number, form = name.split()
        title = TITLES[int(number)]
        (item,) = items
        found = item["title"].replace('<span class="nocase">', "").replace("</span>", "")
        wanted = title.replace("{", "").replace("}", "") if form == "bibtex" else title
        assert found == wanted, name
        assert item["URL"] == cited(graph, title, "2025-01~").url, name
        assert item["issued"]["date-parts"][0] == [DAY.year, DAY.month, DAY.day], name
        assert len(item["author"]) == 1, name
        assert "Only Faster contributors" in item["author"][0].values(), (name, item["author"])


@pytest.mark.browser
def test_each_text_to_copy_has_one_button(browser: Browser, site: str) -> None:
    """With a name of its own among those that stand together; a citation of another version than this one is told."""
    page = browser.new_page()
    page.goto(f"{site}/compare/?v=0123456789")
    for box in page.locator("#chart-speed-ups .of-embed").first, page.locator("h2#cite + .of-citing"):
        texts = box.locator("[data-copy]").count()
        names = [button.get_attribute("aria-label") for button in box.locator("button:not([data-take])").all()]
        assert len(names) == texts == len(set(names)), names
    note = page.locator(".of-older")
    assert "0123456789" in note.inner_text()
    assert note.locator("a").get_attribute("href", timeout=1000) == "../changes/#c0123456789"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/e/deepseek-r1/", "/compare/"])
def test_ris_and_csl_are_made_on_a_click(browser: Browser, site: str, built: Path, path: str) -> None:
    """Each file says what the program says of the page: its RIS letter for letter, its item of CSL-JSON value for value."""
    page = browser.new_page()
    page.goto(site + path)
    (*_, item) = items_in((built / path.strip("/") / "index.html").read_text("utf-8"))
    box = page.locator("h2#cite + .of-citing")
    made = {}
    for form, name in (("ris", "RIS"), ("csl.json", "CSL-JSON")):
        with page.expect_download() as waiting:
            box.get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"{item['id']}.{form}"
        made[form] = Path(waiting.value.path()).read_text("utf-8")
    assert json.loads(made["csl.json"]) == [item]
    all_of_them = (built / "data/only-faster.ris").read_text("utf-8")
    assert made["ris"] in all_of_them
    page.close()


@pytest.mark.browser
def test_an_entry_stands_in_a_frame(browser: Browser, site: str, real: Graph) -> None:
    """With its title, day, summary and sources, leading back in a window of its own; what is no entry says so."""
    page, value = browser.new_page(), real.by_id["deepseek-r1"].value
    page.goto(f"{site}/embed/entry/?id=deepseek-r1")
    expect(page.locator("h1 a")).to_have_text(value.title)
    assert page.locator("time").get_attribute("datetime") == value.date.html
    assert value.summary in page.locator("main").inner_text()
    assert (page.locator("h1 a").get_attribute("href") or "").endswith("/e/deepseek-r1/")
    assert page.locator("h1 a").get_attribute("target") == "_blank"
    for wrong in ("nothing-of-that-name", "../index", ""):
        page.goto(f"{site}/embed/entry/?id={wrong}")
        expect(page.get_by_role("alert")).to_be_visible()
        assert page.locator("article:visible").count() == 0
    page.close()
