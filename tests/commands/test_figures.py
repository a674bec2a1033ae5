"""The figures of a series, read again from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands.conftest import call
from tests.conftest import FAKE, Corner

TABLE = "version,day,lines\n0.01,1991-09-17,10239\n1.0,1994-03,176250\n"


@pytest.fixture
def fake(corner: Corner) -> Corner:
    """A copy of the fake corpus, with a recipe for the lines of the kernel."""
    shutil.copytree(FAKE / "entries", corner.root / "entries", dirs_exist_ok=True)
    file = corner.root / "entries/series/kernel-lines.yaml"
    recipe = "recipe:\n  date: {field: day}\n  value: {field: lines}\n  note: {field: version}\n"
    file.write_text(file.read_text() + recipe)
    return corner


def test_writes_what_it_read_and_refuses_what_it_dropped(fake: Corner, tmp_path: Path) -> None:
    """A second time nothing changes; with a row that cannot be read the file stays as it is."""
    table, target = tmp_path / "t.csv", fake.root / "entries/series/kernel-lines.csv"
    table.write_text(TABLE)
    assert call(fake, "figures", "kernel-lines", str(table), "--check").exit_code == 1
    result = call(fake, "figures", "kernel-lines", str(table))
    assert (result.exit_code, result.stdout) == (0, "2 rows, 2 read, 0 not\n")
    written = target.read_text()
    assert written == "date,value,note\n1991-09-17,10239,0.01\n1994-03,176250,1.0\n"
    assert call(fake, "figures", "kernel-lines", str(table), "--check").exit_code == 0
    table.write_text(TABLE + "V2.0,1996-06,many\n")
    result = call(fake, "figures", "kernel-lines", str(table))
    assert result.exit_code == 1
    assert "row 4: lines is 'many'" in result.stderr
    assert target.read_text() == written


def test_a_wrong_call_is_told(fake: Corner, tmp_path: Path) -> None:
    """A series that is none, one without a recipe, a file without its fields."""
    table = tmp_path / "t.csv"
    table.write_text("a,b\n1,2\n")
    for name, words, code in (
        ("lines-of-code", "no series", 2),
        ("models-by-country", "has no recipe", 2),
        ("kernel-lines", "no row names", 1),
    ):
        result = call(fake, "figures", name, str(table))
        assert result.exit_code == code
        assert words in result.stderr
