"""The command line: what it prints, and how it ends."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import main
from tests.conftest import FAKE, MILESTONE, Corner

GOOD = ("--root", str(FAKE), "--today", "2026-11-23")


def run(*words: str) -> Result:
    """Run `timeline` with these words."""
    return CliRunner().invoke(main, list(words))


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
    assert result.stdout == (
        "entries/ai/milestones/a.yaml:6:1: error: 'licence' is no field here; take it out [field-extra_forbidden]\n"
    )


def test_check_has_a_form_for_programs_and_one_for_pull_requests(corner: Corner) -> None:
    """JSON is a list of objects; an annotation escapes what GitHub would read as its own."""
    corner.write(
        "ai/milestones/a.yaml", MILESTONE.replace("Something happens\n", "'100%: it, happens'\n", 1) + "x%: 1\n"
    )
    told = json.loads(run("check", "--root", str(corner.root), "--format", "json").stdout)
    assert [(p["path"], p["line"], p["severity"]) for p in told] == [("entries/ai/milestones/a.yaml", 6, "error")]
    github = run("check", "--root", str(corner.root), "--format", "github").stdout
    assert github == (
        "::error file=entries/ai/milestones/a.yaml,line=6,col=1,title=field-extra_forbidden::"
        "'x%25' is no field here; take it out\n"
    )


def test_check_can_look_at_a_part(corner: Corner) -> None:
    """With paths, only their problems are told and decide the exit code; the whole is still read."""
    corner.write("ai/milestones/a.yaml", MILESTONE + "x: 1\n")
    corner.write("linux/milestones/b.yaml", MILESTONE)
    root = ("--root", str(corner.root))
    assert run("check", "entries/linux", *root).exit_code == 0
    assert run("check", "entries/ai", *root).exit_code == 1
    assert run("check", "entries/linux", "--strict", *root).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--root", "/nowhere"),
        ("check", "nowhere.yaml", *GOOD),
        ("check", "--today", "yesterday"),
        ("check", "--format", "xml"),
        ("frobnicate",),
        ("show", *GOOD),
        ("show", "open-modle", *GOOD),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(words: tuple[str, ...]) -> None:
    """Exit 2 and a message, never a traceback."""
    result = run(*words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_folder_without_entries_is_told(tmp_path: Path) -> None:
    """Outside a checkout the command says what it misses."""
    result = run("check", "--root", str(tmp_path))
    assert result.exit_code == 2
    assert "no folder entries/" in result.stderr


def test_show_tells_an_entry_as_the_build_sees_it() -> None:
    """With both ends of its links, and the date in words."""
    seen = json.loads(run("show", "open-model", "--format", "json", *GOOD).stdout)
    assert seen["printed date"] == "20 January 2025"
    assert seen["backlinks"] == [
        "has-derivative fine-tune (18 February 2025)",
        "answered-by listing (25–28 March 2025)",
    ]
    plain = run("show", "listing", *GOOD)
    assert plain.exit_code == 0
    assert "responds-to open-model (20 January 2025)" in plain.stdout


def test_show_knows_actors_and_near_misses() -> None:
    """An actor is shown with its entries; a wrong id gets the nearest ones."""
    assert "Kernel 1.0 is released" in run("show", "student", *GOOD).stdout
    assert "did you mean open-model" in run("show", "open-modle", *GOOD).stderr


def test_a_wrong_day_in_the_environment_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH that is no number is a wrong call."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("check", "--root", str(FAKE))
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in result.stderr


@pytest.mark.parametrize("command", [(), *((name,) for name in main.commands)])
def test_help_teaches(command: tuple[str, ...]) -> None:
    """Every command has help, and every option of it says what it is for."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    owner = main.commands[command[0]] if command else main
    assert owner.help
    for parameter in owner.params:
        if parameter.param_type_name == "option" and parameter.name != "form":
            assert getattr(parameter, "help", None), (command, parameter.name)


def test_compare_tells_the_same_in_three_forms() -> None:
    """A table for people, JSON with everything, CSV with a row for each criterion and parallel."""
    table, whole, rows = (run("compare", *GOOD, "--format", form) for form in ("table", "json", "csv"))
    assert {table.exit_code, whole.exit_code, rows.exit_code} == {0}
    found = json.loads(whole.stdout)
    assert found["answer"] in " ".join(table.stdout.split())
    assert [row["id"] for row in csv.DictReader(io.StringIO(rows.stdout))] == [row["id"] for row in found["comparands"]]
    assert {row["state"] for row in found["comparands"]} == {"both", "neither", "too-early"}


def test_compare_counts_from_where_it_is_told() -> None:
    """--origin moves a clock; one that is none is told with the nearest id and exit code 2, without a traceback."""
    moved = json.loads(run("compare", *GOOD, "--origin", "fine-tune", "--format", "json").stdout)
    assert moved["origins"]["ai"]["entry"] == "fine-tune"
    wrong = run("compare", *GOOD, "--origin", "fine-tun")
    assert wrong.exit_code == 2
    assert "did you mean fine-tune?" in " ".join(wrong.stderr.split())


def test_schema_writes_what_the_vocabulary_says(tmp_path: Path) -> None:
    """One file a shape."""
    assert run("schema", "--root", str(tmp_path)).exit_code == 0
    assert sorted(p.name for p in (tmp_path / "entries/schema").iterdir()) == [
        "actor.json", "fork.json", "milestone.json", "origins.json", "parallel.json", "policy.json", "release.json",
        "series.json", "stages.json",
    ]  # fmt: skip


def test_build_refuses_bad_entries_and_leaves_the_old_site(corner: Corner) -> None:
    """Errors stop a build before anything is written."""
    corner.write("ai/milestones/a.yaml", "title: [\n")
    old = corner.root / "site"
    old.mkdir()
    (old / "sitemap.xml").write_text("the old one")
    result = run("build", "--root", str(corner.root), "--out", str(old))
    assert result.exit_code == 1
    assert "entries/ai/milestones/a.yaml:2:1: error:" in result.stdout
    assert (old / "sitemap.xml").read_text() == "the old one"


def test_build_does_not_replace_what_is_no_site(tmp_path: Path) -> None:
    """A folder with somebody's files is left alone."""
    (tmp_path / "precious.txt").write_text("mine")
    result = run("build", *GOOD, "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "is no site built before" in result.stderr
    assert (tmp_path / "precious.txt").read_text() == "mine"
