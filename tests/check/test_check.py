"""check finds what is wrong across files, or in a value that has the right shape."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import MILESTONE, TODAY, Corner

FORK = MILESTONE + "fork: {of: [a], how: fine-tune}\n"


def with_field(text: str, of: str = MILESTONE) -> str:
    """An entry with one more field."""
    return of + text + "\n"


def milestone(title: str, date: str = "2020-05-01", more: str = "") -> str:
    """An entry with its own title and date."""
    return MILESTONE.replace("Something happens\n", f"{title}\n", 1).replace("2020-05-01", date) + more


def test_a_good_corpus_has_no_problem(corner: Corner) -> None:
    """Two linked entries are clean."""
    corner.write("ai/milestones/a.yaml", milestone("One"))
    corner.write("ai/milestones/b.yaml", milestone("Two", more="links: [{to: a, as: builds-on, note: its code}]\n"))
    assert corner.problems() == []


def test_links_lead_to_other_entries(corner: Corner) -> None:
    """A link to nowhere, to itself, twice, or to what came later is told where it stands."""
    corner.write("ai/milestones/late.yaml", milestone("Late", "2021"))
    links = "links:\n  - {to: lat, as: reports}\n  - {to: a, as: reports}\n"
    links += "  - {to: late, as: reports}\n  - {to: late, as: reports}\n"
    corner.write("ai/milestones/a.yaml", milestone("One", more=links))
    assert corner.positions("link-dangling") == ["ai/milestones/a.yaml:7:10"]
    assert corner.problems("link-dangling")[0].mend == "did you mean 'late'?"
    assert corner.positions("link-self") == ["ai/milestones/a.yaml:8:10"]
    assert corner.positions("link-backwards") == ["ai/milestones/a.yaml:9:10"]
    assert corner.positions("link-twice") == ["ai/milestones/a.yaml:10:10"]


def test_an_unreadable_file_makes_no_link_dangle(corner: Corner) -> None:
    """Only the broken file is told, not everything that links to it."""
    corner.write("ai/milestones/broken.yaml", "title: [\n")
    corner.write("ai/milestones/a.yaml", milestone("One", more="links: [{to: broken, as: reports, note: its event}]\n"))
    assert [p.rule for p in corner.problems()] == ["yaml-syntax"]


def test_ids_are_unique_on_the_whole_site(corner: Corner) -> None:
    """Two files with one name, or a former id that is taken, clash wherever they lie; so do ids that differ in case."""
    corner.write("ai/milestones/a.yaml", milestone("One", more="former_ids: [c]\n"))
    corner.write("linux/milestones/a.yaml", milestone("Two"))
    corner.write("linux/milestones/c.yaml", milestone("Three"))
    assert sorted(corner.positions("id-clash")) == ["linux/milestones/a.yaml:1:1", "linux/milestones/c.yaml:1:1"]


def test_a_fork_comes_after_its_base(corner: Corner) -> None:
    """A fork that is certainly older than what it derives from is wrong; one that may be younger is not."""
    corner.write("ai/milestones/a.yaml", milestone("One", "2021-06"))
    fork = "fork: {of: [a], how: fine-tune}\n"
    corner.write("ai/forks/early.yaml", milestone("Early", "2021-05-30", fork))
    corner.write("ai/forks/maybe.yaml", milestone("Maybe", "2021-06-02", fork))
    assert corner.positions("fork-backwards") == ["ai/forks/early.yaml:6:13"]


def test_a_fork_is_of_something_else_and_in_the_words_of_its_track(corner: Corner) -> None:
    """Self, nowhere, the wrong track's word, an end before the beginning, a Hub id that has an entry."""
    release = "release: {hub: [lab/model]}\n"
    corner.write("ai/releases/a.yaml", milestone("One", "2019", release))
    fork = "fork: {of: [b, nowhere, lab/model], how: rebuild, ended: 2019}\n"
    corner.write("ai/forks/b.yaml", milestone("Two", "2020", fork))
    severities = {p.rule: p.severity for p in corner.problems()}
    assert severities == {
        "link-self": "error",
        "link-dangling": "error",
        "fork-how": "error",
        "fork-ended": "error",
        "fork-base": "warning",
        "link-none": "warning",
    }


def test_actors_are_known_and_used(corner: Corner) -> None:
    """An unknown actor is an error with the nearest id; an unused one a warning."""
    corner.write("actors/deepseek.yaml", "name: DeepSeek\nkind: company\ncountry: CN\n")
    corner.write("ai/milestones/a.yaml", milestone("One", more="actors: [deepsek]\n"))
    assert [p.mend for p in corner.problems("actor-unknown")] == ["did you mean 'deepseek'?"]
    assert corner.positions("actor-unused") == ["actors/deepseek.yaml:1:1"]


