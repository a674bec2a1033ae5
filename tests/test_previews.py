"""The previews of pull requests, rehearsed: the artifact of a stranger's run never makes anything run, and an honest one arrives."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.expressions import read
from tests.rehearsal import WORKFLOWS, Ran, Stage

COMMIT = "c" * 40
MAY_WRITE = "a-token-that-may-write"
PAGE = '\n<!doctype html>\n<html lang="en"><title>A page</title>\n'
START = (
    '<!doctype html><meta charset="utf-8"><meta name="robots" content="noindex">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'none'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'\">\n"
)
"""What each page of a preview begins with."""
SHOWN = (START + PAGE).encode()
MARK = '<svg xmlns="http://www.w3.org/2000/svg"/>'
GIT = ["git", "-c", "user.name=Stranger", "-c", "user.email=stranger@example.org"]
ROBOTS = b"User-agent: *\nDisallow: /\n"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """A repository with a site on its branch gh-pages, and an open pull request 7."""
    return prepared(tmp_path)


def prepared(root: Path, workflows: Path = WORKFLOWS) -> Stage:
    """The same in any folder."""
    stage = Stage(root, workflows)
    stage.commit("main", {"README.md": "A repository"})
    stage.commit("gh-pages", {"index.html": "The site", "a.svg": MARK, "CNAME": "only-faster.example\n", ".nojekyll": ""})
    stage.pull("7", commit=COMMIT)
    return stage


def contexts(number: str = "7", commit: str = COMMIT) -> dict[str, Any]:
    """What GitHub says of a run of pull-request.yml that has come to its end; its id is of the pull request, here."""
    run = {"id": f"10{number}", "head_sha": commit, "event": "pull_request", "conclusion": "success"}
    return {
        "github": {
            "token": MAY_WRITE,
            "repository": "owner/repo",
            "repository_owner": "owner",
            "run_id": f"20{number}",
            "event": {"workflow_run": run, "repository": {"name": "repo"}},
        },
        "vars": {},
    }


def preview(stage: Stage, number: str = "7", commit: str = COMMIT) -> Ran:
    """Run the job that puts a preview on the branch."""
    return stage.start("follow-up", "preview", contexts(number, commit), {"comment": {"outputs": {"number": number}}})


def site(stage: Stage, number: str = "7", **files: str) -> Path:
    """The artifact with a site, with a few files; `_` in a name stands for a slash, and all are pages."""
    folder = stage.artifact(f"10{number}", "site")
    for name, text in {"index": PAGE, **files}.items():
        file = folder / f"{name.replace('_', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def deploy(stage: Stage) -> Ran:
    """Run the job that puts the site of main on the branch."""
    event = contexts()
    folder = stage.artifact(event["github"]["run_id"], "site")
    (folder / "e").mkdir(exist_ok=True)
    (folder / "index.html").write_text("A newer site")
    (folder / "e/a.html").write_bytes(b"a\r\n\0b")
    return stage.start("deploy", "publish", event)


def repository(folder: Path, trap: str) -> None:
    """A repository whose every command runs the trap: as its monitor of files, its filter, its hooks."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(PAGE)
    subprocess.run([*GIT, "init", "--quiet", folder], check=True)
    subprocess.run([*GIT, "add", "--all"], cwd=folder, check=True)
    subprocess.run([*GIT, "commit", "--quiet", "--message", "Mine"], cwd=folder, check=True)
    spring(folder / ".git", trap)
    (folder / ".gitattributes").write_text("* filter=trap diff=trap merge=trap\n")


def spring(git_directory: Path, trap: str) -> None:
    """Set whatever in a git directory names a command."""
    with (git_directory / "config").open("a") as file:
        file.write(
            f"[core]\n\tfsmonitor = {trap}\n\tsshCommand = {trap}\n\tpager = {trap}\n\teditor = {trap}\n\taskpass = {trap}\n"
            f'[filter "trap"]\n\tclean = {trap}\n\tsmudge = {trap}\n\trequired = true\n[diff "trap"]\n\ttextconv = {trap}\n'
            f"[credential]\n\thelper = !{trap}\n[gpg]\n\tprogram = {trap}\n[uploadpack]\n\tpackObjectsHook = {trap}\n"
        )
    (git_directory / "hooks").mkdir(exist_ok=True)
    for name in ("pre-commit", "post-checkout", "reference-transaction", "post-index-change", "pre-push", "fsmonitor-watchman"):
        (git_directory / "hooks" / name).write_text(f"#!/bin/sh\n{trap}\n")
        (git_directory / "hooks" / name).chmod(0o755)


