"""A preview in a browser: what a stranger wrote is seen, and does nothing on the address of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.server import serving
from tests.test_previews import PAGE, prepared, preview, site

CAUGHT = "document.documentElement.dataset.ran = 1; fetch('/ran')"
ATTACKS = {
    "script": f"<script>{CAUGHT}</script>",
    "script of the site": '<script src="/a.js"></script>',
    "script of a picture": f"<svg><script>{CAUGHT}</script></svg><math><mtext><script>{CAUGHT}</script></math>",
    "handlers": f'<img src="/none.png" onerror="{CAUGHT}"><svg onload="{CAUGHT}"></svg><body onpageshow="{CAUGHT}">',
    "address": f'<a id="go" href="javascript:{CAUGHT}">Go</a>',
    "frame": f'<iframe srcdoc="<script>{CAUGHT}</script>"></iframe><iframe src="javascript:{CAUGHT}"></iframe>',
    "frame of the site": '<iframe src="/index.html"></iframe><object data="/index.html"></object><embed src="/index.html">',
    "module": f'<script type="module">{CAUGHT}</script><link rel="modulepreload" href="/a.js">',
    "worker": '<script>new Worker("/a.js"); navigator.serviceWorker.register("/a.js")</script>',
    "redirect": '<meta http-equiv="refresh" content="0; url=/away.html">',
    "base": '<base href="/away/"><img src="x.png">',
    "form": '<form action="/away.html"><button id="go">Go</button></form>',
    "comment that stays open": f"<!--><script>{CAUGHT}</script>",
    "another head": f"<html><head><meta charset=utf-16><meta name=x><script>{CAUGHT}</script></head>",
    "another policy": '<meta http-equiv="Content-Security-Policy" content="script-src *"><script src="/a.js"></script>',
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site is served with the preview that follow-up.yml made of the attacks."""
    root = tmp_path_factory.mktemp("preview")
    stage = prepared(root / "stage")
    stage.commit("gh-pages", {"a.js": CAUGHT, "away.html": "Away", "preview/6/index.html": f"<script>{CAUGHT}</script>"})
    folder = site(stage)
    (folder / "a.css").write_text("p { color: rgb(1, 2, 3) }")
    for number, text in enumerate(ATTACKS.values()):
        (folder / f"{number}.html").write_text(f'{PAGE}<link rel="stylesheet" href="a.css">{text}<p style="margin: 7px">Seen</p>')
    assert preview(stage).ok
    for path, content in stage.files().items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_bytes(content)
    with serving(root / "site") as served:
        yield served


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_preview_runs_nothing_of_a_stranger(browser: Browser, address: str, attack: str) -> None:
    """It stays where it is, asks for nothing but its own files, and is shown with its own styles, in the mode that pages are made for."""
    page = browser.new_page()
    answered: list[str] = []  # what a policy forbids is a request, and gets no answer
    page.on("response", lambda response: answered.append(response.url.removeprefix(address)))
    page.goto(f"{address}/preview/7/{list(ATTACKS).index(attack)}.html", wait_until="networkidle")
    assert page.locator("html").get_attribute("data-ran") is None
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    if attack not in {"comment that stays open"}:
        assert page.locator("html").get_attribute("lang") == "en"
        style = page.locator("p", has_text="Seen").evaluate("p => [getComputedStyle(p).color, getComputedStyle(p).marginTop]")
        assert style == ["rgb(1, 2, 3)", "7px"]
    if page.locator("#go").count():
        page.locator("#go").dispatch_event("click")
        page.wait_for_load_state("networkidle")
    assert [path for path in answered if not path.startswith("/preview/7/") or path.endswith(".js")] in ([], ["/none.png"])
    assert page.url.startswith(f"{address}/preview/7/")
    assert page.evaluate("document.documentElement.dataset.ran") is None
    page.close()


def test_the_attacks_would_run_without_what_stands_before_them(browser: Browser, address: str) -> None:
    """A preview as it came runs its script: what forbids it is no accident of the browser."""
    page = browser.new_page()
    page.goto(f"{address}/preview/6/", wait_until="networkidle")
    assert page.locator("html").get_attribute("data-ran") == "1"
    page.close()
