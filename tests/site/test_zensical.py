"""Zensical gives the site that the default engine gives: page for page, link for link, and what can be searched."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from generator.__main__ import main
from generator.build import Refused
from generator.site import by_zensical, engine
from tests.conftest import TODAY
from tests.site.conftest import address, copied
from tests.test_history import Repository

SITE: Final = "https://site.example/base/"
THEME: Final = ("assets/javascripts/", "assets/stylesheets/")
"""Where each engine has the files of its own theme."""
SKIP: Final = '<a id="__skip" tabindex="-1"></a>'
"""Where Zensical's link that skips the frame leads; the other engine's leads to the first heading or the text."""
Pair = tuple[Path, Path]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The fake corpus, with a history, as a site by each engine."""
    folder = tmp_path_factory.mktemp("engines")
    repository = Repository(folder / "checkout")
    copied(repository.root)
    repository.git("add", "entries")
    repository.git("commit", "-q", "-m", "Add the entries")
    with pytest.MonkeyPatch.context() as patch:
        address(patch)
        engine.build(repository.root, folder / "properdocs", TODAY, strict=True)
        engine.build(repository.root, folder / "zensical", TODAY, strict=True, engine="zensical")
        yield folder / "properdocs", folder / "zensical"


class Read(HTMLParser):
    """What a page refers to, as whole addresses, and what it says of itself in its head."""

    def __init__(self, html: str, at: str) -> None:
        super().__init__()
        self.at = at
        self.links: list[tuple[str, str, str | None]] = []
        self.head: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links and meta elements."""
        attributes = dict(attrs)
        if tag == "meta":
            self.head.append(attributes)
        if attributes.get("class") == "md-skip":
            return
        for name in ("href", "src", "action", "data-src", "data-href"):
            if (value := attributes.get(name)) is not None:
                self.links.append((tag, urljoin(self.at, value), attributes.get("aria-current")))


def pages(site: Path) -> dict[str, str]:
    """Every HTML file of a site."""
    return {file.relative_to(site).as_posix(): file.read_text("utf-8") for file in site.rglob("*.html")}


def read(path: str, html: str) -> Read:
    """A page as a browser finds it at its address."""
    return Read(html, SITE + path.removesuffix("index.html"))


def test_both_have_the_same_files(sites: Pair) -> None:
    """But for those of the theme and the parts of the search index, which are named by their content."""
    names = [
        {
            name
            for file in site.rglob("*")
            if file.is_file() and not (name := file.relative_to(site).as_posix()).startswith((*THEME, "pagefind/"))
        }
        for site in sites
    ]
    assert names[0] == names[1]
    assert {"404.html", "e/open-model/cite.bib", "e/open-model/card.png", "feed.atom"} <= names[0]
    same = [name for name in names[0] if not name.endswith((".html", ".xml", ".xml.gz"))]
    assert [name for name in same if (sites[0] / name).read_bytes() != (sites[1] / name).read_bytes()] == []


def test_both_have_the_same_articles(sites: Pair) -> None:
    """To the letter, on every page, in one that was written by hand and in 404.html too."""

    def article(html: str) -> str:
        start = html.find('<div class="md-content" id="content"')
        text = html[start : html.find("</main>")] if start >= 0 else html
        return " ".join(text.replace(SKIP, "").split())

    properdocs, zensical = (pages(site) for site in sites)
    assert len(properdocs) > 60
    assert [path for path in properdocs if article(properdocs[path]) != article(zensical[path])] == []
    assert "There is no page at this address" in article(zensical["404.html"])
    assert "What earns an entry" in article(zensical["about/index.html"])


def test_both_have_the_same_links_and_heads(sites: Pair) -> None:
    """Link for link, in the frame as in the text, the page at hand marked; titles, descriptions, what reference managers and machines read."""
    properdocs, zensical = (pages(site) for site in sites)
    for path, html in properdocs.items():
        here, there = read(path, html), read(path, zensical[path])
        own = SITE + THEME[0], SITE + THEME[1]
        assert [link for link in here.links if not link[1].startswith(own)] == [
            link for link in there.links if not link[1].startswith(own)
        ], path
        assert here.head == there.head, path
        for part in (r"<title>.*?</title>", r'<script type="application/ld\+json">.*?</script>'):
            assert re.findall(part, unescape(html), re.DOTALL) == re.findall(part, unescape(zensical[path]), re.DOTALL), path


def test_every_link_of_the_frame_leads_somewhere(sites: Pair) -> None:
    """Each address within the site is a file of it, the theme's own among them."""
    site = sites[1]
    for path, html in pages(site).items():
        for _, link, _ in read(path, html).links:
            if link.startswith(SITE):
                file = site / link.removeprefix(SITE).partition("#")[0].partition("?")[0]
                assert file.is_file() or (file / "index.html").is_file(), (path, link)


