"""The other jobs that answer strangers, rehearsed: a comment without effect, an honest preview, and an issue that becomes a branch."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.commands.test_from_issue import body
from tests.conftest import CHECKOUT, FAKE
from tests.expressions import evaluate, read
from tests.rehearsal import WORKFLOWS, Ran, Stage
from tests.test_previews import COMMIT, MARK, START, contexts, preview, stage

__all__ = ["stage"]
BOT = "github-actions@users.noreply.github.com"
NONE = "\u200b"


def comment(stage: Stage, text: str | bytes, number: str = "7\n") -> tuple[Ran, str]:
    """Run the job that comments, on what a run of a pull request made; the comment."""
    folder = stage.artifact("107", "review")
    (folder / "number").write_text(number)
    (folder / "review.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    job = stage.start("follow-up", "comment", contexts())
    return job, "".join(stage.comments("7"))


def test_a_review_keeps_its_form(stage: Stage) -> None:
    """Headings, tables and quotes stay; each source shows where it leads; the preview's address is the follow-up's own."""
    job, text = comment(
        stage,
        "<!-- only-faster review -->\n## What this changes\n### A \\[new\\] model \\#\u200b1\n\n> 1 &lt; 2\n\n| | |\n| --- | --- |\n| Date | 2025 |\n\n"
        "Sources:\n- [Its \\(own\\) page](<https://lab.example/@one/a?b=1&c=2>), read 24 November 2026: “Out now”\n",
    )
    assert job.outputs == {"number": "7"}
    assert text == (
        "<!-- only-faster review -->\n_By the run of this pull request; addresses stand where they lead._\n\n"
        f"## What this changes\n### A &#91;new] model \\#{NONE}1\n\n> 1 &lt; 2\n\n| | |\n| --- | --- |\n| Date | 2025 |\n\n"
        "Sources:\n- Its \\(own\\) page, read 24 November 2026: “Out now”\n  <https://lab.example/@one/a?b=1&c=2>\n"
        "\n\n[The site as it would look](https://owner.github.io/repo/preview/7/), in a few minutes; without scripts, API, feeds and downloads.\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "@maintainer @owner/team",
        "&#64;maintainer &commat;maintainer",
        "\\@maintainer",
        "![x](https://evil.example/a.png)",
        "[x](https://evil.example/)",
        "[x][y]\n\n[y]: https://evil.example/",
        "![x][y]\n\n[y]: https://evil.example/",
        "<img src=https://evil.example/a.png>",
        "<https://evil.example/>",
        "\\[x](https://evil.example/)",
        "\\\\[x](https://evil.example/)",
        "\\\\\\[x](https://evil.example/)",
        "https://evil.example/ www.evil.example mailto:a@evil.example",
        "HTTPS://evil.example/ wWw.evil.example",
        "Closes #1, owner/repo#1, GH-1, gh-1",
        "```mermaid\ngraph TD; A-->B\n```",
        "~~~~html\nx\n~~~~",
        "<details><summary>x</summary>",
        "<!-- ",
        "- [x](<https://evil.example/\\> <b>)",
        "- [@maintainer ![a](b)](<https://lab.example/>) @maintainer",
        "\x01<img src=x>",
        "- [x](<https://lab.example/&quot;onload=x>)",
        "- [x](<https://github.com/owner/repo/issues/1>)",
        "[^1]\n\n[^1]: https://evil.example",
        "<!-- only-faster review --><b>",
    ],
)
def test_a_stranger_cannot_speak_through_the_bot(stage: Stage, text: str) -> None:
    """No mention, image, link, reference, HTML or fence, but the addresses of sources, shown as they are."""
    job, reply = comment(stage, text)
    assert job.ok
    markdown = reply.split("_\n\n", 1)[1].rsplit("\n\n[The site", 1)[0]
    html = MarkdownIt("commonmark").render(markdown)
    markup = re.sub(r'<a href="(https://lab\.example/[^"]*)">(https://lab\.example/[^<]*)</a>', "", html)
    assert not re.search(r"<(?!/?(?:p|ul|li|em|strong|code|pre|h\d)>)", markup), html
    assert not re.search(r"@\w|#\d|gh-\d|(?:https?|mailto):|www\.", markup, re.IGNORECASE), html


@pytest.mark.parametrize("number", ["8\n", "0", "07", "7; true", "-7", "7\n8", "../7", "", "9" * 20])
def test_a_comment_goes_nowhere_else(stage: Stage, number: str) -> None:
    """The number has to be one, and of a pull request whose last commit the run is of."""
    stage.pull("8", commit="d" * 40)
    job, text = comment(stage, "x", number)
    assert (job.ok, text) == (False, "")
    assert stage.comments("8") == []


@pytest.mark.parametrize("name", ["review.md", "number"])
def test_a_review_that_leads_elsewhere_is_not_read(stage: Stage, name: str) -> None:
    """A link to the environment would print what is in it."""
    folder = stage.artifact("107", "review")
    (folder / "number").write_text("7\n")
    (folder / "review.md").write_text("x")
    (folder / name).unlink()
    (folder / name).symlink_to("/proc/self/environ")
    assert not stage.start("follow-up", "comment", contexts()).ok
    assert stage.comments("7") == []


def test_a_long_review_is_cut_and_still_leads_to_the_preview(stage: Stage) -> None:
    """GitHub takes 65,536 letters; a second run changes the comment that is there."""
    job, text = comment(stage, "@" * 70_000)
    assert job.ok
    assert 60_000 < len(text.encode("utf-8", "replace")) <= 65_536
    assert "preview/7/" in text
    assert "changed" in comment(stage, "changed")[1]


def test_a_comment_of_others_is_not_changed(stage: Stage) -> None:
    """Not even one that begins as the bot's, nor another of the bot's."""
    others = [
        {"id": 1, "below": "7", "user": {"login": "writer"}, "body": "<!-- only-faster review -->"},
        {"id": 2, "below": "7", "user": {"login": "github-actions[bot]"}, "body": "Hello"},
    ]
    with stage.changing() as state:
        state["comments"] = [*others]
    assert comment(stage, "A review")[0].ok
    assert comment(stage, "A later one")[0].ok
    with stage.changing() as state:
        assert state["comments"][:2] == others
        (own,) = state["comments"][2:]
    assert "A later one" in own["body"]


def pull_request(stage: Stage, files: dict[str, str]) -> Ran:
    """Run the job that builds a pull request, where the site comes out with these files."""
    site = stage.known / "made"
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    stage.stand_in(
        "make",
        f'mkdir -p .venv/bin; echo "echo A review" > .venv/bin/timeline; chmod +x .venv/bin/timeline\n[ "$1" != site ] || {{ cp -a {site} site; echo "$SITE_URL" > {stage.known}/address; }}',
    )
    github: dict[str, Any] = {
        "repository": "owner/repo",
        "repository_owner": "owner",
        "run_id": "107",
        "server_url": "https://github.com",
        "event": {"repository": {"name": "repo"}, "pull_request": {"number": 7, "base": {"sha": COMMIT}}},
    }
    return stage.start("pull-request", "build", {"github": github, "vars": {"SITE_URL": "https://only-faster.example"}})


def test_an_honest_preview_goes_all_the_way(stage: Stage) -> None:
    """What is looked at arrives as it was built, below what forbids scripts; what is not is left out on its way."""
    page = '\n<!doctype html>\n<html lang="en">\n<p>A page that writes of <!doctype html></p>\n'
    shown = {
        "index.html": page,
        "e/a/index.html": page,
        "assets/a.css": "a{}",
        "assets/card.png": "P",
        "assets/mark.svg": MARK,
        "assets/a.woff2": "w",
    }
    not_shown = {
        "series/a.svg": "<svg/>",
        "assets/a.js": "1",
        "series/a.vl.json": "{}",
        "timeline/entries.json": "[]",
        "pagefind/fragment/a.pf_fragment": "f",
        "pagefind/wasm.en.pagefind": "w",
        "pagefind/pagefind-ui.css": "a{}",
        "api/v1/entries.json": "[]",
        "feeds/a.atom": "a",
        "feed.atom": "a",
        "feed.json": "{}",
        "tags/a/feed.json": "{}",
        "e/a/card.png": "P",
        "e/a/cite.bib": "b",
        "e/a/cite.csl.json": "[]",
        "data/entries.csv": "c",
        "data/only-faster.sqlite": "s",
        "data/datapackage.json": "{}",
        "assets/a.js.map": "m",
        "sitemap.xml": "s",
        "robots.txt": "Allow: /",
        "embed/a/index.html": page,
    }
    job = pull_request(stage, shown | not_shown)
    assert job.ok, job.output
    assert (stage.known / "address").read_text() == "https://only-faster.example/preview/7/\n"
    assert preview(stage).ok
    arrived = {path[10:]: text.decode() for path, text in stage.files().items() if path.startswith("preview/7/")}
    assert arrived == {path: START + text if path.endswith(".html") else text for path, text in shown.items()} | {
        "robots.txt": "User-agent: *\nDisallow: /\n"
    }


def issue(text: str, *labels: str) -> dict[str, Any]:
    """What GitHub says of an issue."""
    about = {"number": 5, "body": text, "user": {"login": "writer", "id": 1}, "labels": [{"name": label} for label in labels]}
    return {"github": {"token": "t", "repository": "owner/repo", "run_id": "300", "event": {"issue": about, "repository": {}}}}


@pytest.fixture
def forms(tmp_path: Path) -> Stage:
    """A repository with entries, in which a filed form is read by the program itself."""
    return with_forms(tmp_path)


def with_forms(root: Path, workflows: Path = WORKFLOWS) -> Stage:
    """The same in any folder."""
    stage = Stage(root, workflows)
    with stage.changing() as state:
        state["issues"] = ["5"]
    entries = {str(file.relative_to(FAKE)): file.read_text() for file in (FAKE / "entries").rglob("*") if file.is_file()}
    stage.commit("main", entries)
    stage.stand_in(
        "make",
        "mkdir -p .venv/bin; printf '#!/bin/bash\\n"
        f'PYTHONPATH={CHECKOUT} exec {sys.executable} -m generator "$@" --today 2026-11-24\\n\' > .venv/bin/timeline; chmod +x .venv/bin/timeline',
    )
    return stage


def answer(stage: Stage, event: dict[str, Any]) -> Ran:
    """Both jobs of issue.yml, after the other."""
    shutil.rmtree(stage.known / "artifacts")
    jobs = stage.run("issue", event)
    assert jobs["read"].ok, jobs["read"].output
    assert not jobs["read"].skipped
    return jobs["answer"]


def test_an_issue_becomes_a_pull_request_until_a_person_works_on_it(forms: Stage) -> None:
    """An edit takes the place of the bot's own commit; a commit or an approval of a person stays, and the answer says so."""
    assert answer(forms, issue(body(Who="Lab", Subjects=""), "entry")).ok
    path = "entries/ai/releases/lab-releases-thing.yaml"
    assert path in forms.files("issue-5")
    assert forms.comments("5")[0].endswith("\nhttps://github.com/owner/repo/pull/6\n")

    edited = issue(body(Who="Lab", Subjects="", When="2026-11-02"), "entry")
    assert answer(forms, edited).ok
    assert b"2026-11-02" in forms.files("issue-5")[path]
    log = ("-C", str(forms.remote), "log", "--format=%ae", "main..issue-5")
    assert forms.git(*log).split() == [BOT]

    forms.pull("6", approvals=1)
    assert answer(forms, issue(body(Who="Lab", Subjects="", When="2026-11-03"), "entry")).ok
    assert b"2026-11-02" in forms.files("issue-5")[path]
    assert "so it stays as it is" in forms.comments("5")[0]

    forms.pull("6", approvals=0)
    commit = forms.commit("issue-5", {path: "title: As a maintainer has it\n"})
    assert answer(forms, edited).ok
    assert forms.head("issue-5") == commit
    (reply,) = forms.comments("5")
    assert "so it stays as it is" in reply
    assert reply.endswith("pull/6\n")
    assert list(forms.pulls) == ["6"]


