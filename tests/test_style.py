"""The style sheet, where a browser would say nothing about a mistake."""

from __future__ import annotations

import re

from tests.conftest import CHECKOUT


def test_every_block_of_the_style_sheet_closes() -> None:
    """A block that stays open, as a careless merge leaves it, would hide all that follows from most screens."""
    text = re.sub(r"/\*.*?\*/", "", (CHECKOUT / "docs/assets/only-faster.css").read_text(), flags=re.DOTALL)
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("@", ":root", "html", ".", "[")):
            assert depth == 0, f"a block before line {number} (without comments) is still open: {line}"
        depth += line.count("{") - line.count("}")
    assert depth == 0
