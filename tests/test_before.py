"""The rehearsals, held against the workflows as they were before they were hardened: each of these has to be red there, or it would
show nothing. They are read from the history of the repository, so a clone without it fails here."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import test_jobs, test_new_repository, test_previews, test_rehearsals
from tests.commands.test_from_issue import body
from tests.conftest import CHECKOUT
from tests.rehearsal import Stage

BEFORE = "6ab534bdd257a3ec7546277452fc7c9be1e10043"


@pytest.fixture(scope="module")
def workflows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workflows of that commit."""
    folder = tmp_path_factory.mktemp("before")
    listed = subprocess.run(
        ["git", "ls-tree", "--name-only", BEFORE, ".github/workflows/"], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.fail(f"The history of this clone does not reach commit {BEFORE[:7]}: `git fetch --unshallow`")
    for path in listed.stdout.split():
        (folder / Path(path).name).write_bytes(subprocess.check_output(["git", "show", f"{BEFORE}:{path}"], cwd=CHECKOUT))
    return folder


def prepared(root: Path, workflows: Path) -> Stage:
    """A repository with a site, in which nothing else stops a deploy."""
    stage = test_previews.prepared(root, workflows)
    with stage.changing() as state:
        state["pages"] = None
    return stage


def forms_without_labels(stage: Stage) -> None:
    """A form is filed in a repository that has no labels."""
    assert test_rehearsals.answer(stage, test_rehearsals.issue(body(Who="Lab", Subjects=""))).ok
    assert stage.files("issue-5")


Rehearsal = Callable[[Stage], object]
OF_PREVIEWS: dict[str, Rehearsal] = {
    "another run of the same pull request": test_previews.test_a_preview_arrives_byte_for_byte,
    "scripts": lambda stage: test_previews.test_each_page_begins_with_what_forbids_scripts(stage, "<p>A</p>"),
    "redirects": lambda stage: test_previews.test_no_page_leads_elsewhere_by_itself(stage, '<meta http-equiv="refresh">'),
    "pictures": lambda stage: test_previews.test_a_picture_that_could_run_something_is_left_out(stage, "<svg onload='alert(1)'/>"),
    "closed pull requests": test_previews.test_previews_stay_where_nobody_says_which_are_open,
    "links to commits": test_previews.test_the_site_drops_a_preview_that_is_not_made_of_plain_files,
    "five at most": test_previews.test_there_are_five_previews_at_most,
    "a preview in between": test_previews.test_a_site_does_not_overwrite_a_preview_that_came_in_between,
    "at once": test_previews.test_a_site_and_two_previews_at_once_all_arrive,
    "overtaken": lambda stage: test_previews.test_a_preview_that_is_overtaken_is_not_put_up(stage, {"commit": "d" * 40}),
    "closed meanwhile": lambda stage: test_previews.test_a_preview_that_is_overtaken_is_not_put_up(stage, {"state": "CLOSED"}),
    "turns": lambda stage: test_previews.test_jobs_that_write_to_the_branch_need_no_turn(stage.workflows),
    "an honest preview": test_rehearsals.test_an_honest_preview_goes_all_the_way,
    "form of the comment": test_rehearsals.test_a_long_review_is_cut_and_still_leads_to_the_preview,
    "mention": lambda stage: test_rehearsals.test_a_stranger_cannot_speak_through_the_bot(stage, "_\n\n@maintainer"),
    "image": lambda stage: test_rehearsals.test_a_stranger_cannot_speak_through_the_bot(stage, "_\n\n![x](https://evil.example/a.png)"),
    "number": lambda stage: test_rehearsals.test_a_comment_goes_nowhere_else(stage, "7; true"),
    "review that leads elsewhere": lambda stage: test_rehearsals.test_a_review_that_leads_elsewhere_is_not_read(stage, "review.md"),
}


@pytest.mark.parametrize("rehearsal", OF_PREVIEWS.values(), ids=OF_PREVIEWS)
def test_previews_and_comments_were_open(tmp_path: Path, workflows: Path, rehearsal: Rehearsal) -> None:
    """To what a stranger's pull request brought, and to whoever pushed at the same time."""
    stage = prepared(tmp_path, workflows)
    with pytest.raises(AssertionError):
        rehearsal(stage)


@pytest.mark.parametrize("attack", ["git directory", "nested", "second name", "hidden", "a.js", "too large", "too much", "program"])
def test_an_artifact_was_taken_as_it_came(tmp_path: Path, workflows: Path, attack: str) -> None:
    """The whole of it was put on the branch."""
    stage = prepared(tmp_path, workflows)
    before = stage.files()
    test_previews.ATTACKS[attack](test_previews.site(stage), "true")
    assert test_previews.preview(stage).ok
    assert stage.files() != before


def test_an_artifact_of_a_stranger_made_something_run(tmp_path: Path, workflows: Path) -> None:
    """At the second push, git looked into the repository that lay in the first, and ran what its configuration names."""
    stage = prepared(tmp_path, workflows)
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\nenv > "{tmp_path}/ran"\n')
    trap.chmod(0o755)
    test_previews.repository(test_previews.site(stage), str(trap))
    assert not (tmp_path / "ran").exists()
    for _ in range(2):
        test_previews.preview(stage)
    assert test_previews.MAY_WRITE in (tmp_path / "ran").read_text()


OF_ISSUES: dict[str, Rehearsal] = {
    "no labels": forms_without_labels,
    "a person's commit": test_rehearsals.test_an_issue_becomes_a_pull_request_until_a_person_works_on_it,
    "a fork's branch of that name": test_rehearsals.test_a_stranger_with_a_branch_of_that_name_is_not_taken_for_the_bot,
}


@pytest.mark.parametrize("rehearsal", OF_ISSUES.values(), ids=OF_ISSUES)
def test_filed_forms_got_lost(tmp_path: Path, workflows: Path, rehearsal: Rehearsal) -> None:
    """Where labels were missing, and what a person had added to a branch."""
    stage = test_rehearsals.with_forms(tmp_path, workflows)
    with pytest.raises(AssertionError):
        rehearsal(stage)


@pytest.mark.parametrize(("workflow", "branch"), [("fetch", "fetched"), ("dependencies", "dependencies")])
def test_a_machine_pushed_over_a_person(tmp_path: Path, workflows: Path, workflow: str, branch: str) -> None:
    """With force."""
    with pytest.raises(AssertionError):
        test_rehearsals.test_a_machine_does_not_push_over_a_person(tmp_path, workflow, branch, workflows)


OF_NEW: dict[str, Rehearsal] = {
    "the second site": test_new_repository.test_the_first_site_makes_its_branch_and_the_next_is_let_through,
    "a preview before the first site": test_new_repository.test_a_preview_before_the_first_site_makes_the_branch,
    "a form": test_new_repository.test_a_filed_form_is_answered_where_workflows_may_not_open_pull_requests,
    "what is fetched": lambda stage: test_new_repository.test_what_a_machine_offers_waits_on_its_branch(stage, "fetch", "fetched"),
    "its own domain": test_new_repository.test_an_own_domain_is_a_variable,
    "no address": test_new_repository.test_a_site_without_an_address_is_not_built,
    "the lock": lambda stage: test_new_repository.test_what_a_machine_offers_waits_on_its_branch(stage, "dependencies", "dependencies"),
}


@pytest.mark.parametrize("rehearsal", OF_NEW.values(), ids=OF_NEW)
def test_a_new_repository_was_stuck(tmp_path: Path, workflows: Path, rehearsal: Rehearsal) -> None:
    """At its second deploy, at its first form, or with links that lead elsewhere."""
    stage = test_new_repository.fresh(tmp_path, workflows)
    stage.stand_in("pipx", "echo newer > requirements.lock")
    with pytest.raises(AssertionError):
        rehearsal(stage)


def test_a_lock_was_offered_unchecked(tmp_path: Path, workflows: Path) -> None:
    """No job had installed it or run a test."""
    stage = test_jobs.set_up(tmp_path, workflows)
    stage.stand_in("pipx", "echo newer > requirements.lock")
    assert stage.run("dependencies", test_jobs.event(stage, "dependencies"))["offer"].ok
    assert not (stage.known / "calls").exists()
