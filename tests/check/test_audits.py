"""Audits whose numbers, hashes or people do not fit are refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import AUDIT, FAKE, Corner

FILE = "audits/2026-01-04.yaml"
TEXT = AUDIT.read_text()
CHANGED = {
    "a statement": ("statement: MIT", "statement: Apache-2.0", "audit-hash", 8),
    "a field": ("field: licence", "field: weights", "audit-hash", 8),
    "what was planted": ("kind: number\n      was: Kernel", "kind: date\n      was: Kernel", "audit-hash", 9),
    "the secret": ("secret: a secret", "secret: another", "audit-hash", 9),
    "the number of planted errors": ("planted: 2\n", "planted: 3\n", "audit-rows", 14),
    "a row's number": ("  - number: 4\n    entry", "  - number: 6\n    entry", "audit-rows", 21),
    "a row into another": (
        'entry: fine-tune\n    field: date\n    statement: "2025-02-18"',
        "entry: open-model\n    field: licence\n    statement: MIT",
        "audit-rows",
        43,
    ),
    "a row that the key names twice": (
        "rows:\n",
        "    - {number: 5, kind: number, was: Kernel 1.0 is released}\nrows:\n",
        "audit-rows",
        14,
    ),
    "the day": ("judged: 2026-01-05", "judged: 2026-01-03", "audit-day", 11),
    "a day to come": ("judged: 2026-01-05", "judged: 2027-01-03", "date-future", 11),
    "the auditor": (
        'auditor: "somebody who wrote none of it, nor read it again"',
        "auditor: Somebody who keeps the key",
        "audit-apart",
        10,
    ),
    "a reader": (
        'auditor: "somebody who wrote none of it, nor read it again"',
        "auditor: somebody who wrote none of it",
        "audit-apart",
        23,
    ),
    "nobody": ('auditor: "somebody who wrote none of it, nor read it again"\n', "", "audit-part", 2),
    "no day": ("judged: 2026-01-05\n", "", "audit-part", 2),
    "an entry": ("entry: kernel-1-0", "entry: kernel-2-0", "audit-entry", 50),
    "no hash of the key": ("key: ", "# key: ", "field-missing", 2),
    "words that decided nothing": ("    words: Release the model\n", "", "field-value_error", 22),
}


@pytest.fixture
def audited(tmp_path: Path) -> Corner:
    """The fake corpus, to be written over."""
    corner = Corner(tmp_path)
    shutil.copytree(FAKE / "entries", corner.root / "entries", dirs_exist_ok=True)
    corner.write(FILE, TEXT)
    return corner


@pytest.mark.parametrize("change", CHANGED)
def test_an_audit_that_was_changed_is_refused_with_its_line(audited: Corner, change: str) -> None:
    """A row, the key, a number, a day, or who judged."""
    old, new, rule, line = CHANGED[change]
    assert TEXT.count(old) == 1
    assert not audited.problems(rule)
    audited.write(FILE, TEXT.replace(old, new))
    assert f"{FILE}:{line}" in {place.rpartition(":")[0] for place in audited.positions(rule)}


def test_an_audit_that_waits_has_nothing_of_what_is_judged(audited: Corner) -> None:
    """It is good without, and with a part of it is not."""
    audited.write(FILE, TEXT.partition("auditor:")[0])
    assert not audited.problems()
    audited.write(FILE, TEXT.partition("auditor:")[0] + "auditor: somebody\n")
    assert "it is judged, and has no judged and no opened and no rows" in str(audited.problems("audit-part"))


def test_rows_cannot_be_taken_out(audited: Corner) -> None:
    """The hash of the sheet and the numbers say so."""
    audited.write(FILE, TEXT.partition("  - number: 5\n    entry")[0])
    assert {problem.rule for problem in audited.problems()} >= {"audit-hash", "audit-rows"}
