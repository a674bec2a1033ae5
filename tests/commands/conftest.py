"""What tests of several commands share: a checkout with an entry, a call, and every file of it."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import main
from tests.conftest import FAKE, TODAY, Corner

SUMMARY = "The Lab releases a model under a licence that lets anybody do anything with it, and says so plainly."
GOOD = ("--root", str(FAKE), "--today", "2026-11-23")


@pytest.fixture
def checkout(corner: Corner) -> Corner:
    """An actor and an entry of it."""
    corner.write("actors/lab.yaml", "name: The Lab\nkind: lab\n")
    corner.write(
        "ai/releases/model-one.yaml",
        f"# yaml-language-server: $schema=../../schema/release.json\ntitle: The Lab releases Model One\ndate: 2024-07-20   # its page\nsummary: >-\n"
        f"  {SUMMARY}\nactors: [lab]\nsources:\n  # the first\n  - url: https://lab.example/one\n    title: One\n# facts\nrelease: {{hub: [lab/one]}}\n",
    )
    return corner


def call(corner: Corner, *words: str, text: str | None = None) -> Result:
    """A command in the checkout."""
    return CliRunner().invoke(main, [*words, "--root", str(corner.root), "--today", str(TODAY)], input=text)


def files(corner: Corner) -> dict[str, str]:
    """Every file of the checkout."""
    return {str(file.relative_to(corner.root)): file.read_text() for file in corner.root.rglob("*") if file.is_file()}


def run(*words: str) -> Result:
    """Run `timeline` with these words."""
    return CliRunner().invoke(main, list(words))
