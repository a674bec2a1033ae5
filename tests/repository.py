"""A git repository that a test writes, with a past of fixed days."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from generator.history import read_history
from generator.values.history import History
from tests.conftest import MILESTONE


class Repository:
    """A git repository that a test writes, its days fixed and nobody's settings in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, when: str = "2026-01-01T12:00:00+00:00") -> str:
        """What git answers, with `when` as the committer's time."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_COMMITTER_DATE": when,
            "GIT_AUTHOR_DATE": "2001-01-01T00:00:00+00:00",
            "GIT_AUTHOR_NAME": "A",
            "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A",
            "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        process = subprocess.run(["git", "-C", str(self.root), *words], env=environment, capture_output=True, text=True, check=True)
        return process.stdout.strip()

    def write(self, path: str, text: str = MILESTONE) -> None:
        """Write `entries/PATH`."""
        file = self.root / "entries" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self, subject: str, day: str = "2026-01-01") -> str:
        """Commit everything at noon of a day, or at a time; gives the commit."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject, when=day if "T" in day else f"{day}T12:00:00+00:00")
        return self.git("rev-parse", "HEAD")

    def past(self, renamed: Mapping[str, str] | None = None) -> History:
        """Its history."""
        return read_history(self.root, renamed or {})
