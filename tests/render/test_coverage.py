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


def section(text: str) -> str:
    """What the page says of audits, as words."""
    part = text.partition('<h2 id="audits">')[2].partition("<h2")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def test_audits_stand_with_their_rate_and_what_was_caught(audited_graph: Graph) -> None:
    """Together and each alone; what has lapsed, what cannot be told, and each kind of planted error."""
    words = section(page(audited_graph))
    assert "Of 3 statements drawn by lot and held against their sources 1 was wrong: 33.3 % (95 % interval 0.8 to 90.6 %)" in words
    assert "the auditors caught 1 of 2 planted errors." in words
    assert "not right were 2 of 3 (66.7 %, 95 % interval 9.4 to 99.2 %)" in words
    assert "1 of the 3 statements changed since." in words
    assert "wrong 1 a source says otherwise" in words
    assert "number 1 of 2 a number was changed" in words
    assert "No audit has been made yet" not in words


def test_the_rate_stands_beside_the_headline_once_there_is_one(graph: Graph, audited_graph: Graph) -> None:
    """With its interval, linked to all audits; without an audit nothing is said there, and the dashboard says that none was made."""
    sentence = '33.3 % (95 % interval 0.8 to 90.6 %); the auditors caught 1 of 2 planted errors. <a href="'
    with_audit, without = printed(audited_graph), printed(graph)
    for name in ("index.md", "compare/index.md"):
        assert sentence in with_audit[name]
        assert re.search(r'href="[./]*coverage/#audits"', with_audit[name])
        assert "#audits" not in without[name]
    assert not [path for path, text in with_audit.items() if path.startswith("compare/from/") and "#audits" in text]
    assert "planted errors caught" not in section(without["coverage/index.md"])
    assert "No audit has been made yet." in section(without["coverage/index.md"])


def test_a_sheet_that_waits_and_a_careless_auditor_are_told(audited_graph: Graph) -> None:
    """The one by its number, the other in every place that gives the rate."""
    (record,) = audited_graph.audits
    waiting = record.value.model_copy(update={"rows": (), "opened": None, "auditor": None, "judged": None})
    assert "Drawn and not judged yet: 1." in section(page(replace(audited_graph, audits=(replace(record, value=waiting),))))
    missed = tuple(row.model_copy(update={"verdict": "unsupported"}) if row.number == 2 else row for row in record.value.rows)
    careless = replace(audited_graph, audits=(replace(record, value=record.value.model_copy(update={"rows": missed})),))
    assert "caught 0 of 2 planted errors, fewer than half: the rate says little." in section(page(careless))
    assert "fewer than half: the rate says little" in printed(careless)["index.md"]
