"""The search: from the button, by a key, by an address; by keyboard throughout; and what it says when it finds nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.visits import DESK, PHONE, opened

pytestmark = pytest.mark.browser


def results(page: Page) -> Locator:
    """The links that were found."""
    return page.locator(".of-found a")


def how_many(page: Page) -> int:
    """How many results it says there are."""
    expect(page.locator(".of-find-box [role=status]")).to_have_text(re.compile(r"result"))
    return int(page.locator(".of-find-box [role=status]").inner_text().split()[0].replace(",", ""))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_opens_it_and_a_name_is_found(browser: Browser, site: str, size: dict[str, int], scheme: str) -> None:
    """Nothing of the index is fetched before; the first result opens."""
    with opened(browser, size, scheme) as page:
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(site + "/")
        page.wait_for_load_state("networkidle")
        assert not [url for url in fetched if "pagefind" in url or "search.js" in url]
        page.get_by_role("button", name="Search").click()
        page.get_by_label("Search for").fill("Slackware")
        expect(results(page).first).to_contain_text("Slackware")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        results(page).filter(has_text="a modified SLS").first.click()
        expect(page.locator("h1")).to_contain_text("Slackware")


def test_it_is_used_by_keyboard_alone(browser: Browser, site: str) -> None:
    """`/` opens it, arrows go through the results and back, Enter opens one, Escape closes and gives the focus back."""
    with opened(browser, DESK) as page:
        page.goto(site + "/e/deepseek-r1/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        before = page.evaluate("document.activeElement.className")
        page.keyboard.press("/")
        box = page.get_by_label("Search for")
        expect(box).to_be_focused()
        page.keyboard.type("Debian / Ubuntu")
        expect(box).to_have_value("Debian / Ubuntu")
        expect(results(page).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(results(page).first).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(box).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        assert page.evaluate("document.activeElement.className") == before
        page.keyboard.press("Control+k")
        expect(box).to_be_focused()
        box.fill("OpenSeek")
        expect(results(page).first).to_contain_text("OpenSeek")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile("/e/openseek/"))


def test_facets_narrow_with_counts_that_hold(browser: Browser, site: str) -> None:
    """The number beside a value is the number of results that it leaves, and choices combine."""
    with opened(browser, DESK) as page:
        page.goto(site + "/?q=licence")
        everything = how_many(page)
        for facet in ("Track", "Kind", "Year"):
            select = page.get_by_label(facet, exact=True)
            select.focus()  # the numbers come when a reader turns to them
            option = select.locator("option:not([hidden])", has_text="(").first
            option.wait_for(state="attached")
            told = int(option.inner_text().rsplit("(", 1)[1].rstrip(")"))
            select.select_option(option.get_attribute("value"))
            expect(page.locator(".of-find-box [role=status]")).to_have_text(re.compile(rf"^{told} result"))
        assert told < everything
        page.get_by_label("Search for").fill("")
        expect(page.locator(".of-find-box [role=status]")).to_have_text(re.compile(r"result"))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("2025-01-20", "DeepSeek releases R1"),
        ("1991-08-25", "Torvalds"),
        ("ＤｅｅｐＳｅｅｋ Ｒ１", "DeepSeek"),
        ("ﬁrst call", "first call"),
    ],
)
def test_a_day_and_letters_of_any_width_are_found(browser: Browser, site: str, asked: str, first: str) -> None:
    """As they are typed on another keyboard, or copied from a table."""
    with opened(browser, DESK) as page:
        page.goto(f"{site}/?q={asked}")
        if asked[0].isdigit():
            expect(results(page).filter(has_text=first).first).to_be_visible()
        else:
            assert how_many(page) > 0


@pytest.mark.parametrize(("one", "other"), [("license", "licence"), ("Data Center", "data centre"), ("gpl licenses", "gpl licences")])
def test_both_spellings_find_the_same(browser: Browser, site: str, one: str, other: str) -> None:
    """Readers of every English."""
    with opened(browser, DESK) as page:
        page.goto(f"{site}/?q={one}")
        many = how_many(page)
        page.get_by_label("Search for").fill("qqzxv")
        expect(page.locator(".of-find-box [role=status]")).to_contain_text("Nothing found")
        page.get_by_label("Search for").fill(other)
        expect(page.locator(".of-find-box [role=status]")).to_have_text(re.compile(f"^{many:,} result"))


def test_a_word_without_end_is_nowhere(browser: Browser, site: str) -> None:
    """Rather than on pages with a word that begins like it."""
    with opened(browser, DESK) as page:
        page.goto(f"{site}/?q={'x' * 190}")
        expect(page.locator(".of-find-box [role=status]")).to_contain_text("try fewer or other words")


def test_nothing_found_gives_advice(browser: Browser, site: str) -> None:
    """Words that are nowhere; and a way out of choices that leave nothing."""
    with opened(browser, DESK) as page:
        page.goto(site + "/?q=qqzxv")
        expect(page.locator(".of-find-box [role=status]")).to_contain_text("try fewer or other words")


def test_a_key_in_a_field_is_a_letter(browser: Browser, site: str) -> None:
    """`/` typed into a field of a page stays there."""
    with opened(browser, DESK) as page:
        page.goto(site + "/lineage/")
        field = page.locator("main input[type=search]").first
        field.focus()
        page.keyboard.press("/")
        expect(field).to_have_value("/")
        expect(page.locator("dialog.of-find-box")).to_have_count(0)


def test_a_lost_index_is_told(browser: Browser, site: str) -> None:
    """When the index cannot be fetched, the dialog says where else everything is."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.fulfill(status=503, body=""))
    page.goto(site + "/?q=linux")
    expect(page.locator(".of-find-box [role=status]")).to_contain_text("could not be loaded")
    context.close()


def test_without_a_script_the_button_leads_to_the_lists(browser: Browser, site: str) -> None:
    """A page that says so, with a way to everything."""
    with opened(browser, PHONE, javascript=False) as page:
        page.goto(site + "/e/deepseek-r1/")
        page.locator("a.of-seek").click()
        expect(page.locator("h1")).to_contain_text("Search")
        page.get_by_role("link", name="Timeline", exact=True).last.click()
        assert page.url.endswith("/timeline/")


def test_a_lost_address_offers_a_search(browser: Browser, site: str) -> None:
    """The 404 page has a search that works from any depth."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    answer = page.goto(site + "/e/no-such-entry/")
    assert answer
    assert answer.status == 404
    page.goto(site + "/404.html")
    page.get_by_label("Search the entries").fill("OpenSeek")
    page.locator(".of-search button").click()
    results(page).first.wait_for()
    expect(results(page).first).to_contain_text("OpenSeek")
    context.close()


def test_colours_are_chosen_and_kept(browser: Browser, site: str) -> None:
    """The button goes from the system's to light to dark, and the next page has it from the start."""
    with opened(browser, DESK, "light") as page:
        page.goto(site + "/")
        button = page.locator(".of-scheme")
        expect(button).to_have_attribute("aria-label", "Colours: as the system has them")
        button.click()
        button.click()
        expect(button).to_have_attribute("aria-label", "Colours: dark")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        page.goto(site + "/about/")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_menu_on_a_phone_is_reached_by_keyboard(browser: Browser, site: str) -> None:
    """The label of the menu is a button: Enter opens it, Escape closes it."""
    with opened(browser, PHONE) as page:
        page.goto(site + "/about/")
        menu = page.get_by_role("button", name="Menu")
        menu.focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".md-nav--primary a[href*='timeline']").first).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
