"""The built site in a browser: readable on a phone and on a desk, in the light and in the dark, without errors."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATH
from tests.browser.kinds import KINDS_OF_PAGE
from tests.browser.server import serving
from tests.browser.visits import DESK, PHONE, SCHEMES, Visits, opened

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_reader_goes_from_home_to_an_entry_to_its_actor_and_back(browser: Browser, site: str, size: dict[str, int]) -> None:
    """Each step is a link that can be seen and clicked, and the way back leads home."""
    with opened(browser, size) as page:
        page.goto(site + "/")
        expect(page.locator("h1")).to_have_text("Is open AI the new Linux, only faster?")
        page.locator(".of-pair .of-list a").first.click()
        expect(page.locator("article.of-entry h1")).to_be_visible()
        entry = page.url
        assert "/e/" in entry
        page.locator(".of-actors a").first.click()
        expect(page.locator("h2#entries")).to_be_visible()
        assert "/actors/" in page.url
        page.go_back()
        assert page.url == entry
        page.go_back()
        expect(page.locator(".of-hero h1")).to_be_visible()


def test_without_a_script_the_comparison_is_whole(browser: Browser, site: str) -> None:
    """The answer, all criteria and the table of origins are there; the switch and the button are not."""
    with opened(browser, PHONE, javascript=False) as page:
        page.goto(site + "/compare/")
        expect(page.locator("#answer")).to_contain_text("criteria drawn from lists that others wrote")
        expect(page.get_by_label("Where the clocks start")).to_be_hidden()
        expect(page.locator(".of-origins").first).to_be_visible()
        page.goto(site + "/series/kernel-lines/")
        expect(page.locator(".of-drawing.narrow")).to_be_visible()
        expect(page.locator(".of-drawing.wide")).to_be_hidden()
        expect(page.locator(".of-explore")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/series/kernel-lines/", "/compare/curves/", "/series/hub-downloads/"])
def test_a_chart_can_be_explored(browser: Browser, site: str, path: str, scheme: str) -> None:
    """The large script is fetched only when asked for, nothing leaves the machine, and the drawing keeps its colours."""
    with opened(browser, DESK, scheme) as page:
        fetched: list[str] = []
        page.on("request", lambda r: fetched.append(r.url))
        page.goto(site + path)
        assert not [url for url in fetched if "vega" in url]
        page.locator(".of-explore").first.click()
        live = page.locator(".of-live svg").first
        expect(live).to_be_visible(timeout=20_000)
        assert page.locator(".of-chart").first.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
        ground = "rgb(21, 20, 26)" if scheme == "dark" else "rgb(251, 250, 246)"
        assert live.evaluate("e => getComputedStyle(e).backgroundColor") == ground


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_kind_of_page_fits_a_small_phone(visits: Visits, path: str, scheme: str) -> None:
    """At 320 pixels nothing sticks out sideways, nor on a desk, and there is one main heading."""
    for name, size in (("dark-phone", PHONE), ("light-desk", DESK)):
        seen = visits.to(path, name)
        assert seen.status == 200
        assert seen.widths[scheme] <= size["width"]
        assert seen.headings == 1


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(visits: Visits, path: str, scheme: str) -> None:
    """Every visible text of the content has WCAG's contrast of 4.5 to its background, in both schemes, on a desk and on a phone."""
    assert {name: visits.to(path, name).poor[scheme] for name in ("light-desk", "dark-phone")} == {"light-desk": [], "dark-phone": []}


def test_the_timeline_is_whole_without_javascript(browser: Browser, site: str) -> None:
    """Both tracks, each year, each entry a link: all there with scripts off."""
    with opened(browser, DESK, javascript=False) as page:
        page.goto(site + "/timeline/")
        assert page.locator(".of-year").count() >= 25
        assert page.locator(".of-month li > a").count() >= 70
        assert page.locator(".of-lane.linux li").count() >= 25
        assert page.locator(".of-lane.ai li").count() >= 40


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_without_a_script_the_dark_is_dark_and_no_control_is_dead(browser: Browser, site: str, size: dict[str, int]) -> None:
    """The system's colours hold, and what only a script can answer is not shown."""
    with opened(browser, size, "dark", javascript=False) as page:
        for path in ("/timeline/", "/lineage/"):
            page.goto(site + path)
            expect(page.locator("body")).to_have_css("color", "rgb(233, 230, 223)")
            assert page.locator("main :is(button, input, select):visible").count() == 0, path


def test_the_keyboard_reaches_the_content(browser: Browser, site: str) -> None:
    """The first tab stop skips to the content, and the focus can be seen."""
    with opened(browser, DESK) as page:
        page.goto(site + "/e/deepseek-r1/")
        page.keyboard.press("Tab")
        assert "Skip to content" in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


STRANGE = """
<script>document.body.dataset.ran = "inline"</script>
<img src="x" onerror="document.body.dataset.ran = 'handler'" alt="">
<svg><script>document.body.dataset.ran = "svg"</script></svg>
<a id="strange" href="javascript:void(document.body.dataset.ran = 'link')">x</a>
<script src="ELSEWHERE/a.js"></script><script src="data:text/javascript,document.body.dataset.ran='data'"></script>
<img src="ELSEWHERE/a.png" alt=""><link rel="stylesheet" href="ELSEWHERE/a.css"><style>body { --strange: 1 }</style>
<iframe src="ELSEWHERE/"></iframe><object data="ELSEWHERE/"></object><base href="ELSEWHERE/">
"""


class Elsewhere(BaseHTTPRequestHandler):
    """Another host, which remembers what it is asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answer anything."""
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def slipped(built: Path, folder: Path, path: str, strange: str, guarded: bool) -> None:
    """A site with one page into which markup of a stranger slipped, and all else of it; the page without its policy if not guarded."""
    first = path.split("/")[1] or "index.html"
    folder.mkdir()
    for file in built.iterdir():
        if file.name != first:
            (folder / file.name).symlink_to(file)
    page = built / path.lstrip("/") / "index.html"
    text = page.read_text() if guarded else re.sub(r'<meta http-equiv="Content-Sec[^>]*>', "", page.read_text())
    copy = folder / page.relative_to(built)
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text.replace("</main>", f"{strange}</main>", 1))


@pytest.mark.parametrize("path", ["/", "/e/bert/", "/embed/timeline/", "/compare/", "/search/"])
def test_nothing_that_slipped_into_a_page_would_run(browser: Browser, built: Path, tmp_path: Path, path: str) -> None:
    """Markup of a stranger in the middle of a page: no script of it runs, nothing is asked of another host, no style holds.

    Without the page's policy all of it does.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        for guarded in (True, False):
            Elsewhere.asked.clear()
            slipped(built, tmp_path / str(guarded), path, STRANGE.replace("ELSEWHERE", f"http://127.0.0.1:{other.server_port}"), guarded)
            with serving(tmp_path / str(guarded), PATH) as site, browser.new_context() as context:
                page = context.new_page()
                page.goto(f"{site}{path}", wait_until="networkidle")
                page.eval_on_selector("#strange", "(link) => link.click()")
                ran, style = page.evaluate("[document.body.dataset.ran, getComputedStyle(document.body).getPropertyValue('--strange')]")
                base = page.evaluate("document.baseURI")
            if guarded:
                assert (ran, style, base, Elsewhere.asked) == (None, "", f"{site}{path}", [])
            else:
                assert (ran, style) == ("link", "1")
                assert base != f"{site}{path}"
                assert {"/a.js", "/a.png", "/a.css", "/"} <= set(Elsewhere.asked)
        other.shutdown()
