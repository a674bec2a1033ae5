"""Numbers that servers write, and that nothing else in this room makes one of a text."""

from __future__ import annotations

import ast

import pytest

from generator.fetch.numbers import whole
from tests.rooms import GENERATOR


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("17", 17),
        ("007", 7),
        ("100", 100),
        ("101", 100),
        ("9" * 18, 100),
        *((text, None) for text in ("", "²", "1²", "٣", "３", "1_0", "+1", "-1", " 1", "1 ", "1\n", "1.5", "1e3", "0x1", "nan", "9" * 19)),
        ("9" * 5000, None),
        (None, None),
    ],
)
def test_a_number_is_of_ascii_digits(text: str | None, number: int | None) -> None:
    """What is larger than can matter is as large as can matter; all else is no number."""
    assert whole(text, 100) == number


@pytest.mark.parametrize("file", sorted((GENERATOR / "fetch").glob("*.py")), ids=lambda file: file.stem)
def test_nothing_else_makes_a_number_of_a_text(file: object) -> None:
    """Neither int nor float is called elsewhere in the room."""
    nodes = ast.walk(ast.parse((GENERATOR / "fetch" / str(file)).read_text("utf-8")))
    calls = [
        node.lineno for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("int", "float")
    ]
    assert not calls or str(file).endswith("/numbers.py")