def renamed(name: str) -> Callable[[Path, str], None]:
    """The same with the git directory under another name of it."""

    def attack(folder: Path, trap: str) -> None:
        repository(folder, trap)
        (folder / ".git").rename(folder / name)

    return attack


def gitlink(folder: Path, trap: str) -> None:
    """A file `.git` that leads to a git directory elsewhere in the artifact."""
    repository(folder, trap)
    (folder / ".git").rename(folder / "elsewhere")
    (folder / ".git").write_text("gitdir: elsewhere\n")


def nested(folder: Path, trap: str) -> None:
    """A repository in a folder of the artifact, as it lies in a submodule."""
    repository(folder / "e/a", trap)


def bare(folder: Path, trap: str) -> None:
    """A bare repository, which git also finds without the name `.git`."""
    folder.mkdir(exist_ok=True)
    subprocess.run([*GIT, "init", "--quiet", "--bare", folder / "e"], check=True)
    spring(folder / "e", trap)
    (folder / "e/config").write_text((folder / "e/config").read_text().replace("bare = true", "bare = false\n\tworktree = ."))


def link_out(folder: Path, _trap: str) -> None:
    """A link to a file of the runner."""
    (folder / "secret.html").symlink_to("/proc/self/environ")


def link_to_a_folder(folder: Path, _trap: str) -> None:
    """A link to a folder of the runner."""
    (folder / "secrets").symlink_to("/etc")


def pipe(folder: Path, _trap: str) -> None:
    """A pipe, on which whoever reads it waits for ever."""
    os.mkfifo(folder / "pipe.html")


def second_name(folder: Path, _trap: str) -> None:
    """A second name of a file that is elsewhere."""
    (folder / "second.html").hardlink_to(folder / "index.html")


def named(name: str) -> Callable[[Path, str], None]:
    """A file with a name that is taken for something else."""

    def attack(folder: Path, _trap: str) -> None:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE)

    return attack


def too_many(folder: Path, _trap: str) -> None:
    """More files than a site has."""
    for number in range(10_001):
        (folder / f"{number}.css").touch()


def too_large(folder: Path, _trap: str) -> None:
    """A file larger than any of a site."""
    with (folder / "large.css").open("wb") as file:
        file.truncate(5_000_001)


def far_too_large(folder: Path, _trap: str) -> None:
    """A file that was some bytes in the archive."""
    with (folder / "bomb.css").open("wb") as file:
        file.truncate(50_000_000)


def too_much(folder: Path, _trap: str) -> None:
    """Files that are small each, and more than a site in all."""
    for number in range(25):
        with (folder / f"{number}.css").open("wb") as file:
            file.truncate(4_900_000)


