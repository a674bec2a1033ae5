"""The interactive timeline: by mouse, touch, keyboard and address, in the light and in the dark, and embedded."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATH
from tests.browser.visits import DESK, PHONE, opened

pytestmark = pytest.mark.browser

READY = ".of-explore-time[data-ready]"


def ready(page: Page, address: str) -> Locator:
    """Open a timeline and wait until it is drawn; its canvas."""
    page.goto(address)
    page.wait_for_selector(READY, state="attached")
    return page.locator("canvas")


def in_view(page: Page) -> int:
    """How many entries it says are in view."""
    found = re.match(r"([\d,]+) of", page.locator("[data-part=status]").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def says(page: Page, shown: int) -> None:
    """Wait until it says that so many entries are in view."""
    expect(page.locator("[data-part=status]")).to_have_text(re.compile(rf"^{shown:,} of"))


def moved_on(page: Page, before: str) -> None:
    """Wait until the address is another, as it is when a move of the reader's has come to rest."""
    page.wait_for_url(lambda url: url != before)


def painted(page: Page) -> bool:
    """Whether the canvas has both tracks' colours on it."""
    return bool(
        page.evaluate("""() => {
      const canvas = document.querySelector("canvas"), look = getComputedStyle(canvas);
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const has = (name) => {
        const [r, g, b] = look.getPropertyValue(name).trim().match(/[0-9a-f]{2}/g).map((part) => parseInt(part, 16));
        for (let n = 0; n < data.length; n += 4) if (data[n] === r && data[n + 1] === g && data[n + 2] === b) return true;
        return false;
      };
      return has("--of-linux-fill") && has("--of-ai-fill");
    }""")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/timeline/", "/embed/timeline/", "/timeline/?mode=aligned"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_both_lanes_are_drawn(browser: Browser, site: str, path: str, scheme: str, size: dict[str, int]) -> None:
    """In the page's colours, without anything that sticks out sideways; the plain list gives way."""
    with opened(browser, size, scheme) as page:
        ready(page, site + path)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert painted(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert in_view(page) > 400
        assert page.locator(".of-plain-list:visible").count() == 0


def test_zooming_and_panning_go_into_the_address_and_the_list_follows(browser: Browser, site: str) -> None:
    """By the buttons, by the wheel once the reader is in it, and by dragging; a reload shows the same."""
    with opened(browser, DESK) as page:
        canvas = ready(page, site + "/timeline/")
        everything = in_view(page)
        page.get_by_role("button", name="Zoom in").click()
        page.wait_for_url(re.compile(r"from=.*&to="))
        closer = in_view(page)
        assert closer < everything
        box = canvas.bounding_box()
        assert box
        x, y = box["x"] + 300, box["y"] + 60
        page.mouse.move(x, y)
        page.mouse.wheel(0, -400)
        page.wait_for_timeout(400)
        assert in_view(page) == closer, "without a click the wheel is the page's"
        page.evaluate("scrollTo(0, 0)")
        canvas.focus()
        page.mouse.move(x, y)
        before = page.url
        page.mouse.wheel(0, -400)
        moved_on(page, before)
        assert in_view(page) < closer
        before = page.url
        page.mouse.down()
        page.mouse.move(x + 220, y, steps=8)
        page.mouse.up()
        moved_on(page, before)
        first = page.locator("[data-part=list] li a").first.inner_text()
        shown = in_view(page)
        page.reload()
        page.wait_for_selector(READY)
        assert page.locator("[data-part=list] li a").first.inner_text() == first
        assert abs(in_view(page) - shown) <= 1
        page.get_by_role("button", name="Show all").click()
        says(page, everything)
        expect(page).to_have_url(site + "/timeline/")


def test_the_snippet_frames_the_view_that_is_shown(browser: Browser, site: str) -> None:
    """What is chosen stands in its address, and what it frames opens with the same choice."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/?mode=aligned&kind=fork")
        snippet = page.locator("[data-part=snippet]").text_content() or ""
        address = re.search(rf' src="https://[^/"]+{PATH}(/embed/timeline/[^"]*)"', snippet)
        assert address
        assert address[1] == "/embed/timeline/?mode=aligned&amp;kind=fork"
        shown = in_view(page)
        ready(page, site + address[1].replace("&amp;", "&"))
        assert in_view(page) == shown
        expect(page.get_by_label("Years since the start")).to_be_checked()


def test_a_reader_goes_through_it_by_keyboard_alone(browser: Browser, site: str) -> None:
    """Arrows go from entry to entry with a card and words for a screen reader; Enter opens the page."""
    with opened(browser, DESK) as page:
        canvas = ready(page, site + "/timeline/")
        canvas.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Home")
        said = page.locator("[data-part=said]")
        expect(said).to_contain_text("Linux,")
        first = said.inner_text()
        page.keyboard.press("ArrowRight")
        assert said.inner_text() != first
        page.keyboard.press("ArrowDown")
        expect(said).to_contain_text("Open AI")
        card = page.locator("[data-part=card]")
        expect(card).to_be_visible()
        title = card.locator("a").inner_text()
        before = page.url
        page.keyboard.press("+")
        moved_on(page, before)
        page.keyboard.press("Enter")
        expect(page.locator("article.of-entry h1")).to_have_text(title)


def test_time_can_be_counted_from_the_origins(browser: Browser, site: str) -> None:
    """The choice moves the marks, offers the origins, stays in the address, and the way back undoes it."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/")
        page.get_by_label("Years since the start").check()
        assert page.url.endswith("?mode=aligned")
        page.get_by_label("Open AI from").select_option("llama")
        assert page.url.endswith("?mode=aligned&ai-from=llama")
        page.wait_for_timeout(1100)
        page.go_back()
        expect(page.get_by_label("Open AI from")).to_have_value("gpt-1")
        page.go_back()
        expect(page.get_by_label("Calendar")).to_be_checked()


def test_facets_narrow_with_counts_that_hold(browser: Browser, site: str) -> None:
    """The number beside a value is the number of entries that it leaves; choices combine, stand as chips, and can be taken back."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/")
        everything = in_view(page)
        for facet, value in (("Actor", "DeepSeek"), ("Kind", "release")):
            page.locator(".of-facet > summary", has_text=facet).click()
            label = page.locator(".of-facet[open] label", has_text=value).first
            told = int(label.locator(".of-count").inner_text().replace(",", ""))
            label.click()
            assert in_view(page) == told
        page.keyboard.press("Escape")
        assert page.url.endswith("?kind=release&actor=deepseek")
        page.get_by_role("button", name="Remove actor DeepSeek").click()
        assert in_view(page) > told
        page.get_by_role("button", name="Remove kind release").click()
        assert in_view(page) == everything
        page.locator(".of-facet > summary", has_text="Actor").click()
        page.get_by_label("Find among actor values").fill("torv")
        assert page.locator(".of-facet[open] li:visible").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".of-facet[open]").count() == 0
        assert "Actor" in page.evaluate("document.activeElement.textContent")


def test_what_fits_nothing_says_so(browser: Browser, site: str) -> None:
    """An empty view has words, and a mistyped address shows all."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/?actor=deepseek&track=linux")
        expect(page.locator("[data-part=none]")).to_be_visible()
        ready(page, site + "/timeline/?actor=nobody&from=x&to=2020-99-01&mode=sideways")
        assert in_view(page) > 400


