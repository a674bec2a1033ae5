"""The feeds: read back by the parser that we read others with, and by the rules of their formats."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import listparser
import pytest

from generator import build
from generator.export.feeds import feeds
from generator.values.citation import AUTHOR
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.conftest import CHECKOUT, MILESTONE, TODAY, heads, printed
from tests.repository import Repository

KERNEL = "Kernel 1.0 is released"
TITLE = "通义 & <b>“R&D”</b> {at} 100 % 🐧"


@pytest.fixture
def files(graph: Graph) -> dict[str, str]:
    """All files of the fake corpus, with a past of three commits, the newest of which is of a page that is gone."""
    record = graph.by_id["open-model"]
    other = replace(record, value=record.value.model_copy(update={"title": TITLE}))
    changed = tuple(other if r.id == other.id else r for r in graph.entries)
    line = (
        Revision("e/gone", "withdrawn", date(2026, 1, 4), "c4", "Take it out", "entries/ai/releases/x.yaml", "b"),
        Revision(
            "e/open-model",
            "changed",
            date(2026, 1, 3),
            "c3",
            "Mend <the\x0b day>",
            "entries/ai/releases/x.yaml",
            "b",
            ("date",),
            "bbbbbbbbbb",
        ),
        Revision("e/kernel-1-0", "added", date(2026, 1, 2), "c2", "Add", "entries/ai/releases/x.yaml", "b", (), "cccccccccc"),
        Revision("e/open-model", "added", date(2026, 1, 1), "c1", "Add", "entries/ai/releases/x.yaml", "b", (), "aaaaaaaaaa"),
        Revision("actors/lab", "added", date(2026, 1, 1), "c1", "Add", "entries/ai/releases/x.yaml", "b", (), "dddddddddd"),
    )
    past = History("whole", {}, line)
    return printed(replace(graph, entries=changed, by_id={r.id: r for r in changed}), past=past)


def test_atom_is_read_by_a_feed_reader(files: dict[str, str]) -> None:
    """Well formed, newest first, each item with an id of its own; a correction says so."""
    feed: Any = feedparser.parse(files["feed.atom"].encode())
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert [entry.title for entry in feed.entries] == [f"Corrected: {TITLE}", KERNEL, TITLE]
    assert feed.entries[0].summary.endswith(" Changed: date. Mend <the day>")
    assert feed.entries[0].link == "https://site.example/e/open-model/"
    assert feed.entries[0].updated == "2026-01-03T00:00:00+00:00"
    assert len({entry.id for entry in feed.entries}) == 3
    assert feed.entries[0].published == "2026-01-03T00:00:00+00:00"
    assert feed.feed.updated == "2026-01-03T00:00:00+00:00"
    assert {(link.rel, link.href) for link in feed.feed.links} == {
        ("self", "https://site.example/feed.atom"),
        ("alternate", "https://site.example/changes/"),
    }
    assert (feed.feed.language, feed.feed.rights) == ("en", "CC BY 4.0")
    assert (feed.feed.author_detail.name, feed.feed.author_detail.href) == (AUTHOR, "https://site.example/")
    assert [tag.term for tag in feed.entries[0].tags][:3] == ["correction", "ai", "release"]


def test_a_feed_without_items_is_one_too(files: dict[str, str]) -> None:
    """It has not changed since the day on which feeds began."""
    feed: Any = feedparser.parse(files["feeds/policies.atom"].encode())
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "1970-01-01T00:00:00+00:00")


def test_json_feed_has_what_its_format_asks_for(files: dict[str, str]) -> None:
    """https://www.jsonfeed.org/version/1.1/: version, title and items; of an item its id and a content."""
    feed = json.loads(files["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://site.example/feed.json"
    assert next(item["title"] for item in feed["items"]) == f"Corrected: {TITLE}"
    assert all(isinstance(item["id"], str) and item["content_text"] and item["url"].startswith("https://") for item in feed["items"])


def test_there_is_one_for_each_track_and_kind(files: dict[str, str]) -> None:
    """With those of it only."""
    titles = {
        path: [item["url"] for item in json.loads(text)["items"]]
        for path, text in files.items()
        if path.endswith("feed.json") or (path.startswith("feeds/") and path.endswith(".json"))
    }
    assert titles["ai/feed.json"] == ["https://site.example/e/open-model/"] * 2
    assert titles["linux/feed.json"] == ["https://site.example/e/kernel-1-0/"]
    assert titles["feeds/policies.json"] == []
    assert {path for path in files if path.endswith(".atom")} == {path.replace(".json", ".atom") for path in titles}


def test_what_was_taken_out_and_came_back_is_new_twice_and_never_news_of_going(graph: Graph) -> None:
    """A reader is told what is here: the day on which a page was away is no item."""
    path, page = "entries/ai/releases/open-model.yaml", "e/open-model"
    line = (
        Revision(page, "added", date(2026, 1, 3), "c3", "Back", path, "b", (), "cccccccccc"),
        Revision(page, "withdrawn", date(2026, 1, 2), "c2", "Out", path, "b", (), "bbbbbbbbbb"),
        Revision(page, "added", date(2026, 1, 1), "c1", "Add", path, "b", (), "aaaaaaaaaa"),
    )
    items = json.loads(printed(graph, past=History("whole", {page: line[::-1]}, line))["feed.json"])["items"]
    assert [item["date_modified"][:10] for item in items] == ["2026-01-03", "2026-01-01"]


def items_of(repository: Repository, site: str = "https://site.example") -> list[dict[str, Any]]:
    """The items of the JSON feed of a repository's site."""
    graph = build.graph(repository.root, TODAY)
    feed = dict(feeds(graph, build.history(repository.root, graph), site))
    items: list[dict[str, Any]] = json.loads(feed["feed.json"])["items"]
    read: Any = feedparser.parse(feed["feed.atom"].encode())
    assert [entry.id for entry in read.entries] == [item["id"] for item in items]
    return items


def test_an_item_keeps_its_id_and_what_it_said(tmp_path: Path) -> None:
    """When the entry is changed, changed back, renamed, and when the site moves to another host."""
    repository = Repository(tmp_path / "checkout")
    path = "ai/milestones/a.yaml"
    repository.write(path)
    repository.commit("Add it")
    seen = items_of(repository)
    repository.write(path, MILESTONE.replace("Something happens", "Something else happens").replace("2020-05-01", "2020-05-02"))
    repository.commit("Mend it", "2026-01-02")
    for change in ("revert", "rename"):
        if change == "revert":
            repository.git("revert", "--no-edit", "HEAD", when="2026-01-03T12:00:00+00:00")
        else:
            repository.git("mv", f"entries/{path}", "entries/ai/milestones/b.yaml")
            repository.write("ai/milestones/b.yaml", MILESTONE + "former_ids: [a]\n")
            repository.commit("Rename it", "2026-01-04")
        items = items_of(repository)
        kept = [
            {**item, "url": None} for item in items[1:] if item["_only_faster"]["commit"] in {old["_only_faster"]["commit"] for old in seen}
        ]
        assert kept == [{**item, "url": None} for item in seen]
        assert len({item["id"] for item in items}) == len(items)
        seen = items
    assert [item["title"] for item in seen] == [
        "Corrected: Something happens",
        "Corrected: Something happens",
        "Corrected: Something else happens",
        "Something happens",
    ]
    assert "2 May 2020" in seen[2]["content_text"]
    versions = [item["_only_faster"]["version"] for item in seen]
    assert versions[1] == versions[3], "the same text is the same version, and another item"
    assert [item["id"] for item in items_of(repository, "https://elsewhere.example/base")] == [item["id"] for item in seen]
    pages = printed(graph := build.graph(repository.root, TODAY), past=build.history(repository.root, graph))
    anchors = re.findall(r'<section id="([^"]+)"', pages["e/b/versions/index.md"])
    assert anchors == [versions[0], f"{versions[1]}-2", versions[2], versions[3]]
    first = json.loads(pages[f"api/v1/entries/b/versions/{versions[3]}.json"])
    assert (first["day"], first["change"]) == ("2026-01-01", "added"), "a version's file does not change when it comes back"


def test_a_renamed_actors_feed_stays_at_its_address(files: dict[str, str], graph: Graph) -> None:
    """The same bytes, so that whoever subscribed under the old name reads on, and nothing comes twice."""
    renamed = {former: name for name, record in graph.actors.items() for former in record.value.former_ids}
    assert renamed
    for former, name in renamed.items():
        for form in ("atom", "json"):
            assert files[f"actors/{former}/feed.{form}"] == files[f"actors/{name}/feed.{form}"]


def test_without_a_history_there_are_no_feeds(graph: Graph) -> None:
    """Nobody knows what is new."""
    assert not [path for path in printed(graph) if path.endswith(".atom")]


def test_actors_and_tags_have_feeds_too(files: dict[str, str], graph: Graph) -> None:
    """What each acts in and is about, and a correction has a tag that says so."""
    record = graph.by_id["open-model"]
    for path in (f"actors/{record.value.actors[0]}/feed.json", f"tags/{record.value.tags[0]}/feed.json"):
        items = json.loads(files[path])["items"]
        assert {item["url"] for item in items} >= {"https://site.example/e/open-model/"}
        assert ["correction" in item["tags"] for item in items if "open-model" in item["url"]] == [True, False]
    assert {path.removesuffix("/feed.atom") for path in files if path.endswith("/feed.atom")} == {
        *(f"actors/{name}" for name, actor in graph.actors.items() for name in (name, *actor.value.former_ids)),
        *(f"tags/{tag}" for tag in graph.by_tag),
        "ai",
        "linux",
    }
    pages = {
        path: json.loads(files[path])["home_page_url"] for path in ("feed.json", "ai/feed.json", "feeds/forks.json", "actors/lab/feed.json")
    }
    assert pages == {
        "feed.json": "https://site.example/changes/",
        "ai/feed.json": "https://site.example/ai/",
        "feeds/forks.json": "https://site.example/changes/",
        "actors/lab/feed.json": "https://site.example/actors/lab/",
    }
    feeds = heads(graph, History("whole"))[f"actors/{record.value.actors[0]}/index.md"]["feeds"]
    assert f"actors/{record.value.actors[0]}/feed" in [address for _, address in feeds]


def test_what_is_read_is_told_as_opml(real: Graph) -> None:
    """To another program, with every feed once, in the folder of its track."""
    text = printed(real)["sources/feeds.opml"]
    outline = listparser.parse(text)
    assert outline.bozo is False
    assert {(feed.url, feed.title) for feed in outline.feeds} == {(str(r.value.url), r.value.name) for r in real.feeds}
    assert {tag for feed in outline.feeds for tag in feed.tags} == {"Both tracks", "Open AI", "Linux"}


def test_language_models_are_told_what_is_here(real: Graph) -> None:
    """A title, a summary, and lists of links that all lead to a file or a page of the site."""
    pages = printed(real)
    title, _, quote, *_ = pages["llms.txt"].splitlines()
    assert (title, quote[:2]) == ("# Only Faster", "> ")
    for path in re.findall(r"\]\(https://site\.example/([^)]+)\)", pages["llms.txt"]):
        there = {path, f"{path}index.md", f"{path.rstrip('/')}.md"} & set(pages)
        written = CHECKOUT / "docs" / f"{path.rstrip('/')}.md"
        assert there or written.exists() or "{id}" in path or "feed" in path, path
