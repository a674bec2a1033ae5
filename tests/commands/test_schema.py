"""The JSON Schemas of the vocabulary, written."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import run


def test_schema_writes_what_the_vocabulary_says(tmp_path: Path) -> None:
    """One file a shape."""
    assert run("schema", "--root", str(tmp_path)).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "entries/schema").iterdir()) == [
        "actor.json",
        "audits.json",
        "firsts.json",
        "fork.json",
        "milestone.json",
        "origins.json",
        "parallel.json",
        "policy.json",
        "readings.json",
        "release.json",
        "series.json",
        "stages.json",
    ]
