"""The product is what tests/golden/ says it is."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.golden.__main__ import FOLDER, kept, renew
from tests.golden.product import product


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The product as the program makes it now."""
    return product(tmp_path_factory.mktemp("golden") / "checkout")


def test_the_product_is_as_it_is_kept(made: dict[str, str]) -> None:
    """Every file of it, letter for letter; `make golden` keeps it as it is now, for whoever meant the change."""
    before = {path: (FOLDER / path).read_text("utf-8") for path in kept()}
    differing = [path for path in sorted({*before, *made}) if before.get(path) != made.get(path)]
    shown = [
        line
        for path in differing[:3]
        for line in difflib.unified_diff(
            before.get(path, "").splitlines(), made.get(path, "").splitlines(), f"kept/{path}", f"made/{path}", lineterm="", n=1
        )
    ]
    assert differing == [], "\n".join(line[:300] for line in shown[:60])


def test_nothing_is_kept_anew_in_ci(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There a difference is an answer, not something to write down."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="CI"):
        renew(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_has_one_of_every_kind(made: dict[str, str]) -> None:
    """Pages, charts, feeds, citations, calendars, and answers of commands, a wrong corpus among what these are asked of."""
    for ending in ("index.md", ".svg", ".atom", "feed.json", ".bib", ".ics", ".csv", ".opml", ".txt"):
        assert any(path.endswith(ending) for path in made), ending
    assert "error" in made["commands/check-broken.txt"]
