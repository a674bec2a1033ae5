"""What macros print is made ready before a template sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.render.parts import Took, citing_of, licence_parts, sources_of, took
from generator.values.actors import Licence
from generator.values.addresses import Addresses
from generator.values.citation import Citation
from generator.values.comparison import EventTime
from generator.values.edition import Edition
from generator.values.fetched import Fetched, LinkState
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.span import Span
from tests.render.test_changes import PAST


def edition(graph: Graph, past: History, *addresses: str) -> Edition:
    """An edition in which some addresses have a citation, and nothing else was made."""
    cited = {address: Citation(address, "", "v", None, "", f"{address}/cite", {}, "", "", {}) for address in addresses}
    return Edition(graph, date(2026, 11, 24), Addresses("", ""), past, citations=cited)


@pytest.mark.parametrize(
    ("address", "version", "versions"),
    [
        ("e/open-model", "e/open-model/versions/#", "e/open-model/versions/"),
        ("e/first-distro", "changes/", ""),
        ("compare", "changes/#c", "changes/"),
        ("compare#chart-origins", "", "changes/"),
        ("series/x#chart-x", "", ""),
    ],
)
def test_a_citation_leads_to_its_versions(graph: Graph, address: str, version: str, versions: str) -> None:
    """Of a page to its own, of one made from all entries to the changes; a chart has none of its own."""
    citing = citing_of(edition(graph, PAST, address), address)
    assert (citing.version, citing.versions) == (version, versions)
    assert citing_of(edition(graph, History(), address), address).versions == ""


def test_a_source_that_is_gone_leads_to_its_copy(graph: Graph) -> None:
    """And stays where it was if there is none; a page that moved says where to."""
    record = graph.by_id["open-model"]
    url = str(record.value.sources[0].url)

    def shown(**state: object) -> tuple[str, str, str]:
        links = {url: LinkState(checked=date(2026, 1, 1), **state)}  # type: ignore[arg-type]
        source = sources_of(replace(graph, fetched=Fetched(links=links)), record)[0]
        return source.href, source.copy, source.moved_to

    copy = "https://web.archive.org/web/2024/x"
    assert shown(state="gone", archived=copy) == (copy, copy, "")
    assert shown(state="gone") == (url, "", "")
    assert shown(state="ok", archived=copy) == (url, copy, "")
    assert shown(state="moved", to="https://new.example/") == (url, "", "https://new.example/")


def test_a_licence_expression_is_shown_in_parts(graph: Graph) -> None:
    """Words between licences are small; a licence that is told of has its name and what it says."""
    own = Licence(name="Own terms", summary="Permits little.")
    parts = licence_parts(replace(graph, licences={"LicenseRef-own": own}), "MIT OR (LicenseRef-own AND X)")
    assert [part.text for part in parts] == ["MIT", "or", "Own terms", "and", "X"]
    assert [part.id for part in parts] == ["MIT", "", "LicenseRef-own", "", "X"]
    assert [(part.opens, part.closes) for part in parts] == [(False, False), (False, False), (True, False), (False, False), (False, True)]
    assert [part.summary for part in parts if part.summary] == ["Permits little."]


def test_a_bar_is_a_share_of_the_longest() -> None:
    """What lies before the origin has none, and what is not yet reached says so."""
    assert took(EventTime(None, Span(365, None)), "ai", 730) == Took("ai", "not yet, after 11 months", 50.0, True)
    assert took(EventTime(None, Span(-20, -10)), "linux", 730).share == 0
