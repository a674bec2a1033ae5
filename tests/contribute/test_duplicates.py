"""Entries that may tell of the same event."""

from __future__ import annotations

from generator.contribute.duplicates import alike
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph


def test_the_same_event_is_found_by_actor_and_day_title_source_or_model(real: Graph) -> None:
    """And another event is not."""
    reasons = {
        record.id: why
        for record, why in alike(real.entries, title="DeepSeek releases R1", date=FuzzyDate.parse("2025-01-21"), actors=["deepseek"])
    }
    assert reasons["deepseek-r1"] == "the same actor, within 14 days"
    assert "deepseek-r1" in {r.id for r, _ in alike(real.entries, title="DeepSeek releases R1 with open weight")}
    assert "deepseek-r1" in {r.id for r, _ in alike(real.entries, hubs=["deepseek-ai/DeepSeek-R1"])}
    assert alike(real.entries, title="Nobody has ever done this", date=FuzzyDate.parse("1995")) == []
