"""The commands that reach the network, as a person calls them: against stand-in servers, from a checkout of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.__main__ import main
from generator.commands.fetch import MINUTES, code
from generator.fetch.report import Report
from tests.conftest import Corner
from tests.fetch.faulty import Faulty, Reply, faulty
from tests.fetch.test_feeds import item, rss
from tests.fetch.test_hub import BODY
from tests.rehearsal import WORKFLOWS, read

RELEASE = """\
title: The Lab releases a model
date: 2024-07-20
summary: The Lab releases a model, and this sentence of a decent length says so.
actors: [lab]
aliases: [Model One]
release: {{hub: [lab/model], licence: LicenseRef-Lab}}
sources:
  - url: {address}/announcement
"""
Call = Callable[..., Result]


@pytest.fixture
def server() -> Iterator[Faulty]:
    """A stand-in for the Hub, a feed, a source and the archive."""
    with faulty() as stand_in:
        stand_in.json("/api/models/lab/model", BODY)
        stand_in.at(
            "/feed",
            Reply(
                200,
                {},
                rss(
                    item("Model One is out", "https://a.example/1"), item("Acme releases open weights: a “first”", "https://a.example/2")
                ).encode(),
            ),
        )
        stand_in.at("/announcement", Reply(200, {}, b"here"))
        stand_in.at("/archive", Reply(200, {}, b'{"archived_snapshots": {}}'))
        yield stand_in


@pytest.fixture
def call(corner: Corner, server: Faulty, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call a command in a small checkout."""
    corner.write("ai/releases/model-one.yaml", RELEASE.format(address=server.address))
    corner.write("actors/lab.yaml", "name: The Lab\nkind: lab\n")
    corner.write("licences.yaml", "LicenseRef-Lab: {name: Own, summary: Permits some., terms: limited}\n")
    corner.write("feeds.yaml", f"news:\n  name: The News\n  url: {server.address}/feed\n  site: {server.address}/\n  track: ai\n")
    monkeypatch.setenv("HF_ENDPOINT", server.address)
    monkeypatch.setenv("WAYBACK_ENDPOINT", f"{server.address}/archive")
    monkeypatch.delenv("HF_TOKEN", raising=False)
    monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)

    def invoke(*words: str) -> Result:
        result = CliRunner().invoke(main, [*words, "--root", str(corner.root)])
        assert not result.exception or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def fetch(call: Call, *words: str) -> Result:
    """`timeline fetch`, which may reach loopback."""
    return call("fetch", *words, "--private", "--today", "2026-11-24")


def stored_files(corner: Corner) -> set[str]:
    """Files that were kept."""
    folder = corner.root / "entries/_fetched"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")}


def test_one_call_fetches_everything(call: Call, corner: Corner) -> None:
    """With a line for what changed and one for each fetcher; the next call changes nothing."""
    result = fetch(call)
    assert result.exit_code == 0, result.output
    assert stored_files(corner) == {"hub/lab/model.json", "news/model-one.json", "inbox.json", "feeds.json", "links.json"}
    for line in ("hub: lab/model: new", "news: model-one: 1 report", "hub: 1 of 1 answered, 1 changed, 0 failed", "links: 1 of 1 answered"):
        assert line in result.output
    before = {path: path.read_bytes() for path in (corner.root / "entries/_fetched").rglob("*.json")}
    again = fetch(call)
    assert "hub: 1 of 1 answered, 0 changed, 0 failed" in again.output
    assert before == {path: path.read_bytes() for path in before}


def test_a_dry_run_writes_nothing(call: Call, corner: Corner) -> None:
    """And says what it would."""
    result = fetch(call, "--dry-run")
    assert result.exit_code == 0
    assert "1 would change" in result.output
    assert stored_files(corner) == set()


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("hub",), {"/api/models/lab/model"}),
        (("news",), {"/feed"}),
        (("links",), {"/announcement", "/archive"}),
        (("--only", "model-one"), {"/api/models/lab/model", "/announcement", "/archive"}),
        (("--only", "lab/model"), {"/api/models/lab/model"}),
        (("--only", "news"), {"/feed"}),
        (("hub", "news"), {"/api/models/lab/model", "/feed"}),
    ],
)
def test_a_part_can_be_asked_for(call: Call, server: Faulty, words: tuple[str, ...], asked: set[str]) -> None:
    """By fetcher, by entry, by model, by feed; nothing else is asked."""
    assert fetch(call, *words).exit_code == 0
    assert {path.partition("?")[0] for path in server.paths()} == asked


def test_an_id_of_nothing_is_a_wrong_call(call: Call) -> None:
    """It says what it looked for."""
    result = fetch(call, "--only", "nothing")
    assert result.exit_code == 2
    assert "'nothing' is no entry with models or sources, no model and no feed" in result.output


