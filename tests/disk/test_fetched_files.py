"""Where fetched values are kept: whole at any moment, and touched only when something changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.disk.fetched_files import Damaged, Store, as_json
from generator.values.fetched import FeedState, HubModel, Provenance

MODEL = HubModel(
    id="lab/model", origin=Provenance(url="https://huggingface.co/api/models/lab/model", retrieved="2026-11-24T12:00:00Z"), likes=7
)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Keys sorted, what is at its default left out, a line at the end."""
    store = Store(tmp_path)
    assert store.read("hub/lab/model.json", HubModel) is None
    assert store.write("hub/lab/model.json", MODEL)
    assert store.read("hub/lab/model.json", HubModel) == MODEL
    text = (tmp_path / "entries/_fetched/hub/lab/model.json").read_text()
    assert list(json.loads(text)) == ["id", "likes", "origin"]
    assert text.endswith("}\n")
    assert list(store.names("hub")) == ["hub/lab/model.json"]


def test_the_same_is_not_written_again(tmp_path: Path) -> None:
    """Nor is anything in a dry run, which tells what would be."""
    store = Store(tmp_path)
    store.write("a.json", MODEL)
    path = tmp_path / "entries/_fetched/a.json"
    os.utime(path, (1, 1))
    assert not store.write("a.json", MODEL)
    assert path.stat().st_mtime == 1
    assert Store(tmp_path, dry=True).write("a.json", MODEL.model_copy(update={"likes": 8}))
    assert path.stat().st_mtime == 1


def test_a_new_value_takes_the_place_of_the_old_whole(tmp_path: Path) -> None:
    """Whoever has the old file open reads it to its end: it is never written into, so no moment has half of either."""
    store = Store(tmp_path)
    store.write("a.json", MODEL)
    path = tmp_path / "entries/_fetched/a.json"
    before = path.read_text("utf-8")
    with path.open(encoding="utf-8") as reader:
        assert store.write("a.json", MODEL.model_copy(update={"likes": 8}))
        assert reader.read() == before
    assert '"likes": 8' in path.read_text("utf-8")


def test_maps_and_lists_of_values_are_kept(tmp_path: Path) -> None:
    """Their values are plain, in the order of their keys."""
    store = Store(tmp_path)
    states = {"b": FeedState(url="https://example.org/b"), "a": FeedState(url="https://example.org/a", etag='"x"')}
    store.write("feeds.json", states)
    assert store.read("feeds.json", dict[str, FeedState]) == states
    assert list(json.loads((tmp_path / "entries/_fetched/feeds.json").read_text())) == ["a", "b"]
    assert as_json((MODEL,)).startswith("[")


@pytest.mark.parametrize(
    "text", ["{", "", "[]", '{"id": "x"}', '{"id": "x", "origin": {}, "likes": -1}', "\ud800".encode("utf-8", "surrogatepass")]
)
def test_a_damaged_file_is_told_and_left(tmp_path: Path, text: str | bytes) -> None:
    """With its path and how to mend it; nothing is written over it."""
    path = tmp_path / "entries/_fetched/hub/a.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Damaged, match=r"^entries/_fetched/hub/a\.json: .*; restore it with: git checkout --"):
        Store(tmp_path).read("hub/a.json", HubModel)


FORKER = """
import json, os, random, signal, sys, time
from datetime import date, datetime, timezone
from pathlib import Path
from generator.fetch import hub
from generator.fetch.answer import Answer
from generator.values.fetched import HubModel
from generator.disk.fetched_files import Store

root, chance = Path(sys.argv[1]), random.Random(7)
names = [f"lab/model-{n}" for n in range(12)]

class Client:
    # The Hub, with other numbers in every run, and without a network.
    def __init__(self, run):
        self.run = run
    def get(self, url, headers):
        name = "/".join(url.partition("?")[0].split("/")[-2:])
        body = {"_id": name, "id": name, "downloads": self.run, "likes": self.run, "tags": ["x" * 99] * 2000}
        body["tags"] += [f"base_model:merge:lab/base-{n}" for n in range(300)]
        now = datetime(2026, 11, 24, tzinfo=timezone.utc)
        return Answer(url, url, 200, {}, json.dumps(body).encode(), (), url, now)

def fetch(run):
    hub.run(hub.Hub(Client(run)), Store(root), names, date(2026, 11, 24), lambda done, total: None)

run = 0
for _ in range(200):
    run += 1000  # likes that fall would not be taken
    child = os.fork()
    if not child:
        while True:
            run += 1
            fetch(run)
    time.sleep(chance.uniform(0.001, 0.06))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    for file in (root / "entries/_fetched").rglob("*.json"):
        found = HubModel.model_validate_json(file.read_bytes())
        assert found.downloads == found.likes and len(found.bases) == 300, file
fetch(run + 1000)
"""
"""Two hundred runs of the Hub's fetcher one after another, each killed at a random moment; every file is looked at after each. The
last is not killed."""


def test_a_run_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    """Two hundred runs, each killed at a random moment; what they leave half written is taken away by the next."""
    subprocess.run([sys.executable, "-c", FORKER, str(tmp_path)], check=True, timeout=300)
    Store(tmp_path).tidy()
    left = sorted(path.name for path in (tmp_path / "entries/_fetched").rglob("*") if path.is_file())
    assert left == sorted(f"model-{n}.json" for n in range(12))


@pytest.mark.parametrize("kind", ["pipe", "link", "link to a device", "folder"])
def test_what_is_no_plain_file_is_damaged(tmp_path: Path, kind: str) -> None:
    """A pipe would be waited on for ever, and a link leads to files that are nobody's business."""
    store = Store(tmp_path)
    path = store.folder / "links.json"
    path.parent.mkdir(parents=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "link":
            (tmp_path / "elsewhere.json").write_text("{}")
            path.symlink_to(tmp_path / "elsewhere.json")
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
    with pytest.raises(Damaged, match="no plain file"):
        store.read("links.json", dict[str, int])