@pytest.mark.parametrize(
    ("licence", "what", "mend"),
    [
        ("MIT License", "is no SPDX id", "did you mean 'MIT'?"),
        ("mit", "is not written as SPDX has it", "did you mean 'MIT'?"),
        ("Apache 2.0", "is no SPDX id", "did you mean 'Apache-2.0'?"),
        ("GPL-2", "is no SPDX id", "did you mean 'GPL-2.0"),
        ("MIT AND LicenseRef-Nowhere", "is not in entries/licences.yaml", "define it there"),
        ("LicenseRef-Nowhere", "is not in entries/licences.yaml", "define it there"),
        ("Nobody's own terms", "is no SPDX id", ""),
    ],
)
def test_a_licence_is_spdx_or_defined(corner: Corner, licence: str, what: str, mend: str) -> None:
    """A licence that SPDX does not know is told with the one that was probably meant."""
    corner.write("ai/releases/a.yaml", with_field(f'release: {{licence: "{licence}"}}'))
    (problem,) = corner.problems("licence-unknown")
    assert what in problem.what
    assert problem.mend.startswith(mend)
    assert (problem.line, problem.column) == (6, 20)


@pytest.mark.parametrize(
    "licence", ["MIT", "GPL-2.0-only WITH Linux-syscall-note", "Apache-2.0 OR MIT", "LicenseRef-X", "MIT AND LicenseRef-X"]
)
def test_a_right_licence_is_left_alone(corner: Corner, licence: str) -> None:
    """SPDX ids, expressions of them and defined LicenseRef- ids pass."""
    corner.write("licences.yaml", "LicenseRef-X:\n  name: X\n  summary: Says what X permits.\n")
    corner.write("ai/releases/a.yaml", with_field(f"release: {{licence: {licence}}}"))
    assert corner.problems("licence-unknown") == []


def test_what_a_licence_permits_is_told_once_for_each_that_is_used(corner: Corner) -> None:
    """An id of nobody's, one that nothing uses, one without terms, and a used one that is not there; an exception has no terms."""
    corner.write("ai/releases/a.yaml", with_field("release: {licence: GPL-2.0-only WITH Linux-syscall-note AND MIT}"))
    line = "  name: X\n  summary: Says what X permits.\n"
    corner.write("licences.yaml", "".join(f"{n}:\n{line}" for n in ("Mine", "Zlib", "MIT", "Linux-syscall-note")))
    assert corner.positions("licence-id") == ["licences.yaml:1:1"]
    assert corner.positions("licence-unused") == ["licences.yaml:4:1"]
    assert corner.positions("licence-terms") == ["licences.yaml:7:1"]
    (untold,) = corner.problems("licence-untold")
    assert "'GPL-2.0-only' permits" in untold.what
    assert (untold.path, untold.line) == ("entries/ai/releases/a.yaml", 6)


def test_a_source_supports_what_is_there(corner: Corner) -> None:
    """`supports` may name fields of the entry, of its kind's block, and parts of openness that it has; no others."""
    more = "release: {licence: MIT, openness: {weights: open}}\n"
    text = milestone("One", more=more).replace("org/a\n", "org/a\n    supports: [date, licence, weights, paramters, code]\n", 1)
    corner.write("ai/releases/a.yaml", text)
    assert [p.what for p in corner.problems("supports-nothing")] == [
        "a source supports 'paramters', which this file does not have",
        "a source supports 'code', which this file does not have",
    ]


def test_sources_say_what_was_read(corner: Corner) -> None:
    """A quote needs the day it was read and at most 25 words; `accessed` is one day, not before publication."""
    corner.write(
        "ai/milestones/a.yaml",
        f"""\
        title: One
        date: 2020
        summary: Something happens that is told in a sentence of a decent length.
        sources:
          - {{url: "https://example.org/a", quote: words}}
          - {{url: "https://example.org/a", accessed: 2020, published: 2022}}
          - {{url: "https://example.org/c", accessed: 2020-01-02, quote: {"word " * 26}}}
    """,
    )
    assert {p.rule for p in corner.problems()} == {
        "quote-unread",
        "source-twice",
        "accessed-day",
        "accessed-early",
        "quote-long",
        "link-none",
    }


def test_dates_lie_in_the_past(corner: Corner) -> None:
    """An entry, a source or a founding in the future is wrong; a change of status that a law announces is not."""
    future = "policy: {changes: [{date: 2027-08-02, status: in-force}]}\n"
    corner.write("ai/policies/a.yaml", milestone("One", "2026-12", future))
    corner.write("ai/policies/b.yaml", milestone("Two", "2026-11-23", future))
    assert corner.positions("date-future") == ["ai/policies/a.yaml:2:7"]


