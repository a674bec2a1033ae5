"""What a reader waits for, in Chromium: the timeline's first view and its frames while panning, and a search with its bytes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.server import serving

FRAMES = """() => {
  globalThis.frames = [];
  let last = performance.now();
  const next = (now) => { globalThis.frames.push(now - last); last = now; globalThis.asked = requestAnimationFrame(next); };
  globalThis.asked = requestAnimationFrame(next);
}"""
"""Collects the milliseconds between frames."""


def measure(site: Path) -> Iterator[tuple[str, str]]:
    """What was measured and what came out, for a built site."""
    chromium = find_chromium()
    if not chromium:
        yield "timeline and search", "not measured: there is no Chromium here"
        return
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(f"{address}/timeline/?from=2005-01-01&to=2015-01-01")
        page.wait_for_selector(".of-explore-time[data-ready]", timeout=60_000)
        ready = page.evaluate("performance.getEntriesByName('timeline-ready')[0].startTime")
        load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        yield "timeline drawn", f"{max(ready - load, 0):.0f} ms after load, {ready:.0f} ms after the click"
        yield "timeline, panning", _pan(page)
        yield "search", _search(page, address)
        browser.close()


def _pan(page: Page) -> str:
    box = page.locator("canvas").bounding_box()
    assert box
    x, y = box["x"] + 1000, box["y"] + 100
    page.wait_for_timeout(500)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    for step in range(120):
        page.mouse.move(x - 5 * step, y)
    page.mouse.up()
    times = page.evaluate("() => { cancelAnimationFrame(globalThis.asked); return globalThis.frames; }")[2:]
    late = sorted(times)[int(len(times) * 0.95)]
    return f"{1000 / statistics.mean(times):.0f} frames a second, 95 % within {late:.0f} ms"


def _search(page: Page, address: str) -> str:
    page.goto(address + "/about/")
    loaded: list[Request] = []
    page.on("requestfinished", lambda request: loaded.append(request))  # noqa: PLW0108  Playwright marks its handler
    page.keyboard.press("/")
    page.locator(".of-find-facets select").first.wait_for()
    page.wait_for_load_state("networkidle")
    opening = len(loaded)
    times = []
    for words in ("slackware", "deepseek", "licence change", "kernel"):
        page.get_by_label("Search for").fill("")
        page.wait_for_timeout(300)
        times.append(
            page.evaluate(
                """(words) => new Promise((done) => {
                  const box = document.querySelector(".of-find-form input"), list = document.querySelector(".of-found");
                  const start = performance.now();
                  new MutationObserver((_, watch) => {
                    if (!list.children.length) return;
                    watch.disconnect();
                    done(performance.now() - start);
                  }).observe(list, { childList: true });
                  box.value = words;
                  box.dispatchEvent(new Event("input"));
                })""",
                words,
            )
        )
    each = ", ".join(f"{time:.0f}" for time in times)
    sizes = [request.sizes()["responseBodySize"] / 1e3 for request in loaded]
    return f"{each} ms to results; {sum(sizes[:opening]):.0f} kB to open it, {sum(sizes[opening:]):.0f} kB for these four"
