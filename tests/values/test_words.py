"""Values in a reader's words."""

from __future__ import annotations

import pytest

from generator.values.words import count, country, field_value, lag, markdown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", "2023-02-23", "23 February 2023"),
        ("date", 2023, "2023"),
        ("date", "spring", "spring"),
        ("parameters", 30_000_000_000, "30 billion"),
        ("licence", "MIT", "MIT"),
        ("hub", ("a/b", "c/d"), "a/b, c/d"),
    ],
)
def test_a_disputed_value_is_printed_like_the_field_it_disputes(field: str, value: object, words: str) -> None:
    """A date as a date, a count as a count, anything else as it stands."""
    assert field_value(field, value) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (671_000_000_000, "671 billion"),
        (1_500_000_000, "1.5 billion"),
        (1_040_000_000_000, "1.04 trillion"),
        (128_000, "128,000"),
        (7_241_732_096, "7,241,732,096"),
        (124_000_000, "124 million"),
        (100_000_000_000, "100 billion"),
    ],
)
def test_counts_are_readable_and_never_rounded(number: int, words: str) -> None:
    """A round count is told in words, any other with every digit."""
    assert count(number) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "the same day"),
        (1, "1 day later"),
        (64, "64 days later"),
        (365, "1 year later"),
        (120, "4 months later"),
        (1157, "3 years and 2 months later"),
    ],
)
def test_lags_are_told_in_fitting_units(days: int | None, words: str) -> None:
    """Days up to three months, then months and years; in the direction that is read."""
    assert lag(days) == words
    assert lag(days, "earlier") == words.replace("later", "earlier")


def test_places_are_told_in_words() -> None:
    """Countries, regions and unions; an unknown code stays itself."""
    assert [country(c) for c in ("US", "US-CA", "EU", "TW", "ZZ")] == [
        "United States",
        "California, United States",
        "European Union",
        "Taiwan",
        "ZZ",
    ]


def test_a_body_is_safe_and_its_links_stay_within_the_site() -> None:
    """Markdown becomes HTML; markup is shown, not obeyed; links to entries and actors are made relative."""
    html = markdown("*a* <b>b</b> [c](/e/x/) [d](/actors/y/) [e](javascript:alert(1)) ![f](https://x.example/i.png)", "../../")
    assert "<em>a</em> &lt;b&gt;b&lt;/b&gt;" in html
    assert 'href="../../e/x/"' in html
    assert 'href="../../actors/y/"' in html
    assert "<img" not in html
    assert 'href="javascript' not in html
