"""A sheet is drawn by lot and can be drawn again; nothing of its form tells which rows are planted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
import yaml

from generator.contribute.audit import Changed, Sample, TooFew, audit_text, draw, key_text, sample, sheet_text, taken
from generator.contribute.planted import stands_in
from generator.load.shaped import parse
from generator.values.audits import Audit, KeyFile, Sheet, digest_of_key
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph
from generator.values.statements import as_shown, statements

SEED = "5" * 40
DAY = FuzzyDate.parse("2026-11-25")


def said(graph: Graph, entry: str) -> list[str]:
    """What an entry says."""
    return [as_shown(statement) for statement in statements(graph.by_id[entry])]


def rows_of(drawn: Sample) -> list[dict[str, Any]]:
    """The rows of its sheet as another reader of YAML has them."""
    rows: list[dict[str, Any]] = yaml.safe_load(sheet_text("an-audit", drawn.rows))["rows"]
    return rows


def filled(drawn: Sample) -> str:
    """Its sheet, every row called right."""
    text = sheet_text("an-audit", drawn.rows).replace("    verdict:\n", "    verdict: right\n")
    return text.replace("    words:\n", "    words: its own words\n").replace("    source:\n", "    source: https://example.org/a\n")


def ledger(drawn: Sample, statements: int, planted: int) -> Audit:
    """What is committed of it."""
    key = digest_of_key(drawn.key)
    sheet = drawn.sheet_digest
    return Audit(keeper="k", drawn=DAY, commit=SEED, seed=SEED, statements=statements, planted=planted, sheet=sheet, key=key)


def test_a_sheet_has_as_many_planted_errors_as_were_asked_for(real: Graph) -> None:
    """All others stand in their entries word for word; the planted ones do not, and the key has what does."""
    drawn = sample(real, SEED, "s", 60, 21)
    planted = {error.number: error for error in drawn.key.planted}
    assert len(drawn.rows) == 81
    assert len(planted) == 21
    for row in drawn.rows:
        number, entry, statement = row.drawn.number, row.drawn.entry, row.drawn.statement
        assert (statement in said(real, entry)) == (number not in planted)
        assert number not in planted or planted[number].was in said(real, entry)
    assert Counter(Counter(error.kind for error in planted.values()).values()) == {3: 7}


def test_planted_rows_cannot_be_told_by_their_form(real: Graph) -> None:
    """All rows have the same keys in the same order; sources are those of the entry, without its quotes; and places are mixed."""
    drawn = sample(real, SEED, "s", 60, 20)
    planted = {error.number for error in drawn.key.planted}
    rows = rows_of(drawn)
    orders = {(row["number"] in planted, tuple(key for key in row if key != "before")) for row in rows}
    assert len({keys for _, keys in orders}) == 1
    assert {("before" in row) for row in rows if row["number"] in planted} == {True, False}
    for row in rows:
        urls = [str(source.url) for source in real.by_id[row["entry"]].value.sources]
        assert sorted(source["url"] for source in row["sources"]) == sorted(urls)
        assert not [source for source in row["sources"] if "quote" in source or "supports" in source]
        assert row["field"] != "title" or row["title"] == row["statement"]
        assert (row["verdict"], row["words"], row["source"]) == (None, None, None)
    assert min(planted) <= 20
    assert max(planted) > 60


def test_the_sheet_does_not_give_its_errors_away(real: Graph) -> None:
    """What an error took out stands neither in the id, the title nor the sentence before, nor in another row of the entry."""
    drawn = sample(real, SEED, "s", 200, 70)
    rows = {row["number"]: row for row in rows_of(drawn)}
    assert len({rows[error.number]["entry"] for error in drawn.key.planted}) == 70
    for error in drawn.key.planted:
        row = rows[error.number]
        near = [other["statement"] for other in rows.values() if other["entry"] == row["entry"] and other is not row]
        near += [row["entry"], row.get("before", ""), row["title"] if row["field"] != "title" else ""]
        gone = [error.was] if error.kind in ("word", "claim") else []
        if error.kind == "number":
            before, after = (re.findall(r"[\w.,]+", text) for text in (error.was, row["statement"]))
            gone = [a for a, b in zip(before, after, strict=True) if a != b]
        assert not [text for text in near for words in gone if stands_in(words, text)]


def test_the_same_seed_draws_the_same_statements(real: Graph) -> None:
    """The same secret the same sheet; another secret other errors among the same statements; another seed other statements."""
    first, again, other = (sample(real, SEED, secret, 40, 10) for secret in ("s", "s", "t"))
    assert sheet_text("a", first.rows) == sheet_text("a", again.rows)
    assert first.key == again.key != other.key

    def genuine(drawn: Sample) -> set[tuple[str, str, str]]:
        planted = {error.number for error in drawn.key.planted}
        return {(row.drawn.entry, row.drawn.field, row.drawn.statement) for row in drawn.rows if row.drawn.number not in planted}

    assert genuine(first) == genuine(other)
    assert len(genuine(first) & genuine(sample(real, "6" * 40, "s", 40, 10))) < 10


def test_every_statement_is_as_likely_as_any_other(graph: Graph) -> None:
    """Over many seeds each of the fake corpus is drawn, none far more often than another."""
    everything = {(of.record.id, of.statement.field, as_shown(of.statement)) for of in chain(*draw(graph, SEED, 5))}
    draws = Counter(
        (of.record.id, of.statement.field, as_shown(of.statement)) for seed in range(2000) for of in draw(graph, str(seed), 5)[0]
    )
    assert (
        set(draws)
        == everything
        == {(record.id, statement.field, as_shown(statement)) for record in graph.entries for statement in statements(record)}
    )
    expected = 2000 * 5 / len(everything)
    assert all(abs(count - expected) < 5 * expected**0.5 for count in draws.values())


@pytest.mark.parametrize(("number", "planted"), [(10_000, 1), (3, 300)])
def test_more_than_there_are_cannot_be_drawn(graph: Graph, number: int, planted: int) -> None:
    """Neither statements nor errors."""
    with pytest.raises(TooFew):
        sample(graph, SEED, "s", number, planted)


def test_what_is_written_is_read_back(real: Graph) -> None:
    """Sheet, key and ledger by the strict reader, without loss."""
    drawn = sample(real, SEED, "s", 100, 30)
    sheet, problems = parse(filled(drawn).encode(), Sheet, "sheet.yaml")
    assert not problems
    assert [(row.number, row.statement) for row in sheet.rows] == [(row.drawn.number, row.drawn.statement) for row in drawn.rows]
    key, problems = parse(key_text("an-audit", drawn.key).encode(), KeyFile, "key.yaml")
    assert not problems
    assert key.key == drawn.key
    audit = taken(ledger(drawn, 100, 30), sheet, key.key, "a", DAY)
    again, problems = parse(audit_text(audit).encode(), Audit, "audit.yaml")
    assert not problems
    assert again == audit
    assert len(again.rows) == 130


def test_another_key_or_sheet_is_refused(real: Graph) -> None:
    """A row that was changed or left out, another secret, another planted row, another true statement."""
    drawn = sample(real, SEED, "s", 10, 5)
    audit = ledger(drawn, 10, 5)
    sheet, _ = parse(filled(drawn).encode(), Sheet, "sheet.yaml")
    (first, *rest) = drawn.key.planted
    keys = [
        drawn.key.model_copy(update={"secret": "t"}),
        drawn.key.model_copy(update={"planted": tuple(rest)}),
        drawn.key.model_copy(update={"planted": (first.model_copy(update={"was": "something else"}), *rest)}),
        drawn.key.model_copy(update={"planted": (first.model_copy(update={"number": first.number % 15 + 1}), *rest)}),
    ]
    for key in keys:
        with pytest.raises(Changed, match="not the key"):
            taken(audit, sheet, key, "a", DAY)
    row, *others = sheet.rows
    sheets = [tuple(others), (row.model_copy(update={"statement": "It is so."}), *others), (*others, row)]
    for rows in sheets:
        with pytest.raises(Changed, match="not those that were drawn"):
            taken(audit, sheet.model_copy(update={"rows": rows}), drawn.key, "a", DAY)


def test_a_sheet_that_is_not_judged_is_told_with_its_lines(graph: Graph) -> None:
    """Each row that lacks something."""
    drawn = sample(replace(graph), SEED, "s", 4, 1)
    text = filled(drawn).replace("verdict: right", "verdict:", 1)
    text = text.replace("    words: its own words\n    source: https://example.org/a\n", "", 2)
    sheet, problems = parse(text.encode(), Sheet, "sheet.yaml")
    assert sheet is None
    lines = text.splitlines()
    assert {lines[problem.line - 1].strip() for problem in problems if problem.rule == "yaml-empty"} == {"verdict:"}
    _, problems = parse(text.replace("verdict:\n", "verdict: right\n").encode(), Sheet, "sheet.yaml")
    assert [problem.what.partition(": ")[2][:40] for problem in problems] == ["it is right, and 'words' and 'source' do"] * 2
