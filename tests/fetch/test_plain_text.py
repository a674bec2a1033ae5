"""Text from the network, as it may be printed and kept."""

from __future__ import annotations

import pytest

from generator.fetch.failures import Trouble
from generator.fetch.plain_text import plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("mit", "mit"),
        ("\x1b[31mmit\x1b[0m", "[31mmit [0m"),
        ("a\r\n b\t\u2028c\u00a0d", "a b c d"),
        ("a\u202eb\u200bc\u2066d\ufeff", "abcd"),
        ("a\ud800b\udfffc", "abc"),
        ("a\x00b\x7fc\x9bd", "a b c d"),
        ("\ufffe", ""),
        ("通义 é 👍", "通义 é 👍"),
        ("x" * 41, "x" * 39 + "…"),
        ("\u200b" * 500 + "x", "x"),
    ],
)
def test_a_text_is_one_line_of_what_is_seen(text: str, line: str) -> None:
    """Nothing that steers a terminal, turns its direction, or cannot be written as UTF-8."""
    assert plain(text, 40) == line


def test_a_message_is_plain_whatever_is_quoted_in_it() -> None:
    """A server's words steer no terminal, and do not fill it."""
    message = str(Trouble("refused", "it said \x1b]0;x\x07\n" + "y" * 9000))
    assert message.startswith("it said ]0;x y")
    assert len(message) == 600