ATTACKS: dict[str, Callable[[Path, str], None]] = {
    "git directory": repository,
    "upper case": renamed(".GIT"),
    "short name": renamed("git~1"),
    "ignored letter": renamed(".g\u200cit"),
    "trailing dot": renamed(".git."),
    "stream": renamed(".git::$INDEX_ALLOCATION"),
    "gitlink": gitlink,
    "nested": nested,
    "bare": bare,
    "attributes": named(".gitattributes"),
    "modules": named(".gitmodules"),
    "hidden": named(".hidden/a.html"),
    "link out": link_out,
    "link to a folder": link_to_a_folder,
    "pipe": pipe,
    "second name": second_name,
    "new line": named("a\nb.html"),
    "forged line": named("a.html\n100644 " + "0" * 40 + "\tindex.html"),
    "option": named("--output=x.html"),
    "option in a folder": named("e/-c.html"),
    "backslash": named("..\\a.html"),
    "quote": named('a"b.html'),
    "space": named("a b.html"),
    "no text": named("caf\u00e9.html"),
    "program": named("a.php"),
    "no ending": named("a"),
    "long": named("/".join(["a" * 100] * 3) + ".html"),
    "too many": too_many,
    "too large": too_large,
    "far too large": far_too_large,
    "too much": too_much,
    **{name: named(name) for name in ("a.js", "a.mjs", "sw.js", "a.wasm", "a.json", "a.webmanifest", "a.htm", "a.HTML", "a.shtml")},
    **{name: named(name) for name in ("a.xhtml", "a.xml", "a.xsl", "a.svgz", "a.SVG", "a.svg.xml", "a.mhtml", "a.pdf", "a.swf", "a.txt")},
}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A repository that is attacked again and again, with a site and an honest preview of pull request 7."""
    stage = prepared(tmp_path_factory.mktemp("attacked"))
    site(stage)
    assert preview(stage).ok
    return stage


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[str]:
    """A command that leaves a trace, which no test may find."""
    trace = tmp_path / "ran"
    script = tmp_path / "trap"
    script.write_text(f'#!/bin/sh\nenv > "{trace}"\ncat\n')
    script.chmod(0o755)
    yield str(script)
    assert not trace.exists(), trace.read_text()


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_artifact_of_a_stranger_makes_nothing_run(attacked: Stage, trap: str, attack: Callable[[Path, str], None]) -> None:
    """It is refused as a whole, nothing in it runs, and the branch stays as it was."""
    before = attacked.files()
    shutil.rmtree(attacked.known / "artifacts")
    attack(site(attacked), trap)
    job = preview(attacked)
    assert not Path(trap).with_name("ran").exists()
    assert not job.ok
    assert "::error::No preview" in job.output or attack is far_too_large
    assert MAY_WRITE not in job.output
    assert attacked.files() == before


@pytest.mark.parametrize("attack", [repository, gitlink, nested, bare], ids=lambda attack: attack.__name__)
def test_a_repository_in_an_artifact_is_not_looked_into_later(stage: Stage, trap: str, attack: Callable[[Path, str], None]) -> None:
    """Pushed twice, as git looks into a folder only once it knows it, and with the site put up after it."""
    attack(site(stage), trap)
    for _ in range(2):
        preview(stage)
        assert not Path(trap).with_name("ran").exists()
    assert deploy(stage).ok
    assert sorted(stage.files()) == [".nojekyll", "CNAME", "e/a.html", "index.html"]


def test_a_preview_arrives_byte_for_byte(stage: Stage) -> None:
    """A second push takes its place: files that are gone are gone, and nothing else of the branch has changed."""
    folder = site(stage, e_a=PAGE + "a\r\nb\n", gone=PAGE)
    (folder / "assets").mkdir()
    (folder / "assets/a.woff2").write_bytes(bytes(range(256)))
    assert preview(stage).ok
    site_files = {"index.html": b"The site", "a.svg": MARK.encode(), "CNAME": b"only-faster.example\n", ".nojekyll": b""}
    assert stage.files() == site_files | {
        "preview/7/index.html": SHOWN,
        "preview/7/e/a.html": SHOWN + b"a\r\nb\n",
        "preview/7/gone.html": SHOWN,
        "preview/7/assets/a.woff2": bytes(range(256)),
        "preview/7/robots.txt": ROBOTS,
    }
    (folder / "gone.html").unlink()
    (folder / "assets/a.woff2").unlink()
    assert preview(stage).ok
    assert sorted(stage.files()) == sorted([*site_files, *(f"preview/7/{name}" for name in ("e/a.html", "index.html", "robots.txt"))])


@pytest.mark.parametrize("about", [{"size": 40_000_001}, {"expired": ["107/site"]}], ids=["too large", "expired"])
def test_an_archive_that_is_too_large_or_gone_is_no_preview(stage: Stage, about: dict[str, Any]) -> None:
    """The first is not even asked for."""
    folder = site(stage)
    before = stage.files()
    with stage.changing() as state:
        state.update(about)
    assert not preview(stage).ok
    shutil.rmtree(folder)
    with stage.changing() as state:
        state |= {"size": None, "expired": []}
    assert not preview(stage).ok
    assert stage.files() == before


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><p>A</p>",
        f"<!-- {PAGE} --><p>A</p>",
        START + PAGE,
        "\ufeff<!doctype html><p>A</p>",
        "A\r\nB\0C without an end",
        "<?xml version='1.0' encoding='utf-16'?><html/>",
    ],
)
def test_each_page_begins_with_what_forbids_scripts(stage: Stage, page: str) -> None:
    """Before any byte of a stranger, who may begin with a comment, a mark of another encoding, or what looks the same as ours."""
    (site(stage) / "a.html").write_bytes(page.encode())
    assert preview(stage).ok
    assert stage.files()["preview/7/a.html"] == (START + page.replace("http-equiv", "data-was")).encode()


@pytest.mark.parametrize(
    "tag",
    [
        '<meta http-equiv="refresh" content="0; url=https://evil.example/">',
        "<META HTTP-EQUIV='refresh' content='0; url=https://evil.example/'>",
        "<meta content=0;url=//evil.example/ hTTp-EquIV = &#114;efresh>",
        '<meta http-equiv="refresh" content="0; url=../e/a/"> <meta/http-equiv=refresh content=0>',
        '<meta http-equiv="Set-Cookie" content="a=b">',
    ],
)
def test_no_page_leads_elsewhere_by_itself(stage: Stage, tag: str) -> None:
    """From an address that readers trust to one that they do not see; a policy cannot forbid that."""
    (site(stage) / "a.html").write_text(f"<p>A</p>{tag}\n{tag}")
    assert preview(stage).ok
    page = stage.files()["preview/7/a.html"].decode()
    assert "http-equiv" not in page.removeprefix(START).lower()
    assert page.count("data-was") == 2 * tag.lower().count("http-equiv")


@pytest.mark.parametrize(
    "picture",
    [
        MARK.replace("/>", "><script>alert(1)</script></svg>"),
        MARK.replace("/>", ' onload="alert(1)"/>'),
        MARK.replace("/>", '><a href="javascript:alert(1)"><text>A</text></a></svg>'),
        MARK.replace("svg xmlns", "x:svg xmlns:x"),
        MARK + "\n",
    ],
)
def test_a_picture_that_could_run_something_is_left_out(stage: Stage, picture: str) -> None:
    """Opened by itself it has no page around it, so a picture of SVG is taken only if the site has the very same, whatever its name."""
    folder = site(stage)
    (folder / "a.svg").write_text(picture)
    (folder / "b.svg").write_text(MARK)
    assert preview(stage).ok
    files = stage.files()
    assert "preview/7/a.svg" not in files
    assert files["preview/7/b.svg"] == MARK.encode()


def test_a_picture_of_another_preview_is_not_the_sites(stage: Stage) -> None:
    """Only what main has made counts as the site's own."""
    evil = MARK.replace("/>", "><script>alert(1)</script></svg>")
    stage.commit("gh-pages", {"preview/6/a.svg": evil})
    (site(stage) / "a.svg").write_text(evil)
    assert preview(stage).ok
    assert "preview/7/a.svg" not in stage.files()


