"""What a branch changes, and `check --changed`, which tells that and what it does to others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import main
from tests.conftest import MILESTONE
from tests.repository import Repository

LINKED = MILESTONE + "links:\n  - {to: a, as: builds-on}\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """On main an entry, one that links it, and one with an error; then a branch."""
    repository = Repository(tmp_path / "checkout")
    repository.write("ai/milestones/a.yaml")
    repository.write("ai/milestones/b.yaml", LINKED.replace("2020-05-01", "2020-06-01"))
    repository.write("ai/milestones/bad.yaml", "title: x\n")
    repository.commit("Begin")
    repository.git("switch", "-q", "-c", "branch")
    return repository


def call(repository: Repository, *words: str) -> Result:
    """Check what the branch changes."""
    return CliRunner().invoke(main, ["check", "--changed", "--root", str(repository.root), *words])


def test_what_was_wrong_before_is_not_told(repository: Repository) -> None:
    """A branch that changes nothing is clean."""
    assert call(repository).exit_code == 0


def test_what_is_wrong_in_changed_files_is_told(repository: Repository) -> None:
    """Committed or not."""
    repository.write("ai/milestones/c.yaml", "title: y\n")
    result = call(repository)
    assert result.exit_code == 1
    assert "milestones/c.yaml" in result.output
    assert "milestones/bad.yaml" not in result.output
    repository.commit("Add it")
    assert "milestones/c.yaml" in call(repository, "--base", "main").output


def test_what_a_branch_makes_wrong_elsewhere_is_told(repository: Repository) -> None:
    """A link to what it takes away."""
    (repository.root / "entries/ai/milestones/a.yaml").unlink()
    repository.commit("Take it out")
    result = call(repository)
    assert result.exit_code == 1
    assert "milestones/b.yaml" in result.output
    assert "milestones/bad.yaml" not in result.output


def test_without_a_base_it_is_a_wrong_call(repository: Repository, tmp_path: Path) -> None:
    """The message says what to do."""
    result = call(repository, "--base", "nowhere")
    assert (result.exit_code, "'nowhere'" in result.output) == (2, True)
    bare = tmp_path / "bare"
    (bare / "entries").mkdir(parents=True)
    result = CliRunner().invoke(main, ["check", "--changed", "--root", str(bare)])
    assert result.exit_code == 2
    assert "fetch its history" in result.output
