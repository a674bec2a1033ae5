"""The synthetic entries are what the benchmarks take them for."""

from __future__ import annotations

from pathlib import Path

from generator import build
from generator.load import load
from tests.bench.synth import write
from tests.conftest import FAKE, TODAY


def test_synthetic_entries_are_clean_and_the_same_each_time(tmp_path: Path) -> None:
    """From one seed come the same files, in number and kinds as asked, without an error, linked among themselves."""
    write(FAKE, tmp_path / "a", 80)
    write(FAKE, tmp_path / "b", 80)
    first, problems = build.inspect(tmp_path / "a", TODAY)
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert first == load(tmp_path / "b")[0]
    assert len(first.entries) == 80
    assert {record.kind for record in first.entries} == {"release", "fork", "policy", "milestone"}
    graph = build.graph(tmp_path / "a", TODAY)
    assert sum(map(len, graph.links.values())) >= 79