def test_a_day_has_begun_in_the_east_before_it_has_by_utc(corner: Corner) -> None:
    """What happened, was published or was read on tomorrow's day is told already there; the day after is in the future everywhere."""
    source = "\n    published: {0}\n    accessed: {0}\n"
    for name, day in (("a", TODAY + timedelta(1)), ("b", TODAY + timedelta(2))):
        text = milestone(name, str(day), "former_ids: []\n").replace(
            "https://example.org/a\n", f"https://example.org/{name}{source.format(day)}"
        )
        corner.write(f"ai/milestones/{name}.yaml", text)
        corner.write(f"series/{name}.csv", f"date,value\n2020,1\n{day},2\n")
    ahead = ["ai/milestones/b.yaml:2:7", "ai/milestones/b.yaml:6:16", "ai/milestones/b.yaml:7:15"]
    assert corner.positions("date-future") == ahead
    assert "today is 2026-11-25 by UTC" in corner.problems("date-future")[0].what


def test_a_source_may_be_read_on_the_day_before_the_one_it_was_published_on(corner: Corner) -> None:
    """Whoever reads it in America the moment it is published in Auckland does; two days before, nobody does."""
    for name, day in (("a", "2026-11-20"), ("b", "2026-11-19")):
        text = milestone(name).replace("/a\n", f"/{name}\n    published: 2026-11-21\n    accessed: {day}\n")
        corner.write(f"ai/milestones/{name}.yaml", text)
    assert corner.positions("accessed-early") == ["ai/milestones/b.yaml:7:15"]


def test_what_is_known_of_criteria_lies_in_the_past_too(corner: Corner) -> None:
    """The day of a first, of a rival, of a change in the log and of a forecast."""
    side = "  why: x\n  searched: [there]\n"
    rival = "  considered: [{date: 2031, event: e, counts: lead, why: w}]\n"
    corner.write("firsts/a.yaml", f"linux:\n  date: 2030\n{side}ai:\n{side}{rival}")
    corner.write("criteria/log.yaml", "a: {date: 2030, what: x, reason: z, before: b, after: c}\n")
    corner.write("criteria/forecasts.yaml", "a: {says: x, threshold: x, source: x, due: 2032, made: 2030, probability: 0.5, linux: x}\n")
    assert corner.positions("date-future") == [
        "criteria/forecasts.yaml:1:56",
        "criteria/log.yaml:1:11",
        "firsts/a.yaml:2:9",
        "firsts/a.yaml:8:23",
    ]


def test_texts_can_be_quoted_and_titles_told_apart(corner: Corner) -> None:
    """A summary too long or too short to quote, a title too long, and two titles that read alike are told."""
    corner.write("ai/milestones/a.yaml", MILESTONE.replace("that is", "that is " + "really " * 60))
    corner.write("ai/milestones/b.yaml", MILESTONE.replace("Something happens\n", "“Something” happens!\n", 1))
    corner.write("ai/milestones/c.yaml", milestone("Long " * 30).replace("told in a sentence of a decent length.", "."))
    rules = [p.rule for p in corner.problems() if p.rule != "link-none"]
    assert sorted(rules) == ["summary-long", "summary-short", "title-long", "title-repeats"]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<script>alert(1)</script>", "body-html"),
        ("<img src=x onerror=alert(1)>", "body-html"),
        ("![a](https://example.org/a.png)", "body-image"),
        ("[a](javascript:alert(1))", "body-link"),
        ("[a](../e/b/)", "body-link"),
        ("[a](/e/nowhere/)", "link-dangling"),
    ],
)
def test_a_body_is_the_safe_subset_of_markdown(corner: Corner, body: str, rule: str) -> None:
    """HTML, images and links that lead outside http or the site are refused in a body."""
    corner.write("ai/milestones/a.yaml", with_field(f"body: |\n  {body}"))
    assert corner.positions(rule) == ["ai/milestones/a.yaml:6:7"]


def test_a_body_may_speak_of_code(corner: Corner) -> None:
    """A comparison and code in backticks are no HTML."""
    corner.write("ai/milestones/a.yaml", with_field("body: |\n  If a < b, `<html>` is text; see [it](/e/a/)."))
    assert [p.rule for p in corner.problems()] == ["link-none"]


def test_places_are_iso_codes(corner: Corner) -> None:
    """A code that no country or region has is told; EU, UN and regions pass."""
    for n, code in enumerate(["US", "US-CA", "EU", "UN", "UK", "XX"]):
        corner.write(f"ai/policies/p{n}.yaml", milestone(f"No {n}", more=f"policy: {{jurisdiction: {code}}}\n"))
    assert [p.path[-7:] for p in corner.problems("country-unknown")] == ["p4.yaml", "p5.yaml"]


def test_changes_of_status_are_in_order_and_sourced(corner: Corner) -> None:
    """Changes stand oldest first, and their sources among the entry's sources."""
    changes = """\
policy:
  changes:
    - {date: 2021, status: in-force, source: "https://example.org/a"}
    - {date: 2020, status: proposed, source: "https://example.org/other"}
"""
    corner.write("ai/policies/a.yaml", MILESTONE + changes)
    assert corner.positions("change-order") == ["ai/policies/a.yaml:9:14"]
    assert corner.positions("change-source") == ["ai/policies/a.yaml:9:46"]
