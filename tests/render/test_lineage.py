"""The lineage: every work once under what it was made from, its life on a scale of time, on one page and on each entry's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.relate import relate
from generator.render.drawings.families import Forest, forest, name_of
from generator.render.drawings.family_tree import colours, draw_family, relatives, scale_of, style_of
from generator.render.entry import entries
from generator.render.lineage import Lineage, lineage
from generator.values.corpus import Corpus, EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.entries import Fork, ForkFacts, Release, Source
from generator.values.graph import Graph
from tests.conftest import TODAY, printed, renderer

FIRST = date(2000, 1, 1)


def graph_of(bases: Mapping[str, tuple[str, ...]], dates: Mapping[str, str] | None = None, how: str = "merge") -> Graph:
    """A graph of works, each with what it was made from, a day after the one before unless `dates` tells one."""
    records = []
    for n, (name, of) in enumerate(bases.items()):
        values = {
            "title": f"Somebody makes {name}",
            "summary": "A sentence.",
            "sources": (Source(url="https://example.org/a"),),
            "date": FuzzyDate.parse((dates or {}).get(name, (FIRST + timedelta(n)).isoformat())),
        }
        value = Fork.model_validate(values | {"fork": ForkFacts(of=of, how=how)}) if of else Release.model_validate(values)
        records.append(EntryRecord(name, f"{name}.yaml", value, track="ai", kind="fork" if of else "release"))
    return relate(Corpus(entries=tuple(records)))


def outline(trees: Forest) -> list[str]:
    """Every work in order, indented by its place, with what else it was made from."""
    lines = []
    for family in trees.families:
        for row in draw_family(family.nodes, scale_of(family.nodes, TODAY), {}).rows:
            also = "".join(f" +{base.id}" for base in row.node.also)
            lines.append(f"{'. ' * row.depth}{row.node.id}{also}")
    return lines


def test_children_stand_under_their_parent_in_order_of_date() -> None:
    """All that is under one comes before the next; the largest family comes first."""
    trees = forest(graph_of({"z": (), "a": (), "c": ("a",), "b": ("a",), "d": ("c",), "y": ("z",)}, {"b": "2000-01-05", "c": "2000-01-04"}))
    assert outline(trees) == ["a", ". c", ". . d", ". b", "z", ". y"]
    assert [trees.nodes[name].below for name in "acb"] == [3, 1, 0]


def test_a_merge_stands_under_its_first_parent_and_keeps_the_others() -> None:
    """A light line leads to each other parent, at the child's start, between the two rows."""
    trees = forest(graph_of({"a": (), "b": (), "c": ("b", "a")}))
    assert outline(trees) == ["a", "b", ". c +a"]
    (family,) = trees.families
    (also,) = draw_family(family.nodes, scale_of(family.nodes, TODAY), {}).also
    assert (also.parent, also.child, also.top, also.bottom, also.style) == ("a", "c", 0, 2, "merge")
    assert trees.nodes["a"].besides == ("c",)


def test_a_base_without_an_entry_is_a_root_from_the_day_of_what_was_made_from_it() -> None:
    """It has no record, so no page of ours; an entry is preferred as the parent."""
    trees = forest(graph_of({"a": (), "b": ("lab/base", "a"), "c": ("other/base",)}))
    assert outline(trees) == ["a", ". b +lab/base", "lab/base", "other/base", ". c"]
    node = trees.nodes["other/base"]
    assert (node.record, node.up, node.name) == (None, None, "other/base")
    rows = draw_family(trees.family_of["c"].nodes, scale_of(trees.family_of["c"].nodes, TODAY), {}).rows
    assert rows[0].start == rows[1].start == (rows[1].branch, rows[1].branch)


def test_a_circle_is_cut_where_it_would_close() -> None:
    """Bad data is drawn once and ends; the link that is cut is a light line."""
    assert outline(forest(graph_of({"a": ("c",), "b": ("a",), "c": ("b",)}))) == ["c +b", ". a", ". . b"]
    assert outline(forest(graph_of({"a": ("b",), "b": ("a",)}))) == ["b +a", ". a"]


def test_a_work_that_stands_on_a_milestone_is_a_root(graph: Graph) -> None:
    """The first distribution is no fork of the call that announced the kernel; kernels and lone works are not drawn."""
    trees = forest(graph)
    assert outline(trees) == [
        "open-model",
        ". fine-tune +somebody/another-model",
        "somebody/another-model",
        "first-distro",
        ". second-distro",
    ]
    assert [record.id for record in trees.alone] == ["kernel-1-0"]


