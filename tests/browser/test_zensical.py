"""The site by Zensical, as a reader meets it: its frame is the other theme's, and works alike."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from generator.site import engine
from tests.browser.server import serving
from tests.conftest import TODAY
from tests.site.conftest import copied

pytestmark = pytest.mark.browser
PAGES = ["/", "/e/open-model/", "/timeline/", "/about/", "/404.html"]


@pytest.fixture(scope="module")
def zensical(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the fake corpus as a site by Zensical."""
    folder = tmp_path_factory.mktemp("zensical")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", "https://site.example/")
        engine.build(copied(folder / "checkout"), folder / "site", TODAY, strict=True, engine="zensical")
    with serving(folder / "site") as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works(browser: Browser, zensical: str, path: str) -> None:
    """On a small phone: no error, nothing missing, nothing wider than the screen, one heading."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.goto(zensical + path, wait_until="load")
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.locator("h1")).to_have_count(1)
    page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_pages_are_dark_where_the_system_is(browser: Browser, zensical: str, path: str) -> None:
    """By the style sheet alone."""
    dark: dict[str, str] = {}
    for scheme in ("dark", "light"):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(zensical + path, wait_until="load")
        dark[scheme] = str(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
        context.close()
    light = [int(part) for part in dark["light"].removeprefix("rgb(").rstrip(")").split(",")]
    night = [int(part) for part in dark["dark"].removeprefix("rgb(").rstrip(")").split(",")]
    assert sum(light) > 600
    assert sum(night) < 150


def test_a_reader_finds_an_entry(browser: Browser, zensical: str) -> None:
    """Through the search page, whose index is made from what Zensical wrote."""
    page = browser.new_page()
    page.goto(f"{zensical}/search/?q=open+model", wait_until="load")
    expect(page.locator("a[href*='e/open-model/']").first).to_be_visible()
    page.context.close()


def test_the_skip_link_leads_to_the_text(browser: Browser, zensical: str) -> None:
    """With the keyboard, past the frame."""
    page = browser.new_page()
    page.goto(f"{zensical}/e/open-model/", wait_until="load")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('#content') !== null")
    page.context.close()
