"""What `check` passes, `build` builds: mutants of good files, made with a seed, and everything that is built of those it accepts."""

from __future__ import annotations

import csv
import io
import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import icalendar

from generator import build
from generator.site import engine
from tests.conftest import TODAY, pages_of
from tests.mutants import RAW, WORDS, mutants
from tests.repository import Repository
from tests.site.conftest import copied

SEED: Final = int(os.environ.get("MUTANTS_SEED", "2"))
COUNT: Final = int(os.environ.get("MUTANTS", "160"))
"""More are made where these are set, as .github/workflows/thorough.yml does."""


class Trial:
    """A checkout into which mutants are put, and taken out again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made = self.accepted = 0

    def passes(self, files: dict[str, str]) -> bool:
        """Put files in their places; whether `check` finds no error."""
        for path, text in files.items():
            (self.root / path).write_bytes(text.encode())
        return not any(problem.severity == "error" for problem in build.inspect(self.root, TODAY)[1])

    def restore(self, good: dict[str, bytes]) -> None:
        """Put back what was there."""
        for path, raw in good.items():
            (self.root / path).write_bytes(raw)

    def batches(self) -> Iterator[dict[str, str]]:
        """The mutants that `check` accepts, those of different files together; they stand in the checkout meanwhile."""
        good: dict[str, bytes] = {}
        batch: dict[str, str] = {}
        for _, path, text in mutants(SEED, COUNT):
            self.made += 1
            if path in batch:
                yield batch
                self.restore(good)
                batch = {}
            good.setdefault(path, (self.root / path).read_bytes())
            if self.passes({path: text}):
                self.accepted += 1
                batch[path] = text
            else:
                self.restore({path: good[path]})
        yield batch
        self.restore(good)


def readable(path: str, text: str | bytes) -> None:
    """Read a file of the site by another program than the one that wrote it. Raises what that one raises."""
    raw = text.encode() if isinstance(text, str) else text
    match path.rpartition(".")[2]:
        case "json":
            json.loads(raw)
        case "atom" | "xml" | "svg" | "opml":
            ElementTree.fromstring(raw)  # noqa: S314  our own
        case "ics":
            icalendar.Calendar.from_ical(raw)
        case "csv":
            rows = [*csv.reader(io.StringIO(raw.decode(), newline=""))]
            assert len({len(row) for row in rows}) == 1, path


def test_whatever_check_passes_is_built(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Every page and file, each readable; at least a fifth of the mutants are accepted, so that the trial is one."""
    trial = Trial(copied(tmp_path / "checkout"))
    endings: Counter[str] = Counter()
    for batch in trial.batches():
        for page in pages_of(build.graph(trial.root, TODAY)):
            endings[page.path.rpartition(".")[2]] += 1
            if isinstance(page.text, str | bytes):
                readable(page.path, page.text)
        last = batch
    assert trial.accepted >= trial.made / 5, (trial.accepted, trial.made)
    assert {"md", "json", "svg", "csv", "ics", "sqlite", "parquet"} <= set(endings)
    assert trial.passes(last)
    assert engine.build(trial.root, tmp_path / "site", TODAY) > 60
    record_property("mutants", f"{trial.made} made, {trial.accepted} accepted and built")


def test_whatever_was_once_committed_is_built(tmp_path: Path) -> None:
    """What `check` would refuse too, with subjects, names and times that no format can hold: nobody can mend a commit that is merged."""
    repository = Repository(copied(tmp_path / "checkout"))
    repository.commit("All of it")
    choice = random.Random(SEED)
    for n, (_, path, text) in enumerate(mutants(SEED, COUNT // 2)):
        file = repository.root / path
        good = file.read_bytes()
        file.write_bytes(text.encode())
        subject = f"{choice.choice(WORDS)} {choice.choice(RAW[1:])} {choice.choice(WORDS)}"
        author = f"A{choice.choice(RAW[1:])}{choice.choice('Zé深')} <a@example.org>"
        when = choice.choice(["2026-01-02T12:00:00+0000", "2026-01-03T23:59:59-1200", "@0 +0000", "@253402300800 +0000", "@1 +1400"])
        committing = ("commit", "-qa", "--allow-empty", "--cleanup=verbatim", "-m", subject, "--author", author)
        repository.git(*committing, when=when)
        file.write_bytes(good)
        if n % 2:
            repository.git(*committing, when=when)
    repository.git("commit", "-qa", "--allow-empty", "-m", "As it was", when="2026-02-01T12:00:00+0000")
    graph = build.graph(repository.root, TODAY)
    past = build.history(repository.root, graph)
    assert past.state == "whole"
    assert sum(len(revisions) for revisions in past.revisions.values()) > COUNT // 2
    for page in pages_of(graph, past=past):
        if isinstance(page.text, str | bytes):
            readable(page.path, page.text)
