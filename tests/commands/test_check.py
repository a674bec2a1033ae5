"""What `timeline check` tells, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import GOOD, run
from tests.conftest import MILESTONE, Corner


def test_check_is_quiet_on_a_clean_corpus() -> None:
    """Exit 0, nothing on standard output, a count on standard error."""
    result = run("check", *GOOD)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "8 entries, 4 actors, 1 parallel and 2 series read: 0 errors, 0 warnings\n"


def test_check_tells_every_problem_with_its_place(corner: Corner) -> None:
    """Exit 1; a line each, as editors read it."""
    corner.write("ai/milestones/a.yaml", MILESTONE + "licence: MIT\n")
    result = run("check", "--root", str(corner.root), "--today", "2026-11-23")
    assert result.exit_code == 1
    assert result.stdout == ("entries/ai/milestones/a.yaml:6:1: error: 'licence' is no field here; take it out [field-extra_forbidden]\n")


def test_check_has_a_form_for_programs_and_one_for_pull_requests(corner: Corner) -> None:
    """JSON is a list of objects; an annotation escapes what GitHub would read as its own."""
    corner.write("ai/milestones/a.yaml", MILESTONE.replace("Something happens\n", "'100%: it, happens'\n", 1) + "x%: 1\n")
    problems = json.loads(run("check", "--root", str(corner.root), "--format", "json").stdout)
    assert [(p["path"], p["line"], p["severity"]) for p in problems] == [("entries/ai/milestones/a.yaml", 6, "error")]
    github = run("check", "--root", str(corner.root), "--format", "github").stdout
    assert github == (
        "::error file=entries/ai/milestones/a.yaml,line=6,col=1,title=field-extra_forbidden::'x%25' is no field here; take it out\n"
    )


def test_check_can_look_at_a_part(corner: Corner) -> None:
    """With paths, only their problems are told and decide the exit code; the whole is still read."""
    corner.write("ai/milestones/a.yaml", MILESTONE + "x: 1\n")
    corner.write("linux/milestones/b.yaml", MILESTONE)
    root = ("--root", str(corner.root))
    assert run("check", "entries/linux", *root).exit_code == 0
    assert run("check", "entries/ai", *root).exit_code == 1
    assert run("check", "entries/linux", "--strict", *root).exit_code == 1


def test_a_folder_without_entries_is_told(tmp_path: Path) -> None:
    """Outside a checkout the command says what it misses."""
    result = run("check", "--root", str(tmp_path))
    assert result.exit_code == 2
    assert "no folder entries/" in result.stderr
