"""The comparison in a browser: every pair of origins, the start that is dragged, the choices that are turned."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import DESK, opened

pytestmark = pytest.mark.browser

VISIBLE = """() => {
  const article = document.querySelector("article.of-compare").cloneNode(true);
  for (const part of article.querySelectorAll("form, script, details")) part.remove();
  const origins = article.querySelector("#origins");
  while (origins?.nextElementSibling && origins.nextElementSibling.id !== "cite") origins.nextElementSibling.remove();
  return article.textContent.replaceAll(/\\s+/g, " ");
}"""
"""What a page says but for the switch and the table of other origins."""


def test_no_pair_of_origins_says_what_is_true_of_another(browser: Browser, site: str, built: Path) -> None:
    """On every page of the switch: sentences, picture, cells and citation name its own origins, and none of the others."""
    text = (built / "compare/index.html").read_text("utf-8")
    pages: dict[str, str] = json.loads(re.findall(r'id="of-pages">(.*?)</script>', text, re.S)[0])
    names = dict(re.findall(r'<option value="([a-z0-9-]+)"[^>]*>([^<]+) \(\d{4}\)</option>', html.unescape(text)))
    assert len(pages) >= 20
    with opened(browser, DESK) as page:
        for pair, address in pages.items():
            page.goto(f"{site}/{address}")
            own = pair.split()
            said = page.evaluate(VISIBLE)
            for name in own:
                assert f"from {names[name]} (" in said, (pair, name)
            if address != "compare/":
                for name in set(names) - set(own):
                    assert f"from {names[name]} (" not in said, (pair, name)
                    assert f"and {names[name]}?" not in said, (pair, name)
                assert f"/{address}" in page.locator("#cite ~ .of-citing").first.inner_text()
            form = page.locator("form.of-switch").first
            assert [form.locator("select").nth(n).input_value() for n in range(2)] == own


def test_a_sceptic_changes_the_origin_and_the_address_holds_it(browser: Browser, site: str) -> None:
    """The choice leads to a page of its own, which survives a reload; the way back leads back; an old address leads on."""
    with opened(browser, DESK) as page:
        page.goto(site + "/compare/")
        before = page.locator("#answer").inner_text()
        page.get_by_label("Open AI starts with").select_option("llama")
        page.get_by_role("button", name="Go", exact=True).click()
        page.wait_for_url("**/compare/from/linux-announcement/llama/")
        after = page.locator("#answer").inner_text()
        assert "LLaMA (24 February 2023)" in after != before
        page.reload()
        assert page.locator("#answer").inner_text() == after
        page.get_by_role("link", name="Back to the usual start").click()
        page.wait_for_url("**/compare/")
        assert page.locator("#answer").inner_text() == before
        page.goto(site + "/compare/?ai=llama")
        page.wait_for_url("**/compare/from/linux-announcement/llama/")


def test_an_origin_that_is_none_in_the_address_shows_the_default(browser: Browser, site: str) -> None:
    """A mistyped link is no error."""
    with opened(browser, DESK) as page:
        page.goto(site + "/compare/?ai=nothing&linux=")
        assert "GPT-1 (11 June 2018)" in page.locator("#answer").inner_text()


def test_a_start_is_dragged_and_choices_are_turned(browser: Browser, site: str) -> None:
    """The slider tells the counts of each start, by keyboard too; each choice tells its share of all readings."""
    with opened(browser, DESK) as page:
        page.goto(site + "/compare/")
        start = page.get_by_label("Open AI starts", exact=True)
        told = page.locator(".of-start output")
        expect(told).to_contain_text("11 June 2018: Linux")
        start.focus()
        page.keyboard.press("ArrowLeft")
        expect(told).to_contain_text("1 June 2018: Linux")
        start.fill("0")
        expect(told).to_contain_text("1 January 2010")
        assert start.get_attribute("aria-valuetext") == told.inner_text()
        turned = page.locator(".of-turn output")
        everything = turned.inner_text()
        assert re.match(r"Open AI faster in \d+ % of [\d,]+ readings; ratios from [\d.]+ to [\d.]+", everything)
        page.locator(".of-turn select[name=subset]").select_option("drawn")
        assert turned.inner_text() != everything


def test_the_sentence_can_be_copied(browser: Browser, site: str) -> None:
    """With its day and its address."""
    with opened(browser, DESK) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(site + "/compare/")
        page.get_by_role("button", name="Copy the sentence").click()
        expect(page.locator(".of-copy-answer")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert page.locator("#answer").inner_text() in copied
        assert " As of " in copied and "/compare/?v=" in copied
