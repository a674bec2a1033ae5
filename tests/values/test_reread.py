"""What is known of how far the entries can be trusted."""

from __future__ import annotations

from dataclasses import replace

from generator.values.graph import Graph
from generator.values.reread import last_reading, trust


def test_a_reading_holds_until_a_statement_changes(graph: Graph) -> None:
    """That of the one entry holds, that of the other was of another version; of the rest there is none."""
    last = {record.id: last_reading(graph, record) for record in graph.entries}
    held = last["open-model"]
    assert held and held.holds
    assert held.reading.unseen == 1
    lapsed = last["first-call"]
    assert lapsed and not lapsed.holds
    assert [name for name, reading in last.items() if reading is None] == [
        r.id for r in graph.entries if r.id not in ("open-model", "first-call")
    ]


def test_the_numbers_add_up(graph: Graph) -> None:
    """Entries, readings, statements, footnotes, sources by kind and what was found."""
    numbers = trust(graph)
    assert (numbers.entries, numbers.read_again, numbers.lapsed) == (8, 1, 1)
    assert (numbers.reread, numbers.unseen, numbers.faults) == (16, 1, {"wrong": 1})
    assert numbers.footnoted == 1 < numbers.sentences < numbers.statements
    assert sum(numbers.grades.values()) == sum(len(record.value.sources) for record in graph.entries)
    assert trust(replace(graph, hosts={})).without_primary == 8