def test_a_stranger_with_a_branch_of_that_name_is_not_taken_for_the_bot(forms: Stage) -> None:
    """A fork may call its branch as it likes; its pull request is another."""
    forms.pull("66", branch="issue-5", fork=True, approvals=1)
    assert answer(forms, issue(body(Who="Lab", Subjects=""), "entry")).ok
    assert forms.comments("5")[0].endswith("pull/67\n")


def test_what_github_does_not_answer_is_not_taken_for_a_no(forms: Stage) -> None:
    """Where it cannot be asked whether somebody approved, nothing is pushed over what may be approved."""
    assert answer(forms, issue(body(Who="Lab", Subjects=""), "entry")).ok
    before = forms.head("issue-5")
    forms.pull("6", approvals=1)
    gh = forms.root / "bin/gh"
    forms.stand_in("gh", gh.read_text().replace("exec ", '[ "$1" != pr ] || exit 1\nexec ').removeprefix("#!/bin/bash\n"))
    assert not answer(forms, issue(body(Who="Lab", Subjects="", When="2026-11-02"), "entry")).ok
    assert forms.head("issue-5") == before


def test_a_form_that_cannot_be_taken_is_answered(forms: Stage) -> None:
    """Without a branch."""
    assert answer(forms, issue(body(When="soon"))).ok
    assert "Edit the issue above" in forms.comments("5")[0]
    assert forms.git("-C", str(forms.remote), "branch", "--list", "issue-5") == ""


