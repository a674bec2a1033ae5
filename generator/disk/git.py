"""The git command, as every step that reads the repository calls it: nothing from a hook's surroundings, nothing from the network."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Final

_ELSEWHERE: Final = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"})
"""Variables by which a hook would have git read another repository than the one that is meant."""
_OURS: Final = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "LC_ALL": "C"}
"""Nothing that only this copy of the repository knows, nothing from the network (git before 2.45 knows no other word for it than
that no protocol is allowed), and messages in one language."""


class Failed(Exception):  # noqa: N818  it is an answer of git
    """Git did not do what it was asked; the message is its own."""


def environment() -> dict[str, str]:
    """The variables that git gets."""
    return {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _OURS


def output(root: Path, *words: str) -> bytes:
    """What git answers in a folder. Raises Failed if it fails, FileNotFoundError if it is not installed."""
    process = subprocess.run(["git", "-C", str(root), *words], env=environment(), capture_output=True, check=False)  # noqa: S603, S607  fixed words, and the git that people have
    if process.returncode:
        raise Failed(process.stderr.decode(errors="replace").strip() or "git failed")
    return process.stdout