def test_a_new_repository_gets_its_branch(tmp_path: Path) -> None:
    """Whichever comes first, a preview or the site."""
    for first, second in ((preview, deploy), (deploy, preview)):
        stage = Stage(tmp_path / first.__name__)
        stage.commit("main", {"README.md": "A repository"})
        stage.pull("7", commit=COMMIT)
        site(stage)
        assert first(stage).ok
        assert ".nojekyll" in stage.files()
        assert second(stage).ok
        assert sorted(stage.files()) == [".nojekyll", "e/a.html", "index.html", "preview/7/index.html", "preview/7/robots.txt"]


def test_the_site_keeps_previews_of_open_pull_requests(stage: Stage) -> None:
    """Those that are closed, merged or unknown go, and the site's own files are new; its domain stays."""
    for number in ("7", "8", "9", "11"):
        stage.pull(number, commit=COMMIT)
        site(stage, number)
        assert preview(stage, number).ok
    stage.pull("8", state="CLOSED")
    stage.pull("9", state="MERGED")
    with stage.changing() as state:
        del state["pulls"]["11"]
    assert deploy(stage).ok
    assert stage.files() == {
        ".nojekyll": b"",
        "CNAME": b"only-faster.example\n",
        "index.html": b"A newer site",
        "e/a.html": b"a\r\n\0b",
        "preview/7/index.html": SHOWN,
        "preview/7/robots.txt": ROBOTS,
    }
    assert stage.git("-C", str(stage.remote), "rev-list", "--count", "gh-pages") == "1\n"


def test_previews_stay_where_nobody_says_which_are_open(stage: Stage) -> None:
    """A question that GitHub does not answer is no sign that all are closed: the site waits."""
    site(stage)
    assert preview(stage).ok
    before = stage.files()
    stage.withheld = ("publish", "pull-requests")
    assert not deploy(stage).ok
    assert stage.files() == before


