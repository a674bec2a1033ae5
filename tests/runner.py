"""The machine that a job of a workflow runs on: its scripts, and of actions checkout, upload-artifact and setup-python."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.rehearsal import Stage


class Runner:
    """The machine of one job."""

    def __init__(self, stage: Stage, folder: Path, rights: Mapping[str, str]) -> None:
        self.stage, self.folder, self.rights = stage, folder, rights
        self.log = ""
        self.workspace = folder / "workspace"
        for name in ("temp", "home", "workspace"):
            (folder / name).mkdir(parents=True)
        shutil.copy(stage.config, folder / "home/.gitconfig")
        self.environment = {
            **stage.environment,
            "HOME": str(folder / "home"),
            "GIT_CONFIG_GLOBAL": str(folder / "home/.gitconfig"),
            "RUNNER_TEMP": str(folder / "temp"),
            "GITHUB_REPOSITORY": "owner/repo",
            "GITHUB_REPOSITORY_OWNER": "owner",
            "RIGHTS": " ".join(f"{name}={level}" for name, level in rights.items()),
        }

    def script(self, number: int, text: str, environment: Mapping[str, str]) -> tuple[bool, dict[str, str]]:
        """Run the script of a step; whether it came to its end, and its outputs."""
        output = self.folder / f"output-{number}"
        output.touch()
        process = subprocess.run(
            ["bash", "-e", "-c", text],
            cwd=self.workspace,
            env={**self.environment, **environment, "GITHUB_OUTPUT": str(output)},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        self.log += process.stdout + process.stderr
        return process.returncode == 0, dict(line.split("=", 1) for line in output.read_text().splitlines())

    def act(self, step: Mapping[str, Any], known: Mapping[str, Any]) -> bool:
        """What an action does, as far as the workflows use it; whether it could."""
        name = step["uses"].split("@")[0]
        if name == "actions/checkout":
            return self._check_out(step["with"], known["github"])
        if name == "actions/upload-artifact":
            return self._upload(step["with"], str(known["github"]["run_id"]))
        assert name == "actions/setup-python", name
        return True

    def _check_out(self, options: Mapping[str, Any], github: Mapping[str, Any]) -> bool:
        """The commit that the run is of; its history, the branches and the tags only if they are asked for."""
        if self.rights.get("contents", "none") == "none":
            self.log += "remote: Repository not found.\n"
            return False
        ref = github.get("ref", "refs/heads/main")
        commit = github.get("sha") or self.stage.head("main")
        whole = ("origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*")
        git = self.stage.git
        git("init", "--quiet", folder=self.workspace)
        git("remote", "add", "origin", "https://github.com/owner/repo.git", folder=self.workspace)
        git("fetch", "--quiet", *(whole if options.get("fetch-depth") == 0 else ("--depth=1", "origin", commit)), folder=self.workspace)
        branch = ref.removeprefix("refs/heads/")
        git("checkout", "--quiet", *(("-B", branch) if branch != ref else ("--detach",)), commit, folder=self.workspace)
        return True

    def _upload(self, options: Mapping[str, Any], run: str) -> bool:
        """Hidden files are left out; a run has one artifact of a name, and of nothing none is made."""
        files = sorted(self.workspace.glob(options["path"]))
        kept = self.stage.known / "artifacts" / run / options["name"]
        if not files:
            self.log += f"No files were found with the provided path: {options['path']}. No artifacts will be uploaded.\n"
            return True
        if kept.exists():
            self.log += "Failed to CreateArtifact: an artifact with this name already exists on the workflow run\n"
            return False
        folder = self.stage.artifact(run, options["name"])
        for file in files:
            if file.is_dir():
                shutil.copytree(file, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
            else:
                shutil.copy(file, folder)
        return True
