"""A built site, served on loopback, and Debian's Chromium."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.site import engine
from tests.browser.server import serving
from tests.browser.visits import Visits
from tests.conftest import CHECKOUT, TODAY

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium as root in a container, and without its own calls to the network."""
TOOLS = Path(__file__).parent / "node_modules"
PATH = "/only-faster"
"""The site is built for an address with a path and served below it, as a project's pages are on GitHub: whatever asks for an address
from the root of the host gets nothing."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site, built strictly from the real entries: once, however many processes share the tests."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # the folder of a worker is in one that all have
        shared = shared.parent
    folder = shared / "built" / "site"
    with (shared / "built.lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():  # a build that fails leaves nothing there
            patch.setenv("SITE_URL", f"https://acme.github.io{PATH}/")
            patch.setenv("REPO_URL", f"https://github.com/acme{PATH}")
            engine.build(CHECKOUT, folder, TODAY, strict=True)
    return folder


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[str]:
    """The address of the built site, without a slash at its end."""
    with serving(built, PATH) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without it skips these tests, CI may not."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def visits(browser: Browser, site: str) -> Visits:
    """The kinds of page as readers see them."""
    return Visits(browser, site, tool("axe-core/axe.min.js").read_text())


def chromium() -> str:
    """Where Chromium is."""
    return find_chromium() or _missing("Chromium (Debian: apt-get install chromium)")


def find_chromium() -> str | None:
    """Where Chromium is; None if it is not here."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def program(name: str, package: str) -> str:
    """Where a program is."""
    return shutil.which(name) or _missing(f"{name} (Debian: apt-get install {package})")


def tool(path: str) -> Path:
    """A file of the npm packages that tests/browser/package.json names."""
    file = TOOLS / path
    return file if file.exists() else Path(_missing("the test tools (npm ci --prefix tests/browser)"))


def _missing(what: str) -> NoReturn:
    """A machine without something skips the tests that need it; CI may not."""
    if os.environ.get("CI"):
        pytest.fail(f"CI has to have {what}")
    pytest.skip(f"not on this machine: {what}")