def test_a_part_that_fails_is_told_by_the_exit_code(call: Call, server: Faulty) -> None:
    """3 if something was got, 1 if a fetcher lost all that it had."""
    fetch(call)
    server.at("/feed", Reply(404))
    result = fetch(call)
    assert result.exit_code == 1
    assert "news: failed: news: the server answered 404" in result.output
    assert "nothing was got, and all is kept as it was" in result.output
    assert code([Report("hub", 2, 1, troubles=("x",)), Report("news", 1, 1)]) == 3
    assert code([Report("hub", 1, 0, troubles=("x",)), Report("news", 1, 1)]) == 3
    assert code([Report("hub", 1, 0, troubles=("x",))]) == 1
    assert code([Report("hub", 0, 0)]) == 0


def test_loopback_is_refused_without_a_word(call: Call, server: Faulty) -> None:
    """As every address that is not public, whoever names it."""
    result = call("fetch", "hub", "--today", "2026-11-24")
    assert result.exit_code == 1
    assert "127.0.0.1 is no public address" in result.output
    assert server.got == []


def test_the_hub_can_be_left_out(call: Call, server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with the Hub's own tools."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    result = fetch(call, "hub")
    assert result.exit_code == 0
    assert "HF_HUB_OFFLINE is set" in result.output
    assert server.got == []


def test_nothing_is_fetched_for_entries_with_errors(call: Call, corner: Corner, server: Faulty) -> None:
    """They are told first."""
    corner.write("ai/releases/bad.yaml", "title: x\n")
    assert fetch(call).exit_code == 1
    assert server.got == []


def test_the_inbox_is_listed_and_starts_an_entry(call: Call, corner: Corner) -> None:
    """The draft is a file that `check` asks the rest of."""
    assert "inbox is empty" in call("inbox").output
    fetch(call, "news")
    listed = call("inbox")
    assert "Acme releases open weights" in listed.output
    assert "something is released" in listed.output
    (proposal,) = json.loads(call("inbox", "--format", "json").output)
    assert proposal["item"]["url"] == "https://a.example/2"
    started = call("new", "--from-inbox", "1")
    path = "entries/ai/releases/acme-releases-open-weights-first.yaml"
    assert path in started.output
    text = (corner.root / path).read_text()
    assert "url: https://a.example/2\n" in text
    assert {(problem.rule, problem.what) for problem in corner.problems() if problem.path == path} == {
        ("draft", "it says that this is a draft"),
        ("field-missing", "the fields 'title' and 'summary' are missing"),
    }


def test_a_draft_overwrites_nothing(call: Call, corner: Corner) -> None:
    """And can have another name, track and kind."""
    fetch(call, "news")
    call("new", "--from-inbox", "1")
    again = call("new", "--from-inbox", "1")
    assert again.exit_code == 1
    assert "is there already; choose another name with --id" in again.output
    other = call("new", "--from-inbox", "1", "--id", "acme", "--track", "linux", "--kind", "policy")
    assert "entries/linux/policies/acme.yaml" in other.output
    assert (corner.root / "entries/linux/policies/acme.yaml").exists()
    assert call("new", "--from-inbox", "9").exit_code == 2


def test_a_draft_without_a_place_outside_the_entries(call: Call, corner: Corner) -> None:
    """An id that would lead out of its folder is refused."""
    fetch(call, "news")
    for name in ("../../evil", "A B", "a/b", ""):
        result = call("new", "--from-inbox", "1", "--id", name)
        assert result.exit_code == 2
        assert "small letters" in result.output
    assert not list(Path(corner.root).rglob("evil*"))


def test_a_run_asks_nothing_after_its_time(call: Call, corner: Corner, server: Faulty) -> None:
    """What was kept stays, what was not asked is told, and the code says that it failed."""
    fetch(call)
    before = {path: path.read_bytes() for path in (corner.root / "entries/_fetched").rglob("*.json")}
    server.got.clear()
    result = fetch(call, "--within", "0.000001")
    assert result.exit_code == 1
    for what in ("models", "feeds", "addresses"):
        assert f"1 of the {what} not asked, as the time of the run was over; give it more with --within" in " ".join(result.output.split())
    assert server.got == []
    assert before == {path: path.read_bytes() for path in before}
    assert fetch(call, "--within", "0").exit_code == 2


def test_a_run_ends_before_its_job_does() -> None:
    """With time left to install the program before, and to hand on what was got after."""
    job = read(WORKFLOWS / "fetch.yml")["jobs"]["fetch"]
    assert job["timeout-minutes"] >= MINUTES + 20
    assert "--within" not in str(job["steps"])
