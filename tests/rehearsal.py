"""Run the jobs of a workflow here: their `run` lines as they stand in the file, in throw-away repositories, with a stand-in for gh.

Of actions there are checkout (a clone of the repository), upload-artifact and setup-python; of expressions, what the workflows use.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import CHECKOUT

WORKFLOWS = CHECKOUT / ".github/workflows"
STAND_INS = CHECKOUT / "tests/data/rehearsal"
_WORD = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|[(),!]|[\w*-]+(?:\.[\w*-]+)*|\d+)")


def read(file: Path) -> dict[str, Any]:
    """A workflow; YAML 1.1 takes its `on` for a truth value."""
    values: dict[Any, Any] = yaml.safe_load(file.read_text())
    return {"on": values[True], **{key: value for key, value in values.items() if key is not True}}


def evaluate(expression: str, contexts: Mapping[str, Any]) -> Any:
    """The value of what stands between `${{` and `}}`."""
    words = _WORD.findall(expression)
    assert "".join(words) == re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*\Z)", "", expression), expression

    def either() -> Any:
        value = both()
        while words[:1] == ["||"]:
            words.pop(0)
            other = both()
            value = value or other
        return value

    def both() -> Any:
        value = equal()
        while words[:1] == ["&&"]:
            words.pop(0)
            other = equal()
            value = value and other
        return value

    def equal() -> Any:
        value = single()
        while words[:1] in (["=="], ["!="]):
            same = words.pop(0) == "=="
            value = (value == single()) is same
        return value

    def single() -> Any:
        word = words.pop(0)
        if word == "!":
            return not single()
        if word == "(":
            value = either()
            words.pop(0)
            return value
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if words[:1] == ["("]:
            arguments: list[Any] = []
            while words.pop(0) != ")":
                if words[0] != ")":
                    arguments.append(either())
            return _call(word, arguments)
        return _look_up(word, contexts)

    return either()


def _call(name: str, arguments: list[Any]) -> Any:
    text = arguments[0] if isinstance(arguments[0], list) else str(arguments[0] or "")
    match name:
        case "contains":
            return arguments[1] in text
        case "startsWith":
            return str(text).startswith(arguments[1])
        case "format":
            return str(text).format(*(value or "" for value in arguments[1:]))
        case "always":
            return True
    raise AssertionError(name)


def _look_up(path: str, contexts: Mapping[str, Any]) -> Any:
    value: Any = contexts
    for part in path.split("."):
        if part == "*":
            continue
        value = [item.get(part) for item in value] if isinstance(value, list) else value.get(part) if isinstance(value, Mapping) else None
    return value


def _filled(text: Any, contexts: Mapping[str, Any]) -> str:
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda hit: str(evaluate(hit[1], contexts) or ""), str(text))


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a job."""

    ok: bool
    output: str
    outputs: Mapping[str, str] = field(default_factory=dict)


