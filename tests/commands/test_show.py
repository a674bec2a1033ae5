"""An entry as the build sees it."""

from __future__ import annotations

import json

from tests.commands.conftest import GOOD, run


def test_show_tells_an_entry_as_the_build_sees_it() -> None:
    """With both ends of its links, and the date in words."""
    seen = json.loads(run("show", "open-model", "--format", "json", *GOOD).stdout)
    assert seen["printed date"] == "20 January 2025"
    assert seen["backlinks"] == ["has-derivative fine-tune (18 February 2025)", "answered-by listing (25–28 March 2025)"]
    plain = run("show", "listing", *GOOD)
    assert plain.exit_code == 0
    assert "responds-to open-model (20 January 2025)" in plain.stdout


def test_show_knows_actors_and_near_misses() -> None:
    """An actor is shown with its entries; a wrong id gets the nearest ones."""
    assert "Kernel 1.0 is released" in run("show", "student", *GOOD).stdout
    assert "did you mean open-model" in run("show", "open-modle", *GOOD).stderr
