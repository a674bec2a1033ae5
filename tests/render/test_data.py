"""The page of the data: what it lists is there, as large as it says, and machines read the same."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pyld import jsonld

from generator import build
from generator.values.graph import Graph
from tests.conftest import TODAY, heads

SCHEMA = "https://schema.org/"


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str | bytes]:
    """All files of the fake corpus."""
    addresses = build.Addresses("https://site.example", "https://git.example/repo")
    return {page.path: page.text for page in build.pages(graph, TODAY, addresses)}


def triples(linked: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What JSON-LD says, read by a JSON-LD processor; its one remote context is given here, not fetched."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": SCHEMA}}}

    rdf: Any = jsonld.to_rdf(linked, {"documentLoader": load})
    return [(t["subject"]["value"], t["predicate"]["value"], t["object"]["value"]) for t in rdf["@default"]]


def linked(graph: Graph, path: str) -> dict[str, Any]:
    """The JSON-LD in the head of a page."""
    document: dict[str, Any] = json.loads(heads(graph)[path]["linked"])
    return document


def test_every_file_that_is_listed_is_there(pages: dict[str, str | bytes]) -> None:
    """And every file under data/ is listed."""
    text = str(pages["data/index.md"])
    listed = {path for path in re.findall(r'href="\.\./(data/[^"?#]+)"', text) if "." in path}
    there = {path for path in pages if path.startswith("data/") and path != "data/index.md"}
    assert listed == there


def test_every_answer_of_the_api_is_told(pages: dict[str, str | bytes]) -> None:
    """By the paths of the OpenAPI document, in the page for people."""
    text = str(pages["data/index.md"])
    for path in json.loads(str(pages["api/v1/openapi.json"]))["paths"]:
        assert f"<code>{path[1:]}</code>" in text, path


def test_the_catalog_is_read_by_a_json_ld_processor(pages: dict[str, str | bytes], graph: Graph) -> None:
    """A catalog with the whole and each curve as datasets, and downloads as large as the files are."""
    catalog = linked(graph, "data/index.md")
    statements = triples(catalog)
    types = {(s, o) for s, p, o in statements if p.endswith("#type")}
    assert ("https://site.example/data/", SCHEMA + "DataCatalog") in types
    datasets = {s for s, o in types if o == SCHEMA + "Dataset"}
    assert datasets == {"https://site.example/data/#all", *(f"https://site.example/series/{r.id}/" for r in graph.series)}
    assert {o for s, p, o in statements if s == "https://site.example/data/" and p == SCHEMA + "dataset"} == datasets
    for file in catalog["dataset"][0]["distribution"]:
        content = pages[file["contentUrl"].removeprefix("https://site.example/")]
        assert file["contentSize"] == f"{len(content if isinstance(content, bytes) else content.encode())} B"


def test_an_entry_is_read_by_a_json_ld_processor(graph: Graph) -> None:
    """An article about an event, with what it rests on."""
    address = "https://site.example/e/open-model/"
    statements = triples(linked(graph, "e/open-model/index.md"))
    properties = {(p.removeprefix(SCHEMA), o) for s, p, o in statements if s == address}
    assert ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", SCHEMA + "Article") in properties
    assert ("headline", graph.by_id["open-model"].value.title) in properties
    works = {o for p, o in properties if p == "citation"}
    urls = {o for s, p, o in statements if s in works and p == SCHEMA + "url"}
    assert urls == {str(source.url) for source in graph.by_id["open-model"].value.sources}
