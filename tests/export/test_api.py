"""The JSON API: it is what its OpenAPI document says, and everything in it leads somewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from generator import build
from generator.export.robots import robots
from generator.values.edition import Edition
from generator.values.fields import INVERSE
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.conftest import TODAY, printed


@pytest.fixture(scope="module")
def files(real: Graph) -> dict[str, Any]:
    """All files of the API of the real corpus, by path from its root."""
    return {path.removeprefix("api/v1/"): json.loads(text) for path, text in printed(real).items() if path.startswith("api/v1/")}


def test_the_document_is_valid_openapi(files: dict[str, Any]) -> None:
    """By an independent validator."""
    validate(files["openapi.json"])


def test_every_answer_is_as_the_document_says(files: dict[str, Any]) -> None:
    """Each list and each entry against its schema, formats too."""
    document = files["openapi.json"]

    def check(path: str, value: Any) -> None:
        schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = schema | {"components": document["components"]}
        errors = list(Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).iter_errors(value))
        assert errors == [], f"{path}: {errors[:1]}"

    lists = [path for path in document["paths"] if "{" not in path]
    for path in lists:
        check(path, files[path[1:]])
    entries = [value for name, value in files.items() if name.startswith("entries/") and name.count("/") == 1]
    assert len(entries) == files["entries.json"]["count"] == len(files["entries.json"]["entries"])
    for value in entries:
        check("/entries/{id}.json", value)
    for part in ("actors", "parallels", "series"):
        ones = {name: value for name, value in files.items() if name.startswith(f"{part}/") and name.count("/") == 1}
        assert len(ones) == files[f"{part}.json"]["count"]
        for name, value in ones.items():
            check(f"/{part}/{{id}}.json", value)
            assert name == f"{part}/{value['id']}.json"


def test_months_have_every_change_once(graph: Graph) -> None:
    """In files by the month of each; versions are as the document says too."""
    line = tuple(
        Revision(
            "e/open-model",
            "changed" if n else "added",
            date(2026, 1 + n // 2, 1 + n),
            f"c{n}",
            "s",
            "entries/ai/releases/open-model.yaml",
            "b",
            ("date",),
            f"{n}" * 10,
            ("Ann",),
            {"title": "x"},
        )
        for n in range(4)
    )
    past = History("whole", {"e/open-model": line}, line[::-1])
    api_files = {path: text for path, text in printed(graph, past=past).items() if path.startswith("api/v1/")}
    whole = json.loads(api_files["api/v1/changes.json"])["changes"]
    months = list(json.loads(api_files["api/v1/index.json"])["months"])
    assert months == ["2026-02", "2026-01"]
    assert [row for month in months for row in json.loads(api_files[f"api/v1/changes/{month}.json"])["changes"]] == whole
    document = json.loads(api_files["api/v1/openapi.json"])
    schema = document["components"]["schemas"]["version"] | {"components": document["components"]}
    versions = [json.loads(text) for path, text in api_files.items() if "/versions/" in path]
    assert len(versions) == 4
    for version in versions:
        Draft202012Validator(schema).validate(version)


def test_ids_lead_somewhere(files: dict[str, Any], real: Graph) -> None:
    """Those of links, actors and parallels are of things that are here; a link has its inverse at the other end."""
    actors = {row["id"] for row in files["actors.json"]["actors"]}
    for record in real.entries:
        value = files[f"entries/{record.id}.json"]
        assert set(value.get("actors", ())) <= actors
        for link in value.get("links", ()):
            other = files[f"entries/{link['to']}.json"]
            assert {"from": record.id, "as": INVERSE[link["as"]]}.items() <= next(
                back.items() for back in other["backlinks"] if back["from"] == record.id and back["as"] == INVERSE[link["as"]]
            )
    assert all(edge["from"] in real.by_id and edge["to"] in real.by_id for edge in files["lineage.json"]["lineage"])


def test_the_index_counts_what_is_there(files: dict[str, Any]) -> None:
    """And names the licence."""
    index = files["index.json"]
    assert index["licence"] == "CC-BY-4.0"
    for name, part in index["parts"].items():
        assert part["count"] == len(files[f"{name}.json"][name])
        assert part["url"].endswith(f"/api/v1/{name}.json")


def test_what_was_renamed_keeps_its_old_name_for_a_version(files: dict[str, Any], real: Graph) -> None:
    """With the same values, and the document says which name goes."""
    comparison = files["comparison.json"]
    assert comparison["measured"] == comparison["comparands"] != []
    known = [files[f"entries/{record.id}.json"] for record in real.entries if real.models_of(record)]
    assert known
    assert all(entry["measured"] == entry["hub_models"] != [] for entry in known)
    schemas = files["openapi.json"]["components"]["schemas"]
    assert all(schemas[name]["properties"]["measured"]["deprecated"] for name in ("entry", "comparison"))


def test_the_same_corpus_gives_the_same_bytes(graph: Graph) -> None:
    """In the same order of fields and rows."""
    first, second = (printed(replace(graph)) for _ in range(2))  # of a copy, which is printed anew
    assert {path: text for path, text in first.items() if path.startswith("api/")} == {
        path: text for path, text in second.items() if path.startswith("api/")
    }


def test_figures_and_dates_are_as_precise_as_they_are(files: dict[str, Any], real: Graph) -> None:
    """An open interval has no last day; a series has all its figures."""
    open_ended = [r.id for r in real.entries if r.value.date.latest is None]
    rows = {row["id"]: row for row in files["entries.json"]["entries"]}
    assert all(rows[name]["latest"] is None for name in open_ended)
    figures = {row["id"]: len(row["figures"]) for row in files["series.json"]["series"]}
    assert figures == {record.id: len(record.points) for record in real.series}


@pytest.mark.parametrize("path", ["", "/repo"])
def test_robots_are_welcome_and_told_the_map(graph: Graph, path: str) -> None:
    """Of the site's own address, which may have a path; not in the previews below it, which other people wrote."""
    edition = Edition(graph, TODAY, build.Addresses(f"https://site.example{path}", "https://git.example/repo"))
    assert dict(robots(edition))["robots.txt"] == (
        f"User-agent: *\nAllow: /\nDisallow: {path}/preview/\n\nSitemap: https://site.example{path}/sitemap.xml\n"
    )
