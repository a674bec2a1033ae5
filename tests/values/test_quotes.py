"""Whether a quote stands in a text, and the words that are kept around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.values.quotes import LONGEST_PASSAGE, normal, passage, stands_in


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("released under the Apache License 2.0.", "Hy3 is released under the **Apache License 2.0**. See more."),
        ("We released LLaVA: a model", "- [4/17] We released **LLaVA: a model**."),
        ("the card's words", "the <b>card’s</b>\n  words"),
        ("SFT1 of Qwen3", "| SFT¹ of `Qwen3` |"),
        ("“fully” open", 'a "fully" open one'),
        ("It began … and it ended", "It began in 1991, went on for long and it ended."),
        ('"N","Enoch","1999.12"', '"N","Enoch","1999.12",,,"Gentoo"'),
        ("prominently display it", "+prominently display\n+it to users"),
        ("開源模型", "百度發布開源模型系列"),
        ("the words", "<!-- a\n-->\nthe words\n<!-- b\n-->"),
        ("so until now they kept it", '"so until\\nnow they kept it"'),
        ("see the page", "see [the page](https://example.org/x)"),
    ],
)
def test_what_is_there_for_the_eye_is_left_out(quote: str, text: str) -> None:
    """Markup, line breaks, kinds of quotation marks and dashes are no difference; '…' stands for words that are left out."""
    assert stands_in(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("17 Milliarden aktive pro Token", "17 Milliarden aktiv pro Token"),
        ("released in May", "Released in May"),
        ("17 Milliarden aktiv", "17 Milliarden aktive"),
        ("open", "reopened"),
        ("1,024 tokens", "1024 tokens"),
        ("not first", "first"),
        ("it ended … It began", "It began and it ended"),
        ("", "anything"),
    ],
)
def test_a_letter_makes_another_quote(quote: str, text: str) -> None:
    """Letters, figures, stops, capitals and the order count."""
    assert not stands_in(quote, text)


def test_a_passage_has_the_quote_with_words_around_it() -> None:
    """Whole words on both sides, no longer than is allowed; none where the quote is not there or is spread too far."""
    text = " ".join(f"word{n}" for n in range(200))
    words = passage("word100 word101", text)
    assert words
    assert len(words) <= LONGEST_PASSAGE
    assert "word99 word100 word101 word102" in words
    assert set(words.split()) <= set(text.split())
    assert passage("word300", text) is None
    assert passage("word1 … word199", text) is None


@given(st.text(min_size=1, max_size=400), st.data())
def test_a_quote_that_was_cut_from_a_text_stands_in_it_and_in_its_passage(text: str, data: st.DataObject) -> None:
    """Whatever the text: the passage is never longer than is allowed, and holds the quote."""
    plain = normal(text).split(" ")
    start = data.draw(st.integers(0, len(plain) - 1))
    quote = " ".join(plain[start : start + data.draw(st.integers(1, 5))])
    if not normal(quote).strip(". ") or ".." in quote or "(.." in quote or "[.." in quote:
        return
    if stands_in(quote, text) and (words := passage(quote, text)):
        assert len(words) <= LONGEST_PASSAGE
        assert stands_in(quote, words)
