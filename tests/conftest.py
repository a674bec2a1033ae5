"""What many tests share: the checkout, the small fake corpus, and a day that never moves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partialmethod
from pathlib import Path
from textwrap import dedent
from typing import Any, ClassVar

import pytest
from hypothesis import settings
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator import build
from generator.cite import cite
from generator.load.shaped import parse
from generator.render.template import Renderer
from generator.values.audits import Audit
from generator.values.corpus import Problem, Record
from generator.values.edition import Edition
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.pictures import Card

CHECKOUT = Path(__file__).parent.parent
FAKE = CHECKOUT / "tests" / "data" / "corpus"
AUDIT = CHECKOUT / "tests" / "data" / "audit.yaml"
"""An audit of the fake corpus, which has none of its own."""
TODAY = date(2026, 11, 25)
ADDRESSES = build.Addresses("https://site.example", "https://git.example/repo")

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
"""Made-up examples are the same in every run, and none is late: a test that fails here fails everywhere."""

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


class Unaltered:
    """The two corpora as they are, by their root, and the sites of them that tests asked for: each is made once in a run."""

    graphs: ClassVar[dict[Path, Graph]] = {}
    sites: ClassVar[dict[Path, list[build.Page]]] = {}


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The fake corpus, related."""
    return Unaltered.graphs.setdefault(FAKE, build.graph(FAKE, TODAY))


@pytest.fixture(scope="session")
def audited_graph(graph: Graph) -> Graph:
    """The fake corpus with an audit."""
    audit, _ = parse(AUDIT.read_bytes(), Audit, AUDIT.name)
    return replace(graph, audits=(Record("2026-01-04", "entries/audits/2026-01-04.yaml", audit),))


@pytest.fixture(scope="session")
def real() -> Graph:
    """The real corpus, related."""
    return Unaltered.graphs.setdefault(CHECKOUT, build.graph(CHECKOUT, TODAY))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where processes share the tests, one builds the site that the browser opens while the other does what needs no site; what takes
    longest is not left for the end."""
    items.sort(key=lambda item: next(rank for rank, part in enumerate(ORDER) if re.match(part, item.nodeid)))


ORDER = (
    r"tests/browser/test_citations",
    r"tests/(?!browser/)",
    r"tests/browser/test_quality\.py::test_lighthouse",
    r"tests/browser/test_quality",
    r"",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Deal the tests out by file, those of the browser by page: whatever is looked at on one visit is asked of one process. So is
    what looks at the site of all entries, which takes ten seconds to make."""
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415  only there when processes share the tests

    class ByPage(LoadScopeScheduling):  # type: ignore[misc, unused-ignore]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            if WHOLE_SITE.match(file):
                return "the site of all entries"
            if "tests/browser/" not in file or "test_citations" in file:
                return file
            visited = VISITED.search(nodeid)
            return visited[1] if visited else nodeid

    config.option.loadscopereorder = False  # the order is that above
    return ByPage(config, log)


WHOLE_SITE = re.compile(r"tests/(export/|render/test_(compare|embeds|home|jurisdictions|lineage)\.py)")
"""Files whose tests look at it."""
VISITED = re.compile(r"::test_(?:axe_finds_no_violation|every_kind_of_page|text_stands_out)\w*\[(?:light|dark|desk|phone|-)+-(/.*)\]$")
"""A test of what a visit saw, and the page."""


class Compiled(BytecodeCache):
    """Templates as they were compiled before in this run: each site that a test prints compiles the same ones."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """A template of the same file and the same text."""
        if code := self.compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next."""
        self.compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "__init__", partialmethod(Environment.__init__, bytecode_cache=Compiled()))
        yield


def pages_of(graph: Graph, today: date = TODAY, past: History | None = None) -> list[build.Page]:
    """All files of the site; of an unaltered corpus they are made once in a run of the tests."""
    root = next((root for root, related in Unaltered.graphs.items() if related is graph), None)
    if not root or today != TODAY or past:
        return list(build.pages(graph, today, ADDRESSES, past))
    if root not in Unaltered.sites:
        Unaltered.sites[root] = list(build.pages(graph, TODAY, ADDRESSES))
    return Unaltered.sites[root]


def published(graph: Graph, today: date = TODAY, past: History | None = None) -> dict[str, str | bytes | Card]:
    """All files of the site by path."""
    return {page.path: page.text for page in pages_of(graph, today, past)}


def printed(graph: Graph, today: date = TODAY, past: History | None = None) -> dict[str, str]:
    """The same with texts only; pictures as empty text."""
    return {path: text if isinstance(text, str) else "" for path, text in published(graph, today, past).items()}


def heads(graph: Graph, past: History | None = None) -> dict[str, Mapping[str, Any]]:
    """What each page says of itself, by path."""
    return {page.path: page.meta for page in pages_of(graph, past=past) if page.meta}


def items_in(page: str) -> list[dict[str, Any]]:
    """The items of CSL-JSON that stand in a page: its own last, those of its charts before."""
    return [json.loads(text) for text in re.findall(r'class="of-csl">(.*?)</script>', page)]


def renderer(graph: Graph) -> Renderer:
    """What renders a single page of a graph, where the whole site of it would take long: without a comparison, charts and downloads."""
    edition = Edition(graph, TODAY, ADDRESSES)
    return Renderer(replace(edition, citations=cite(edition)))


def altered(graph: Graph, **values: object) -> Graph:
    """The fake corpus with other values of the entry `open-model`."""
    record = graph.by_id["open-model"]
    changed_record = replace(record, value=record.value.model_copy(update=values))
    entries = tuple(changed_record if record.id == changed_record.id else record for record in graph.entries)
    return replace(graph, entries=entries, by_id={**graph.by_id, changed_record.id: changed_record})


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
        _, problems = build.inspect(self.root, TODAY)
        return [p for p in problems if rule is None or p.rule == rule]

    def positions(self, rule: str) -> list[str]:
        """What one rule finds, as `path:line:column` from entries/ on."""
        return [f"{p.path.removeprefix('entries/')}:{p.line}:{p.column}" for p in self.problems(rule)]


@pytest.fixture
def corner(tmp_path: Path) -> Corner:
    """An empty corpus."""
    return Corner(tmp_path)
