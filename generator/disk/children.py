"""Other programs, run to their end: they end when this one does, however it ends."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

_PDEATHSIG: Final = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


def run(words: Sequence[str], *, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a program without a shell; its exit code and what it printed.

    On Linux the kernel ends it when this program is killed; elsewhere only where this one can still act. Raises OSError if it
    cannot be started.
    """
    process = subprocess.run(  # noqa: S603  fixed words of our own, no shell
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )
    return process.returncode, f"{process.stdout}{process.stderr}".strip()


def _end_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
