"""From reports to mentions and proposals: copies are one, memory is long, and the likeliest event comes first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from generator.fetch.inbox import Seen, collapse, mentions, propose
from generator.fetch.names import NameMatches, Names
from generator.values.entries import Alias
from generator.values.fetched import News, NewsItem

TODAY = date(2026, 11, 24)
NAMES = Names(
    [("llama-3", [Alias(text="Llama 3")]), ("llama-3-1", [Alias(text="Llama 3.1")]), ("falcon", [Alias(text="Falcon", needs=("TII",))])]
)


def seen(title: str, url: str = "https://a.example/1", day: date | None = TODAY, publisher: str = "A") -> Seen:
    """A report, matched."""
    return Seen(NewsItem(url=url, title=title, publisher=publisher, feed="a", published=day), NAMES.find(title))


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("Meta releases Llama 3 with open weights", "Meta releases Llama 3 with open weights - B", True),
        ("Meta releases Llama 3 with open weights", "Meta releases Llama 3 with the open weights", True),
        ("Meta releases Llama 3 with open weights", "Meta releases Llama 3.1 with open weights", False),
        ("Debian 12 is out with a new kernel today", "Debian 13 is out with a new kernel today", False),
        ("Ubuntu moves to a new kernel line today", "Fedora moves to a new kernel line today", False),
        ("Nvidia sues over kernel drivers in Texas court", "Nvidia sues over kernel drivers in Ohio court", False),
        ("A wholly different thing", "Meta releases Llama 3 with open weights", False),
    ],
)
def test_copies_agree_in_names_and_numbers(title: str, other: str, same: bool) -> None:
    """Nearly the same words are not enough."""
    originals = collapse([seen(title), seen(other, "https://b.example/1", publisher="B")])
    assert len(originals) == (1 if same else 2)
    if same:
        assert originals[0].also == ("https://b.example/1",)


def test_copies_lie_near_in_time_and_order_does_not_matter() -> None:
    """The same headline next month is another report; the first one stands for its copies."""
    title = "Linux kernel gets a new maintainer"
    days = [seen(title, f"https://a.example/{n}", TODAY - timedelta(days=n)) for n in (0, 2, 40)]
    originals = collapse(days)
    assert originals == collapse(reversed(days))
    assert [(str(report.item.url), report.also) for report in originals] == [
        ("https://a.example/40", ()),
        ("https://a.example/2", ("https://a.example/0",)),
    ]


def test_a_feed_forgets_but_mentions_stay() -> None:
    """What was kept stays as it was first seen; new reports come before older ones; what is a source already is none."""
    old = mentions([seen("Llama 3 is out", day=date(2024, 4, 18))], {}, frozenset())
    assert list(old) == ["llama-3"]
    later = [
        seen("Llama 3 again", "https://a.example/2"),
        seen("Llama 3 third", "https://a.example/3", None),
        seen("Llama 3 is, in truth, out"),
    ]
    new = mentions(later, old, frozenset({"https://a.example/2"}))["llama-3"]
    assert [(str(mention.item.url), mention.item.title) for mention in new.mentions] == [
        ("https://a.example/1", "Llama 3 is out"),
        ("https://a.example/3", "Llama 3 third"),
    ]
    assert new.mentions[0].alias == "Llama 3"
    assert mentions(later[1:], {"llama-3": new}, frozenset()) == {}


def test_at_most_two_hundred_are_kept() -> None:
    """The newest."""
    many = [seen(f"Llama 3 report {n}", f"https://a.example/{n}", TODAY - timedelta(days=n)) for n in range(250)]
    news: News = mentions(many, {}, frozenset())["llama-3"]
    assert len(news.mentions) == 200
    assert news.mentions[0].item.published == TODAY


def test_what_looks_like_an_event_is_proposed() -> None:
    """With what speaks for it; what an entry is about, is old, is a source, or has no event or subject in it is not."""
    reports = [
        seen("Acme releases an open-weights language model", "https://a.example/1"),
        seen("Senate passes bill on open models", "https://a.example/2"),
        seen("TII's new thing: Acme acquires Falcon maker", "https://a.example/3"),
        seen("Llama 3 released", "https://a.example/4"),
        seen("Acme releases a sandwich", "https://a.example/5"),
        seen("Ten tips for the Linux desktop", "https://a.example/6"),
        seen("Acme releases an open-source kernel", "https://a.example/7", TODAY - timedelta(days=90)),
        seen("Acme releases an open-source database", "https://a.example/8"),
        seen("阿里开源大模型", "https://a.example/9", None),
    ]
    proposals = propose(reports, frozenset({"https://a.example/8"}), ["Acme", "A.B (C"], TODAY)
    assert [str(proposal.item.url)[-1] for proposal in proposals] == ["1", "2", "9", "5"]
    by = {str(proposal.item.url)[-1]: proposal for proposal in proposals}
    assert by["1"].score > by["5"].score
    assert by["1"].why == ("something is released: “releases”", "is about “open-weights”", "names Acme")
    assert proposals[0] == by["1"]


def test_an_unclear_name_and_copies_raise_a_proposal() -> None:
    """And are told."""
    report = Seen(seen("Falcon is released").item, NameMatches((), ("falcon",)), ("https://b.example/1",))
    (proposal,) = propose([report], frozenset(), [], TODAY)
    assert proposal.near == ("falcon",)
    assert proposal.why[1:] == ("may be about falcon", "reported 2 times")
