"""How much later an answer came is told in words that are no more exact than the dates."""

from __future__ import annotations

import pytest

from generator.render.responses import later
from generator.values.span import Span


@pytest.mark.parametrize(
    ("days", "words"),
    [(Span(0, 0), "the same day"), (Span(3, 3), "3 days later"), (Span(10, 1040), "10–1,040 days later"), (Span(4, None), "since day 4")],
)
def test_a_span_of_days_is_told_with_its_bounds(days: Span, words: str) -> None:
    """One number where both dates are exact, two where they are not, the least where it goes on."""
    assert later(days) == words
