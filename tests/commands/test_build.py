"""What stops a build, and what a build leaves alone."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import GOOD, run
from tests.conftest import Corner


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
