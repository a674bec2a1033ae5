"""Other programs that this one runs: what they say, and that they end with it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.disk import children
from tests.conftest import CHECKOUT


def test_a_program_is_run_to_its_end() -> None:
    """Its code and what it printed, in whatever encoding; it has no input to wait for."""
    assert children.run([sys.executable, "-c", "import sys; print(sys.stdin.read() + '‿'); sys.exit('wrong')"]) == (1, "‿\nwrong")
    assert children.run([sys.executable, "-c", r"import sys; sys.stdout.buffer.write(b'\xff')"]) == (0, "�")
    with pytest.raises(FileNotFoundError):
        children.run(["no-program-of-this-name"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a signal for the death of a parent")
def test_a_program_ends_with_the_one_that_ran_it(tmp_path: Path) -> None:
    """Also where that one is killed and can do nothing more."""
    started = tmp_path / "started"
    child = f"import os, pathlib, time; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); time.sleep(600)"
    parent = f"import sys; from generator.disk import children; children.run([sys.executable, '-c', {child!r}])"
    with subprocess.Popen([sys.executable, "-c", parent], env={**os.environ, "PYTHONPATH": str(CHECKOUT)}) as process:
        while not (started.exists() and started.read_text()):
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    status = Path(f"/proc/{started.read_text()}/stat")
    while status.exists() and status.read_text().split()[2] != "Z":  # gone, or waiting for somebody to look at it
        time.sleep(0.01)