@pytest.mark.parametrize(
    ("asked", "first", "last", "address"),
    [
        ("from=1900-01-01&to=2100-01-01", "", "", ""),
        ("from=1970-01-01&to=2027-01-01", "", "", "&to=2027-01-01"),
        ("to=2100-01-01&from=0001-01-01", "", "", ""),
        ("from=-271821-04-20&to=+275760-09-13", "", "", ""),
        ("from=2024-01-01&to=2100-01-01", "2024-01-01", "9999", "from=2024-01-01&to=202"),
        ("from=1900-01-01&to=1995-01-01", "", "1995-01-01", "&to=1995-01-0"),
        ("from=2024-01-01", "2024-01-01", "9999", "from=2024-01-01"),
        ("to=1995-01-01", "", "1995-01-01", "to=1995-01-01"),
        ("from=2024-01-01&to=2020-01-01", "2020-01-01", "2024-01-01", "from=2020-01-01&to=2024-01-01"),
        ("mode=aligned&from=-900&to=900", "", "", "mode=aligned"),
        ("mode=aligned&from=1e308&to=-1e308", "", "", "mode=aligned"),
    ],
)
def test_what_the_address_asks_for_is_what_is_shown(browser: Browser, site: str, asked: str, first: str, last: str, address: str) -> None:
    """Of what lies beyond all there is, nothing; and the address says what is shown."""
    with opened(browser, DESK) as page:
        ready(page, f"{site}/timeline/?{asked}")
        days = [entry["date"] for entry in page.evaluate("async () => (await (await fetch('../api/v1/entries.json')).json()).entries")]
        whole = [day for day in days if first <= day < (last or "9999")]
        shown = in_view(page)
        if not first and not last:
            assert shown == len(days)
        else:
            assert abs(shown - len(whole)) <= 12, "those that began before, or whose day is not known"
        query = page.url.partition("?")[2]
        assert address in query if address.endswith("1") or first or last else query == address
        ready(page, page.url)
        assert in_view(page) == shown


