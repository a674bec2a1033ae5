"""What is said under a pull request: each entry as it will look, and what it moves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import main
from generator.contribute.review import MARK, escaped
from tests.conftest import FAKE, MILESTONE
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The fake corpus on main, and a branch."""
    repository = Repository(tmp_path / "checkout")
    shutil.copytree(FAKE / "entries", repository.root / "entries")
    repository.commit("Begin")
    repository.git("switch", "-q", "-c", "branch")
    return repository


def review(repository: Repository) -> Result:
    """The comment."""
    return CliRunner().invoke(main, ["review", "--base", "main", "--root", str(repository.root), "--today", "2026-11-24"])


def test_a_new_entry_is_shown_as_it_will_look(repository: Repository) -> None:
    """With its facts and sources, and what is weak in them."""
    repository.write("ai/milestones/new.yaml", MILESTONE.replace("Something happens\n", "The Lab does *this* for @you\n"))
    result = review(repository)
    assert result.exit_code == 0, result.output
    assert result.output.startswith(MARK)
    assert "### The Lab does \\*this\\* for @\u200byou" in result.output
    assert "`entries/ai/milestones/new.yaml` · New" in result.output
    assert "| Date | 1 May 2020 |" in result.output
    assert "](<https://example.org/a>), not read" in result.output
    assert "No source of it was read" in result.output
    assert "Nothing moves." in result.output


def test_a_date_that_moves_the_comparison_says_how(repository: Repository) -> None:
    """From which number to which."""
    file = repository.root / "entries/firsts/built-on.yaml"
    file.write_text(file.read_text().replace("date: 2025-02-18", "date: 2025-06-30"))
    result = review(repository)
    assert result.exit_code == 0, result.output
    assert re.search(r"- the speed-up of “.+” moves from .+ to .+", result.output)
    assert re.search(r"- the ratio moves from .+ to .+", result.output)


def test_errors_are_told_alone(repository: Repository) -> None:
    """With the place of each; the exit code says so too."""
    repository.write("ai/milestones/bad.yaml", "title: x\n")
    result = review(repository)
    assert result.exit_code == 1
    assert "❌ `entries/ai/milestones/bad.yaml:1`" in result.output
    assert "The site is not built until" in result.output
    assert "In the comparison" not in result.output


def test_the_name_of_a_file_has_no_effect(repository: Repository) -> None:
    """Whatever it is."""
    repository.write("ai/`\n@everyone <b>.yaml")
    result = review(repository)
    assert "entries/ai/???everyone??b?.yaml" in result.output
    assert "@everyone" not in result.output


def test_a_branch_that_changes_no_entry_says_so(repository: Repository) -> None:
    """And nothing more."""
    assert "Nothing under `entries/`." in review(repository).output


@pytest.mark.parametrize("text", ["@me", "#12", "<b>x</b>", "[a](http://evil.example)", "`x`", "a|b", "https://evil.example", "![i](x)"])
def test_somebodys_text_has_no_effect(text: str) -> None:
    """Every sign of Markdown is escaped; mentions and addresses are broken."""
    markdown = escaped(text)
    assert not re.search(r"(?<!\\)[<>\[\]`|!]", markdown)
    assert not re.search(r"@\w|#\d|https?:", markdown)
