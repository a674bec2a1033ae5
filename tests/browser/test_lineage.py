"""The lineage in a browser: branches fold and open, names are found, and all of it is there without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import DESK, PHONE, opened

pytestmark = pytest.mark.browser

TODAY_PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("size", [TODAY_PHONE, DESK], ids=["phone", "desk"])
def test_a_branch_folds_by_mouse_and_opens_by_keyboard(browser: Browser, site: str, size: dict[str, int]) -> None:
    """The state is told to those who cannot see it, stays in the address, survives a reload, and lines go with names."""
    with opened(browser, size) as page:
        page.goto(site + "/lineage/")
        toggle = page.get_by_role("button", name="What derives from Ubuntu, ")
        mint = page.locator("#linux-mint > .of-row")
        expect(toggle).to_have_attribute("aria-expanded", "true")
        shown = page.locator("#debian .of-lines > g:not([hidden])").count()
        toggle.click()
        expect(toggle).to_have_attribute("aria-expanded", "false")
        expect(mint).to_be_hidden()
        assert page.locator("#debian .of-lines > g:not([hidden])").count() == shown - 7
        assert page.url.endswith("/lineage/?closed=ubuntu")
        page.reload()
        expect(mint).to_be_hidden()
        toggle.focus()
        page.keyboard.press("Enter")
        expect(mint).to_be_visible()
        expect(toggle).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(mint).to_be_hidden()
        page.keyboard.press("Space")
        expect(mint).to_be_visible()
        assert page.url.endswith("/lineage/")


@pytest.mark.parametrize("size", [TODAY_PHONE, DESK], ids=["phone", "desk"])
def test_each_name_stands_at_its_line(browser: Browser, site: str, size: dict[str, int]) -> None:
    """Also after a fold: the mark of a work lies in its row, and the drawing ends where the names do."""
    with opened(browser, size) as page:
        page.emulate_media(reduced_motion="reduce")
        page.goto(site + "/lineage/?closed=llama-3-1")
        family = page.locator(".of-family", has=page.locator("#deepseek-r1"))
        family.scroll_into_view_if_needed()
        off = family.evaluate(
            """family => {
              const rows = [...family.querySelectorAll("li")], lines = [...family.querySelectorAll(".of-lines > g[style]")];
              return rows.filter((row, n) => {
                if (row.hidden) return !lines[n].hasAttribute("hidden");
                const box = row.querySelector(".of-row").getBoundingClientRect();
                const mark = lines[n].querySelector(".when").getBoundingClientRect();
                const middle = (mark.top + mark.bottom) / 2;
                return middle < box.top || middle > box.bottom;
              }).map((row) => row.dataset.id);
            }"""
        )
        assert off == []
        heights = family.locator(".of-lines, .of-names").evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
        assert abs(heights[0] - heights[1]) < 2


def test_all_fold_and_open_at_once(browser: Browser, site: str) -> None:
    """Only roots are left, each where something stands under it; then all are back."""
    with opened(browser, DESK) as page:
        page.goto(site + "/lineage/")
        rows = page.locator(".of-names li:not([hidden])")
        everything = rows.count()
        page.get_by_role("button", name="Collapse all").click()
        assert rows.count() < everything / 3
        assert page.locator(".of-names ul li:not([hidden])").count() == 0
        assert page.url.endswith("?closed=all")
        page.get_by_role("button", name="Expand all").click()
        assert rows.count() == everything


@pytest.mark.parametrize("size", [TODAY_PHONE, DESK], ids=["phone", "desk"])
def test_a_name_is_found_where_it_was_folded_away(browser: Browser, site: str, size: dict[str, int]) -> None:
    """Matches are counted, revealed and stepped through; what is sought stands in the address."""
    with opened(browser, size) as page:
        page.goto(site + "/lineage/?closed=all")
        page.get_by_label("Find a name").fill("buntu")
        found = page.locator(".of-find output")
        expect(found).to_have_text("1 of 4")
        expect(page.locator("#kubuntu > .of-row")).to_be_visible()
        assert page.locator(".of-row.hit").count() == 4
        page.get_by_role("button", name="Next").click()
        expect(found).to_have_text("2 of 4")
        expect(page.locator(".of-row.at")).to_be_in_viewport()
        page.get_by_role("button", name="Previous").click()
        page.get_by_label("Find a name").press("Shift+Enter")
        expect(found).to_have_text("4 of 4")
        assert "find=buntu" in page.url
        page.reload()
        expect(found).to_have_text("1 of 4")
        page.get_by_label("Find a name").fill("no such name")
        expect(found).to_have_text("none")
        expect(page.get_by_role("button", name="Next")).to_be_disabled()


def test_an_address_leads_to_a_work_though_it_was_folded_away(browser: Browser, site: str) -> None:
    """From an entry's page to its place in the lineage; a mistyped address is no error."""
    with opened(browser, DESK) as page:
        page.goto(site + "/e/r1-1776/")
        page.get_by_role("link", name="more in the lineage").click()
        expect(page.locator("#r1-1776 > .of-row")).to_be_in_viewport()
        page.goto(site + "/lineage/?closed=all#linux-mint")
        expect(page.locator("#linux-mint > .of-row")).to_be_in_viewport()
        expect(page.locator("#linux-mint > .of-row > a")).to_be_focused()
        page.goto(site + "/lineage/?closed=nothing&find=#%E0%A4%A")
        expect(page.locator("#linux-mint > .of-row")).to_be_attached()


