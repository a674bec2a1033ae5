"""The kinds of fault that an audit found in what entries say: each rule finds the audit's own example."""

from __future__ import annotations

import pytest

from tests.conftest import MILESTONE, Corner

KEYED = MILESTONE.replace("  - url:", "  - key: own\n    url:")
HOSTS = "example.org: {publisher: Example, grade: primary}\npress.example: {publisher: Press, grade: reporting}\n"


def rules(corner: Corner, text: str, path: str = "ai/milestones/a.yaml") -> list[tuple[str, str]]:
    """What is wrong with an entry: rule and severity, but for links and hosts."""
    corner.write(path, text)
    corner.write("hosts.yaml", HOSTS)
    return [(p.rule, p.severity) for p in corner.problems() if p.rule not in ("link-none", "actor-unknown", "link-dangling")]


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 437,605 pairs.",
        "It came in October.",
        "It does better than Meta's models of its size.",
        "Export control had so far been aimed lower.",
        "Some drew from that a reason to rely on them.",
        "Either way the field moved on.",
        "Critics called it closed.",
    ],
)
def test_a_fact_in_the_body_has_a_footnote(corner: Corner, sentence: str) -> None:
    """A number, a date, a comparison, a judgement: refused where an entry has keys, and warned of where it has none yet."""
    body = f"body: |\n  {sentence}\n"
    assert ("footnote-none", "error") in rules(corner, KEYED + body)
    assert ("footnote-none", "warning") in rules(corner, MILESTONE + body)
    assert "footnote-none" not in dict(rules(corner, KEYED + f"body: |\n  {sentence}[^own]\n"))


def test_a_footnote_names_a_source(corner: Corner) -> None:
    """In summary and body, and where a link says what bears it; keys differ."""
    assert rules(corner, KEYED.replace("length.", "length.[^onw]")) == [("footnote-nowhere", "error")]
    assert rules(corner, KEYED + "body: Because.[^other]\n") == [("footnote-nowhere", "error")]
    assert ("footnote-nowhere", "error") in rules(corner, KEYED + "links: [{to: b, as: builds-on, source: none}]\n")
    assert rules(corner, KEYED + "  - {key: own, url: 'https://example.org/b'}\n") == [("key-twice", "error")]
    assert rules(corner, KEYED.replace("length.", "length.[^own]")) == []


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("A lab publishes the first open model", True),
        ("A lab is the first to publish a model", True),
        ("Anyone may have the source", True),
        ("Nobody publishes a model", True),
        ("A lab publishes one of the first open models", False),
        ("A lab publishes the first version of its model", False),
        ("A lab publishes its model", False),
    ],
)
def test_a_universal_has_somebody_who_says_so(corner: Corner, title: str, found: bool) -> None:
    """First, only, nobody, anyone: in a title without a quote that has the word."""
    assert (("universal", "warning") in rules(corner, MILESTONE.replace("Something happens\n", f"{title}\n", 1))) == found


def test_what_is_disputed_is_not_undisputed(corner: Corner) -> None:
    """An entry that says that nobody disputes has no dispute."""
    text = MILESTONE.replace("Something happens that is told", "On a day that nobody disputes it is told")
    dispute = "disputes: [{field: date, value: '2020-05-02', source: 'https://example.org/b', resolution: Later.}]\n"
    assert ("universal", "error") in rules(corner, text + dispute)


def test_nothing_is_told_as_it_stood_on_the_day_of_writing(corner: Corner) -> None:
    """In the text, and in a quote that a later day undid."""
    letter = "    accessed: 2026-11-23\n    quote: the letter has not been published, but Reuters saw it\n"
    assert rules(corner, MILESTONE + letter) == [("overtaken", "warning")]
    assert ("overtaken", "warning") in rules(corner, MILESTONE.replace("length.", "length so far."))


def test_a_policy_that_ended_says_so(corner: Corner) -> None:
    """In its title or summary, where it is quoted from."""
    policy = "policy: {status: rescinded}\n"
    assert rules(corner, MILESTONE + policy, "ai/policies/a.yaml") == [("ended-untold", "warning")]
    assert rules(corner, MILESTONE.replace("length.", "length; it was rescinded.") + policy, "ai/policies/a.yaml") == []


def test_a_contested_thing_has_a_primary_source_and_one_from_a_month_later(corner: Corner) -> None:
    """As the accusation whose answer came a month later, and the entry was never opened again."""
    text = MILESTONE.replace("Something happens\n", "A model's results cannot be repeated\n", 1).replace("example.org", "press.example")
    assert rules(corner, text) == [("contested-after", "warning"), ("contested-primary", "warning")]
    after = "  - {url: 'https://example.org/answer', published: '2020-06-20'}\n"
    assert rules(corner, text + after) == []


def test_a_title_promises_no_more_data_than_the_entry_knows(corner: Corner) -> None:
    """'With its data and recipes', where the entry itself has data: partial."""
    release = "release: {openness: {weights: open, data: partial}}\n"
    text = MILESTONE.replace("Something happens\n", "A firm releases a model with its data\n", 1)
    assert rules(corner, text + release, "ai/releases/a.yaml") == [("data-promised", "error")]
    assert rules(corner, text.replace("its data", "part of its data") + release, "ai/releases/a.yaml") == []


def test_a_base_that_came_later_has_its_day(corner: Corner) -> None:
    """A system that changed over to its base says since when."""
    fork = "fork: {of: [owner/base], how: distribution}\n"
    text = MILESTONE.replace("Something happens that", "From its second version on Debian, it")
    assert rules(corner, text + fork, "linux/forks/a.yaml") == [("base-since", "warning")]
    assert rules(corner, text + fork.replace("how:", "since: '2020-10', how:"), "linux/forks/a.yaml") == []
