"""A folder that is replaced as a whole: killed anywhere, there is the old one or the new one, and the next program tidies up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.disk import replaced
from generator.disk.replaced import Busy, replacing
from tests.conftest import CHECKOUT

FILL = """
import os, signal, sys
from pathlib import Path
from generator.disk import replaced
folder, at = Path(sys.argv[1]), sys.argv[2]
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
def after(function):
    return lambda *arguments: (function(*arguments), die())
if at == "emptied":
    replaced._empty = after(replaced._empty)
if at == "before the exchange":
    replaced._exchange = die
if at == "after the exchange":
    replaced._exchange = after(replaced._exchange)
if at in ("without an exchange", "between two renames"):
    replaced._swapped = lambda *_: False
if at == "at a rename":
    Path.rename = die
if at == "between two renames":
    Path.rename = after(Path.rename)
with replaced.replacing(folder) as new:
    new.mkdir()
    (new / "page").write_text("new")
    if at == "within":
        die()
    if at == "waiting":
        print("here", flush=True)
        sys.stdin.read()
"""
POINTS = ("emptied", "within", "before the exchange", "after the exchange", "between two renames")


def program(folder: Path, at: str) -> subprocess.Popen[str]:
    """A program that replaces a folder and kills itself at a point."""
    words = [sys.executable, "-c", FILL, str(folder), at]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, text=True, **pipes)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something in it."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out/page").write_text("old")
    return tmp_path / "out"


def replace(folder: Path, text: str = "newer") -> None:
    """Replace it here."""
    with replacing(folder) as new:
        new.mkdir()
        (new / "page").write_text(text)


@pytest.mark.parametrize("at", POINTS)
def test_killed_at_any_point_there_is_a_whole_folder(folder: Path, at: str) -> None:
    """The old one or the new one; the next program takes away what was left, and puts back what was on its way."""
    with program(folder, at) as process:
        process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    if at == "between two renames":  # only where the system knows no step for both
        assert not folder.exists()
        with pytest.raises(ZeroDivisionError), replacing(folder):
            assert (folder / "page").read_text() == "old"
            _ = 1 / 0
    else:
        assert (folder / "page").read_text() == ("new" if at == "after the exchange" else "old")
    assert replaced.scratch_of(folder).exists() is (at != "between two renames")
    replace(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    assert (folder / "page").read_text() == "newer"


@pytest.mark.parametrize("at", ["done", "without an exchange", "at a rename"])
def test_a_new_folder_takes_the_place_of_the_old(folder: Path, at: str) -> None:
    """Without a rename of either, where the system can exchange them in one step; nothing is left beside it."""
    with program(folder, at) as process:
        assert process.communicate(timeout=30)[1] == ""
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    assert (folder / "page").read_text() == "new"


def test_folders_are_exchanged_in_one_step_here(folder: Path) -> None:
    """The file system of the tests has such a step, so that the other way is not what they try."""
    (folder.parent / "other").mkdir()
    assert replaced._swapped(folder.parent / "other", folder)
    assert (folder.parent / "other/page").read_text() == "old"


def test_a_second_program_is_refused_in_words(folder: Path) -> None:
    """While the first is at it; once it is killed, nothing stands in the way."""
    with program(folder, "waiting") as process:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
        with pytest.raises(Busy, match=r"another program is writing .*/out; wait until it is done, or name another folder"):
            replace(folder)
        replace(folder.with_name("elsewhere"))
        process.kill()
        process.communicate()
    replace(folder)
    assert (folder / "page").read_text() == "newer"


def test_a_block_that_fails_leaves_everything_as_it_was(folder: Path) -> None:
    """And a folder that was not there is not there."""
    for goal in (folder, folder.parent / "none"):
        with pytest.raises(ZeroDivisionError), replacing(goal) as new:
            new.mkdir()
            _ = 1 / 0
    assert [path.name for path in folder.parent.iterdir()] == ["out"]
    assert (folder / "page").read_text() == "old"


def test_a_link_stays_one(folder: Path) -> None:
    """What it leads to is replaced."""
    link = folder.parent / "link"
    link.symlink_to("out")
    replace(link)
    assert link.is_symlink()
    assert (folder / "page").read_text() == "newer"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file in the way of the folder above, and one in the way of the folder in which the new one grows."""
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        replace(tmp_path / "file/out")
    replaced.scratch_of(tmp_path / "out").touch()
    with pytest.raises(FileExistsError):
        replace(tmp_path / "out")
