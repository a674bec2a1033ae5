"""Lists, seed, draw and wordings were committed before any first was looked up for them, and the log vouches for their bytes."""

from __future__ import annotations

import hashlib
import subprocess

import pytest
import yaml

from tests.conftest import CHECKOUT

FROZEN = [f"entries/criteria/{name}.yaml" for name in ("lists", "draw", "wordings")]


def git(*words: str) -> str:
    """What git answers in the checkout."""
    return subprocess.run(["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


def first_commit(path: str) -> str:
    """The commit that first had a path; empty if none is known."""
    lines = git("log", "--format=%H", "--diff-filter=A", "--", path).split()
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