@pytest.mark.parametrize(
    ("text", "labels", "form"),
    [
        (body("entry"), ("entry",), "entry"),
        (body("entry"), (), "entry"),
        (body("correction"), (), "correction"),
        (body("source"), (), "source"),
        (body("correction"), ("correction",), "correction"),
        (body("source"), ("source",), "source"),
        ("Taken away", ("correction",), "correction"),
        ("A question", (), None),
        ("", (), None),
        ("A question\n### Track", ("bug",), None),
    ],
)
def test_a_form_is_known_without_labels(text: str, labels: tuple[str, ...], form: str | None) -> None:
    """A new repository has none, and GitHub leaves out those that are not there; other issues are left alone."""
    job = read(WORKFLOWS / "issue.yml")["jobs"]["read"]
    event = issue(text, *labels)
    assert bool(evaluate(job["if"], event)) is (form is not None)
    expression = next(step["env"]["FORM"] for step in job["steps"] if step.get("id") == "read")
    if form:
        assert evaluate(expression.removeprefix("${{").removesuffix("}}").strip(), event) == form


@pytest.mark.parametrize(("workflow", "branch"), [("fetch", "fetched"), ("dependencies", "dependencies")])
def test_a_machine_does_not_push_over_a_person(tmp_path: Path, workflow: str, branch: str, workflows: Path = WORKFLOWS) -> None:
    """What is fetched or locked anew waits until the branch is merged or gone; its own older commit is replaced."""
    stage = Stage(tmp_path, workflows)
    stage.commit("main", {"requirements.lock": "old", "entries/_fetched/a.json": "old"})
    event = contexts()
    event["github"]["run_id"] = "300"
    name, file = ("fetched", "a.json") if workflow == "fetch" else ("lock", "requirements.lock")
    for text in ("new", "newer"):
        (stage.artifact("300", name) / file).write_text(text)
        assert stage.start(workflow, "offer", event).ok
        assert text.encode() in stage.files(branch).values()
    commit = stage.commit(branch, {"README.md": "By a person"})
    (stage.artifact("300", name) / file).write_text("newest")
    job = stage.start(workflow, "offer", event)
    assert (job.ok, "Somebody has worked on the branch" in job.output) == (False, True)
    assert stage.head(branch) == commit
