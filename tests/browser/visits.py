"""One visit to each kind of page on a light desk and one on a dark phone, and all that is looked at there: a page is opened once, however
many tests ask what was seen of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, Page

PHONE, DESK = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
SCHEMES: Final = ("light", "dark")
READERS: Final = {"light-desk": ("light", DESK), "dark-phone": ("dark", PHONE)}
"""Who visits: the scheme of the system and the size of the window."""


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


def settle(page: Page) -> None:
    """Wait until a page is all there: its fonts, its timeline, and its search where it opens by itself."""
    page.wait_for_function(SETTLED)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader saw of a page."""

    status: int
    headings: int
    """Main ones."""
    widths: Mapping[str, int]
    """How wide the content is, by scheme."""
    poor: Mapping[str, Sequence[str]]
    """Texts that do not stand out, by scheme."""
    violations: Sequence[str]
    """What axe-core finds."""


class Visits:
    """The pages of a site as its readers see them; each is visited when a test first asks, and never again."""

    def __init__(self, browser: Browser, site: str, axe: str) -> None:
        self.browser = browser
        self.site = site
        self.axe = axe
        self._seen: dict[tuple[str, str], Seen] = {}

    def to(self, path: str, reader: str) -> Seen:
        """What one of READERS saw at a path. A page with an error in its console fails the test, as everywhere."""
        if (path, reader) not in self._seen:
            scheme, size = READERS[reader]
            with opened(self.browser, size, scheme) as page:
                answer = page.goto(self.site + path)
                assert answer
                self._seen[path, reader] = self._look(page, scheme, answer.status)
        return self._seen[path, reader]

    def _look(self, page: Page, scheme: str, status: int) -> Seen:
        settle(page)
        widths = {scheme: page.evaluate(WIDTH)}
        poor = {scheme: page.evaluate(CONTRAST)}
        headings = page.locator("main h1").count()
        page.evaluate(self.axe)
        found = violations(page.evaluate(AXE))
        # Then the system goes to its other colours while the page is open.
        page.evaluate(STILL)
        other = "dark" if scheme == "light" else "light"
        page.emulate_media(color_scheme="dark" if other == "dark" else "light")
        page.wait_for_function(DRESSED, arg=other)
        widths[other] = page.evaluate(WIDTH)
        poor[other] = page.evaluate(CONTRAST)
        return Seen(status, headings, widths, poor, found)


def violations(found: Mapping[str, Any]) -> list[str]:
    """What axe-core found, a line each."""
    return [f"{one['id']}: {one['help']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]


AXE = 'axe.run({resultTypes: ["violations"]})'
"""All rules that are on by default; of what passes nothing is told, which on a long page takes longer than the rules."""
SETTLED = """async () => {
  await document.fonts.ready;
  const search = document.querySelector("dialog[open] [role=status]");
  return document.readyState === "complete"
    && [...document.querySelectorAll(".of-explore-time")].every((box) => box.dataset.ready)
    && (!location.pathname.endsWith("/search/") || (search && !search.textContent.startsWith("Loading")));
}"""
WIDTH = "document.documentElement.scrollWidth"
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""No colour is on its way to another when it is looked at."""
DRESSED = """async (scheme) => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  return matchMedia(`(prefers-color-scheme: ${scheme})`).matches;
}"""
"""The page has heard of the system's other colours."""
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
