"""How much faster, in three forms."""

from __future__ import annotations

import csv
import io
import json

from tests.commands.conftest import GOOD, run


def test_compare_tells_the_same_in_three_forms() -> None:
    """A table for people, JSON with everything, CSV with a row for each criterion and parallel."""
    table, whole, rows = (run("compare", *GOOD, "--format", form) for form in ("table", "json", "csv"))
    assert {table.exit_code, whole.exit_code, rows.exit_code} == {0}
    document = json.loads(whole.stdout)
    assert document["answer"] in " ".join(table.stdout.split())
    assert [row["id"] for row in csv.DictReader(io.StringIO(rows.stdout))] == [row["id"] for row in document["comparands"]]
    assert {row["state"] for row in document["comparands"]} == {"both", "neither", "too-early", "linux-pending"}


def test_compare_counts_from_where_it_is_told() -> None:
    """--origin moves a clock; one that is none is told with the nearest id and exit code 2, without a traceback."""
    moved = json.loads(run("compare", *GOOD, "--origin", "fine-tune", "--format", "json").stdout)
    assert moved["origins"]["ai"]["entry"] == "fine-tune"
    wrong = run("compare", *GOOD, "--origin", "fine-tun")
    assert wrong.exit_code == 2
    assert "did you mean fine-tune?" in " ".join(wrong.stderr.split())
