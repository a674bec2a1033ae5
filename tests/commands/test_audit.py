"""timeline audit, as a keeper and an auditor call it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from tests.commands.conftest import run
from tests.conftest import FAKE
from tests.repository import Repository

DAY = ("--today", "2026-11-25")
FILLED = {
    "    verdict:\n": "    verdict: right\n",
    "    words:\n": "    words: its own words\n",
    "    source:\n": "    source: https://example.org/a\n",
}


class Audit:
    """A checkout with a history, and a folder beside it for sheet and key."""

    def __init__(self, folder: Path) -> None:
        self.root, self.folder = folder / "checkout", folder / "audit"
        self.repository = Repository(self.root)
        shutil.copytree(FAKE / "entries", self.root / "entries")
        self.commit = self.repository.commit("Begin")
        self.name = f"2026-11-25-{self.commit[:7]}"
        self.ledger = self.root / "entries/audits" / f"{self.name}.yaml"
        self.sheet = self.folder / "sheet.yaml"
        self.key = self.folder / "key.yaml"

    def sample(self, *words: str, folder: Path | None = None) -> Result:
        """Draw six statements and plant three errors."""
        where = ("--root", str(self.root), "--out", str(folder or self.folder))
        return run("audit", "sample", "--statements", "6", "--planted", "3", "--keeper", "Ada Keeper", *where, *DAY, *words)

    def drawn(self) -> Audit:
        """With the sheet drawn and its hashes committed."""
        assert self.sample().exit_code == 0
        self.repository.commit("Draw an audit")
        return self

    def judged(self) -> Audit:
        """With every row called right but the planted errors, of which the first is missed."""
        text = self.sheet.read_text()
        for blank, answer in FILLED.items():
            text = text.replace(blank, answer)
        planted = [error["number"] for error in yaml.safe_load(self.key.read_text())["key"]["planted"]]
        for number in planted[1:]:
            text = re.sub(rf"(- number: {number}\n(?:    .*\n)*?    verdict: )right", r"\1wrong", text)
        self.sheet.write_text(text)
        return self

    def take(self, *words: str, auditor: str = "Bo Auditor") -> Result:
        """Take the judgements back."""
        return run("audit", "take", str(self.folder), "--auditor", auditor, "--root", str(self.root), *DAY, *words)


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    """Nothing drawn yet."""
    return Audit(tmp_path)


def test_an_audit_goes_all_the_way(audit: Audit) -> None:
    """The seed is the newest commit, the hashes are printed and committed, and what was judged passes `check`."""
    result = audit.sample()
    drawn = yaml.safe_load(audit.ledger.read_text())
    assert result.stdout == f"seed   {audit.commit}\nsheet  {drawn['sheet']}\nkey    {drawn['key']}\n"
    assert drawn["seed"] == drawn["commit"] == audit.commit
    assert "rows" not in drawn
    assert "opened" not in drawn
    audit.repository.commit("Draw an audit")
    result = audit.judged().take()
    assert result.exit_code == 0, result.output
    assert "wrong: 0 of 6 (0.0 %, 95 % interval 0.0 to 45.9 %)" in result.stdout
    assert "planted errors caught: 2 of 3\n" in result.stdout
    taken = yaml.safe_load(audit.ledger.read_text())
    assert {name: taken[name] for name in drawn} == drawn
    assert len(taken["rows"]) == 9
    assert taken["opened"] == yaml.safe_load(audit.key.read_text())["key"]
    assert run("check", "--root", str(audit.root), *DAY).exit_code == 0
    assert "audits" not in run("fmt", "--check", "--root", str(audit.root)).stdout


def test_an_open_key_draws_its_sheet_again(audit: Audit, tmp_path: Path) -> None:
    """Anybody gets the same bytes from the same commit; without the secret other errors."""
    audit.drawn()
    secret = yaml.safe_load(audit.key.read_text())["key"]["secret"]
    audit.repository.git("checkout", "-q", audit.commit)
    assert audit.sample("--secret", secret, folder=tmp_path / "again").exit_code == 0
    assert (tmp_path / "again/sheet.yaml").read_text() == audit.sheet.read_text()
    audit.ledger.unlink()
    assert audit.sample(folder=tmp_path / "other").exit_code == 0
    assert (tmp_path / "other/sheet.yaml").read_text() != audit.sheet.read_text()


def test_another_commit_may_be_the_seed(audit: Audit) -> None:
    """One that is there, by its whole hash or a name of it."""
    first = audit.commit
    audit.repository.write("ai/milestones/more.yaml")
    audit.repository.commit("Add an entry")
    assert audit.sample("--seed", "f" * 40).exit_code == 2
    assert f"seed   {first}" in audit.sample("--seed", first).stdout


REFUSED = {
    "a key in the checkout": ("--out", "{root}/entries/key", "outside the checkout"),
    "too many rows": ("--statements", "399", "too many for one sheet"),
    "more than there are": ("--statements", "390", "cannot be drawn"),
    "more errors than can be made": ("--planted", "300", "errors could be planted"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_sheet_that_cannot_be_drawn_is_a_wrong_call(audit: Audit, wrong: str) -> None:
    """Nothing is written."""
    option, value, message = REFUSED[wrong]
    result = audit.sample(option, value.format(root=audit.root))
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())
    assert not audit.folder.exists()
    assert not audit.ledger.exists()


def test_entries_that_are_not_committed_are_not_drawn_from(audit: Audit) -> None:
    """Nobody could draw them again."""
    audit.repository.write("ai/milestones/more.yaml")
    result = audit.sample()
    assert result.exit_code == 2
    assert "commit first" in result.stderr


def test_a_sheet_is_not_written_over(audit: Audit, tmp_path: Path) -> None:
    """Neither is an audit of the same day and commit."""
    audit.drawn()
    assert "is there already" in audit.sample().stderr
    audit.repository.git("reset", "-q", "--soft", audit.commit)
    audit.repository.git("reset", "-q")
    assert audit.sample(folder=tmp_path / "other").exit_code == 2


def test_what_was_not_committed_first_is_not_taken(audit: Audit) -> None:
    """Nor what was changed after the commit."""
    audit.sample()
    assert "its hashes prove nothing until it is" in audit.judged().take().stderr
    audit.repository.commit("Draw an audit")
    audit.ledger.write_text(audit.ledger.read_text().replace("Ada", "Eve"))
    assert audit.take().exit_code == 2
    audit.repository.git("checkout", "-q", "--", ".")
    assert audit.take().exit_code == 0
    assert "has its judgements already" in audit.take().stderr


def test_rows_without_a_verdict_are_told_with_their_lines(audit: Audit) -> None:
    """As the checker tells what is wrong; the audit waits."""
    result = audit.drawn().take()
    assert result.exit_code == 1
    blank = [number for number, line in enumerate(audit.sheet.read_text().splitlines(), 1) if line == "    verdict:"]
    assert len(blank) == 9
    assert all(re.search(rf"sheet\.yaml:{number}:\d+: error: no value", result.stdout) for number in blank)
    assert "rows" not in audit.ledger.read_text()


CHANGED = {
    "the key": ("key.yaml", r"was: .*", "was: something else", "not the key"),
    "a statement": ("sheet.yaml", r"    statement: .*", "    statement: It is so", "not those that were drawn"),
    "a row": ("sheet.yaml", r"  - number: 1\n(?:    .*\n)*", "", "not those that were drawn"),
}


@pytest.mark.parametrize("change", CHANGED)
def test_a_sheet_or_a_key_that_was_changed_is_refused(audit: Audit, change: str) -> None:
    """By its hash, and nothing is written."""
    name, pattern, put, message = CHANGED[change]
    file = audit.drawn().judged().folder / name
    file.write_text(re.sub(pattern, put, file.read_text(), count=1))
    before = audit.ledger.read_text()
    result = audit.take()
    assert result.exit_code == 1
    assert message in result.stderr
    assert audit.ledger.read_text() == before


def test_a_sheet_of_another_audit_is_a_wrong_call(audit: Audit) -> None:
    """So is one without its key."""
    audit.drawn().judged()
    audit.key.write_text(audit.key.read_text().replace(audit.name, "another"))
    assert "is of the audit another" in audit.take().stderr
    audit.sheet.write_text(audit.sheet.read_text().replace(audit.name, "another"))
    assert "no audit is called 'another'" in audit.take().stderr
    audit.key.unlink()
    assert audit.take().exit_code == 2
