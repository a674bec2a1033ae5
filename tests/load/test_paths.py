"""What is in entries/, and what only lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.load.paths import EntryFile, walk
from tests.conftest import CHECKOUT, MILESTONE, Corner

LEFT = [
    ".DS_Store",
    "._a.yaml",
    ".a.yaml.swp",
    ".a.yaml.swo",
    ".a.yaml.kate-swp",
    ".#a.yaml",
    "#a.yaml#",
    "a.yaml~",
    "a.yaml.orig",
    "a.yaml.rej",
]
LEFT += ["a.yaml.bak", "a.yaml.save", "a.yaml.tmp", "4913", "Thumbs.db", "desktop.ini", "Desktop.ini", ".gitkeep", ".directory", "Icon\r"]
TOLD = ["a.yml", "a.yaml.txt", ".a.yaml", ".a.yml", "A.yaml", "a b.yaml", "a.json", "notes", "con.yaml", "lpt1.yaml"]


@pytest.mark.parametrize("name", LEFT)
@pytest.mark.parametrize("folder", ["", "ai", "ai/milestones", "actors", "series"])
def test_what_programs_leave_is_passed_over(corner: Corner, folder: str, name: str) -> None:
    """At any place below entries/, whatever is in it, a dangling link too."""
    corner.write("ai/milestones/a.yaml")
    here = corner.root / "entries" / folder
    here.mkdir(parents=True, exist_ok=True)
    if name == ".#a.yaml":
        (here / name).symlink_to("somebody@host.1234:5678")
    else:
        (here / name).write_bytes(b"\0\xff")
    assert [file.path for file in walk(corner.root) if isinstance(file, EntryFile)] == ["entries/ai/milestones/a.yaml"]
    assert {p.rule for p in corner.problems()} == {"link-none"}


def test_a_folder_of_a_program_is_passed_over(corner: Corner) -> None:
    """With all that is in it, or as a link."""
    corner.write(".idea/workspace.yaml", "a: [")
    (corner.root / "entries/.link").symlink_to(corner.root)
    assert corner.problems() == []


@pytest.mark.parametrize("name", TOLD)
def test_a_name_that_somebody_mistook_is_told(corner: Corner, name: str) -> None:
    """With what would be right; it is no file of a program."""
    corner.write(f"ai/milestones/{name}", MILESTONE)
    (problem,) = corner.problems("file-name")
    assert problem.mend


def test_git_passes_over_the_same(tmp_path: Path) -> None:
    """.gitignore has each of these names, and none that people mistake."""
    from tests.repository import Repository  # noqa: PLC0415  only here

    repository = Repository(tmp_path / "r")
    (repository.root / ".gitignore").write_text((CHECKOUT / ".gitignore").read_text())
    folder = repository.root / "entries/ai"
    folder.mkdir(parents=True)
    for name in [*LEFT, *TOLD]:
        (folder / name).write_text("x")
    kept = {Path(line[3:].strip('"')).name for line in repository.git("status", "--porcelain", "-uall").splitlines()}
    assert kept - {".gitignore"} == {*TOLD, ".gitkeep"}