class Stage:
    """A repository on GitHub (a bare one here), and what gh knows of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.remote = root / "remote.git"
        self.known = root / "known"
        self.pulls: dict[str, dict[str, Any]] = {}
        for folder in ("known/artifacts", "known/comments", "home", "bin"):
            (root / folder).mkdir(parents=True)
        self.config = root / "home/.gitconfig"
        self.config.write_text(
            f'[url "file://{self.remote}"]\n\tinsteadOf = https://github.com/owner/repo.git\n'
            "[init]\n\tdefaultBranch = main\n[user]\n\tname = A Maintainer\n\temail = maintainer@example.org\n"
        )
        self.git("init", "--quiet", "--bare", str(self.remote))
        self.git("-C", str(self.remote), "config", "uploadpack.allowFilter", "true")
        self.stand_in("sleep", "")
        # By the very Python that runs the tests, bare: a job asks gh often, and finding and starting one takes longer than its answer.
        self.stand_in("gh", f'exec {shlex.quote(sys.executable)} -IS {shlex.quote(str(STAND_INS / "gh"))} "$@"')
        self._count = 0

    def stand_in(self, name: str, script: str) -> None:
        """Put a script in the place of a program."""
        file = self.root / "bin" / name
        file.write_text(f"#!/bin/bash\n{script}\n")
        file.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """What a step starts with."""
        return {
            "PATH": f"{self.root / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.root / "home"),
            "GIT_CONFIG_GLOBAL": str(self.config),
            "GIT_CONFIG_NOSYSTEM": "1",
            "REHEARSAL": str(self.known),
            "LANG": "C.UTF-8",
        }

    def git(self, *words: str, folder: Path | None = None) -> str:
        """Run git as a person would who has nothing to do with the workflows."""
        process = subprocess.run(
            ["git", *words], cwd=folder or self.root, env=self.environment, capture_output=True, text=True, check=False
        )
        assert process.returncode == 0, process.stderr
        return process.stdout

    def artifact(self, run: str, name: str) -> Path:
        """The folder of an artifact, to be filled."""
        folder = self.known / "artifacts" / run / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def files(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """What a branch holds, by path; a link to a commit (a submodule) is among it."""
        listed = self.git("-C", str(self.remote), "ls-tree", "-r", "-z", branch).split("\0")[:-1]
        paths = {line.split("\t", 1)[1]: line.split() for line in listed}
        return {
            path: subprocess.run(["git", "-C", self.remote, "cat-file", "blob", about[2]], capture_output=True, check=True).stdout
            if about[1] == "blob"
            else b"a commit"
            for path, about in paths.items()
        }

    def commit(self, branch: str, files: Mapping[str, str], message: str = "By a person") -> str:
        """Push a commit of a person to a branch, on top of what it holds."""
        self._count += 1
        work = self.root / f"person-{self._count}"
        heads = self.git("-C", str(self.remote), "branch", "--list", branch)
        self.git("clone", "--quiet", *(("--branch", branch) if heads else ()), f"file://{self.remote}", str(work))
        if not heads:
            self.git("switch", "--quiet", "--orphan", branch, folder=work)
        for path, text in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text)
        self.git("add", "--all", folder=work)
        self.git("commit", "--quiet", "--allow-empty", "--message", message, folder=work)
        self.git("push", "--quiet", "origin", branch, folder=work)
        return self.git("rev-parse", "HEAD", folder=work).strip()

    def start(self, workflow: str, job: str, contexts: Mapping[str, Any], needs: Mapping[str, Any] | None = None) -> Ran:
        """Run a job to its end, or to the first step that fails."""
        self._count += 1
        work = self.root / f"runner-{self._count}-{job}"
        (work / "temp").mkdir(parents=True)
        (work / "home").mkdir()
        shutil.copy(self.config, work / "home/.gitconfig")
        workspace = work / "workspace"
        workspace.mkdir()
        (self.known / "pulls.json").write_text(json.dumps(self.pulls))
        whole = read(WORKFLOWS / f"{workflow}.yml")
        plan = whole["jobs"][job]
        known: dict[str, Any] = {**contexts, "needs": dict(needs or {}), "steps": {}}
        environment = {
            **self.environment,
            "HOME": str(work / "home"),
            "GIT_CONFIG_GLOBAL": str(work / "home/.gitconfig"),
            "RUNNER_TEMP": str(work / "temp"),
            "GITHUB_REPOSITORY": "owner/repo",
            "GITHUB_REPOSITORY_OWNER": "owner",
        }
        for part in (whole, plan):
            environment |= {name: _filled(value, known) for name, value in part.get("env", {}).items()}
        known["env"] = dict(environment)
        log = ""
        for number, step in enumerate(plan["steps"]):
            output = work / f"output-{number}"
            output.touch()
            step_environment = {name: _filled(value, known) for name, value in step.get("env", {}).items()}
            if "uses" in step:
                self._act(step, workspace, known)
                continue
            process = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=workspace,
                env={**environment, **step_environment, "GITHUB_OUTPUT": str(output)},
                capture_output=True,
                text=True,
                check=False,
            )
            log += process.stdout + process.stderr
            if process.returncode:
                return Ran(ok=False, output=log)
            pairs = (line.split("=", 1) for line in output.read_text().splitlines())
            known["steps"][step.get("id", str(number))] = {"outputs": dict(pairs)}
        outputs = {name: _filled(value, known) for name, value in plan.get("outputs", {}).items()}
        return Ran(ok=True, output=log, outputs=outputs)

    def _act(self, step: Mapping[str, Any], workspace: Path, known: Mapping[str, Any]) -> None:
        """What an action does, as far as the workflows use it."""
        name = step["uses"].split("@")[0]
        if name == "actions/checkout":
            self.git("clone", "--quiet", "https://github.com/owner/repo.git", str(workspace))
        elif name == "actions/upload-artifact":
            run = str(known["github"]["run_id"])
            source = workspace / step["with"]["path"]
            target = self.artifact(run, step["with"]["name"])
            if source.is_file():
                shutil.copy(source, target)
            else:
                shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
        else:
            assert name == "actions/setup-python", name
