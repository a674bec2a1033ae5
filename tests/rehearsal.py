"""Run the jobs of a workflow here: their `run` lines as they stand in the file, in throw-away repositories, with a stand-in for gh.

A job has the rights that its `permissions` grant and no other: the stand-in for gh and the repository that it pushes to ask for them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.browser.conftest import program
from tests.conftest import CHECKOUT
from tests.expressions import evaluate, filled, read
from tests.runner import Runner

WORKFLOWS = CHECKOUT / ".github/workflows"
STAND_INS = CHECKOUT / "tests/data/rehearsal"
LEVELS = ("none", "read", "write")


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a job: `steps` are its scripts that ran to their end; a job that its condition leaves out has `skipped`."""

    ok: bool
    output: str = ""
    outputs: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    skipped: bool = False


class Stage:
    """A repository on GitHub (a bare one here), and what gh knows of it, which the jobs change."""

    def __init__(self, root: Path, workflows: Path = WORKFLOWS) -> None:
        program("jq", "jq")
        self.root = root
        self.workflows = workflows
        self.remote = root / "remote.git"
        self.known = root / "known"
        self.withheld: tuple[str, str] | None = None
        """A job and one of its permissions, of which it gets a level less than it asks for."""
        for folder in ("known/artifacts", "home", "bin"):
            (root / folder).mkdir(parents=True)
        (self.known / "state.json").write_text(json.dumps(_NEW))
        self.config = root / "home/.gitconfig"
        self.config.write_text(
            f'[url "file://{self.remote}"]\n\tinsteadOf = https://github.com/owner/repo.git\n'
            "[init]\n\tdefaultBranch = main\n[user]\n\tname = A Maintainer\n\temail = maintainer@example.org\n"
        )
        self.git("init", "--quiet", "--bare", str(self.remote))
        for name in ("allowFilter", "allowAnySHA1InWant"):
            self.git("-C", str(self.remote), "config", f"uploadpack.{name}", "true")
        shutil.copy(STAND_INS / "pre-receive", self.remote / "hooks/pre-receive")
        self.stand_in("sleep", "")
        # By the very Python that runs the tests, bare: a job asks gh often, and finding and starting one takes longer than its answer.
        self.stand_in("gh", f'exec {shlex.quote(sys.executable)} -IS {shlex.quote(str(STAND_INS / "gh"))} "$@"')
        self._numbers = count()  # also of jobs that run at once

    def stand_in(self, name: str, script: str) -> None:
        """Put a script in the place of a program."""
        file = self.root / "bin" / name
        file.write_text(f"#!/bin/bash\n{script}\n")
        file.chmod(0o755)

    @contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """What GitHub knows, to be read or changed; nobody else reads or changes it meanwhile."""
        with (self.known / "state.json").open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            state = json.load(file)
            yield state
            file.seek(0)
            file.truncate()
            json.dump(state, file)

    def pull(self, number: str, **about: object) -> None:
        """Open a pull request, or change what is known of it: `state`, `commit`, `branch`, `fork`, `approvals`."""
        with self.changing() as state:
            state["pulls"].setdefault(number, {"state": "OPEN"}).update(about)

    @property
    def pulls(self) -> dict[str, dict[str, Any]]:
        """The pull requests, by number."""
        with self.changing() as state:
            pulls: dict[str, dict[str, Any]] = state["pulls"]
        return pulls

    def comments(self, number: str) -> list[str]:
        """What the bot has said below an issue or a pull request."""
        with self.changing() as state:
            return [comment["body"] for comment in state["comments"] if comment["below"] == number]

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

    def head(self, branch: str) -> str:
        """The last commit of a branch; an empty text if there is none of that name."""
        return self.git("-C", str(self.remote), "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip()

    def artifact(self, run: str, name: str) -> Path:
        """The folder of an artifact, to be filled."""
        folder = self.known / "artifacts" / run / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def files(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """What a branch holds, by path; a link to a commit (a submodule) is among it."""
        listed = self.git("-C", str(self.remote), "ls-tree", "-r", "-z", branch).split("\0")[:-1]
        names = {line.split("\t", 1)[1]: line.split()[2] for line in listed}
        asked = "\n".join(names.values()).encode()
        answer = subprocess.run(["git", "-C", self.remote, "cat-file", "--batch"], input=asked, capture_output=True, check=True).stdout
        files, start = {}, 0
        for path in names:
            end = answer.index(b"\n", start)
            _, kind, *size = answer[start:end].split()
            length = int(size[0]) + 1 if size else 0  # a commit is not here: it is `missing`
            files[path] = answer[end + 1 : end + length] if kind == b"blob" else b"a commit"
            start = end + 1 + length
        return files

    def commit(self, branch: str, files: Mapping[str, str], message: str = "By a person", tag: str = "") -> str:
        """Push a commit of a person to a branch, on top of what it holds, and a tag of it."""
        work = self.root / f"person-{next(self._numbers)}"
        heads = self.head(branch)
        self.git("clone", "--quiet", *(("--branch", branch) if heads else ()), f"file://{self.remote}", str(work))
        if not heads:
            self.git("switch", "--quiet", "--orphan", branch, folder=work)
        for path, text in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_text(text)
        self.git("add", "--all", folder=work)
        self.git("commit", "--quiet", "--allow-empty", "--message", message, folder=work)
        self.git("push", "--quiet", "origin", branch, folder=work)
        if tag:
            self.git("push", "--quiet", "origin", f"HEAD:refs/tags/{tag}", folder=work)
        return self.git("rev-parse", "HEAD", folder=work).strip()

    def run(self, workflow: str, contexts: Mapping[str, Any]) -> dict[str, Ran]:
        """Run all jobs of a workflow, each after those that it needs; where one of these fails, it is left out."""
        jobs: dict[str, Ran] = {}
        waiting = dict(read(self.workflows / f"{workflow}.yml")["jobs"])
        while waiting:
            name = next(name for name, plan in waiting.items() if set(_names(plan.get("needs"))) <= set(jobs))
            plan = waiting.pop(name)
            needs = {other: {"outputs": jobs[other].outputs} for other in _names(plan.get("needs"))}
            wanted = evaluate(str(plan.get("if", "success()")), {**contexts, "needs": needs})
            if wanted and all(jobs[other].ok and not jobs[other].skipped for other in needs):
                jobs[name] = self.start(workflow, name, contexts, needs)
            else:
                jobs[name] = Ran(ok=all(jobs[other].ok for other in needs), skipped=True)
        return jobs

    def start(self, workflow: str, job: str, contexts: Mapping[str, Any], needs: Mapping[str, Any] | None = None) -> Ran:
        """Run a job to its end, or to the first step that fails; of what follows that, only what always runs."""
        whole = read(self.workflows / f"{workflow}.yml")
        plan = whole["jobs"][job]
        runner = Runner(
            self, self.root / f"runner-{next(self._numbers)}-{job}", self._rights(job, plan.get("permissions", whole["permissions"]))
        )
        known: dict[str, Any] = {**contexts, "needs": dict(needs or {}), "steps": {}}
        for part in (whole, plan):
            runner.environment |= {name: filled(value, known) for name, value in part.get("env", {}).items()}
        known["env"] = dict(runner.environment)
        with self.changing() as state:
            served = state["pages"]
        if plan.get("environment", {}).get("name") == "github-pages" and served and known["github"].get("ref") != f"refs/heads/{served}":
            return Ran(ok=False, output="This branch is not allowed to deploy to github-pages due to environment protection rules.")
        ran = []
        for number, step in enumerate(plan["steps"]):
            if not evaluate(str(step.get("if", "success()")), known):
                continue
            if "uses" in step:
                done = runner.act(step, known)
            else:
                done, outputs = runner.script(
                    number, step["run"], {name: filled(value, known) for name, value in step.get("env", {}).items()}
                )
                known["steps"][step.get("id", str(number))] = {"outputs": outputs}
            known["failed"] = known.get("failed") or not done
            if done and "run" in step:
                ran.append(step["run"])
        if known["failed"]:
            return Ran(ok=False, output=runner.log, steps=tuple(ran))
        outputs = {name: filled(value, known) for name, value in plan.get("outputs", {}).items()}
        return Ran(ok=True, output=runner.log, outputs=outputs, steps=tuple(ran))

    def _rights(self, job: str, permissions: Mapping[str, str]) -> dict[str, str]:
        """What a job may do."""
        return {name: LEVELS[LEVELS.index(level) - 1] if (job, name) == self.withheld else level for name, level in permissions.items()}


_NEW: dict[str, Any] = {
    "pulls": {},
    "issues": [],
    "comments": [],
    "labels": [],
    "releases": {},
    "expired": [],
    "size": None,
    "may create pulls": True,
    "pages": "gh-pages",
}
"""A repository that is set up: workflows may create pull requests, and Pages serves a branch. The size of artifacts is what they weigh,
unless a test says something else; those that are expired stand as RUN/NAME."""


def _names(needs: str | list[str] | None) -> list[str]:
    return [needs] if isinstance(needs, str) else needs or []
