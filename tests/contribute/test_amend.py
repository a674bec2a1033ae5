"""One field of an entry said otherwise, or one more source."""

from __future__ import annotations

import pytest

from generator.contribute.amend import Unmendable, amended, with_source


def test_what_cannot_be_mended_says_why() -> None:
    """Flow lists, fields that are not there, broken files."""
    for raw, act in (
        (b"a: [", lambda raw: amended(raw, "a", "b")),
        (b"a: 1\n", lambda raw: amended(raw, "b", "c")),
        (b"a: [1]\n", lambda raw: amended(raw, "a", "c")),
        (b"sources: [{url: u}]\n", lambda raw: with_source(raw, {"url": "v"})),
    ):
        with pytest.raises(Unmendable):
            act(raw)
