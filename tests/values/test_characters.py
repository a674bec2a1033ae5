"""What a reader cannot see, and what looks like it and is needed."""

from __future__ import annotations

import unicodedata

import pytest
import regex

from generator.values.characters import unseen, visible

HIDDEN = """
0 8 9 D 1B 7F 85 9F AD 34F 61C 115F 180E 200B 200E 2028 2029 202E
2060 2066 206F 3164 FEFF FFA0 FFF9 FDD0 FFFE FFFF 1D173 1FFFE E0001 E0041 10FFFF D800 DFFF
"""
"""Code points of some of each sort: controls, fillers, marks of direction, no characters, tags, halves of pairs."""


@pytest.mark.parametrize(
    "text",
    [
        "Größe, 深度求索, Ørsted, naïve",
        "one line\nanother\r\nand a third",
        "a\u00a0b\u202fc\u3000d",  # blanks of some width are seen
        "می\u200cخواهم",  # Persian: a joiner that keeps two letters apart
        "क्\u200dष and ক্\u200c",  # joiners behind the sign that takes a vowel away
        "👩🏽\u200d💻 and 🏳\ufe0f\u200d🌈 and ❤\ufe0f",
        "1\ufe0f⃣ and #\ufe0f⃣",
        "葛\U000e0100飾区",  # a form of a character in a name
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # the flag of Scotland
    ],
)
def test_what_languages_and_pictures_need_is_seen(text: str) -> None:
    """It stays as it was written, but for line ends and blanks, which read as one blank."""
    assert list(unseen(text)) == []
    assert visible(text) == " ".join(text.split())


@pytest.mark.parametrize("point", [int(point, 16) for point in HIDDEN.split()])
def test_what_nobody_sees_is_told_with_its_place(point: int) -> None:
    """Alone, between letters, and behind a character of another script; and a text that is made visible has none of it."""
    character = chr(point)
    for before in ("", "A lab", "深度"):
        assert list(unseen(f"{before}{character}x")) == [(len(before), character)]
        assert list(unseen(visible(f"{before}{character}x"))) == []


def test_a_joiner_or_selector_is_seen_only_where_it_does_something() -> None:
    """Behind a Latin letter, a blank or another of its kind, or at the start, it only makes two texts differ that read alike."""
    for text, at in (
        ("\u200dab", 0),
        ("De\u200cepSeek", 2),
        ("a \u200cb", 2),
        ("می\u200c\u200cخ", 3),
        ("a\ufe0f", 1),
        ("❤\ufe0f\ufe0f", 2),
        ("x\U000e0100", 1),
    ):
        assert [place for place, _ in unseen(text)] == [at], ascii(text)


def test_every_character_that_unicode_lets_a_font_leave_out_is_known() -> None:
    """All of Unicode: what is ignorable, a control, half a pair or no character is unseen behind a Latin letter, and nothing else is,
    but for marks of annotations."""
    ignorable = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\p{Cs}\p{Zl}\p{Zp}]")
    right = {chr(point) for point in range(0x110000) if ignorable.match(chr(point))} - {"\n"} | set("\ufff9\ufffa\ufffb")
    assert {chr(point) for point in range(0x110000) if list(unseen("a" + chr(point)))} == right - {"\n"}
    assert all(unicodedata.category(character)[0] in "CZMLS" for character in right)
