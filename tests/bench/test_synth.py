"""The synthetic entries are what the benchmarks take them for."""

from __future__ import annotations

from pathlib import Path

from generator import build
from generator.load import load
from generator.relate import relate
from tests.bench.synth import write
from tests.conftest import FAKE, TODAY

CHECKOUT = Path(__file__).parent.parent.parent


def test_one_seed_gives_the_same_files_each_time(tmp_path: Path) -> None:
    """Two runs differ in nothing, and a corpus that has enough entries is left as it is."""
    write(FAKE, tmp_path / "a", 80)
    write(FAKE, tmp_path / "b", 80)
    write(FAKE, tmp_path / "c", 1)
    assert load(tmp_path / "a") == load(tmp_path / "b")
    assert load(tmp_path / "c") == load(FAKE)


def test_synthetic_entries_on_top_of_the_real_ones_are_clean_and_linked(tmp_path: Path) -> None:
    """Every real entry may serve as a model: what is made of it has no error, and each links to another."""
    write(CHECKOUT, tmp_path, 900)
    records, problems = build.inspect(tmp_path, TODAY)
    assert [str(p) for p in problems if p.severity == "error"] == []
    assert len(records.entries) == 900
    assert records.origins == load(CHECKOUT)[0].origins
    made = {record.id for record in records.entries if record.id.startswith("entry-")}
    graph = relate(records)
    assert sum(bool(graph.links.get(name)) for name in made) == len(made) - 1
