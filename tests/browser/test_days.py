"""The reader's today on /on-this-day/."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visits import DESK, PHONE, opened

pytestmark = pytest.mark.browser


def test_the_readers_today_stands_first(browser: Browser, site: str) -> None:
    """With how many years ago each was; the page below is unchanged, and no id is there twice."""
    with opened(browser, DESK) as page:
        page.clock.set_fixed_time("2027-01-20T12:00:00")
        page.goto(site + "/on-this-day/")
        today = page.locator(".of-today")
        expect(today.get_by_role("heading", level=2)).to_have_text("Today, 20 January")
        expect(today.locator("a[href*='/e/deepseek-r1/']")).to_be_visible()
        expect(today).to_contain_text("2 years ago")
        expect(page.locator("#january-20 a[href*='/e/deepseek-r1/']")).to_be_visible()
        assert page.evaluate("document.querySelectorAll('#january-20').length") == 1


FEW = """<!doctype html><html lang="en"><title>Few</title><link rel="icon" href="data:,">
<section class="of-today" hidden><h2></h2><p data-part="said"></p><div data-part="found"></div></section>
<div class="of-month" id="january-4" data-month="1" data-day="4"><h3><a href="#january-4">4 January</a></h3></div>
<div class="of-month" id="may-1" data-month="5" data-day="1"><h3><a href="#may-1">1 May</a></h3></div>
<script src="../assets/on-this-day.js" defer></script>"""
"""The page with two days only, whatever is in the entries."""


@pytest.mark.parametrize(("now", "nearest"), [("2027-01-01", "4 January"), ("2028-02-29", "1 May"), ("2027-12-31", "4 January")])
def test_a_day_without_an_event_gives_the_next(browser: Browser, site: str, now: str, nearest: str) -> None:
    """Also over the turn of the year."""
    with opened(browser, PHONE) as page:
        page.clock.set_fixed_time(f"{now}T12:00:00")
        page.route("**/on-this-day/", lambda route: route.fulfill(body=FEW, content_type="text/html"))
        page.goto(site + "/on-this-day/")
        told = f"No event of this day is recorded. The next is of {nearest}."
        expect(page.locator(".of-today [data-part=said]")).to_have_text(told)
        expect(page.locator(".of-today h3")).to_have_text(nearest)


def test_without_a_script_every_day_is_there(browser: Browser, site: str) -> None:
    """Only today is missing, which nobody then knows."""
    with opened(browser, PHONE, javascript=False) as page:
        page.goto(site + "/on-this-day/")
        expect(page.locator(".of-today")).to_be_hidden()
        assert page.locator(".of-year").count() == 12
        assert page.locator(".of-month").count() > 100
