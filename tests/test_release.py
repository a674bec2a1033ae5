"""A release of the data, rehearsed: of main alone, once, and of what was built."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.test_jobs import event, set_up


def test_a_release_is_of_main_alone(tmp_path: Path) -> None:
    """A tag elsewhere is refused before anything is built, one that has its release already leaves that as it is."""
    stage = set_up(tmp_path)
    contexts = event(stage, "release")
    assert all(job.ok for job in stage.run("release", contexts).values())
    shutil.rmtree(stage.known / "artifacts")
    assert not stage.run("release", contexts)["publish"].ok
    shutil.rmtree(stage.known / "artifacts")
    contexts["github"] |= {"sha": stage.commit("aside", {"README.md": "Another"}), "ref_name": "data-2026.11.26"}
    job = stage.run("release", contexts)["build"]
    assert (job.ok, "The tag is not on main." in job.output) == (False, True)


def test_a_release_that_was_changed_on_its_way_is_not_made(tmp_path: Path) -> None:
    """Its sums are looked at once more."""
    stage = set_up(tmp_path)
    contexts = event(stage, "release")
    built = stage.start("release", "build", contexts)
    assert built.ok
    (stage.artifact("300", "release") / "entries.csv").write_text("other")
    assert not stage.start("release", "publish", contexts).ok
    with stage.changing() as state:
        assert state["releases"] == {}
