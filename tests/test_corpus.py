"""The real entries: clean, linked, sourced, and enough of each kind."""

from __future__ import annotations

from collections import Counter

import pytest

from generator import build
from generator.graph import Graph
from tests.conftest import CHECKOUT, TODAY


@pytest.fixture(scope="module")
def real() -> Graph:
    """The real corpus, related."""
    return build.graph(CHECKOUT, TODAY)


def test_the_real_corpus_has_no_problem() -> None:
    """Not one error and not one warning."""
    _, problems = build.inspect(CHECKOUT, TODAY)
    assert [str(problem) for problem in problems] == []


def test_the_real_corpus_is_broad_enough(real: Graph) -> None:
    """At least 70 entries: 15 policies, 12 forks, 25 on the Linux track, all kinds on both tracks."""
    kinds = Counter(record.kind for record in real.entries)
    tracks = Counter(record.track for record in real.entries)
    assert len(real.entries) >= 70
    assert kinds["policy"] >= 15
    assert kinds["fork"] >= 12
    assert tracks["linux"] >= 25
    assert len({(record.track, record.kind) for record in real.entries}) == 8


STORY = {
    "deepseek-r1", "openseek", "baai-entity-list", "r1-1776", "perplexity-r1-product", "asay-column",
    "linux-announcement", "gpl-2", "sls", "slackware", "debian",
}  # fmt: skip


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
    alone = [
        record.id for record in real.entries if all(source.url.startswith(weak) for source in record.value.sources)
    ]
    assert alone == []
