"""Texts that are kept between builds: by what they are made from, and never to the harm of a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site.kept import Kept


def test_a_text_is_there_in_the_next_build(tmp_path: Path) -> None:
    """Under its key; what a build did not use is forgotten."""
    file = tmp_path / "cache" / "texts.json"
    first = Kept(file)
    first["a"], first["b"] = "通义 <i>", "second"
    first.save()
    second = Kept(file)
    assert dict(second) == {"a": "通义 <i>", "b": "second"}
    third = Kept(file)
    assert third["a"] == "通义 <i>"
    third.save()
    assert dict(Kept(file)) == {"a": "通义 <i>"}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 1}'])
def test_a_damaged_file_keeps_nothing(tmp_path: Path, text: str) -> None:
    """And is written anew."""
    file = tmp_path / "texts.json"
    file.write_text(text)
    texts = Kept(file)
    assert not texts
    texts["a"] = "x"
    texts.save()
    assert dict(Kept(file)) == {"a": "x"}


def test_a_folder_that_cannot_be_written_to_stops_no_build(tmp_path: Path) -> None:
    """It keeps nothing."""
    (tmp_path / "cache").write_text("a file")
    texts = Kept(tmp_path / "cache" / "texts.json")
    texts["a"] = "x"
    texts.save()
    assert (tmp_path / "cache").read_text() == "a file"
