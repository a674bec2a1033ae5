"""The stand-in for gh, and for the server that is pushed to: they keep what they are told, and refuse what GitHub refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.rehearsal import Ran, Stage

RIGHTS = {"actions": "read", "contents": "write", "issues": "write", "pull-requests": "write"}
PUSH = "gh auth setup-git; git -c user.name=a -c user.email=a@b.example commit --quiet --allow-empty --message New; git push --quiet origin"
DENIED = re.compile("HTTP 403|denied to")
CREATE = 'gh pr create --title A --body B --head "$BRANCH"'


def tried(root: Path, script: str, rights: dict[str, str], *, pulls: bool = True) -> tuple[Stage, Ran]:
    """Run a job of one script in a repository with a branch `topic` that is ahead of main, and one `same` that is not."""
    (root / "workflows").mkdir()
    steps = [{"uses": "actions/checkout@x", "with": {"fetch-depth": 0}}, {"run": f"set -euo pipefail\n{script}"}]
    job = {"permissions": rights, "env": {"GH_TOKEN": "t", "BRANCH": "topic"}, "steps": steps}
    (root / "workflows/it.yml").write_text("on: push\n" + yaml.safe_dump({"permissions": {}, "jobs": {"it": job}}))
    stage = Stage(root / "stage", root / "workflows")
    stage.commit("main", {"README.md": "A repository", ".github/workflows/a.yml": "on: push"}, tag="v1")
    stage.git("clone", "--quiet", f"file://{stage.remote}", "work")
    stage.git("push", "--quiet", "origin", "HEAD:same", folder=stage.root / "work")
    stage.git("push", "--quiet", "origin", "HEAD:topic", folder=stage.root / "work")
    stage.commit("topic", {"README.md": "Changed"})
    stage.pull("7", branch="patch", fork=True, commit="c" * 40)
    with stage.changing() as state:
        state |= {"issues": ["5"], "labels": ["entry"], "may create pulls": pulls}
    return stage, stage.start("it", "it", {"github": {"run_id": "300"}})


def test_what_is_allowed_is_done_and_kept(tmp_path: Path) -> None:
    """A later question is answered by what was done before."""
    stage, job = tried(
        tmp_path,
        f"""{CREATE} --label entry
        gh pr list --head topic --json number,url --jq '.[0].url'
        gh pr list --head nothing --json url --jq '.[0].url'
        gh pr view topic --json headRefOid,state --jq .state
        echo One > body; gh pr comment 8 --body-file body
        id=$(gh api repos/owner/repo/issues/8/comments --paginate --jq '.[].id')
        echo Two > body; gh api --method PATCH "repos/owner/repo/issues/comments/$id" --field body=@body
        gh issue comment 5 --body-file body --edit-last --create-if-none
        echo Three > body; gh issue comment 5 --body-file body --edit-last --create-if-none
        {PUSH} HEAD:new
        gh release create v1 README.md --verify-tag --title A --notes-file body""",
        RIGHTS,
    )
    assert job.output.splitlines() == ["https://github.com/owner/repo/pull/8", "https://github.com/owner/repo/pull/8", "", "OPEN"]
    assert job.ok
    assert (stage.comments("8"), stage.comments("5")) == (["Two\n"], ["Three\n"])
    assert stage.head("new")
    assert (stage.known / "releases/v1/README.md").read_text() == "A repository"


@pytest.mark.parametrize(
    ("script", "says"),
    [
        ("BRANCH=nothing; " + CREATE, "Head ref must be a branch"),
        ("BRANCH=same; " + CREATE, "No commits between main and same"),
        (f"{CREATE}; {CREATE}", "already exists"),
        (f"{CREATE} --label nothing", "could not add label: 'nothing' not found"),
        ("gh pr create --title A --body \"$(printf '%65537s' '')\" --head topic", "too long"),
        ("gh pr view nothing --json url", "no pull requests found"),
        ("gh pr view patch --json url", "no pull requests found"),
        ("gh pr view 7 --json nothing", "Unknown JSON field"),
        ("printf '%65537s' x > body; gh pr comment 7 --body-file body", "Body is too long"),
        ("printf '%65537s' x > body; gh issue comment 5 --body-file body", "Body is too long"),
        (": > body; gh pr comment 7 --body-file body", "Body cannot be blank"),
        ("echo > body; echo A >> body; gh pr comment 77 --body-file body", "Could not resolve"),
        ("echo A > body; gh issue comment 77 --body-file body", "Could not resolve"),
        ("echo A > body; gh issue comment 5 --body-file body --edit-last", "no comments found"),
        ("echo A > body; gh api --method PATCH repos/owner/repo/issues/comments/1 --field body=@body", "HTTP 404"),
        ("gh api repos/owner/other/issues/5/comments", "HTTP 404"),
        ("gh run download 300 --name nothing", "no valid artifacts found"),
        ("gh release create v2 README.md --verify-tag --title A --notes-file README.md", "doesn't exist"),
        ("for _ in 1 2; do gh release create v1 README.md --verify-tag --title A --notes-file README.md; done", "already exists"),
        ("gh release create v1 nothing --verify-tag --title A --notes-file README.md", "no matches found"),
        ("gh pr list --everything", "unknown flag"),
        ("gh pr merge 7", "unknown command"),
        ("env -u GH_TOKEN gh pr view 7 --json url", "set the GH_TOKEN"),
        ("cd /; gh pr view 7 --json url", "failed to determine base repo"),
        ("git push --quiet origin HEAD:new", "could not read Username"),
        (f"echo 'on: issues' > .github/workflows/b.yml; git add .; {PUSH} HEAD:new", "without `workflows` permission"),
    ],
)
def test_what_github_refuses_is_refused(tmp_path: Path, script: str, says: str) -> None:
    """To a job that may do all of it."""
    _, job = tried(tmp_path, script, RIGHTS)
    assert (job.ok, says in job.output) == (False, True), job.output


def test_a_repository_may_forbid_its_workflows_to_open_pull_requests(tmp_path: Path) -> None:
    """A new one does."""
    _, job = tried(tmp_path, CREATE, RIGHTS, pulls=False)
    assert (job.ok, "not permitted to create or approve pull requests" in job.output) == (False, True)


@pytest.mark.parametrize(
    ("script", "name"),
    [
        ("gh api repos/owner/repo/actions/runs/300/artifacts", "actions"),
        ("gh run download 300 --name made", "actions"),
        ("gh api repos/owner/repo/issues/7/comments", "pull-requests"),
        ("gh pr view 7 --json url", "pull-requests"),
        ("gh pr list --json url", "pull-requests"),
        (CREATE, "pull-requests"),
        ("gh pr comment 7 --body-file README.md", "pull-requests"),
        ("gh issue comment 5 --body-file README.md", "issues"),
        ("gh release create v1 README.md --verify-tag --title A --notes-file README.md", "contents"),
        (f"{PUSH} HEAD:new", "contents"),
    ],
)
def test_what_a_job_has_no_right_to_is_refused(tmp_path: Path, script: str, name: str) -> None:
    """Each call asks for its own right, and takes no other for it."""
    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    others = {other: level for other, level in RIGHTS.items() if other != name and (name != "pull-requests" or other != "issues")}
    _, job = tried(tmp_path / "without", script, {**others, "contents": "read"} if name == "contents" else others)
    assert not job.ok
    assert DENIED.search(job.output)
    _, job = tried(tmp_path / "with", script, {"contents": "read", name: RIGHTS[name]})
    assert not DENIED.search(job.output)


def test_an_artifact_is_not_written_over_files(tmp_path: Path) -> None:
    """gh leaves what is there, and fails; one that has expired is not there."""
    (tmp_path / "workflows").mkdir()
    job = {
        "permissions": {"actions": "read"},
        "env": {"GH_TOKEN": "t", "GH_REPO": "owner/repo"},
        "steps": [{"run": "gh run download 300 --name a"}],
    }
    job["steps"] *= 2
    (tmp_path / "workflows/it.yml").write_text("on: push\n" + yaml.safe_dump({"permissions": {}, "jobs": {"it": job}}))
    stage = Stage(tmp_path / "stage", tmp_path / "workflows")
    (stage.artifact("300", "a") / "a").write_text("A")
    first = stage.start("it", "it", {"github": {"run_id": "300"}})
    assert (first.ok, first.steps, "file exists" in first.output) == (False, ("gh run download 300 --name a",), True)
    with stage.changing() as state:
        state["expired"] = ["300/a"]
    assert stage.start("it", "it", {"github": {"run_id": "300"}}).steps == ()
