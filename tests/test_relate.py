"""relate finds both ends of each link, lineage and order."""

from __future__ import annotations

from generator.load import load
from generator.relate import relate
from generator.values.graph import Graph
from tests.conftest import MILESTONE, Corner


def test_each_link_is_known_from_both_ends(graph: Graph) -> None:
    """A link is an edge of its source and a backlink of its target; a fork's base is one too."""
    assert [(e.word, e.target.id) for e in graph.links["listing"]] == [("responds-to", "open-model")]
    assert [(e.word, e.source.id) for e in graph.backlinks["open-model"]] == [("derives-from", "fine-tune"), ("responds-to", "listing")]
    assert [(e.word, e.how, e.target.id) for e in graph.links["second-distro"]] == [("derives-from", "derivative", "first-distro")]


def test_lineage_reaches_all_generations(graph: Graph) -> None:
    """Ancestors and descendants are transitive and in order of time; other links do not count."""
    assert [r.id for r in graph.ancestors("second-distro")] == ["first-call", "first-distro"]
    assert [r.id for r in graph.descendants("first-call")] == ["first-distro", "second-distro"]
    assert graph.descendants("listing") == ()


def test_a_merge_has_two_parents_and_a_cycle_ends(corner: Corner) -> None:
    """Two bases are two edges; a cycle in bad data is walked once, and a link to nowhere left out."""
    for name, bases in (("a", "b"), ("b", "a"), ("m", "a, b, nowhere, hub/model")):
        corner.write(f"ai/forks/{name}.yaml", MILESTONE + f"fork: {{of: [{bases}], how: merge}}\n")
    graph = relate(load(corner.root)[0])
    assert [r.id for r in graph.ancestors("m")] == ["a", "b"]
    assert [r.id for r in graph.ancestors("a")] == ["b"]
    assert [e.target.id for e in graph.links["m"]] == ["a", "b"]


def test_actors_have_their_entries_and_members(graph: Graph) -> None:
    """An actor has the entries that name it, a policy's authority among them, and those that belong to it."""
    assert [r.id for r in graph.of_actor["ministry"]] == ["export-rule", "listing"]
    assert [r.id for r in graph.of_actor["student"]] == ["first-call", "kernel-1-0"]
    assert [r.id for r in graph.members["company"]] == ["lab"]


def test_entries_are_in_order_of_time(graph: Graph) -> None:
    """Entries, years and tags are in the order of dates, whatever their precision."""
    assert [r.id for r in graph.entries] == [
        "first-call",
        "first-distro",
        "second-distro",
        "kernel-1-0",
        "export-rule",
        "open-model",
        "fine-tune",
        "listing",
    ]
    assert list(graph.by_year) == [1991, 1992, 1993, 1994, 2000, 2025]
    assert list(graph.by_tag) == ["distributions", "export-controls", "founding", "reasoning"]


def test_days_between_are_told_only_where_both_are_known(graph: Graph) -> None:
    """29 days from the model to its fine-tune; no number where a date is a range or a month."""
    days = {e.source.id: e.days for e in graph.backlinks["open-model"]}
    assert days == {"fine-tune": 29, "listing": None}