def test_both_find_the_same(sites: Pair) -> None:
    """The search index has the same pages with the same words and facets."""

    def indexed(site: Path) -> dict[str, Any]:
        texts = (gzip.decompress(file.read_bytes()) for file in (site / "pagefind/fragment").iterdir())
        return {value["url"]: value for value in (json.loads(text.removeprefix(b"pagefind_dcd")) for text in texts)}

    properdocs, zensical = (indexed(site) for site in sites)
    assert properdocs == zensical
    assert {"/e/open-model/", "/about/"} <= set(zensical)


def test_both_map_the_same_days(sites: Pair) -> None:
    """The site map has each page with the day of its last change."""

    def mapped(site: Path) -> dict[str, str]:
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        return {
            str(url.findtext(f"{space}loc")): str(url.findtext(f"{space}lastmod"))
            for url in ET.fromstring((site / "sitemap.xml").read_text("utf-8"))  # noqa: S314  our own file
        }

    properdocs, zensical = (mapped(site) for site in sites)
    assert properdocs == zensical
    assert gzip.decompress((sites[1] / "sitemap.xml.gz").read_bytes()) == (sites[1] / "sitemap.xml").read_bytes()


def test_pages_ask_no_other_host_and_start_without_scripts(sites: Pair) -> None:
    """No font of another host, no script of the theme; the class by which the style sheet makes dark pages without scripts."""
    for path, html in pages(sites[1]).items():
        assert "googleapis" not in html, path
        assert "bundle" not in html, path
        if "md-header" in html:
            assert 'class="no-js"' in html, path
            assert html.count("autocomplete=") == html.count('type="search"'), path


def test_a_failing_build_leaves_the_old_site_whole(checkout: Path, tmp_path: Path) -> None:
    """Entries with errors, a page that would be shadowed, a template with an error, no settings: the old site stays."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitemap.xml").write_text("the old one")

    def build() -> int:
        return engine.build(checkout, site, TODAY, engine="zensical")

    entry = checkout / "entries/ai/releases/open-model.yaml"
    good = entry.read_text()
    entry.write_text(good + "nonsense: 1\n")
    with pytest.raises(Refused, match="'nonsense' is no field here"):
        build()
    entry.write_text(good)
    (checkout / "docs/e").mkdir()
    (checkout / "docs/e/open-model.md").write_text("# Mine\n")
    with pytest.raises(engine.Failed, match=r"open-model\.yaml, would shadow docs/e/open-model\.md"):
        build()
    (checkout / "docs/e/open-model.md").unlink()
    main_html = checkout / "docs/overrides/main.html"
    template = main_html.read_text()
    main_html.write_text(template + "{% block")
    with pytest.raises(engine.Failed, match=r"syntax error.*main\.html") as failed:
        build()
    assert "Traceback" not in str(failed.value)
    main_html.write_text(template)
    settings = (checkout / "mkdocs.yml").read_text()
    (checkout / "mkdocs.yml").write_text(settings.replace("use_directory_urls: true", "use_directory_urls: false"))
    with pytest.raises(engine.Failed, match="write 'use_directory_urls: true'"):
        engine.build(checkout, tmp_path / "site", TODAY, engine="zensical")
    (checkout / "mkdocs.yml").write_text("nav: [\n")
    with pytest.raises(engine.Failed, match=r"mkdocs\.yml cannot be read"):
        build()
    (checkout / "mkdocs.yml").write_text("site_name: x\n")
    with pytest.raises(engine.Failed, match=r"mkdocs\.yml has no docs_dir"):
        build()
    assert [path.name for path in site.iterdir()] == ["sitemap.xml"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site")] == []


def test_a_strict_build_fails_on_a_link_to_nowhere(checkout: Path, tmp_path: Path) -> None:
    """With the page and the line of it, and a lax one passes; a link to a generated page that is there is none."""
    with (checkout / "docs/about.md").open("a") as page:
        page.write("\n[there](e/open-model/index.md) [nowhere](e/nobody/index.md)\n")
    with pytest.raises(engine.Failed, match=r"about\.md:\d+") as failed:
        engine.build(checkout, tmp_path / "site", TODAY, strict=True, engine="zensical")
    assert "1 issue found" in str(failed.value)
    assert "Traceback" not in str(failed.value)
    assert engine.build(checkout, tmp_path / "site", TODAY, engine="zensical") > 60


def test_a_machine_without_it_is_told_what_to_install(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence, by the command."""
    monkeypatch.setattr(by_zensical, "find_spec", lambda _name: None)
    words = ["build", "--engine", "zensical", "--root", str(checkout), "--out", str(tmp_path / "site")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "Zensical is not installed; pip install --editable '.[zensical]' brings it" in result.output
    assert "Traceback" not in result.output
