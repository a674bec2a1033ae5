"""The dashboard: each weakness is found, and each row leads to where it is mended."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import yaml

from generator.values.corpus import Problem
from generator.values.fetched import Fetched, LinkState, NewsItem, Proposal
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.conftest import CHECKOUT, altered, printed

FORMS = CHECKOUT / ".github" / "ISSUE_TEMPLATE"


def page(graph: Graph, past: History | None = None) -> str:
    """The dashboard of a corpus."""
    return printed(graph, past=past)["coverage/index.md"]


def rows(text: str, group: str) -> list[str]:
    """The rows below a heading."""
    _, heading, rest = text.partition(f'<h2 id="{group}">')
    return re.findall(r"<li>.*?</li>", rest.split("<h2")[0], re.DOTALL) if heading else []


def with_source(graph: Graph, **values: object) -> Graph:
    """The corpus with one source of an entry, with these values."""
    (first, *_) = graph.by_id["open-model"].value.sources
    source = first.model_copy(update={"accessed": None, "quote": None, "archived": None, **values})
    return altered(graph, sources=(source,))


def test_an_entry_with_one_unread_source_stands_in_both_lists(graph: Graph) -> None:
    """Each row leads to a form that is there, with the entry's address in a field that it has."""
    text = page(with_source(graph))
    for group in ("single", "unread"):
        (row,) = [row for row in rows(text, group) if "/e/open-model/" in row]
        (link,) = re.findall(r'href="(https://git[^"]+)"', row)
        query = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
        form = yaml.safe_load((FORMS / query["template"][0]).read_text())
        assert {key for key in query if key not in ("template", "title")} <= {part.get("id") for part in form["body"]}
        assert query["page"] == ["https://site.example/e/open-model/"]


def test_a_dead_link_counts_until_a_copy_is_known(graph: Graph) -> None:
    """Of those that are gone."""
    weak = with_source(graph)
    url = str(weak.by_id["open-model"].value.sources[0].url)
    gone = LinkState(state="gone", checked=date(2026, 11, 1))
    assert rows(page(replace(weak, fetched=Fetched(links={url: gone}))), "dead")
    archived = gone.model_copy(update={"archived": "https://web.example/copy"})
    assert not rows(page(replace(weak, fetched=Fetched(links={url: archived}))), "dead")


def test_warnings_and_reports_are_told(graph: Graph) -> None:
    """A report leads to a form with what is known of it."""
    record = graph.by_id["open-model"]
    item = NewsItem(url="https://n.example/1", title="A & B", publisher="News", feed="news", published=date(2026, 11, 1))
    text = page(
        replace(
            graph,
            warnings=(Problem(record.path, 1, 1, "no link leads here", severity="warning"),),
            fetched=Fetched(inbox=(Proposal(item=item, score=0.5, why=("a law",)),)),
        )
    )
    assert "no link leads here" in rows(text, "warned")[0]
    assert "source-url=https%3A%2F%2Fn.example%2F1" in rows(text, "inbox")[0]


def test_totals_are_those_of_the_history(graph: Graph) -> None:
    """At the end of each day, with what went taken off."""
    line = (
        Revision("e/b", "withdrawn", date(2026, 1, 3), "c3", "s", "entries/ai/releases/b.yaml", "b"),
        Revision("e/b", "added", date(2026, 1, 2), "c2", "s", "entries/ai/releases/b.yaml", "b"),
        Revision("e/a", "added", date(2026, 1, 1), "c1", "s", "entries/linux/releases/a.yaml", "b"),
    )
    _, _, table = page(graph, History("whole", {}, line)).partition('id="totals"')
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td><td>(\d+)</td>', table) == [
        ("2026-01-01", "1", "0"),
        ("2026-01-02", "1", "1"),
        ("2026-01-03", "1", "0"),
    ]
