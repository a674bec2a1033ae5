"""What an audit found wrong with sources and links: copies, trackers, pages older than the event, links to fill the graph."""

from __future__ import annotations

import pytest

from tests.conftest import MILESTONE, Corner

HOSTS = """\
example.org: {publisher: Example, grade: primary}
digest.example: {publisher: Digest, grade: digest}
mirror.example: {publisher: Mirror, grade: copy, of: Wikipedia}
tipranks.com: {publisher: TipRanks, grade: reporting}
"""


def found(corner: Corner, text: str, path: str = "ai/milestones/a.yaml") -> list[tuple[str, str]]:
    """Rule and severity of what is wrong with an entry, but for its links' targets."""
    corner.write(path, text)
    corner.write("hosts.yaml", HOSTS)
    return sorted((p.rule, p.severity) for p in corner.problems() if p.rule not in ("link-none", "link-dangling"))


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("https://fastly.tipranks.com/news/x", [("address-copy", "error")]),
        ("https://example.org/x?utm_source=letter", [("address-tracked", "error")]),
        ("https://example.org/x?page=2", []),
        ("https://mirror.example/wiki/X", [("address-copy", "warning"), ("digest-only", "warning")]),
        ("https://nobody-knows.example/x", [("host-unknown", "warning")]),
        ("https://digest.example/x", [("digest-only", "warning")]),
    ],
)
def test_a_source_is_cited_where_it_was_published(corner: Corner, url: str, wrong: list[tuple[str, str]]) -> None:
    """Hosts that only deliver and addresses that track are refused; copies and hosts of which nothing is known are warned of."""
    assert found(corner, MILESTONE.replace("https://example.org/a", url)) == wrong


def test_a_copy_says_what_it_is_a_copy_of(corner: Corner) -> None:
    """The original as address and the copy as `read_at`; or `grade: copy` where the original is not known, beside something better."""
    read = MILESTONE.replace("https://example.org/a", "https://example.org/a\n    read_at: https://mirror.example/a")
    assert found(corner, read) == []
    graded = MILESTONE + "  - {url: 'https://mirror.example/b', grade: copy}\n"
    assert found(corner, graded) == []


def test_a_source_is_no_older_than_what_it_supports(corner: Corner) -> None:
    """Unless a dispute about the date says why."""
    older = MILESTONE + "    published: 2020-04-01\n    supports: [date]\n"
    assert found(corner, older) == [("source-older", "warning")]
    dispute = "disputes: [{field: date, value: '2020-04-01', source: 'https://example.org/b', resolution: Announced.}]\n"
    assert found(corner, older + dispute) == []


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("{to: b, as: responds-to, note: measured against it}", "link-measured"),
        ("{to: b, as: builds-on, note: the maker's own earlier model}", "link-family"),
        ("{to: b, as: builds-on, note: the base of other models of version 4}", "link-family"),
        ("{to: b, as: builds-on}", "link-unborne"),
        ("{to: b, as: compares-with, note: measured against it}", ""),
        ("{to: b, as: builds-on, note: its code}", ""),
        ("{to: b, as: builds-on, how: distillation}", ""),
    ],
)
def test_a_link_says_what_bears_it(corner: Corner, link: str, rule: str) -> None:
    """A benchmark is no response, a family is no base, and a link without a word is only there to fill the graph."""
    corner.write("ai/milestones/b.yaml", MILESTONE.replace("Something", "Else").replace("2020", "2019"))
    rules = [name for name, _ in found(corner, MILESTONE + f"links: [{link}]\n")]
    assert rules == ([rule] if rule else [])


def test_a_context_that_was_rounded_is_told(corner: Corner) -> None:
    """64_000 where the model has 65,536."""
    text = MILESTONE + "release: {context: 64_000}\n"
    assert found(corner, text, "ai/releases/a.yaml") == [("context-rounded", "warning")]
    assert found(corner, text.replace("64_000", "65_536"), "ai/releases/a.yaml") == []