def test_pointing_at_a_work_shows_its_ancestors_and_descendants(browser: Browser, site: str) -> None:
    """Others fade; the same for who comes by keyboard."""
    with opened(browser, DESK) as page:
        page.goto(site + "/lineage/")
        lit = page.locator(".of-row.lit")
        page.locator("#knoppix > .of-row > a").hover()
        assert sorted(lit.locator("a").all_inner_texts()) == ["Damn Small Linux", "Debian", "Knoppix"]
        page.locator("h1").hover()
        expect(lit).to_have_count(0)
        page.get_by_role("button", name="What derives from Knoppix").focus()
        page.keyboard.press("Tab")
        expect(lit).to_have_count(3)


@pytest.mark.parametrize("size", [PHONE, TODAY_PHONE, DESK], ids=["small", "phone", "desk"])
def test_without_a_script_the_lineage_is_whole(browser: Browser, site: str, size: dict[str, int]) -> None:
    """Names, lines and links; no button that does nothing; nothing sticks out, and text is not scaled down."""
    with opened(browser, size, javascript=False) as page:
        page.goto(site + "/lineage/")
        expect(page.locator(".of-find")).to_be_hidden()
        expect(page.locator("#linux-mint > .of-row > a")).to_be_visible()
        expect(page.get_by_role("img", name="The family of Debian")).to_be_visible()
    with opened(browser, size) as page:
        page.goto(site + "/lineage/#deepseek-r1-0528-qwen3-8b")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.locator(".of-row > a").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 13
        covered = page.locator(".of-names").first.evaluate(
            "e => [...e.querySelectorAll('.of-row')].filter(r => [...r.children].some((c, n, all) =>"
            " n && c.offsetWidth && c.getBoundingClientRect().left < all[n - 1].getBoundingClientRect().right - 1)).length"
        )
        assert covered == 0


@pytest.mark.parametrize("reduced", [True, False], ids=["still", "moving"])
def test_names_move_to_their_place_unless_motion_is_unwanted(browser: Browser, site: str, reduced: bool) -> None:
    """What is below a folded branch slides up, briefly."""
    with opened(browser, DESK) as page:
        page.emulate_media(reduced_motion="reduce" if reduced else "no-preference")
        page.goto(site + "/lineage/")
        page.locator("#debian.of-family").scroll_into_view_if_needed()
        moving = page.evaluate(
            """async () => {
              await new Promise((done) => setTimeout(done, 100));
              document.querySelector("#ubuntu .of-toggle").click();
              return document.querySelector("#trisquel > .of-row").getAnimations().length;
            }"""
        )
        assert moving == (0 if reduced else 1)
