"""The strict dialect: a file means to a person what it means to the program, or it is refused with a mend."""

from __future__ import annotations

import pytest

from generator.load.strict_yaml import compose, plain_value, position


def read(text: str | bytes) -> tuple[object, list[tuple[int, int, str]]]:
    """The value of a text, and its flaws as (line, column, rule)."""
    node, flaws = compose(text if isinstance(text, bytes) else text.encode())
    value = None
    if node:
        value, more = plain_value(node)
        flaws = [*flaws, *more]
    return value, [(f.line, f.column, f.rule) for f in flaws]


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1, "yaml-duplicate-key")),
        ("a: {b: 1, b: 2}\n", (1, 11, "yaml-duplicate-key")),
        ("a:\n\tb: 1\n", (2, 1, "yaml-tab")),
        ("a: b\tc\n", (1, 5, "yaml-tab")),
        ("a: yes\n", (1, 4, "yaml-surprise")),
        ("a: No\n", (1, 4, "yaml-surprise")),
        ("a: ON\n", (1, 4, "yaml-surprise")),
        ("country: NO\n", (1, 10, "yaml-surprise")),
        ("a: True\n", (1, 4, "yaml-surprise")),
        ("on: 1\n", (1, 1, "yaml-key")),
        ("a: 0123\n", (1, 4, "yaml-surprise")),
        ("a: 0x1F\n", (1, 4, "yaml-surprise")),
        ("a: 0o17\n", (1, 4, "yaml-surprise")),
        ("a: 12:30:45\n", (1, 4, "yaml-surprise")),
        ("a: 1e3\n", (1, 4, "yaml-surprise")),
        ("a: 1.\n", (1, 4, "yaml-surprise")),
        ("a: .inf\n", (1, 4, "yaml-surprise")),
        ("a: +5\n", (1, 4, "yaml-surprise")),
        ("a:\n", (1, 3, "yaml-empty")),
        ("a: ~\n", (1, 4, "yaml-empty")),
        ("a: [b, null]\n", (1, 8, "yaml-empty")),
        ("a: &x 1\nb: *x\n", (1, 4, "yaml-alias")),
        ("a: {b: 1}\nc:\n  <<: {d: 2}\n", (3, 3, "yaml-merge")),
        ("a: !!python/object:os.system x\n", (1, 4, "yaml-tag")),
        ("a: !!str x\n", (1, 4, "yaml-tag")),
        ("? [a, b]\n: c\n", (1, 3, "yaml-key")),
        ("a: 1\n---\nb: 2\n", (2, 1, "yaml-documents")),
        ("- a\n", (1, 1, "yaml-shape")),
        ("just text\n", (1, 1, "yaml-shape")),
        ("", (1, 1, "empty-file")),
        ("  \n\n", (1, 1, "empty-file")),
        ("# only a comment\n", (1, 1, "empty-file")),
        ('a: "unclosed\n', (2, 1, "yaml-syntax")),
        ("a: b: c\n", (1, 5, "yaml-syntax")),
        ("a: [b\n", (2, 1, "yaml-syntax")),
        ("a: @b\n", (1, 4, "yaml-syntax")),
        ("a: 1\n\n- b", (3, 1, "yaml-syntax")),
        ("a: b\nc", (2, 2, "yaml-syntax")),
        ('a: "b', (1, 6, "yaml-syntax")),
        ("a: \u202ebad\n", (1, 4, "unseen-character")),
        (b"a: caf\xe9\n", (1, 7, "encoding")),
        (b"\xff\xfea\x00", (1, 1, "encoding")),
        (b"\xef\xbb\xbfa: 1\n", (1, 1, "encoding")),
        (b"a: \x00\n", (1, 4, "unseen-character")),
    ],
)
def test_refuses_what_could_mislead(text: str | bytes, flaw: tuple[int, int, str]) -> None:
    """Each thing that YAML lets mislead a person is a flaw with its line, its column and its rule."""
    assert flaw in read(text)[1]


def test_an_alias_bomb_is_refused_before_it_is_composed() -> None:
    """A billion laughs is told by its first anchors and never expanded."""
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40))]
    value, flaws = read("\n".join(lines))
    assert value is None
    assert flaws[0] == (1, 5, "yaml-alias")


def test_deep_nesting_is_refused_without_a_crash() -> None:
    """Brackets a thousand deep, or more, end in a flaw and not in a stack overflow."""
    for depth in (20, 90, 900, 100_000):
        for text in ("[" * depth + "]" * depth, "{a: " * depth + "}" * depth, "\n  " + "- " * depth + "x"):
            value, flaws = read(f"a: {text}\n")
            assert flaws, value


def test_all_flaws_of_a_file_are_told_at_once() -> None:
    """Three mistakes are three flaws, not one after the other."""
    assert [rule for _, _, rule in read("a: yes\nb:\nc: 0123\na: 1\n")[1]] == [
        "yaml-surprise",
        "yaml-empty",
        "yaml-surprise",
        "yaml-duplicate-key",
    ]


def test_plain_values_are_what_they_look_like() -> None:
    """Text stays text, dates stay text, counts are numbers, lists are tuples; quotes and blocks always mean text."""
    text = "a: 2025-01-20\nb: 671_000_000_000\nc: [x, \"yes\", 1.5, true]\nd: |\n  no\ne: '0123'\nf: 2025-01~\ng: R&D\n"
    value, flaws = read(text)
    assert flaws == []
    assert value == {
        "a": "2025-01-20",
        "b": 671_000_000_000,
        "c": ("x", "yes", 1.5, True),
        "d": "no\n",
        "e": "0123",
        "f": "2025-01~",
        "g": "R&D",
    }


def test_a_field_is_found_by_its_path() -> None:
    """A path of keys and positions leads to the line and column of the key or item; a missing one to its parent."""
    node, _ = compose(b"a: 1\nsources:\n  - url: x\n  - url: y\n    title: z\n")
    assert node
    assert position(node, ("sources", 1, "title")) == (5, 12)
    assert position(node, ("sources", 1)) == (4, 5)
    assert position(node, ("sources", 1, "quote")) == (4, 5)
    assert position(node, ("nowhere",)) == (1, 1)
