"""Ways in by jurisdiction: the policies of each place, how they stand, and when they were in force."""

from __future__ import annotations

from datetime import date

import pytest

from generator.load import load
from generator.relate import relate
from generator.render.drawings.policy_bars import PolicyRow, axis_of, row_of
from generator.render.jurisdictions import coming, places
from generator.values.entries import Policy
from generator.values.graph import Graph
from tests.conftest import TODAY, Corner, printed

POLICY = """\
title: A place acts
date: 2020-01-01
summary: A place acts, and this sentence of a decent length says so.
policy: {policy}
sources:
  - url: https://example.org/a
"""


def row(corner: Corner, policy: str, today: date = TODAY) -> PolicyRow:
    """How one policy of 1 January 2020 is drawn."""
    corner.write("ai/policies/a.yaml", POLICY.format(policy=policy))
    record = relate(load(corner.root)[0]).entries[0]
    assert isinstance(record.value, Policy)
    return row_of(record, record.value, axis_of([record], today), today)


@pytest.fixture(scope="module")
def pages(graph: Graph) -> dict[str, str]:
    """All pages of the fake corpus, by path."""
    return printed(graph)


def test_a_law_is_in_force_from_its_date_in_force_until_today(corner: Corner) -> None:
    """Adopted first, then in force, and open until today, not until the end of the axis."""
    law = row(corner, "{status: in-force, changes: [{date: 2021-01-01, status: adopted}, {date: 2022-07-02, status: in-force}]}")
    adopted, force = law.bars
    assert (adopted.standing, force.standing) == ("pending", "force")
    assert adopted.end == force.start == pytest.approx(2.5 / 7, abs=0.002)
    assert force.end == pytest.approx((TODAY - date(2020, 1, 1)).days / 2556)
    assert force.end < 1
    assert force.sure
    assert law.words == "Adopted 1 January 2021; in force 2 July 2022"


def test_a_repealed_law_ends_with_its_repeal(corner: Corner) -> None:
    """Nothing is drawn after it but the mark of its end."""
    law = row(corner, "{status: rescinded, changes: [{date: 2021, status: in-force}, {date: 2023-05, status: rescinded, note: by order}]}")
    assert [(bar.standing, bar.end) for bar in law.bars] == [("force", law.marks[0][1])]
    assert law.marks[0][0] == law.standing == "ended"
    assert law.words == "In force 2021; rescinded May 2023 (by order)"


def test_what_will_be_is_marked_as_planned(corner: Corner) -> None:
    """A change after today is planned, in the drawing and in words, and the axis reaches to its year."""
    policy = "{status: adopted, changes: [{date: 2026-06-01, status: adopted}, {date: 2028-08-02, status: in-force}]}"
    law = row(corner, policy)
    assert [(bar.standing, bar.planned) for bar in law.bars] == [("pending", False), ("pending", True), ("force", True)]
    assert law.bars[-1].end == 1.0
    assert law.words == "Adopted 1 June 2026; planned: in force 2 August 2028"
    later = row(corner, policy.replace("adopted, changes", "in-force, changes"), date(2029, 1, 1))
    assert not any(bar.planned for bar in later.bars)


def test_an_amendment_puts_nothing_in_force(corner: Corner) -> None:
    """What is amended before it applies is still pending; what is amended afterwards stays in force."""
    before = row(
        corner,
        "{status: amended, changes: [{date: 2025, status: adopted}, {date: 2026-03, status: amended}, {date: 2027, status: in-force}]}",
    )
    assert before.standing == "pending"
    assert [(bar.standing, bar.planned) for bar in before.bars] == [
        ("pending", False),
        ("pending", False),
        ("pending", True),
        ("force", True),
    ]
    assert before.words.endswith("amended March 2026; planned: in force 2027")
    after = row(corner, "{status: amended, changes: [{date: 2025, status: in-force}, {date: 2026-03, status: amended}]}")
    assert [(bar.standing, bar.sure) for bar in after.bars] == [("force", True), ("force", True)]


def test_what_is_not_recorded_is_not_drawn_as_if_it_were(corner: Corner) -> None:
    """Without a dated change, or where the status now is another or unknown, a bar says that it is not sure."""
    undated = row(corner, "{status: in-force}")
    assert [bar.sure for bar in undated.bars] == [False]
    assert undated.words == "Act of 1 January 2020; in force, since when is not recorded"
    silent = row(corner, "{changes: [{date: 2021-01-01, status: in-force}]}")
    assert [bar.sure for bar in silent.bars] == [False]
    assert silent.words == "In force 1 January 2021; how it stands now is not recorded"
    other = row(corner, "{status: repealed, changes: [{date: 2021-01-01, status: in-force}]}")
    assert [bar.sure for bar in other.bars] == [False]
    assert other.words.endswith("; now repealed")
    vetoed = row(corner, "{status: vetoed}")
    assert (vetoed.bars, vetoed.words) == ((), "Act of 1 January 2020; vetoed")
    unknown = row(corner, "{instrument: statute}")
    assert (unknown.bars, unknown.marks) == ((), (("unknown", 0.0),))


def test_a_part_of_a_country_stands_under_its_country(corner: Corner) -> None:
    """Its acts are the country's as well, in the order of the countries' names, and each page leads to the other."""
    for name, code in (("a", "US-CA"), ("b", "US"), ("c", "EU"), ("d", "ES-EX")):
        corner.write(f"ai/policies/{name}.yaml", POLICY.format(policy=f"{{jurisdiction: {code}}}"))
    corner.write("ai/policies/e.yaml", POLICY.format(policy="{status: final}"))
    graph = relate(load(corner.root)[0])
    assert {place: [r.id for r in records] for place, records in places(graph).items()} == {
        "EU": ["c"],
        "ES": ["d"],
        "ES-EX": ["d"],
        "US": ["a", "b"],
        "US-CA": ["a"],
    }
    assert list(places(graph)) == ["EU", "ES", "ES-EX", "US", "US-CA"]
    pages = printed(graph)
    assert '<a href="../../jurisdictions/US/">United States</a>' in pages["jurisdictions/US-CA/index.md"]
    assert 'href="../../jurisdictions/US-CA/">California</a> (1)' in pages["jurisdictions/US/index.md"]
    assert "<h1>Extremadura, Spain</h1>" in pages["jurisdictions/ES-EX/index.md"]
    assert 'href="../e/e/"' in pages["jurisdictions/index.md"].split('id="none"')[1]


def test_an_entry_leads_to_its_jurisdiction(pages: dict[str, str]) -> None:
    """From the facts to the place, and from the place to the entry under its status."""
    assert '<a href="../../jurisdictions/US/">United States</a>' in pages["e/export-rule/index.md"]
    text = pages["jurisdictions/US/index.md"]
    assert text.index('id="force"') < text.index("An export rule exempts") < text.index('id="unknown"')
    assert text.index('id="unknown"') < text.index("A ministry lists the lab")


def test_what_acts_set_for_later_is_told_first(real: Graph) -> None:
    """The next first, and only what is still to come on the day of the build."""
    changes = coming(real, TODAY)
    assert changes
    assert all(change.date.earliest > TODAY for change, _ in changes)
    assert [change.date for change, _ in changes] == sorted(change.date for change, _ in changes)
    assert coming(real, date(2100, 1, 1)) == []
    text = printed(real)["jurisdictions/index.md"]
    part = text.split('<h2 id="coming">')[1].split("<h2")[0]
    assert part.count("<li>") == len(changes)
