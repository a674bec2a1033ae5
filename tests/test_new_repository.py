"""A repository that was set up today: no site yet, Pages off, no labels, and GitHub's own settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rehearsal import WORKFLOWS, Stage
from tests.test_jobs import event, set_up


def fresh(root: Path, workflows: Path = WORKFLOWS) -> Stage:
    """A repository as it is after the first push: its workflows may not open pull requests, and Pages serves nothing."""
    stage = set_up(root, workflows)
    with stage.changing() as state:
        state |= {"may create pulls": False, "pages": None}
    return stage


@pytest.fixture
def new(tmp_path: Path) -> Stage:
    """The same with the workflows as they are."""
    return fresh(tmp_path)


def test_the_first_site_makes_its_branch_and_the_next_is_let_through(new: Stage) -> None:
    """Pages can be told to serve the branch only once it is there; from then on that branch alone may deploy to `github-pages`."""
    for run, pages in (("300", None), ("301", "gh-pages")):
        with new.changing() as state:
            state |= {"pages": pages}
        jobs = new.run("deploy", event(new, "deploy", run))
        assert [job.output for job in jobs.values() if not job.ok] == []
        assert {".nojekyll", "index.html"} <= set(new.files())


def test_a_preview_before_the_first_site_makes_the_branch(new: Stage) -> None:
    """A pull request may come before anything is deployed."""
    assert all(job.ok for job in new.run("follow-up", event(new, "follow-up")).values())
    assert "preview/7/index.html" in new.files()


def test_a_filed_form_is_answered_where_workflows_may_not_open_pull_requests(new: Stage) -> None:
    """Its file is on a branch, the answer says so, and the job fails with what has to be set; after that an edit opens it."""
    jobs = new.run("issue", event(new, "issue"))
    assert jobs["read"].ok
    assert not jobs["read"].skipped  # without any label
    assert not jobs["answer"].ok
    assert "Allow GitHub Actions to create pull requests" in jobs["answer"].output
    assert "entries/ai/releases/a.yaml" in new.files("issue-5")
    assert new.comments("5") == ["Taken over.\n\nThe file is on the branch `issue-5`; a maintainer has to open its pull request.\n"]
    with new.changing() as state:
        state["may create pulls"] = True
    assert new.run("issue", event(new, "issue", "301"))["answer"].ok
    assert new.comments("5") == ["Taken over.\n\nhttps://github.com/owner/repo/pull/8\n"]


@pytest.mark.parametrize(("workflow", "branch"), [("fetch", "fetched"), ("dependencies", "dependencies")])
def test_what_a_machine_offers_waits_on_its_branch(new: Stage, workflow: str, branch: str) -> None:
    """The job says what has to be set, and its next run opens the pull request."""
    job = new.run(workflow, event(new, workflow))["offer"]
    assert (job.ok, "Allow GitHub Actions to create pull requests" in job.output) == (False, True)
    assert new.head(branch)
    with new.changing() as state:
        state["may create pulls"] = True
    assert new.run(workflow, event(new, workflow, "301"))["offer"].ok
    assert [pull["branch"] for pull in new.pulls.values()] == ["patch", branch]


@pytest.mark.parametrize("workflow", ["ci", "pull-request", "release"])
def test_all_else_needs_no_setting(new: Stage, workflow: str) -> None:
    """Tests, the build of a pull request and a release of the data."""
    assert all(job.ok for job in new.run(workflow, event(new, workflow)).values())


def test_an_own_domain_is_a_variable(new: Stage) -> None:
    """Every workflow that builds takes it, and the file of GitHub's that names it stays on the branch."""
    new.commit("gh-pages", {"CNAME": "only-faster.example\n"})
    for workflow in ("deploy", "pull-request", "follow-up"):
        contexts = event(new, workflow, f"300-{workflow}")
        contexts["vars"] = {"SITE_URL": "https://only-faster.example/"}
        assert all(job.ok for job in new.run(workflow, contexts).values())
    assert new.files()["CNAME"] == b"only-faster.example\n"
    assert new.files()["address.css"] == b"https://only-faster.example/\n"
    assert (new.known / "artifacts/300-pull-request/site/address.css").read_text() == "https://only-faster.example/preview/7/\n"
    assert "(https://only-faster.example/preview/7/)" in new.comments("7")[0]


def test_a_site_without_an_address_is_not_built(new: Stage) -> None:
    """A scheduled event may not say what the repository is called; every link would lead elsewhere."""
    contexts = event(new, "deploy")
    contexts["github"]["event"]["repository"] = {}
    job = new.run("deploy", contexts)["build"]
    assert (job.ok, "Set the variable SITE_URL." in job.output) == (False, True)
