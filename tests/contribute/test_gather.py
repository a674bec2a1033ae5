"""What is known of a new file, gathered from options, answers, servers and reports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from generator import build
from generator.contribute.gather import Given, Reported, Unclear, begin, from_report, gather, nobody
from generator.values.corpus import Corpus
from generator.values.fetched import NewsItem, Proposal
from tests.conftest import FAKE, TODAY

PROPOSAL = Proposal(
    item=NewsItem(feed="news", url="https://a.example/2", title="Acme releases “Thing”", publisher="A", published=date(2026, 11, 1)),
    score=0.5,
    why=("something is released",),
)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The fake corpus."""
    return build.inspect(FAKE, TODAY)[0]


class Answers:
    """Somebody who answers in turn, and what they were asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []

    def __call__(self, question: str, default: str | None = None, choices: Iterable[str] = (), read: Callable[[str], Any] = str) -> Any:
        """The next answer, as it is read."""
        self.questions.append(question)
        answer = self.answers.pop(0)
        assert not choices or answer in choices
        return read(answer) or default


def test_what_is_given_is_not_asked_for(corpus: Corpus) -> None:
    """And nothing else is made up."""
    given = Given(
        "fork",
        "linux",
        None,
        "The Lab forks it",
        "2026-11-20",
        "It does.",
        ("lab",),
        ("kernels",),
        "https://a.example/",
        None,
        ("kernel-1-0",),
        "hard-fork",
    )
    ask = Answers()
    start = gather(begin(given, ask), Reported(source={"url": given.url}), corpus, ask)
    assert ask.questions == []
    assert start.path == "entries/linux/forks/lab-forks.yaml"
    assert start.facts.values == {
        "title": "The Lab forks it",
        "summary": "It does.",
        "date": "2026-11-20",
        "actors": ("lab",),
        "tags": ("kernels",),
        "facts": {"of": ("kernel-1-0",), "how": "hard-fork"},
    }
    assert start.facts.sources == ({"url": "https://a.example/"},)


def test_answers_fill_what_is_open(corpus: Corpus) -> None:
    """An empty one leaves its field open, or takes what a server said; actors by id or name, tags in any form."""
    ask = Answers("release", "ai", "lab/thing", "", "", "2026-11", "", "The Lab, company", "Language models, open source")
    given = begin(Given(), ask)
    start = gather(given, Reported("The Lab releases Thing", date="2026", parameters=7), corpus, ask)
    assert start.facts.values == {
        "title": "The Lab releases Thing",
        "date": "2026-11",
        "actors": ("lab", "company"),
        "tags": ("language-models", "open-source"),
        "facts": {"hub": ("lab/thing",), "parameters": 7},
    }
    assert ask.answers == []


@pytest.mark.parametrize(
    ("given", "option", "message"),
    [
        (Given(), None, "name a KIND"),
        (Given("policy"), None, "name a --track"),
        (Given("policy", "ai"), None, "give a --title, or an --id"),
        (Given("policy", "ai", title="“”"), None, "give an --id for the file: its title has no Latin letter"),
        (Given("actor", title="深度求索"), None, "give an --id for the file: its title has no Latin letter"),
        (Given("policy", "ai", title="T", url="nowhere"), "--url", "it starts with https://"),
        (Given("policy", "ai", title="T", date="soon"), "--date", "'soon' is no date"),
        (Given("policy", "ai", title="T", id="../x"), "--id", "small letters"),
        (Given("policy", "ai", title="T", tags=("a/b",)), "--tag", "'a/b' is no tag"),
        (Given("policy", "ai", title="T", actors=("labb",)), "--actor", "did you mean 'lab'?"),
        (Given("policy", "ai", title="T", actors=("nobody at all",)), "--actor", "timeline new actor"),
    ],
)
def test_what_cannot_be_is_said_with_its_option(corpus: Corpus, given: Given, option: str | None, message: str) -> None:
    """And with what would be right."""
    with pytest.raises(Unclear, match=re.escape(message)) as unclear:
        gather(begin(given, nobody), Reported(), corpus, nobody)
    assert unclear.value.option == option


def test_a_report_gives_its_kind_its_day_and_itself_as_a_source(corpus: Corpus) -> None:
    """A file is named by its headline, which is no title; what is given goes before."""
    start = gather(*from_report(Given(), PROPOSAL, corpus), corpus, nobody)
    assert start.path == "entries/ai/releases/acme-releases-thing.yaml"
    assert start.facts.values == {"date": "2026-11-01"}
    assert start.facts.sources[0]["url"] == "https://a.example/2"
    assert start.facts.notes == ("The report's headline is: Acme releases “Thing”",)
    given = Given("policy", "linux", "acme", date="2026", summary="It acts.")
    start = gather(*from_report(given, PROPOSAL.model_copy(update={"near": ("open-model",)}), corpus), corpus, nobody)
    assert start.path == "entries/linux/policies/acme.yaml"
    assert start.facts.values == {"date": "2026", "summary": "It acts."}
    assert start.facts.notes[1] == "It may be about open-model"
    with pytest.raises(Unclear, match="not about an actor"):
        from_report(Given("actor"), PROPOSAL, corpus)


def test_an_actor_has_a_name_and_no_day(corpus: Corpus) -> None:
    """Nor a track, actors or tags."""
    ask = Answers("Somebody")
    start = gather(begin(Given("actor"), ask), Reported(), corpus, ask)
    assert (start.path, start.facts.values) == ("entries/actors/somebody.yaml", {"name": "Somebody"})
