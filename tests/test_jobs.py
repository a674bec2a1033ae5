"""Every job of every workflow, run once as it should go: all its scripts, with all its rights and with one less."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHECKOUT
from tests.expressions import read
from tests.rehearsal import WORKFLOWS, Stage

PLANS = {file.stem: read(file) for file in sorted(WORKFLOWS.glob("*.yml"))}
HEAD = "c" * 40
PROGRAM = """\
echo "timeline $*" >> "$REHEARSAL/calls"
case "$1" in
  fetch) mkdir -p entries/_fetched; echo '{"new": 1}' > entries/_fetched/a.json; exit 3;;
  from-issue) mkdir -p entries/ai/releases; echo 'title: A' > entries/ai/releases/a.yaml; echo Taken over.;;
  review) echo '## What this changes';;
esac
"""
MAKE = """\
echo "make $*" >> "$REHEARSAL/calls"
mkdir -p .venv/bin
cp "$REHEARSAL/timeline" .venv/bin/timeline
case "$1" in
  locks) for lock in requirements*.lock; do echo newer > "$lock"; done;;
  site) mkdir -p site/data; echo '<p>A page' | tee site/data/index.html > site/index.html; echo id > site/data/entries.csv; echo "$SITE_URL" > site/address.css;;
esac
"""
"""Stand in for the program, its installation and its builds, which have tests of their own, and write down how they were called."""


def set_up(root: Path, workflows: Path = WORKFLOWS) -> Stage:
    """A repository with what the workflows look for: files of main, an issue, a pull request with the artifacts of its run, a tag."""
    stage = Stage(root, workflows)
    (stage.known / "timeline").write_text(f"#!/bin/bash\n{PROGRAM}")
    (stage.known / "timeline").chmod(0o755)
    stage.stand_in("make", MAKE)
    stage.stand_in("npm", 'echo "npm $*" >> "$REHEARSAL/calls"')
    for name in ("chromium", "java"):
        stage.stand_in(name, "")
    files = {
        "README.md": "A repository",
        ".ci/run": (CHECKOUT / ".ci/run").read_text(),
        ".github/workflows/ci.yml": "on: push",
        ".gitignore": ".venv/\nsite/\n",
        "entries/_fetched/a.json": "{}",
        **dict.fromkeys(("requirements.lock", "requirements-dev.lock", "requirements-lock.lock"), "older"),
    }
    stage.commit("main", files, tag="data-2026.11.25")
    stage.pull("7", commit=HEAD, fork=True, branch="patch")
    with stage.changing() as state:
        state["issues"] = ["5"]
    return stage


def event(stage: Stage, workflow: str, run: str = "300") -> dict[str, Any]:
    """What GitHub says of what starts a workflow."""
    about: dict[str, Any] = {"repository": {"name": "repo"}}
    github = {
        "token": "a-token",
        "repository": "owner/repo",
        "repository_owner": "owner",
        "server_url": "https://github.com",
        "run_id": run,
        "run_number": "12",
        "event": about,
        "ref": "refs/heads/main",
        "ref_name": "main",
        "sha": stage.head("main"),
    }
    match workflow:
        case "fetch":
            about["schedule"] = "23 5 2 * *"
        case "pull-request":
            about["pull_request"] = {"number": 7, "base": {"sha": stage.head("main")}}
        case "follow-up":
            about["workflow_run"] = {"id": "107", "head_sha": HEAD, "event": "pull_request", "conclusion": "success"}
            (stage.artifact("107", "review") / "number").write_text("7\n")
            (stage.artifact("107", "review") / "review.md").write_text("## What this changes\n")
            (stage.artifact("107", "site") / "index.html").write_text("<p>A page")
        case "issue":
            about["issue"] = {"number": 5, "body": "### Track\n\nai", "user": {"login": "writer", "id": 1}, "labels": []}
        case "release":
            github |= {"ref": "refs/tags/data-2026.11.25", "ref_name": "data-2026.11.25"}
    return {"github": github, "vars": {}, "inputs": {}}


def came_out(stage: Stage, workflow: str) -> object:
    """What a workflow has left behind."""
    calls = (stage.known / "calls").read_text().splitlines() if (stage.known / "calls").exists() else []
    artifacts = {
        str(file.relative_to(stage.known / "artifacts/300")): file.read_text()
        for file in sorted((stage.known / "artifacts/300").rglob("*"))
        if file.is_file()
    }
    match workflow:
        case "ci" | "thorough":
            return calls
        case "dependencies":
            return calls, stage.files("dependencies")["requirements-dev.lock"], stage.pulls["8"]["title"]
        case "deploy":
            return calls, sorted(stage.files())
        case "fetch":
            return calls, stage.files("fetched")["entries/_fetched/a.json"], stage.pulls["8"]["title"]
        case "follow-up":
            return [text.splitlines()[3] for text in stage.comments("7")], sorted(stage.files())
        case "issue":
            return stage.comments("5"), stage.files("issue-5")["entries/ai/releases/a.yaml"], stage.pulls["8"]["title"]
        case "pull-request":
            return calls, artifacts
        case "release":
            folder = stage.known / "releases/data-2026.11.25"
            with stage.changing() as state:
                (title,) = [release["title"] for release in state["releases"].values()]
            return title, {file.name: file.read_text() for file in sorted(folder.iterdir())}
    raise AssertionError(workflow)


ADDRESS = "https://owner.github.io/repo/"
CI = ["make site", "npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --silent", "make test"]
SUM = hashlib.sha256(b"id\n").hexdigest()
RIGHT: dict[str, object] = {
    "ci": ["make .venv/ok", "timeline check --format github", *CI],
    "dependencies": (["make locks UPGRADE=--upgrade", *CI], b"newer\n", "Newer packages"),
    "deploy": (["make site"], [".nojekyll", "address.css", "data/entries.csv", "data/index.html", "index.html"]),
    "fetch": (
        ["make .venv/ok", "timeline fetch links", "make .venv/ok", "timeline check", "make site"],
        b'{"new": 1}\n',
        "What was fetched",
    ),
    "follow-up": (["## What this changes"], [".nojekyll", "preview/7/index.html", "preview/7/robots.txt"]),
    "issue": (["Taken over.\n\nhttps://github.com/owner/repo/pull/8\n"], b"title: A\n", "Issue 5: a"),
    "pull-request": (
        ["make .venv/ok", "timeline review --base BASE", "make site"],
        {
            "review/number": "7\n",
            "review/review.md": "## What this changes\n",
            "site/address.css": f"{ADDRESS}preview/7/\n",
            "site/data/index.html": "<p>A page\n",
            "site/index.html": "<p>A page\n",
        },
    ),
    "thorough": ["make thorough MUTANTS_SEED=12"],
    "release": ("Data of 2026.11.25", {"SHA256SUMS": f"{SUM}  entries.csv\n", "entries.csv": "id\n"}),
}


@pytest.mark.parametrize("workflow", PLANS)
def test_every_job_runs_all_of_its_scripts(tmp_path: Path, workflow: str) -> None:
    """None is left out here, and what it is for comes out."""
    stage = set_up(tmp_path)
    contexts = event(stage, workflow)
    jobs = stage.run(workflow, contexts)
    assert {name: job.output for name, job in jobs.items() if not job.ok or job.skipped} == {}
    scripts = {name: tuple(step["run"] for step in plan["steps"] if "run" in step) for name, plan in PLANS[workflow]["jobs"].items()}
    assert {name: job.steps for name, job in jobs.items()} == scripts
    assert str(came_out(stage, workflow)).replace(contexts["github"]["sha"], "BASE") == str(RIGHT[workflow])


@pytest.mark.parametrize(
    ("workflow", "job", "permission"),
    [
        (workflow, job, permission)
        for workflow, plan in PLANS.items()
        for job, about in plan["jobs"].items()
        for permission in about["permissions"]
    ],
)
def test_a_job_needs_each_of_its_rights(tmp_path: Path, workflow: str, job: str, permission: str) -> None:
    """With a level less of one it fails, and says so: none is asked for in vain, and none is missed in silence."""
    stage = set_up(tmp_path)
    stage.withheld = (job, permission)
    assert not stage.run(workflow, event(stage, workflow))[job].ok


@pytest.mark.parametrize("workflow", [name for name, plan in PLANS.items() if len(plan["jobs"]) > 1])
def test_what_a_job_waits_for_has_to_be_there(tmp_path: Path, workflow: str) -> None:
    """Where the artifacts of the run are gone, the next job fails; what is served stays as it was."""
    stage = set_up(tmp_path)
    stage.commit("gh-pages", {"index.html": "The site"})
    contexts = event(stage, workflow)
    with stage.changing() as state:
        state["expired"] = [f"{run}/{name}" for run in ("107", "300") for name in ("made", "site", "fetched", "lock", "release", "review")]
    jobs = stage.run(workflow, contexts)
    assert not all(job.ok for job in jobs.values())
    assert stage.files() == {"index.html": b"The site"}
    assert sorted(stage.pulls) == ["7"]


def test_what_one_fetcher_got_is_offered_though_another_got_nothing(tmp_path: Path) -> None:
    """And whoever runs the repository sees that something failed; a crash of the program offers nothing."""
    for code, offered in (("1", True), ("2", False)):
        stage = set_up(tmp_path / code)
        program = stage.known / "timeline"
        program.write_text(program.read_text().replace("exit 3", f"exit {code}"))
        jobs = stage.run("fetch", event(stage, "fetch"))
        assert not all(job.ok for job in jobs.values())
        if offered:
            assert "::error::A fetcher got nothing" in jobs["offer"].output
            assert stage.files("fetched")["entries/_fetched/a.json"] == b'{"new": 1}\n'
        else:
            assert not jobs["fetch"].ok
            assert stage.git("-C", str(stage.remote), "branch", "--list", "fetched") == ""
