"""Lists, seed, draw and wordings were committed before any first was looked up for them, and the log vouches for their bytes; what an audit drew was committed before it was judged."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import AUDIT, CHECKOUT
from tests.repository import Repository

FROZEN = [f"entries/criteria/{name}.yaml" for name in ("lists", "draw", "wordings")]


def git(*words: str, root: Path = CHECKOUT) -> str:
    """What git answers in the checkout, or in another."""
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout


def first_commit(path: str, root: Path = CHECKOUT) -> str:
    """The commit that first had a path; empty if none is known."""
    lines = git("log", "--format=%H", "--diff-filter=A", "--", path, root=root).split()
    return lines[-1] if lines else ""


def before(one: str, other: str) -> bool:
    """Whether a commit is an ancestor of another, and not the same."""
    code = subprocess.run(["git", "merge-base", "--is-ancestor", one, other], cwd=CHECKOUT, check=False).returncode
    return code == 0 and one != other


@pytest.fixture(scope="module", autouse=True)
def whole() -> None:
    """A copy without its history cannot tell the order; CI fetches all of it."""
    if git("rev-parse", "--is-shallow-repository").strip() == "true":
        pytest.skip("this copy of the repository has no history")


def test_the_seed_stood_before_a_line_was_worded() -> None:
    """Lists and draw came with a commit of their own, wordings after it."""
    assert before(first_commit("entries/criteria/lists.yaml"), first_commit("entries/criteria/wordings.yaml"))
    seed = yaml.safe_load(git("show", f"{first_commit('entries/criteria/draw.yaml')}:entries/criteria/draw.yaml"))["draw"]
    now = yaml.safe_load((CHECKOUT / "entries/criteria/draw.yaml").read_text())["draw"]
    assert "struck" not in seed
    assert {key: now[key] for key in seed} == seed


def test_wordings_were_frozen_before_any_first() -> None:
    """No sheet and no first is in the history until after the freeze."""
    freeze = first_commit("entries/criteria/log.yaml")
    later = ["entries/criteria/sheet-a.yaml", "entries/criteria/sheet-b.yaml", "entries/firsts/"]
    first = [first_commit(path) for path in later]
    assert all(first)
    assert all(before(freeze, commit) for commit in first)
    tree = git("ls-tree", "-r", "--name-only", freeze, "entries/")
    assert not [path for path in tree.split() if path.startswith(("entries/firsts/", "entries/criteria/sheet"))]


def test_the_log_has_the_hash_of_what_was_frozen() -> None:
    """Of the bytes in the commit of the freeze."""
    freeze = first_commit("entries/criteria/log.yaml")
    digest = hashlib.sha256("".join(git("show", f"{freeze}:{path}") for path in FROZEN).encode()).hexdigest()
    logged = yaml.safe_load(git("show", f"{freeze}:entries/criteria/log.yaml"))
    assert [change["frozen"] for change in logged.values()] == [digest]


def test_sheets_stay_as_they_were_returned() -> None:
    """What a coder returned is never mended."""
    for letter in "ab":
        path = f"entries/criteria/sheet-{letter}.yaml"
        assert git("show", f"{first_commit(path)}:{path}") == (CHECKOUT / path).read_text("utf-8")


def judged_when_drawn(root: Path) -> list[str]:
    """Audits whose first commit has judgements already, or an open key, or whose hashes were other than they are now."""
    wrong = []
    for path in git("ls-files", "entries/audits/*.yaml", root=root).split():
        drawn = yaml.safe_load(git("show", f"{first_commit(path, root)}:{path}", root=root))
        now = yaml.safe_load((root / path).read_text("utf-8"))
        held = ("keeper", "drawn", "commit", "seed", "statements", "planted", "sheet", "key")
        if {"rows", "opened"} & set(drawn) or [name for name in held if drawn[name] != now[name]]:
            wrong.append(path)
    return wrong


def test_the_hashes_of_an_audit_stood_before_its_judgements() -> None:
    """In the history of every audit that there is."""
    assert judged_when_drawn(CHECKOUT) == []


def test_an_audit_that_was_judged_before_it_was_committed_is_seen(tmp_path: Path) -> None:
    """So is one whose hash was changed afterwards, and not one that was committed in its order."""
    repository = Repository(tmp_path)
    text = AUDIT.read_text()
    drawn = text.partition("auditor:")[0]
    repository.write("audits/good.yaml", drawn)
    repository.write("audits/changed.yaml", re.sub("sheet: .", "sheet: 0", drawn))
    repository.commit("Draw two")
    for name in ("good", "changed", "judged"):
        repository.write(f"audits/{name}.yaml", text)
    repository.commit("Judge three")
    assert judged_when_drawn(tmp_path) == ["entries/audits/changed.yaml", "entries/audits/judged.yaml"]