def test_a_window_beside_all_there_is_shows_the_end_next_to_it(browser: Browser, site: str) -> None:
    """Rather than nothing, and it says which."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/?from=2200-01-01&to=2300-01-01")
        assert re.search(r"from=202\d-", page.url)
        ready(page, site + "/timeline/?from=1200-01-01&to=1300-01-01")
        assert re.search(r"from=19[78]\d-", page.url)


def test_a_facet_that_is_named_twice_is_read_twice(browser: Browser, site: str) -> None:
    """As a form writes it."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/?kind=release&kind=fork")
        shown = in_view(page)
        ready(page, site + "/timeline/?kind=release,fork")
        assert in_view(page) == shown
        ready(page, site + "/timeline/?kind=fork")
        assert 0 < in_view(page) < shown


def test_a_cluster_opens(browser: Browser, site: str) -> None:
    """Where there are too many marks a pill holds them; a click on it makes room."""
    with opened(browser, PHONE) as page:
        canvas = ready(page, site + "/timeline/")
        box = canvas.bounding_box()
        assert box
        everything = in_view(page)
        for x in range(10, int(box["width"]) - 4, 6):
            page.mouse.move(box["x"] + x, box["y"] + 14)
            if page.locator("[data-part=card]", has_text="open them by a click").is_visible():
                page.mouse.click(box["x"] + x, box["y"] + 14)
                break
        expect(page.locator("[data-part=status]")).not_to_have_text(re.compile(rf"^(0|{everything:,}) of"))
        assert 0 < in_view(page) < everything


def test_clusters_never_overlap(browser: Browser, site: str) -> None:
    """Nor where the axis ends, beyond which none may stand: those that would are one."""
    with browser.new_page() as page:
        page.goto(site + "/about/")
        ends = page.evaluate(
            """async () => {
              const { layOut } = await import(new URL("../assets/timeline/layout.js", location));
              const items = Array.from({ length: 90 }, (_, n) => ({ t: n, span: 0, entry: { title: "x", weight: 0 } }));
              return layOut(items, 3, 2, () => 100, 270).clusters.map((one) => [one.x, one.x + 40]);
            }"""
        )
        assert len(ends) > 2
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends))
        assert ends[-1][1] <= 270


def test_a_finger_taps_and_pans(browser: Browser, site: str) -> None:
    """A tap shows a card with a link and opens nothing; a drag sideways moves the view."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    canvas = ready(page, site + "/timeline/?from=2018-01-01&to=2020-01-01")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    card = page.locator("[data-part=card]")
    for y in range(20, int(box["height"]) - 10, 8):
        page.touchscreen.tap(box["x"] + 150, box["y"] + y)
        if card.is_visible():
            break
    expect(card.locator("a")).to_be_visible()
    assert "/timeline/" in page.url
    before = page.url
    session = context.new_cdp_session(page)
    at = {"x": box["x"] + 200, "y": box["y"] + 40}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for step in range(1, 9):
        point = {"x": at["x"] - 12 * step, "y": at["y"]}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    moved_on(page, before)
    context.close()


def test_without_the_data_the_plain_list_stays(browser: Browser, site: str) -> None:
    """A failed download says so and takes nothing away."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/timeline/entries.json", lambda route: route.fulfill(status=503, body=""))
    page.goto(site + "/timeline/")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".of-plain-list")).to_be_visible()
    context.close()


def test_an_old_link_to_a_year_shows_that_year(browser: Browser, site: str) -> None:
    """`#y2019`, an anchor of the plain list, is a view of it here."""
    with opened(browser, DESK) as page:
        ready(page, site + "/timeline/#y2019")
        dates = page.locator("[data-part=list] .of-date").all_inner_texts()
        assert dates
        assert sum("2019" in date for date in dates) >= len(dates) - 2


def test_nothing_moves_where_the_reader_wants_no_motion(browser: Browser, site: str) -> None:
    """With reduced motion a change of time is there at the next frame."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    ready(page, site + "/timeline/?from=2015-01-01&to=2026-01-01")
    page.get_by_role("button", name="Zoom in").click()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    one = page.locator("canvas").evaluate("(canvas) => canvas.toDataURL()")
    page.wait_for_timeout(400)
    assert page.locator("canvas").evaluate("(canvas) => canvas.toDataURL()") == one
    context.close()