def test_what_ended_has_an_end_as_imprecise_as_its_date(graph: Graph) -> None:
    """A year is a bar at the start and at the end; what goes on has no end."""
    family = forest(graph).family_of["first-distro"]
    scale = scale_of(family.nodes, TODAY)
    distro, second = draw_family(family.nodes, scale, {}).rows
    assert distro.start == (scale.at(date(1992, 1, 1)), scale.at(date(1992, 12, 31)))
    assert distro.end == (scale.at(date(1996, 1, 1)), scale.at(date(1996, 12, 31)))
    assert second.start[0] == second.start[1]
    assert second.end is None


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        (("1991-09-17", "2024-01-01"), ["1995", "2000", "2005", "2010", "2015", "2020", "2025"]),
        (("2023-02-24", "2023-09-30"), ["Apr 2023", "Jul", "Oct"]),
        (("2026-11-20", "2026-11-22"), ["Nov 2026"]),
    ],
)
def test_ticks_are_few_and_name_their_year(dates: tuple[str, str], names: list[str]) -> None:
    """Years over decades, months over a year; never past today."""
    trees = forest(graph_of({"a": (), "b": ("a",)}, {"a": dates[0], "b": dates[1]}))
    ticks = scale_of(trees.families[0].nodes, TODAY).ticks
    assert len(ticks) <= 8
    assert all(0 <= share <= 1 for _, share in ticks)
    assert [name for name, _ in ticks] == names


def test_a_chain_of_two_thousand_is_drawn_without_recursion() -> None:
    """Each is one deeper than the one before, and the page's list does not nest deeper than a browser does."""
    chain = {f"w{n}": (f"w{n - 1}",) if n else () for n in range(2000)}
    graph = graph_of(chain)
    (family,) = forest(graph).families
    assert [row.depth for row in draw_family(family.nodes, scale_of(family.nodes, TODAY), {}).rows] == list(range(2000))
    trees = Lineage(graph, TODAY)
    # Two pages of the site, not all of it: the lineage, and the deepest work's own, which shows its whole line.
    deepest = replace(graph, entries=graph.entries[-1:])
    text = str(lineage(renderer(deepest), trees).text)
    assert text.count("<ul>") == 24
    assert 'data-up="w1998"' in text
    (page,) = entries(renderer(deepest), deepest, trees)
    assert page.path == "e/w1999/index.md"
    assert all(f'href="../../e/w{n}/"' in str(page.text) for n in range(1999))


WORKS = st.integers(1, 14).flatmap(
    lambda n: st.lists(
        st.lists(st.sampled_from([*(f"w{i}" for i in range(n)), "hub/x", "hub/y"]), max_size=3, unique=True), min_size=n, max_size=n
    )
)


@given(WORKS)
@settings(max_examples=200)
def test_whatever_the_links_every_work_is_drawn_once_with_all_its_parents(bases: list[list[str]]) -> None:
    """Circles, merges and bases without an entry among them; a parent stands above what stands under it."""
    graph = graph_of({f"w{n}": tuple(of) for n, of in enumerate(bases)})
    trees = forest(graph)
    drawn = [node.id for family in trees.families for node in family.nodes]
    assert len(set(drawn)) == len(drawn)
    assert {*drawn, *(record.id for record in trees.alone)} >= set(graph.by_id)
    assert not {record.id for record in trees.alone} & set(drawn)
    for family in trees.families:
        drawing = draw_family(family.nodes, scale_of(family.nodes, TODAY), colours(trees.families))
        assert len(family.nodes) > 1
        row_of = {row.node.id: row for row in drawing.rows}
        for node in family.nodes:
            if not node.record:
                continue
            parents = {base for base in bases[int(node.id[1:])] if base != node.id}
            light = {also.parent for also in drawing.also if also.child == node.id}
            assert {*({node.up.id} if node.up else ()), *light} == parents
            row = row_of[node.id]
            assert (row.branch is None) == (node.up is None)
            if node.up:
                parent = row_of[node.up.id]
                assert parent.number < row.number <= parent.number + parent.reach
                assert row.depth == parent.depth + 1