def test_the_site_drops_a_preview_that_is_not_made_of_plain_files(stage: Stage) -> None:
    """A link to a commit without a module would stop GitHub from publishing anything; it is seen among many files too."""
    work = stage.root / "old"
    stage.git("clone", "--quiet", "--branch", "gh-pages", f"file://{stage.remote}", str(work))
    index = work / "index"
    blob = stage.git("rev-parse", "HEAD:.nojekyll", folder=work).strip()
    index.write_text(f"160000 {COMMIT}\tpreview/7/e\n" + "".join(f"100644 {blob}\tpreview/7/f/{n}.html\n" for n in range(3_000)))
    subprocess.run(["git", "update-index", "--index-info"], cwd=work, stdin=index.open(), check=True)
    stage.git("commit", "--quiet", "--message", "As it was", folder=work)
    stage.git("push", "--quiet", folder=work)
    assert deploy(stage).ok
    assert [path for path in stage.files() if path.startswith("preview")] == []


def test_there_are_five_previews_at_most(stage: Stage) -> None:
    """The one that is made now, and those of the newest others; ten is newer than nine."""
    for number in ("2", "7", "8", "9", "10", "11"):
        stage.pull(number, commit=COMMIT)
        site(stage, number)
        assert preview(stage, number).ok
    assert {path.split("/")[1] for path in stage.files() if path.startswith("preview/")} == {"7", "8", "9", "10", "11"}
    assert preview(stage, "2").ok
    assert {path.split("/")[1] for path in stage.files() if path.startswith("preview/")} == {"2", "8", "9", "10", "11"}


def test_a_preview_does_not_overwrite_a_site_that_came_in_between(stage: Stage) -> None:
    """The push is refused by the server, and made again on top of what came."""
    site(stage)
    work = stage.root / "meantime"
    (stage.known / "meanwhile").write_text(
        f"git clone --quiet --branch gh-pages file://{stage.remote} {work}; cd {work}; echo -n 'A site in between' > index.html\n"
        "git commit --quiet --all --amend --message Site; git push --quiet --force origin gh-pages\n"
    )
    assert preview(stage).ok
    assert stage.files()["index.html"] == b"A site in between"
    assert "preview/7/index.html" in stage.files()


def test_a_site_does_not_overwrite_a_preview_that_came_in_between(stage: Stage) -> None:
    """The other way round."""
    site(stage)
    assert preview(stage).ok
    stage.pull("8", commit=COMMIT)
    work = stage.root / "meantime"
    (stage.known / "meanwhile").write_text(
        f"git clone --quiet --branch gh-pages file://{stage.remote} {work}; cd {work}; mkdir preview/8; echo > preview/8/index.html\n"
        "git add --all; git commit --quiet --amend --message Preview; git push --quiet --force origin gh-pages\n"
    )
    assert deploy(stage).ok
    assert {"preview/7/index.html", "preview/8/index.html", "e/a.html"} <= set(stage.files())


def test_a_site_and_two_previews_at_once_all_arrive(stage: Stage) -> None:
    """Nobody waits in a queue where a newer one would take their place."""
    stage.pull("8", commit=COMMIT)
    site(stage, "7")
    site(stage, "8")
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(deploy, stage), pool.submit(preview, stage, "7"), pool.submit(preview, stage, "8")]
        assert [job.result().ok for job in jobs] == [True, True, True]
    assert {"preview/7/index.html", "preview/8/index.html", "e/a.html", "CNAME"} <= set(stage.files())


@pytest.mark.parametrize("pull", [{"commit": "d" * 40}, {"commit": COMMIT, "state": "CLOSED"}])
def test_a_preview_that_is_overtaken_is_not_put_up(stage: Stage, pull: dict[str, Any]) -> None:
    """By a later push to the pull request, or by its end."""
    site(stage)
    before = stage.files()
    stage.pull("7", **pull)
    assert preview(stage).ok
    assert stage.files() == before


@pytest.mark.parametrize("workflows", [WORKFLOWS], ids=["as they are"])
def test_jobs_that_write_to_the_branch_need_no_turn(workflows: Path) -> None:
    """A shared group of GitHub's would cancel a site that waits, as soon as a preview comes."""
    groups = [
        read(workflows / name)["jobs"][job].get("concurrency", {}).get("group", "")
        for name, job in (("deploy.yml", "publish"), ("follow-up.yml", "preview"))
    ]
    assert groups == ["", "preview-${{ needs.comment.outputs.number }}"]
