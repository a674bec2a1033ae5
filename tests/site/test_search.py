"""The search index: a clear word when it cannot be made. What is in it stands in test_engine.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.site import search


def page(text: str) -> str:
    """A page with a text that is searched."""
    return f"<!doctype html><html lang='en'><head><title>x</title></head><body><main data-pagefind-body>{text}</main></body></html>"


def test_one_site_gives_one_index(tmp_path: Path) -> None:
    """The same pages give the same files, byte for byte."""
    for name in ("a", "b"):
        for word in ("kernel", "weights"):
            (tmp_path / name / word).mkdir(parents=True)
            (tmp_path / name / word / "index.html").write_text(page(f"<h1>{word}</h1><p>About {word}.</p>"))
        search.index(tmp_path / name)
    first = {str(f.relative_to(tmp_path / "a")): f.read_bytes() for f in (tmp_path / "a").rglob("*") if f.is_file()}
    second = {str(f.relative_to(tmp_path / "b")): f.read_bytes() for f in (tmp_path / "b").rglob("*") if f.is_file()}
    assert first == second
    assert len([name for name in first if "fragment" in name]) == 2


def test_a_program_that_cannot_be_run_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: what was run and why it could not be."""
    monkeypatch.setattr(search, "get_executable", lambda: tmp_path / "gone")
    with pytest.raises(search.NotIndexed, match=r"Pagefind cannot be run: .*gone"):
        search.index(tmp_path)


def test_an_index_that_is_not_written_is_an_error(tmp_path: Path) -> None:
    """A folder without a page is no site."""
    with pytest.raises(search.NotIndexed, match="Pagefind"):
        search.index(tmp_path)
