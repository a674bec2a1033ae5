"""A build that is stopped, has no room, or is not alone: the old site stays, and the reason is told."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.disk.replaced import replacing, scratch_of
from generator.site import engine
from tests.conftest import CHECKOUT, TODAY
from tests.repository import Repository
from tests.site.test_engine import files


def command(checkout: Path, *words: str) -> list[str]:
    """The words of a build of the checkout into its folder `site`."""
    build = ["build", "--root", str(checkout), "--out", str(checkout / "site"), "--today", str(TODAY)]
    return [sys.executable, "-m", "generator", *build, *words]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT)}


def test_a_build_that_is_ended_leaves_the_old_site_and_nothing_else(checkout: Path) -> None:
    """By Ctrl-C, by its terminal, by the system, or killed outright: then the next build takes away what is left."""
    site = checkout / "site"
    engine.build(checkout, site, TODAY)
    before = files(site)
    scratch = scratch_of(site)
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
        with subprocess.Popen(command(checkout), env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
            while not (scratch / "new/pagefind" if number == signal.SIGKILL else scratch / "new").exists():
                assert process.poll() is None
                time.sleep(0.005)
            process.send_signal(number)
            message = process.communicate(timeout=30)[1]
        assert "Traceback" not in message
        assert process.returncode == {signal.SIGINT: 1, signal.SIGKILL: -signal.SIGKILL}.get(number, 128 + number)
        assert files(site) == before
        assert scratch.exists() is (number == signal.SIGKILL)
    engine.build(checkout, site, TODAY)
    assert files(site) == before
    assert not scratch.exists()


def test_two_builds_into_one_folder_do_not_meet(checkout: Path) -> None:
    """The second is refused in words."""
    told = r"another program is writing .*/site; wait until it is done, or name another folder, with --out"
    with replacing(checkout / "site") as new, pytest.raises(engine.Failed, match=told):
        new.mkdir()
        engine.build(checkout, checkout / "site", TODAY)


@pytest.mark.parametrize("out", ["mkdocs.yml/site", "/proc/site", "/dev/full/site"])
def test_a_folder_that_cannot_be_made_is_told(checkout: Path, out: str) -> None:
    """By its name, with the system's word for it."""
    words = [sys.executable, "-m", "generator", "build", "--root", str(checkout), "--out", str(checkout / out)]
    process = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert "Traceback" not in process.stderr
    assert out.rpartition("/")[0] in process.stderr


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SITE_URL", 'https://a.example/"><script>', "SITE_URL: .* is no address"),
        ("SITE_URL", "https://a.example/a b", "SITE_URL: .* is no address"),
        ("SITE_URL", "", "SITE_URL is empty"),
        ("REPO_URL", "javascript:alert(1)", "REPO_URL: .* is no address"),
    ],
)
def test_an_address_that_is_none_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    """Before it stands in a thousand pages."""
    monkeypatch.setenv(name, value)
    with pytest.raises(engine.Failed, match=told):
        engine.build(checkout, checkout / "site", TODAY)


@pytest.mark.parametrize("path", ["docs/junk.md", "docs/overrides/partials/header.html", "docs/assets/css/base.css"])
def test_a_file_in_another_encoding_is_told(checkout: Path, path: str) -> None:
    """As an editor of another system saves it."""
    with (checkout / path).open("ab") as file:
        file.write("café".encode("latin-1"))
    with pytest.raises(engine.Failed, match=r"is not UTF-8 .*; save it as UTF-8"):
        engine.build(checkout, checkout / "site", TODAY)


@pytest.mark.parametrize("kind", ["pipe", "folder", "junk", "nothing to write to"])
def test_a_cache_that_is_none_stops_nothing(checkout: Path, kind: str) -> None:
    """It is passed over, whatever stands there."""
    kept = checkout / ".cache/citations.json"
    kept.parent.mkdir()
    match kind:
        case "pipe":
            os.mkfifo(kept)
        case "folder":
            kept.mkdir()
        case "junk":
            kept.write_bytes(b"\xff[")
        case "nothing to write to":
            kept.parent.rmdir()
            kept.parent.write_text("a file")
    assert engine.build(checkout, checkout / "site", TODAY) > 60


def test_a_disk_without_room_is_told(checkout: Path) -> None:
    """A file that may not grow; the old site stays, and nothing is left beside it."""
    site = checkout / "site"
    site.mkdir()
    (site / "sitemap.xml").write_text("the old one")
    process = subprocess.run(
        command(checkout),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
    )
    assert process.returncode == 1
    assert "Traceback" not in process.stderr
    assert "File too large; the old site, if there was one, is as it was" in " ".join(process.stderr.split())
    assert files(site) == ["sitemap.xml"]
    assert not scratch_of(site).exists()


def test_a_history_that_git_does_not_show_fails_a_strict_build(checkout: Path, tmp_path: Path) -> None:
    """A copy without the older texts: git's own words are told, and a lax build says them and goes on."""
    repository = Repository(checkout)
    entry = checkout / "entries/ai/releases/open-model.yaml"
    repository.commit("All of it")
    entry.write_text(entry.read_text().replace("title: ", "title: The day on which "))
    repository.commit("Another title")
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    repository.git("clone", "-q", "--filter=blob:none", f"file://{checkout}", str(partial))
    said: list[str] = []
    with pytest.raises(engine.Failed, match=r"the site has no history: .*(transport 'file' not allowed|promisor|lazy)"):
        engine.build(partial, partial / "site", TODAY, strict=True)
    shutil.rmtree(partial / "docs/overrides")  # this one stops at its first page: what it says comes before
    with pytest.raises(engine.Failed):
        engine.build(partial, partial / "site", TODAY, say=said.append)
    assert said
    assert said[0].startswith("the site has no history: ")
