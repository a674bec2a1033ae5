"""A checkout to build a site of, and the addresses that it gets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT, FAKE


def copied(root: Path) -> Path:
    """A copy of what a build reads, with the fake corpus for entries."""
    shutil.copytree(FAKE, root, dirs_exist_ok=True)
    shutil.copytree(CHECKOUT / "docs", root / "docs")
    shutil.copytree(CHECKOUT / "generator", root / "generator")
    shutil.copy(CHECKOUT / "mkdocs.yml", root)
    return root


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a build reads, with the fake corpus for entries."""
    return copied(tmp_path / "checkout")


def address(patch: pytest.MonkeyPatch) -> None:
    """Set what a workflow would set."""
    patch.setenv("SITE_URL", "https://site.example/base/")
    patch.setenv("REPO_URL", "https://git.example/them/it")


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses that a workflow would set."""
    address(monkeypatch)
