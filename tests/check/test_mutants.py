"""Whatever a file says, `check` has an answer: where it is wrong, or that nothing is."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from generator import build
from generator.values.corpus import Problem
from tests.conftest import FAKE, TODAY
from tests.mutants import KINDS, mutants

SEED: Final = int(os.environ.get("MUTANTS_SEED", "1"))
COUNT: Final = int(os.environ.get("MUTANTS", "300"))
"""More are made where these are set: MUTANTS=5000 MUTANTS_SEED=7 pytest tests/check/test_mutants.py."""


AT_ONCE: Final = 12


def within(problem: Problem, root: Path) -> bool:
    """Whether a problem has a line and a column that its file has; right behind the last one counts."""
    file = root / problem.path
    lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.is_file() else [""]
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def batches() -> Iterator[dict[str, tuple[str, str]]]:
    """The mutants some at once, each of another file: kind and text by path."""
    waiting = [*mutants(SEED, COUNT)]
    while waiting:
        batch: dict[str, tuple[str, str]] = {}
        left = []
        for kind, path, text in waiting:
            if path in batch or len(batch) == AT_ONCE:
                left.append((kind, path, text))
            else:
                batch[path] = (kind, text)
        yield batch
        waiting = left


def test_no_mutant_makes_check_fall_over(tmp_path: Path) -> None:
    """It ends with problems that have a place in their file, of each kind of mutation some with an error and in all some without."""
    shutil.copytree(FAKE / "entries", tmp_path / "entries")
    taken: Counter[tuple[str, bool]] = Counter()
    for batch in batches():
        before = {path: (tmp_path / path).read_bytes() for path in batch}
        for path, (_, text) in batch.items():
            (tmp_path / path).write_bytes(text.encode())
        _, problems = build.inspect(tmp_path, TODAY)
        outside = [str(problem) for problem in problems if not problem.what or not within(problem, tmp_path)]
        assert outside == [], batch
        wrong = {problem.path for problem in problems if problem.severity == "error"}
        taken.update((kind, path in wrong) for path, (kind, _) in batch.items())
        for path, raw in before.items():
            (tmp_path / path).write_bytes(raw)
    assert {*KINDS, "cell"} - {"CRLF"} <= {kind for kind, refused in taken if refused}
    assert taken["CRLF", False] > 0
    assert sum(count for (_, refused), count in taken.items() if not refused) > COUNT // 20


def test_the_same_seed_makes_the_same_mutants() -> None:
    """So that a failure can be looked at again; another seed makes others."""
    assert [*mutants(3, 60)] == [*mutants(3, 60)]
    assert [*mutants(3, 60)] != [*mutants(4, 60)]
