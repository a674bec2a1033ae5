"""The real entries: clean, linked, sourced, and enough of each kind."""

from __future__ import annotations

from collections import Counter

import pytest

from generator import build
from generator.values.fields import KINDS, TRACKS
from generator.values.graph import Graph
from generator.values.passages import standing_of
from tests.conftest import CHECKOUT, TODAY

BEING_MENDED = {
    "address-copy",
    "base-since",
    "contested-after",
    "contested-primary",
    "context-rounded",
    "digest-only",
    "ended-untold",
    "footnote-none",
    "licence-family",
    "link-none",
    "link-family",
    "link-unborne",
    "number-unquoted",
    "overtaken",
    "quote-date",
    "source-older",
    "universal",
}
"""What older entries are warned of until each is read again; /coverage/ lists them."""


def test_the_real_corpus_has_no_error() -> None:
    """Not one error, and no warning but those that stand until an entry is read again."""
    _, problems = build.inspect(CHECKOUT, TODAY)
    assert [str(problem) for problem in problems if problem.severity == "error" or problem.rule not in BEING_MENDED] == []


def test_every_quote_that_can_be_held_stands() -> None:
    """None is another than the words that were kept of its source; of five hundred at least something is kept."""
    corpus, _ = build.inspect(CHECKOUT, TODAY)
    standings = Counter(
        standing_of(source, corpus.fetched.passages.get(record.path, ()))
        for record, sources in corpus.quoted()
        for source in sources
        if source.quote
    )
    assert standings["altered"] == 0
    assert standings["stands"] + standings["hashed"] >= 500


LEAST = {"release": 140, "fork": 45, "policy": 45, "milestone": 30}


def test_the_ai_track_tells_the_whole_story(real: Graph) -> None:
    """At least 260 entries on the open-AI track, spread over the kinds, every year from 2018 to 2026 among them."""
    ai = [record for record in real.entries if record.track == "ai"]
    kinds = Counter(record.kind for record in ai)
    assert len(ai) >= 260
    assert {kind: kinds[kind] for kind, least in LEAST.items() if kinds[kind] < least} == {}
    assert {record.value.date.year for record in ai} >= set(range(2018, 2027))


def test_the_linux_track_tells_the_whole_story(real: Graph) -> None:
    """At least 170 entries from 1991 on, 60 of them forks, and a prologue: GNU, its licence, MINIX; no gap of two years."""
    linux = [record for record in real.entries if record.track == "linux"]
    years = {record.value.date.year for record in linux}
    assert len(linux) >= 170
    assert sum(record.kind == "fork" for record in linux) >= 60
    assert {"gnu-project", "gpl-1", "minix"} <= {record.id for record in linux}
    assert [year for year in range(1991, 2026) if not {year, year + 1} & years] == []
    assert {record.kind for record in linux} == set(KINDS)


@pytest.mark.parametrize("track", TRACKS)
def test_most_entries_rest_on_text_that_was_read(real: Graph, track: str) -> None:
    """Of ten entries on either track at least nine quote a source that was read, and eight have two publishers."""
    records = [record for record in real.entries if record.track == track]
    read = [r for r in records if any(source.accessed and source.quote for source in r.value.sources)]
    two = [r for r in records if len({source.publisher or source.url for source in r.value.sources}) > 1]
    assert len(read) >= 0.9 * len(records)
    assert len(two) >= 0.8 * len(records)


def test_few_entries_stand_alone(real: Graph) -> None:
    """One in a hundred at most is linked to no other, since a link that nothing bears is worse than none; one that a clock may start
    from is linked to all by that."""
    origins = {o.entry for track in TRACKS for o in real.origins.value.of(track)} if real.origins else set()
    alone = [r.id for r in real.entries if not (real.links.get(r.id) or real.backlinks.get(r.id)) and r.id not in origins]
    assert len(alone) <= len(real.entries) // 100


STORY = {
    "deepseek-r1",
    "openseek",
    "baai-entity-list",
    "r1-1776",
    "perplexity-r1-product",
    "asay-column",
    "linux-announcement",
    "gpl-2",
    "sls",
    "slackware",
    "debian",
}


def test_the_story_is_told_and_linked(real: Graph) -> None:
    """Each event of the story that the project starts from is an entry, and those of 2025 hang together."""
    assert set(real.by_id) >= STORY
    near = {"deepseek-r1"}
    for _ in range(len(STORY)):
        near |= {e.source.id for i in list(near) for e in real.backlinks.get(i, ())}
        near |= {e.target.id for i in list(near) for e in real.links.get(i, ())}
    assert {"openseek", "baai-entity-list", "r1-1776", "perplexity-r1-product", "asay-column"} <= near


def test_no_digest_is_the_only_source(real: Graph) -> None:
    """A digest written by a language model, or a wiki's mirror, is a lead and never an entry's only source."""
    weak = ("https://news.smol.ai/", "https://wikiless.", "https://profilpelajar.com/")
    alone = [record.id for record in real.entries if all(source.url.startswith(weak) for source in record.value.sources)]
    assert alone == []


def test_the_comparison_has_its_parallels_stages_and_curves(real: Graph) -> None:
    """At least 28 parallels, at least 8 of them cases where the analogy fails; all four stages; at least 14 series, of both tracks."""
    fails = [record for record in real.parallels if record.value.likeness == "fails"]
    assert len(real.parallels) >= 28
    assert len(fails) >= 8
    assert real.stages
    assert {record.value.stage for record in real.criteria.wordings} == {stage for stage, _ in real.stages.value.meanings()}
    assert len(real.series) >= 14
    assert {record.value.track for record in real.series} == {"ai", "linux"}


def test_criteria_come_from_three_hands(real: Graph) -> None:
    """At least 40; at most a third from Linux's history, at least a third drawn from lists by others, and none is about one track."""
    hands = Counter(record.value.hand for record in real.criteria.wordings)
    number = hands.total()
    assert number >= 40
    assert hands["linux"] <= number / 3 and hands["drawn"] >= number / 3 and hands["ai"] >= number / 4
    for record in real.criteria.wordings:
        text = f"{record.value.test} {record.value.excludes}".lower()
        assert not [word for word in ("linux", "model", "kernel", "distribution", "weights", " ai ") if word in text], record.id


def test_no_first_rests_on_memory(real: Graph) -> None:
    """Each that is met has a source that was read, and each cell says where one searched and how many readings it has."""
    for record in real.criteria.firsts:
        for first in (record.value.linux, record.value.ai):
            assert first.searched
            assert first.date is None or any(source.accessed and source.quote for source in first.sources), record.id
            assert first.only or any(rival.counts == "defensible" for rival in first.considered), record.id


def test_the_claim_stands_in_the_future_tense(real: Graph) -> None:
    """At least fifteen forecasts, five of them due within twelve months of when they were made."""
    forecasts = [record.value for record in real.criteria.forecasts]
    assert len(forecasts) >= 15
    assert sum((forecast.due.bound - forecast.made.earliest).days <= 366 for forecast in forecasts) >= 5
