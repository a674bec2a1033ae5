"""The list of what is new and what was corrected, and the newest of both."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from generator.render.changes import latest
from generator.values.graph import Graph
from generator.values.history import History, Revision, What
from tests.conftest import printed


def revision(page: str, what: What, day: int, *fields: str) -> Revision:
    """A revision of a page on a day of November."""
    commit = f"{day:040x}"
    return Revision(page, what, date(2026, 11, day), commit, f"Subject {day}", "entries/x.yaml", "0" * 40, fields)


def history(*line: Revision) -> History:
    """A whole history from its revisions, newest first."""
    pages = {revision.page for revision in line}
    return History("whole", {page: tuple(revision for revision in reversed(line) if revision.page == page) for page in pages}, line)


PAST = history(
    revision("e/open-model", "changed", 9, "body", "release", "sources"),
    revision("actors/lab", "changed", 9, "founded"),
    revision("e/gone", "withdrawn", 8),
    revision("e/open-model", "changed", 7, "date"),
    revision("e/first-call", "changed", 6, "title"),
    revision("actors/lab", "added", 5),
    revision("e/open-model", "added", 5),
    revision("e/gone", "added", 4),
    revision("e/first-call", "added", 3),
)


def test_the_newest_are_entries_that_are_here_each_once(graph: Graph) -> None:
    """For the home page: with the revision that made them new or corrected."""
    newest = latest(graph, PAST, 5)
    assert [(revision.day.day, record.id) for revision, record in newest["new"]] == [(5, "open-model"), (3, "first-call")]
    assert [(revision.day.day, record.id) for revision, record in newest["corrected"]] == [(9, "open-model"), (6, "first-call")]
    assert [len(entries) for entries in latest(graph, PAST, 1).values()] == [1, 1]


def test_a_correction_names_its_fields_in_words_and_its_reason(graph: Graph) -> None:
    """Under its day and its commit; a withdrawn page is named without a link."""
    text = printed(graph, past=PAST)["changes/index.md"]
    new, corrected = text.split('id="corrected"')
    assert "1 entry: 0 on Linux, 1 on open AI; 1 actor." in new
    assert "gone" not in new
    assert corrected.index("9 November 2026") < corrected.index("Subject 9") < corrected.index("text, facts, sources")
    assert '<code>e/gone</code> <span class="of-kind">entry</span> <span class="of-note">withdrawn</span>' in corrected
    assert 'href="../actors/lab/"' in corrected


def test_a_long_history_is_cut_between_days_and_commits(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how much is left out."""
    monkeypatch.setattr(import_module("generator.render.changes"), "MOST_LISTED", 1)
    text = printed(graph, past=PAST)["changes/index.md"]
    assert "Subject 9" in text
    assert "Subject 7" not in text
    assert "Left out here: older changes, 3 in number" in text
    assert "Left out here: older entries, 1 in number" in text
