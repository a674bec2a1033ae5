"""The addresses that docs/addresses.md promises are there."""

from __future__ import annotations

import re

import pytest

from generator import build
from tests.conftest import CHECKOUT, TODAY
from tests.golden.product import checkout

SAMPLES = {
    "/e/ID/": "open-model",
    "/actors/ID/": "student",
    "/parallels/ID/": "first-call-and-weights",
    "/series/ID": "kernel-lines",
    "/criteria/ID/": "built-on",
    "/embed/entry/?id=ID": "open-model",
    "/embed/charts/ID": "kernel-lines",
    "/compare/charts/ID": "speed-ups",
    "/api/v1/entries/ID": "open-model",
}
"""An id that is there, by how the address begins."""
WORDS = {"YEAR": "2025", "TAG": "reasoning", "SPDX": "MIT", "PLACE": "US", "LINUX": "first-call", "AI": "fine-tune"}


def promised() -> list[str]:
    """Every address in the first table of the page."""
    text = (CHECKOUT / "docs/addresses.md").read_text("utf-8").partition("## Promised")[2].partition("\n\n##")[0]
    rows = [row.split("|")[1] for row in text.splitlines() if row.startswith("| `")]
    return [address for row in rows for address in re.findall(r"`([^`]+)`", row)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Paths of the site of a fake corpus with a history, and the version of its entry under an empty path."""
    root = tmp_path_factory.mktemp("promised") / "checkout"
    checkout(root)
    graph = build.graph(root, TODAY)
    past = build.history(root, graph)
    newest = past.last("e/open-model")
    assert newest
    pages = build.pages(graph, TODAY, build.Addresses("https://site.example", ""), past, CHECKOUT / "docs/assets/fonts")
    return {page.path: "" for page in pages} | {"": newest.version}


@pytest.mark.parametrize("address", promised())
def test_a_promised_address_is_there(files: dict[str, str], address: str) -> None:
    """Of a record, a list, a file, a feed or a frame, with an id that is there in place of ID."""
    name = next((name for begin, name in SAMPLES.items() if address.startswith(begin)), "")
    path = address.replace("ID", name) if name else address
    for word, value in WORDS.items():
        path = path.replace(word, value)
    path = path.replace("VERSION", files[""]).partition("?")[0].removeprefix("/")
    there = {path, f"{path}index.md", f"{path}index.html"} if path.endswith("/") else {path}
    assert there & set(files), path


def test_there_are_many() -> None:
    """The table is read at all."""
    assert len(promised()) > 30
