"""Ways in by licence: who uses which, under what terms works came year by year, and who changed theirs."""

from __future__ import annotations

import re

import pytest

from generator.load import load
from generator.relate import relate
from generator.render.licences import TERMS_MEAN, changes, over_time, terms_of, uses
from generator.values.graph import Graph, licences_of
from tests.conftest import Corner, printed

RELEASE = """\
title: A model is released
date: {date}
summary: A model is released, and this sentence of a decent length says so.
actors: [{actor}]
links: {links}
release: {release}
sources:
  - url: https://example.org/a
"""
TERMS = """\
MIT: {name: MIT License, summary: Permits all., terms: permissive}
LicenseRef-Own: {name: Own, summary: Permits some., terms: limited}
CC-BY-NC-4.0: {name: CC BY-NC, summary: Permits less., terms: non-commercial}
"""


TERMS = """\
MIT: {name: MIT License, summary: Permits all., terms: permissive}
LicenseRef-Own: {name: Own, summary: Permits some., terms: limited}
CC-BY-NC-4.0: {name: CC BY-NC, summary: Permits less., terms: non-commercial}
"""


def release(corner: Corner, name: str, date: str, licence: str, links: str = "[]", actor: str = "x") -> None:
    """Write a release of open AI; no licence if it is empty."""
    facts = f"{{licence: {licence}}}" if licence else "{}"
    corner.write(f"ai/releases/{name}.yaml", RELEASE.format(date=date, actor=actor, links=links, release=facts))


def related(corner: Corner) -> Graph:
    """What was written, related."""
    for actor in ("x", "y"):
        corner.write(f"actors/{actor}.yaml", f"name: {actor.upper()}\nkind: lab\n")
    return relate(load(corner.root)[0])


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str]:
    """All pages of the fake corpus, by path."""
    return printed(graph)


def test_each_part_of_an_expression_has_its_page(corner: Corner) -> None:
    """Alternatives, sums, exceptions and brackets: each id leads to its own page from the entry, and lists the entry."""
    release(corner, "a", "2024-01-01", "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Linux-syscall-note")
    graph = related(corner)
    assert set(uses(graph)) == {"MIT", "Apache-2.0", "GPL-2.0-only", "Linux-syscall-note"}
    pages = printed(graph)
    for name in uses(graph):
        assert f'href="../../licences/{name}/">{name}</a>' in pages["e/a/index.md"]
        assert 'href="../../e/a/"' in pages[f"licences/{name}/index.md"]


def test_a_licence_without_an_spdx_id_says_what_it_permits(pages: dict[str, str]) -> None:
    """Its name, summary and terms from entries/licences.yaml; no page of SPDX is made up for it."""
    text = pages["licences/LicenseRef-Example/index.md"]
    assert "<h1>The Example Licence</h1>" in text
    assert "Lets anyone do anything with the model" in text
    assert "Any use: also for money" in text
    assert "spdx.org" not in text


def test_a_listed_licence_leads_to_its_text(pages: dict[str, str]) -> None:
    """Its name, what it permits, SPDX's page, its entries, and the actors behind them."""
    text = pages["licences/MIT/index.md"]
    assert "<h1>MIT License</h1>" in text
    assert 'href="https://spdx.org/licenses/MIT.html"' in text
    assert 'href="../../e/open-model/"' in text
    assert 'href="../../actors/lab/">The Lab</a>' in text


def test_works_of_open_ai_are_counted_by_year_and_terms(corner: Corner) -> None:
    """Of several parts the strictest counts; years without any are not left out; Linux does not count."""
    corner.write("licences.yaml", TERMS)
    release(corner, "a", "2022-01-01", "MIT")
    release(corner, "b", "2022-05", "MIT AND LicenseRef-Own")
    release(corner, "c", "2024", "")
    release(corner, "d", "2024", "CC-BY-NC-4.0")
    release(corner, "e", "2024", "Apache-2.0")
    corner.write("linux/releases/f.yaml", RELEASE.format(date="2023", actor="x", links="[]", release="{licence: MIT}"))
    nothing = dict.fromkeys(TERMS_MEAN, 0)
    assert over_time(related(corner)) == {
        2022: nothing | {"permissive": 1, "limited": 1},
        2023: nothing,
        2024: nothing | {"non-commercial": 1, "none": 2},
    }


def test_every_real_work_with_a_licence_has_terms(real: Graph) -> None:
    """No licence that an entry names is left out of the table of terms."""
    assert [r.id for r in real.entries if licences_of(r) and terms_of(real, r) == "none"] == []


def test_a_change_of_licence_follows_from_what_supersedes_or_derives_by_the_same_maker(corner: Corner) -> None:
    """Not from building on another's work, from another order of the same licences, from an exception, or from silence."""
    release(corner, "a", "2022-01-01", "LicenseRef-Own")
    release(corner, "b", "2022-02-01", "MIT", "[{to: a, as: supersedes}]")
    release(corner, "c", "2022-03-01", "Apache-2.0", "[{to: b, as: derives-from}]")
    release(corner, "d", "2022-04-01", "MIT", "[{to: c, as: derives-from}]", actor="y")
    release(corner, "e", "2022-05-01", "MIT", "[{to: c, as: builds-on}]")
    release(corner, "f", "2022-06-01", "", "[{to: e, as: supersedes}]")
    release(corner, "g", "2022-07-01", "GPL-2.0-only OR MIT", "[{to: f, as: supersedes}]")
    release(corner, "h", "2022-08-01", "MIT OR GPL-2.0-only WITH Linux-syscall-note", "[{to: g, as: supersedes}]")
    graph = related(corner)
    assert [(change.edge.source.id, change.before, change.after) for change in changes(graph)] == [
        ("b", "LicenseRef-Own", "MIT"),
        ("c", "MIT", "Apache-2.0"),
    ]


def test_the_real_index_tells_known_changes(real: Graph) -> None:
    """Gemma went from Google's terms to Apache-2.0, and DeepSeek from its own licence to MIT."""
    known = {(change.edge.source.id, change.after) for change in changes(real)}
    assert {("gemma-4", "Apache-2.0"), ("deepseek-r1", "MIT")} <= known


def test_the_index_lists_every_licence_with_its_counts(pages: dict[str, str], graph: Graph) -> None:
    """Each used licence is a row, in order of how many entries name it."""
    rows = re.findall(r'<th scope="row"><a href="\.\./licences/([^/]+)/">', pages["licences/index.md"])
    assert rows == list(uses(graph))
    assert {"MIT", "GPL-2.0-only", "LicenseRef-Example"} <= set(rows)