def test_what_stands_near_a_work_is_its_line_and_its_children() -> None:
    """Ancestors up to the root, other parents, itself, children, those made from it too; grandchildren if they are few."""
    graph = graph_of({"a": (), "x": (), "b": ("a",), "c": ("b", "x"), "d": ("c",), "e": ("d",), "f": ("x", "c"), "g": ("a",)})
    trees = forest(graph)
    assert [node.id for node in relatives(trees, "c")] == ["a", "b", "c", "d", "e", "x", "f"]
    many = graph_of({"a": (), "b": ("a",)} | {f"c{n:02}": ("b",) for n in range(40)})
    assert [node.id for node in relatives(forest(many), "b")] == ["a", "b", *(f"c{n:02}" for n in range(10))]
    near_b = Lineage(many, TODAY).tree_of_relatives("b")
    assert near_b
    assert (near_b.more, near_b.counts) == (30, (("merge", 40),))


def test_a_way_to_derive_that_is_told_in_other_words_has_a_style() -> None:
    """Every known way has its own; anything else is drawn as other."""
    assert [style_of(how) for how in ("rebuild", "fine-tuning", "", "by magic")] == ["rebuild", "fine-tune", "other", "other"]


def test_a_work_is_called_by_its_first_alias_or_as_its_title_spells_its_id(real: Graph) -> None:
    """No row is called by a whole sentence."""
    names = {work: name_of(real.by_id[work]) for work in ("deepseek-r1", "debian", "sls", "slackware")}
    assert names == {"deepseek-r1": "DeepSeek-R1", "debian": "Debian", "sls": "SLS", "slackware": "Slackware"}


def test_a_root_has_its_colour_and_neighbours_differ(real: Graph) -> None:
    """Six colours in turn; a root with nothing under it has none."""
    trees = forest(real)
    roots = [root for family in trees.families for root in family.roots]
    colour_of = colours(trees.families)
    assert {root.id for root in roots if root.children} == set(colour_of)
    assert set(colour_of.values()) == {1, 2, 3, 4, 5, 6}


@pytest.fixture(scope="module")
def pages(real: Graph) -> dict[str, str]:
    """All files of the real site."""
    return printed(real)


def test_the_page_has_each_work_once_with_its_lines_and_its_legend(pages: dict[str, str], real: Graph) -> None:
    """A row and a group of lines for each, an anchor that is used once, and every style that is used in the legend."""
    text = pages["lineage/index.md"]
    trees = forest(real)
    for family in trees.families:
        for node in family.nodes:
            assert text.count(f' id="{node.id}"') == 1
            assert text.count(f'data-id="{node.id}"') == 1
    assert len(re.findall(r'<g class="c\d"', text)) == len(trees.nodes)
    for track in ("linux", "ai"):
        part = text[text.index(f'id="{track}-track"') :].split('-track"')[1]
        legend, drawings = part.split("</ul>", 1)
        used = set(re.findall(r'class="(?:how|also) ([a-z-]+)"', drawings))
        assert used == set(re.findall(r'class="how ([a-z-]+)"', legend))


def test_an_entry_shows_its_place_and_the_way_to_the_rest(pages: dict[str, str]) -> None:
    """Itself without a link, counts by how, a link to its place in the lineage; an entry without lineage shows nothing."""
    text = pages["e/deepseek-r1/index.md"]
    assert '<b aria-current="true">DeepSeek-R1</b>' in text
    assert "2 by distillation" in text
    assert 'href="../../lineage/#deepseek-r1">' in text
    assert "of-tree" not in pages["e/baai-entity-list/index.md"]


def test_what_has_no_known_derivative_is_listed(pages: dict[str, str]) -> None:
    """Lone distributions by name, with their years; lone kernels by number."""
    text = pages["lineage/index.md"]
    assert re.search(
        r'id="linux-alone">Without known derivatives.*e/yggdrasil/">Yggdrasil[^<]*</a> <span class="of-note">1992–1995', text, re.S
    )
    assert re.search(r"\d+ <a[^>]*>kernels</a> have no derivative here", text)


def test_the_largest_families_are_those_that_the_story_tells(real: Graph) -> None:
    """Debian's and Red Hat's on one track; DeepSeek's, Llama's and Mistral's on the other."""
    heads = {family.head.name for family in forest(real).families if len(family.nodes) > 8}
    assert {"Debian", "Red Hat Linux", "DeepSeek-V3", "Mistral 7B"} <= heads
