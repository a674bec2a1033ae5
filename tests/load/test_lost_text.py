"""Words that YAML would take away, and characters that it would put in, are told where they stand."""

from __future__ import annotations

import pytest

from generator.load.strict_yaml import compose


def told(text: str) -> list[tuple[int, int, str]]:
    """The flaws of a text as (line, column, rule)."""
    return [(flaw.line, flaw.column, flaw.rule) for flaw in compose(text.encode())[1]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Ubuntu closes bug #1, the market share\n", (1, 22)),
        ("a: Ubuntu\n  closes bug #1\nb: c\n", (2, 14)),
        ("a: C #\u266f\n", (1, 6)),
        ("a: #1 in the charts\n", (1, 4)),
        ("a: “quoted” text # 1 of two\n", (1, 18)),
        ("- a: [one #1\n  , two]\n", (1, 11)),
        ("a: 'quoted' #1 and more\n", (1, 13)),
        ('a: "quoted" #1 and more\n', (1, 13)),
        ("a: >- #1 in the charts\n  text\n", (1, 7)),
        ("x: é😀 #1\r\ny: z\r\n", (1, 7)),
    ],
)
def test_a_text_that_ends_at_a_sign_of_number_is_told(text: str, place: tuple[int, int]) -> None:
    """At that sign, with what is right."""
    flaws = [flaw for flaw in compose(text.encode())[1] if flaw.rule == "yaml-comment"]
    assert [(flaw.line, flaw.column) for flaw in flaws] == [place]
    assert "quotes" in flaws[0].mend or "lines below" in flaws[0].mend


@pytest.mark.parametrize(
    "text",
    [
        "a: word # a comment\n",
        "a: several words  # a comment\n",
        "a: several words   # one of these\nb: 1\n",
        "# a comment\na: b\n  # another #2\nc: d\n",
        "a: C#1 and x#y\n",
        'a: "bug #1 and # 2"\n',
        "a: 'bug #1'\n",
        "a: >-\n  bug #1\n  # 2\nb: |  # a comment\n  text #3\n",
        "a: # a comment\n  b: c\n",
        "a: [b, c] #1\n",
        "a: several words\r\nb: word # x\r\n",
        "a: several words #\n",
    ],
)
def test_a_comment_is_no_loss(text: str) -> None:
    """Behind a word, behind two blanks, on a line of its own; and a sign within a text is its own."""
    assert told(text) == []


def test_text_that_goes_on_below_a_comment_says_what_ended_it() -> None:
    """YAML itself stops there, and its reason alone leads nowhere."""
    for text in ("a: fixes bug #1\n  and bug 2\n", "a: fixes bug #1 and\n  others: two\nb: c\n"):
        (flaw, *_) = compose(text.encode())[1]
        assert (flaw.rule, flaw.mend.startswith("' #' ends the text on the line above")) == ("yaml-syntax", True)


@pytest.mark.parametrize(
    ("escape", "point"),
    [
        (r"\0", 0x0),
        (r"\a", 0x7),
        (r"\b", 0x8),
        (r"\t", 0x9),
        (r"\v", 0xB),
        (r"\f", 0xC),
        (r"\r", 0xD),
        (r"\e", 0x1B),
        (r"\x08", 0x8),
        (r"\x7f", 0x7F),
        (r"\N", 0x85),
        (r"\L", 0x2028),
        (r"\P", 0x2029),
        (r"\u00AD", 0xAD),
        (r"\u200b", 0x200B),
        (r"\u202e", 0x202E),
        (r"\uFEFF", 0xFEFF),
        (r"\uFFFE", 0xFFFE),
        (r"\uffff", 0xFFFF),
        (r"\U000E0001", 0xE0001),
        (r"\ufe0f", 0xFE0F),
        (r"\U0001FFFF", 0x1FFFF),
    ],
)
def test_an_escape_is_held_to_the_rule_for_what_it_stands_for(escape: str, point: int) -> None:
    """In a value, in a key, in a list, and on a later line of a text; at the sign itself, as the character is if it stands there raw."""
    for text, place in (
        (f'a: "A lab{escape} does"\n', (1, 10)),
        (f'b: 1\n"c{escape}": 2\n', (2, 3)),
        (f'a: [x, "é{escape}"]\n'.replace("é", "e"), (1, 10)),
        (f'a: "one\n  \\"two{escape}"\n', (2, 8)),
    ):
        (flaw,) = compose(text.encode())[1]
        assert (flaw.line, flaw.column, flaw.rule) == (*place, "unseen-character")
        assert f"U+{point:04X}" in flaw.what
    if point not in (0x9, 0xD) and not 0xD800 <= point < 0xE000:
        assert (1, 9, "unseen-character") in told(f"a: A lab{chr(point)} does\n")


def test_an_escape_that_is_seen_is_text() -> None:
    """A quote, a letter of any script, a blank that keeps its line, a line end, and a joiner where it belongs."""
    text = r'a: "\"x\" \\0 \u00e9 \_ \x41 \n \u6DF1 \U0001F427 می\u200cخواهم 👩\u200d💻"' + "\n"
    assert told(text) == []
    assert told("a: 'C:\\0 \\x08'\nb: plain \\u202e\nc: |\n  \\0\n") == []


def test_half_a_pair_is_no_character() -> None:
    """libyaml refuses it, at its place."""
    (flaw,) = compose(b'a: "\\ud800"\n')[1]
    assert (flaw.line, flaw.rule, flaw.mend) == (1, "yaml-syntax", "take the escape out, or write the character itself")


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c"])
def test_what_only_some_programs_take_for_a_line_end_is_refused(character: str) -> None:
    """Raw too, so that lines are counted alike by all; a CR that ends no line as well."""
    assert told(f"a: x{character}y\nb: 1\n") == [(1, 5, "unseen-character")]
    assert told("a: x\rb: 1\r") == [(1, 5, "unseen-character"), (1, 10, "unseen-character")]
    assert told("a: x\r\nb: 1\r\n") == []


def test_a_sign_that_yaml_takes_away_is_told() -> None:
    """`!` before a text means that it is text, and is lost."""
    assert told("a: ! important\nb: [! x]\nc: it is ! y\n") == [(1, 4, "yaml-tag"), (2, 5, "yaml-tag")]


def test_a_file_of_what_nobody_sees_is_told_in_a_hundred_lines() -> None:
    """Not in as many as it has characters."""
    assert len(told("a: " + "\u200b" * 80_000)) == 100
