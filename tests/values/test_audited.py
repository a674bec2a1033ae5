"""What audits found, counted from their rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.values.audited import Audited, audited
from generator.values.audits import Audit, Judgement, Key, PlantedError, Verdict
from generator.values.corpus import Record
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph
from tests.conftest import altered

DECIDED = {"words": "its words", "source": "https://example.org/a"}
TRIED = ("the page", "its copy")


def judged(number: int, verdict: Verdict, entry: str = "open-model", field: str = "licence", statement: str = "MIT") -> Judgement:
    """A row with what its verdict needs."""
    row = {"number": number, "entry": entry, "field": field, "statement": statement, "verdict": verdict}
    return Judgement.model_validate({**row, **({"tried": TRIED} if verdict == "unsupported" else DECIDED)})


def an_audit(*rows: Judgement, planted: int = 0, day: str = "2026-02-01") -> Record[Audit]:
    """An audit with these rows, of which the last so many are planted errors."""
    errors = tuple(PlantedError(number=row.number, kind="number", was="x") for row in rows[len(rows) - planted :])
    audit = Audit.model_construct(
        keeper="k",
        drawn=FuzzyDate.parse(day),
        auditor="a",
        judged=FuzzyDate.parse(day),
        rows=rows,
        opened=Key.model_construct(planted=errors),
    )
    return Record(day, f"entries/audits/{day}.yaml", audit)


def of(graph: Graph, *audits: Record[Audit]) -> Audited:
    """What is found with these audits and no others."""
    return audited(replace(graph, audits=audits))


def test_the_fake_audit_is_counted(audited_graph: Graph) -> None:
    """Three statements, of which one that has changed since was wrong and one cannot be told; of two planted errors one was caught."""
    together = audited(audited_graph).together
    assert (together.wrong.hits, together.wrong.of, together.not_right.hits, together.lapsed) == (1, 3, 2, 1)
    assert (together.wrong_now.hits, together.wrong_now.of, together.not_right_now.hits) == (0, 2, 1)
    assert (together.planted.hits, together.planted.of, together.careless) == (1, 2, False)


@pytest.mark.parametrize(
    "change", [{"release": {"licence": "Apache-2.0"}}, {"release": {"licence": None}}], ids=["another value", "no value"]
)
def test_a_row_lapses_when_its_statement_changes(graph: Graph, change: dict[str, dict[str, str | None]]) -> None:
    """It stays in the rate of its day, and leaves the one of what still stands."""
    record = an_audit(judged(1, "wrong"), judged(2, "right", statement="2025-01-20", field="date"))
    before = of(graph, record).together
    assert (before.lapsed, before.wrong.hits, before.wrong_now.hits, before.wrong_now.of) == (0, 1, 1, 2)
    facts = graph.by_id["open-model"].value.facts
    assert facts
    after = of(altered(graph, release=facts.model_copy(update=change["release"])), record).together
    assert (after.lapsed, after.wrong.hits, after.wrong.of, after.wrong_now.hits, after.wrong_now.of) == (1, 1, 2, 0, 1)


def test_a_row_follows_its_entry_to_a_new_id(graph: Graph) -> None:
    """By the former one; of an entry that is nowhere it has lapsed."""
    renamed = altered(graph, former_ids=("old-model",))
    assert of(renamed, an_audit(judged(1, "right", entry="old-model"))).together.lapsed == 0
    assert of(graph, an_audit(judged(1, "right", entry="nowhere"))).together.lapsed == 1


def test_planted_errors_are_in_no_rate(graph: Graph) -> None:
    """And only what is called wrong is caught: not what is called unsupported or misleading."""
    rows = [
        judged(1, "right"),
        *(judged(n, verdict, statement=str(n)) for n, verdict in enumerate(("wrong", "unsupported", "misleading"), 2)),
    ]
    together = of(graph, an_audit(*rows, planted=3)).together
    assert (together.statements, together.wrong.hits) == (1, 0)
    assert (together.planted.hits, together.planted.of, together.careless) == (1, 3, True)


def test_a_statement_in_two_audits_counts_as_it_was_judged_last(graph: Graph) -> None:
    """Once."""
    together = of(graph, an_audit(judged(1, "wrong")), an_audit(judged(1, "right"), day="2026-03-01")).together
    assert together.verdicts == {"right": 1}


def test_the_sentence_is_empty_until_something_was_judged(graph: Graph) -> None:
    """A sheet that is only drawn waits."""
    assert of(graph).sentence == ""
    drawn = Audit.model_construct(keeper="k", drawn=FuzzyDate.parse("2026-02-01"))
    waiting = of(graph, Record("x", "entries/audits/x.yaml", drawn))
    assert (waiting.sentence, waiting.waiting) == ("", 1)


def test_the_sentence_says_where_more_than_half_of_the_planted_errors_were_missed(graph: Graph) -> None:
    """And does not where half were caught."""
    rows = [judged(1, "right"), judged(2, "wrong", statement="2"), judged(3, "right", statement="3"), judged(4, "right", statement="4")]
    assert "caught 1 of 3 planted errors, fewer than half: the rate says little." in of(graph, an_audit(*rows, planted=3)).sentence
    assert of(graph, an_audit(*rows[:3], planted=2)).sentence == (
        "Of 1 statements drawn by lot and held against their sources 0 were wrong: 0.0 % (95 % interval 0.0 to 97.5 %); "
        "the auditors caught 1 of 2 planted errors."
    )
