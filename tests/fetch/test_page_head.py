"""What a page's head says of itself."""

from __future__ import annotations

from generator.fetch import page_head


def test_a_head_without_anything_is_an_address() -> None:
    """Nothing is made up, and a day that is none is left out."""
    assert page_head.read("", "https://e.org") == {"url": "https://e.org"}
    assert page_head.read('<meta name="date" content="2026-13-45"><title> A \n b </title>', "u") == {"url": "u", "title": "A b"}


def test_a_hostile_head_does_no_harm() -> None:
    """Declarations that nobody knows, digits of other scripts, and characters that are not seen."""
    text = '<![x[ <meta name="date" content="２０２６-01-02"><title>a\x1b[31m\u202eb</title><meta property="og:site_name" content="\u200b">'
    assert page_head.read(text, "u") == {"url": "u", "title": "a [31mb"}
