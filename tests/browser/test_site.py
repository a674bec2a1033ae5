"""The built site in a browser: readable on a phone and on a desk, in the light and in the dark, without errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS_OF_PAGE

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
pytestmark = pytest.mark.browser


@contextmanager
def opened(browser: Browser, size: dict[str, int], scheme: str = "light", javascript: bool = True) -> Iterator[Page]:
    """A page that fails the test on any console error, failed request, or request that leaves the machine."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=javascript,
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A request that a click on a link cuts short is no failure.
    page.on("requestfailed", lambda r: None if r.failure == "net::ERR_ABORTED" else wrong.append(f"failed: {r.url}"))
    page.on("request", lambda r: None if "127.0.0.1" in r.url or r.url.startswith("data:") else wrong.append(r.url))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_reader_goes_from_home_to_an_entry_to_its_actor_and_back(
    browser: Browser, site: str, size: dict[str, int]
) -> None:
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


def test_a_sceptic_changes_the_origin_and_sees_the_number_move(browser: Browser, site: str) -> None:
    """The choice changes answer, ages and speed-ups, stays in the address, survives a reload and the way back."""
    with opened(browser, DESK) as page:
        page.goto(site + "/compare/")
        before = page.locator("#answer").inner_text()
        law = page.locator('[data-criterion="law-makes-room"]')
        assert law.locator("[data-ratio] a").inner_text() == "1.37×"
        page.get_by_label("Open AI starts with").select_option("llama")
        after = page.locator("#answer").inner_text()
        assert "LLaMA (24 February 2023)" in after != before
        assert law.locator("[data-ratio] a").inner_text() == "5.8×"
        assert page.url.endswith("/compare/?ai=llama")
        expect(page.locator("#chart-speed-ups")).to_be_hidden()
        page.reload()
        assert page.locator("#answer").inner_text() == after
        page.get_by_role("button", name="Back to the default").click()
        assert page.locator("#answer").inner_text() == before
        assert page.url.endswith("/compare/")
        page.go_back()
        assert page.locator("#answer").inner_text() == after


def test_an_origin_that_is_none_in_the_address_shows_the_default(browser: Browser, site: str) -> None:
    """A mistyped link is no error."""
    with opened(browser, DESK) as page:
        page.goto(site + "/compare/?ai=nothing&linux=")
        assert "GPT-1 (11 June 2018)" in page.locator("#answer").inner_text()
        assert page.get_by_label("Open AI starts with").input_value() == "gpt-1"


def test_without_a_script_the_comparison_is_whole(browser: Browser, site: str) -> None:
    """The answer, all criteria and the table of origins are there; the switch and the button are not."""
    with opened(browser, PHONE, javascript=False) as page:
        page.goto(site + "/compare/")
        expect(page.locator("#answer")).to_contain_text("times as fast as Linux")
        expect(page.locator(".of-switch")).to_be_hidden()
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
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_fits_a_small_phone(browser: Browser, site: str, path: str, scheme: str) -> None:
    """At 320 pixels nothing sticks out sideways, and there is one main heading."""
    with opened(browser, PHONE, scheme) as page:
        answer = page.goto(site + path)
        assert answer
        assert answer.status == 200
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, site: str, path: str, scheme: str) -> None:
    """Every visible text of the content has WCAG's contrast of 4.5 to its background, in both schemes."""
    with opened(browser, DESK, scheme) as page:
        page.goto(site + path)
        assert page.evaluate(CONTRAST) == []


def test_the_timeline_is_whole_without_javascript(browser: Browser, site: str) -> None:
    """Both tracks, each year, each entry a link: all there with scripts off."""
    with opened(browser, DESK, javascript=False) as page:
        page.goto(site + "/timeline/")
        assert page.locator(".of-year").count() >= 25
        assert page.locator(".of-month li > a").count() >= 70
        assert page.locator(".of-lane.linux li").count() >= 25
        assert page.locator(".of-lane.ai li").count() >= 40


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_without_a_script_the_dark_is_dark_and_no_control_is_dead(
    browser: Browser, site: str, size: dict[str, int]
) -> None:
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


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0.99) return colour;
    }
    return [255, 255, 255, 1];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest(".of-hidden, svg, .headerlink")) continue;
    const a = light(rgba(getComputedStyle(element).color)), b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${text.data.trim().slice(0, 40)}`);
  }
  return [...new Set(poor)].slice(0, 10);
}"""
"""WCAG 2.2's contrast of each visible text: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. Lists what is below 4.5."""
