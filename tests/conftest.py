"""What many tests share: the checkout, the small fake corpus, and a day that never moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from generator import build
from generator.cite import cite
from generator.render.template import Renderer
from generator.values.corpus import Problem
from generator.values.edition import Edition
from generator.values.graph import Graph
from generator.values.history import History

CHECKOUT = Path(__file__).parent.parent
FAKE = CHECKOUT / "tests" / "data" / "corpus"
TODAY = date(2026, 11, 24)
ADDRESSES = build.Addresses("https://site.example", "https://git.example/repo")

MILESTONE = """\
title: Something happens
date: 2020-05-01
summary: Something happens that is told in a sentence of a decent length.
sources:
  - url: https://example.org/a
"""


@pytest.fixture
def today() -> date:
    """The day that all tests take as today."""
    return TODAY


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The fake corpus, related."""
    return build.graph(FAKE, TODAY)


@pytest.fixture(scope="session")
def real() -> Graph:
    """The real corpus, related."""
    return build.graph(CHECKOUT, TODAY)


ADDRESSES = build.Addresses("https://site.example", "https://git.example/repo")


def printed(graph: Graph, today: date = TODAY, past: History | None = None) -> dict[str, str]:
    """All files of the site by path; pictures as empty text."""
    pages = build.pages(graph, today, ADDRESSES, past)
    return {page.path: page.text if isinstance(page.text, str) else "" for page in pages}


def heads(graph: Graph, past: History | None = None) -> dict[str, Mapping[str, Any]]:
    """What each page says of itself, by path."""
    return {page.path: page.meta for page in build.pages(graph, TODAY, ADDRESSES, past) if page.meta}


def renderer(graph: Graph) -> Renderer:
    """What renders a single page of a graph, where the whole site of it would take long: without a comparison, charts and downloads."""
    edition = Edition(graph, TODAY, ADDRESSES)
    return Renderer(replace(edition, citations=cite(edition)))


def altered(graph: Graph, **values: object) -> Graph:
    """The fake corpus with other values of the entry `open-model`."""
    record = graph.by_id["open-model"]
    other = replace(record, value=record.value.model_copy(update=values))
    entries = tuple(other if one.id == other.id else one for one in graph.entries)
    return replace(graph, entries=entries, by_id={**graph.by_id, other.id: other})


class Corner:
    """A corpus of a few files that a test writes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "entries").mkdir()

    def write(self, path: str, text: str | bytes = MILESTONE) -> None:
        """Write `entries/PATH`; text is dedented."""
        file = self.root / "entries" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())

    def problems(self, rule: str | None = None) -> list[Problem]:
        """What is wrong in it, or only what one rule finds."""
        _, found = build.inspect(self.root, TODAY)
        return [p for p in found if rule is None or p.rule == rule]

    def told(self, rule: str) -> list[str]:
        """What one rule finds, as `path:line:column` from entries/ on."""
        return [f"{p.path.removeprefix('entries/')}:{p.line}:{p.column}" for p in self.problems(rule)]


@pytest.fixture
def corner(tmp_path: Path) -> Corner:
    """An empty corpus."""
    return Corner(tmp_path)
