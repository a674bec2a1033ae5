"""`make bench`: load and check, build, rebuild after one edit, peak memory, page weight, and what a reader waits for.

Each step runs in a process of its own, so that its time has the start of Python in it and its memory is its own.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from tests.bench import reader
from tests.bench.synth import write

CHECKOUT = Path(__file__).parent.parent.parent


@click.command()
@click.option("--entries", "numbers", multiple=True, type=click.IntRange(1), default=(1_000, 10_000), show_default=True)
def main(numbers: tuple[int, ...]) -> None:
    """Measure at each number of entries."""
    table = Table("entries", "step", "seconds", "peak MB", "what")
    for number in numbers:
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch) / "checkout"
            write(CHECKOUT, root, number)
            for name in ("docs", "generator"):
                shutil.copytree(CHECKOUT / name, root / name)
            shutil.copy(CHECKOUT / "mkdocs.yml", root)
            site = Path(scratch) / "site"
            for step, words in (
                ("load + check", ("check", "entries/none")),
                ("build", ("build", "--out", str(site))),
                ("rebuild, one edit", ("build", "--out", str(site))),
            ):
                if "edit" in step:
                    first = next((root / "entries/ai").rglob("*.yaml"))
                    first.write_text(first.read_text().replace("title: ", "title: Edited ", 1))
                if step == "load + check":
                    (root / "entries/none").mkdir(exist_ok=True)
                seconds, memory, code = _run(root, *words)
                table.add_row(f"{number:,}", step, f"{seconds:.1f}", f"{memory:.0f}", f"exit {code}")
            ran = subprocess.run(
                [sys.executable, "-m", "tests.bench.steps", str(root)], cwd=CHECKOUT, capture_output=True, text=True, check=True
            )
            for step, seconds in json.loads(ran.stdout).items():
                table.add_row(f"{number:,}", f"step: {step}", f"{seconds:.1f}", "", "")
            for what, files in _weights(site).items():
                raw = [file.stat().st_size for file in files]
                packed = [len(gzip.compress(file.read_bytes(), 6)) for file in files]
                kb = f"{statistics.median(raw) / 1e3:,.1f} kB, {statistics.median(packed) / 1e3:,.1f} kB gzip"
                table.add_row(f"{number:,}", what, "", "", kb + (f" (median of {len(files)})" if len(files) > 1 else ""))
            for what, found in reader.measure(site):
                table.add_row(f"{number:,}", what, "", "", found)
    Console(width=140).print(table)


def _run(root: Path, *words: str) -> tuple[float, float, int]:
    """Seconds, peak memory in MB and exit code of `timeline WORDS` in a process of its own."""
    before = time.perf_counter()
    child = os.fork()
    if not child:
        os.chdir(root)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.execv(sys.executable, [sys.executable, "-m", "generator", *words])  # noqa: S606  it is this very program
    _, status, used = os.wait4(child, 0)
    unit = 1e3 if sys.platform != "darwin" else 1e6
    assert isinstance(used, resource.struct_rusage)
    return time.perf_counter() - before, used.ru_maxrss / unit, os.waitstatus_to_exitcode(status)


def _weights(site: Path) -> dict[str, list[Path]]:
    pages = sorted((site / "e").glob("*/index.html"))
    return {
        "entry page": pages[:: max(len(pages) // 200, 1)],
        "home": [site / "index.html"],
        "timeline": [site / "timeline/index.html"],
        "lineage": [site / "lineage/index.html"],
        "a year": sorted((site / "years").glob("2*/index.html"))[-5:],
        "timeline data": [site / "timeline/entries.json"],
    }


if __name__ == "__main__":
    main()
