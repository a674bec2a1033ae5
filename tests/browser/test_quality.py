"""What others measure a site by: axe-core, the Nu HTML checker, Lighthouse; and that no page asks another host for anything."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import FLAGS, PATH, chromium, program, tool
from tests.browser.kinds import KINDS_OF_PAGE, MEASURED
from tests.browser.visits import DESK, READERS, Visits, opened

pytestmark = pytest.mark.browser

LEAST = {"performance": 0.95, "accessibility": 1, "best-practices": 1, "seo": 1}
"""Lighthouse's scores that the site keeps."""
RUNS = 3
"""Lighthouse measures performance on a busy machine: the best of so many runs counts."""


@pytest.mark.parametrize("path", KINDS_OF_PAGE)
@pytest.mark.parametrize("reader", list(READERS))
def test_axe_finds_no_violation(visits: Visits, path: str, reader: str) -> None:
    """All of axe-core's rules that are on by default: WCAG 2.2 A and AA, and its best practices."""
    assert visits.to(path, reader).violations == []


def test_axe_finds_no_violation_in_the_open_search(browser: Browser, site: str) -> None:
    """With results and facets in it."""
    axe = tool("axe-core/axe.min.js").read_text()
    for scheme in ("light", "dark"):
        with opened(browser, DESK, scheme) as page:
            page.goto(site + "/?q=linux")
            page.locator(".of-found a").first.wait_for()
            page.evaluate(axe)
            found: dict[str, Any] = page.evaluate("axe.run('dialog')")
            assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]] == []


def test_the_nu_html_checker_finds_no_error(built: Path) -> None:
    """On every page of the site."""
    java, jar = program("java", "default-jre-headless"), tool("vnu-jar/build/dist/vnu.jar")
    words = [java, "-Xss8m", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(built)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr or '{"messages": []}')["messages"]
    told = [f"{m['url'].split('/site/', 1)[-1]}:{m.get('lastLine', 0)}: {m['message']}" for m in found]
    assert told[:20] == []
    assert done.returncode == 0, done.stderr[:500]


@pytest.mark.parametrize("path", MEASURED)
def test_lighthouse_scores(site: str, path: str, tmp_path: Path) -> None:
    """As a phone on a slow network would see it: Lighthouse's own defaults."""
    lighthouse = tool("lighthouse/cli/index.js")
    flags = " ".join(["--headless=new", *FLAGS, f"--user-data-dir={tmp_path / 'profile'}"])
    words = [program("node", "nodejs"), str(lighthouse), site + path, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    words += ["--throttling-method=simulate", f"--only-categories={','.join(LEAST)}", "--max-wait-for-load=30000"]
    best: dict[str, float] = {}
    poor: list[str] = []
    for _ in range(RUNS):
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ | {"CHROME_PATH": chromium()})
        assert done.returncode == 0, done.stderr[-800:]
        report = json.loads(done.stdout)
        for name, category in report["categories"].items():
            best[name] = max(best.get(name, 0), category["score"] or 0)
        poor = [
            f"{ref['id']}: {report['audits'][ref['id']]['title']}"
            for category in report["categories"].values()
            for ref in category["auditRefs"]
            if ref["weight"]
            and (report["audits"][ref["id"]]["score"] or 0) < 1
            and report["audits"][ref["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
        ]
        if all(best[name] >= least for name, least in LEAST.items()):
            break
    print(path, best)  # noqa: T201  the scores, for whoever asks pytest for them with -s
    assert {name: score for name, score in best.items() if score < LEAST[name]} == {}, poor


def test_what_stands_outside_the_path_of_the_site_is_lost(browser: Browser, site: str) -> None:
    """A link from the root of the host leads nowhere, and every test that follows one fails; the site's own 404 page is not there."""
    host = site.removesuffix(PATH)
    page = browser.new_page()
    for path in ("/", "/e/deepseek-r1/", "/assets/frame.js", f"{PATH}x/"):
        answer = page.request.get(host + path)
        assert (answer.status, "There is no page" in answer.text()) == (404, False), path
    answer = page.request.get(f"{site}/e/no-such-entry/")
    assert (answer.status, "There is no page" in answer.text()) == (404, True)
    page.close()


def test_no_page_asks_for_anything_outside_the_path_of_the_site(built: Path) -> None:
    """Every address that starts at the root of the host starts with the site's path: on 404.html, which is shown at any depth, all
    do; elsewhere links are relative."""
    rooted = re.compile(r"""\s(?:href|src|srcset|action|data)=["']?(/(?!/)[^"'\s>]*)|url\(["']?(/(?!/)[^"')]*)""")
    asked = {
        file.relative_to(built).as_posix(): {one or two for one, two in rooted.findall(file.read_text())}
        for file in built.rglob("*")
        if file.suffix in (".html", ".css")
    }
    lost = asked.pop("404.html")
    assert {f"{PATH}/assets/frame.js", f"{PATH}/search/", f"{PATH}/"} <= lost
    assert [address for address in sorted(lost) if not address.startswith(f"{PATH}/")] == []
    assert {name: addresses for name, addresses in asked.items() if addresses} == {}


def test_no_page_refers_to_another_host_for_what_it_needs(built: Path) -> None:
    """Scripts, styles, pictures, fonts, frames: all come with the site. Links are free to lead elsewhere."""
    asked = re.compile(
        r"""<(?:script|img|iframe|source|audio|video|embed|object)\b[^>]*?\b(?:src|srcset|data)=["']?(?:https?:)?//"""
        r"""|<link\b[^>]*?\brel=["']?(?:stylesheet|preload|preconnect|dns-prefetch|icon|modulepreload)[^>]*?\bhref=["']?(?:https?:)?//"""
        r"""|url\(["']?(?:https?:)?//|@import\s+["'](?:https?:)?//"""
    )
    wrong = []
    for file in built.rglob("*"):
        if file.suffix in (".html", ".css"):
            wrong += [f"{file.relative_to(built)}: {found[0]}" for found in asked.finditer(file.read_text())]
    assert wrong == []
