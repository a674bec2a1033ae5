"""`/sources/`: what state every address is in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from generator.values.fetched import Fetched, LinkState
from generator.values.graph import Graph
from tests.conftest import printed


def test_sources_tells_the_state_of_every_link(graph: Graph) -> None:
    """Counts, what is wrong with its pages, hosts, and everything as a file."""
    first = str(graph.by_id["open-model"].value.sources[0].url)
    failing = LinkState(state="failing", checked=date(2026, 1, 5), status=500, failures=(date(2026, 1, 5),))
    pages = printed(replace(graph, fetched=Fetched(links={first: failing})))
    text = pages["sources/index.md"]
    assert '<h2 id="failing">' in text
    assert "500, 2026-01-05" in text
    assert 'href="../e/open-model/"' in text
    links = json.loads(pages["sources/links.json"])
    assert [link["state"] for link in links if link["url"] == first] == ["failing"]
    assert next(link["pages"] for link in links if link["url"] == first)[0].startswith("e/")
    assert "No program has asked them yet" in printed(graph)["sources/index.md"]
