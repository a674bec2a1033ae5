"""What is read from git: when a page came, and what was changed in it since."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator import build
from generator.history import read_history
from generator.values.history import History, Revision
from tests.conftest import CHECKOUT, MILESTONE, TODAY, printed
from tests.repository import Repository

ENTRY = "ai/milestones/a.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one entry, added on 1 January 2026."""
    repository = Repository(tmp_path / "checkout")
    repository.write(ENTRY)
    repository.commit("Add it")
    return repository


def revisions_of(past: History, page: str = "e/a") -> list[tuple[str, int, tuple[str, ...]]]:
    """Each revision of a page: what, the day of the month, the fields."""
    return [(revision.what, revision.day.day, revision.fields) for revision in past.revisions[page]]


def test_an_entry_is_added_and_changed(repository: Repository) -> None:
    """Its first commit is the day it came; a later one that changes a value says which fields, and why."""
    repository.write(ENTRY, MILESTONE.replace("2020-05-01", "2020-05-02") + "tags: [leak]\n")
    commit = repository.commit("Mend the day", "2026-01-03")
    past = repository.past()
    assert past.state == "whole"
    blob = repository.git("rev-parse", f"HEAD:entries/{ENTRY}")
    mended = Revision(
        "e/a", "changed", date(2026, 1, 3), commit, "Mend the day", f"entries/{ENTRY}", blob, ("date", "tags"), blob[:10], who=("A",)
    )
    assert past.changed("e/a") == mended
    assert past.line[0] == mended
    added = past.added("e/a")
    assert added
    assert (added.what, added.day, added.subject, added.fields) == ("added", date(2026, 1, 1), "Add it", ())


def test_a_version_is_found_in_any_clone(repository: Repository, tmp_path: Path) -> None:
    """What was cited is printed by git alone, when neither the site nor the repository's host is there, as /data/ says."""
    cited = repository.past().revisions["e/a"][0].version
    text = (repository.root / "entries" / ENTRY).read_text()
    repository.write(ENTRY, MILESTONE.replace("2020-05-01", "2020-05-02"))
    repository.commit("Mend the day", "2026-01-03")
    repository.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    shown = repository.git("-C", str(tmp_path / "clone"), "show", cited)
    assert shown.strip() == text.strip()
    assert "git show VERSION" in printed(build.graph(repository.root, TODAY))["data/index.md"]


def test_another_form_of_the_same_is_no_change(repository: Repository) -> None:
    """Comments, line breaks, quotes, the order of fields and an empty list say nothing new."""
    text = """\
        # a comment
        date: "2020-05-01"
        title: 'Something happens'
        summary: >-
          Something happens that is told
          in a sentence of a decent length.
        tags: []
        sources: [{url: "https://example.org/a"}]
        """
    repository.write(ENTRY, "\n".join(line.removeprefix(" " * 8) for line in text.splitlines()))
    repository.commit("Format it anew", "2026-01-02")
    assert revisions_of(repository.past()) == [("added", 1, ())]
    assert repository.past().changed("e/a") is None


def test_what_only_points_is_no_correction(repository: Repository) -> None:
    """Footnotes, keys, kinds of source and what a date dates make a version of their own, and no news; a word beside them does."""
    noted = (
        MILESTONE.replace("decent length.", "decent length.[^a]")
        .replace(
            "  - url: https://example.org/a",
            "  - key: a\n    grade: copy\n    read_at: https://copy.example/a\n    url: https://example.org/a",
        )
        .replace("sources:", "date_of: announced\nsources:")
    )
    assert "[^a]" in noted and "key: a" in noted
    repository.write(ENTRY, noted)
    repository.commit("Point to the source", "2026-01-02")
    repository.write(ENTRY, noted.replace("decent", "fitting"))
    repository.commit("Say it better", "2026-01-03")
    past = repository.past()
    assert revisions_of(past) == [("added", 1, ()), ("annotated", 2, ("summary", "date_of", "sources")), ("changed", 3, ("summary",))]
    assert len({revision.version for revision in past.revisions["e/a"]}) == 3
    told = printed(build.graph(repository.root, TODAY), past=past)["changes/index.md"]
    assert "Say it better" in told
    assert "Point to the source" not in told


def test_what_is_not_committed_counts_as_nothing(repository: Repository) -> None:
    """A commit gives its history whatever stands uncommitted beside it."""
    before = repository.past()
    repository.write(ENTRY, MILESTONE.replace("Something", "Nothing"))
    repository.write("ai/milestones/b.yaml")
    repository.git("add", "entries/ai/milestones/b.yaml")
    assert repository.past() == before


def test_a_day_is_the_committers_in_utc(repository: Repository) -> None:
    """Late on an evening in New York is the next day."""
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it", "2026-01-05T22:00:00-05:00")
    assert revisions_of(repository.past())[-1] == ("changed", 6, ("tags",))


def test_a_file_that_moves_keeps_its_past(repository: Repository) -> None:
    """The same id on another track or of another kind, or another id that names this one as its former."""
    repository.git("mv", "entries/ai/milestones", "entries/ai/policies")
    repository.commit("It is a policy", "2026-01-02")
    assert revisions_of(repository.past()) == [("added", 1, ()), ("changed", 2, ("kind",))]
    repository.git("mv", "entries/ai/policies/a.yaml", "entries/ai/policies/b.yaml")
    repository.write("ai/policies/b.yaml", MILESTONE + "former_ids: [a]\n")
    repository.commit("Name it b", "2026-01-03")
    assert revisions_of(repository.past({"e/a": "e/b"}), "e/b")[-1] == ("changed", 3, ("former_ids", "id"))
    assert [revision.what for revision in repository.past().revisions["e/a"]] == ["added", "changed", "withdrawn"]


def test_an_entry_that_is_withdrawn_is_told(repository: Repository) -> None:
    """Its page is gone, but that it was there is not."""
    repository.git("rm", "-q", f"entries/{ENTRY}")
    repository.commit("Take it out", "2026-01-02")
    assert revisions_of(repository.past())[-1] == ("withdrawn", 2, ())


def test_a_series_has_its_figures_and_others_their_pages(repository: Repository) -> None:
    """The CSV is a field of its series; a file of rules changes the page that it rules; what has no page is no part of it."""
    repository.write("series/lines.yaml", "title: Lines\n")
    repository.write("series/lines.csv", "date,value\n2020,1\n")
    repository.write("actors/lab.yaml", "name: Lab\n")
    repository.write("stages.yaml", "spark: {}\n")
    repository.write("feeds.yaml", "a: {}\n")
    repository.commit("Count lines", "2026-01-02")
    repository.write("series/lines.csv", "date,value\n2020,2\n")
    repository.write("stages.yaml", "spark: {summary: Begins.}\n")
    repository.commit("Count again", "2026-01-03")
    past = repository.past()
    assert revisions_of(past, "series/lines") == [("added", 2, ()), ("changed", 3, ("figures",))]
    assert revisions_of(past, "stages") == [("added", 2, ()), ("changed", 3, ("spark",))]
    assert set(past.revisions) == {"e/a", "series/lines", "actors/lab", "stages"}


def test_a_merge_counts_on_its_day_with_the_subject_of_what_it_brought(repository: Repository) -> None:
    """A version is what the site said: a branch says nothing until it is merged."""
    repository.git("checkout", "-q", "-b", "side")
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it", "2026-01-02")
    repository.git("checkout", "-q", "main")
    repository.write("ai/milestones/b.yaml")
    repository.commit("Add another", "2026-01-03")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge a branch", "side", when="2026-01-04T12:00:00+00:00")
    changed = repository.past().changed("e/a")
    assert changed
    assert (changed.day.day, changed.subject, changed.commit) == (4, "Tag it", repository.git("rev-parse", "HEAD"))


def test_a_version_that_cannot_be_read_is_a_change_of_the_file(repository: Repository) -> None:
    """Nobody can say what a broken file said."""
    repository.write(ENTRY, "title: [\n")
    repository.commit("Break it", "2026-01-02")
    assert "file" in revisions_of(repository.past())[-1][2]


def test_a_hook_does_not_lead_it_astray(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where they run; what is read is the repository that is built."""
    monkeypatch.setenv("GIT_DIR", str(CHECKOUT / ".git"))
    assert set(repository.past().revisions) == {"e/a"}


def test_settings_of_whoever_builds_change_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit determines its site, whatever git's configuration says about logs."""
    repository.git("mv", "entries/ai/milestones/a.yaml", "entries/ai/milestones/ä.yaml")
    repository.git("mv", "entries/ai/milestones/ä.yaml", "entries/ai/milestones/b.yaml")
    repository.write("ai/milestones/c.yaml")
    repository.commit("Move it – and copy it", "2026-01-02")
    before = repository.past()
    assert before.line[0].subject == "Move it – and copy it"
    settings = {
        "log.showSignature": "true",
        "diff.renames": "copies",
        "color.ui": "always",
        "log.decorate": "full",
        "core.quotePath": "true",
        "diff.noprefix": "true",
        "log.date": "relative",
        "i18n.logOutputEncoding": "latin1",
        "log.abbrevCommit": "true",
        "core.abbrev": "5",
        "format.pretty": "fuller",
    }
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    for n, (name, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{n}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{n}", value)
    assert repository.past() == before


def test_a_shallow_clone_is_told_apart(repository: Repository, tmp_path: Path) -> None:
    """Its oldest commit would look as if everything had come on that day."""
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it", "2026-01-02")
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "shallow"))
    past = read_history(tmp_path / "shallow", {})
    assert past == History("cut")
    assert "git fetch --unshallow" in past.reason


def test_a_history_that_git_will_not_show_is_told_in_its_own_words(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout of another owner, a copy without the texts, a damaged one: each is here, and is not read."""
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it", "2026-01-02")
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.root}", str(tmp_path / "partial"))
    partial = read_history(tmp_path / "partial", {})
    assert partial == History("refused")
    assert "promisor" in partial.reason
    shutil.copytree(repository.root, tmp_path / "damaged")
    blob = repository.git("rev-parse", f"HEAD:entries/{ENTRY}")
    (tmp_path / "damaged/.git/objects" / blob[:2] / blob[2:]).unlink()
    damaged = read_history(tmp_path / "damaged", {})
    assert damaged == History("refused")
    assert blob in damaged.reason
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    owned = repository.past()
    assert owned == History("refused")
    assert "detected dubious ownership" in owned.reason
    assert "safe.directory" in owned.reason


def test_without_a_repository_or_a_commit_or_git_there_is_none(
    tmp_path: Path, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in a folder of another repository that has none of these files."""
    (tmp_path / "plain").mkdir()
    assert read_history(tmp_path / "plain", {}) == History("none")
    assert Repository(tmp_path / "new").past() == History("none")
    (repository.root / "inner" / "entries").mkdir(parents=True)
    assert read_history(repository.root / "inner", {}) == History("none")
    assert read_history(repository.root / "inner", {}).reason == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert repository.past() == History("none")
    assert repository.past().reason == "git is not installed"


TIMES = {
    "1767355200": "2026-01-02",
    "-5": "2026-01-01",
    "0": "2026-01-01",
    "99999999999999": "2026-01-01",
    "18446744073709551616": "2026-01-01",
    "253402300800": "2026-01-01",
    "1": "2026-01-01",
}


@pytest.mark.parametrize(("seconds", "day"), TIMES.items(), ids=TIMES)
def test_a_commit_of_an_impossible_time_takes_the_day_of_the_one_before(repository: Repository, seconds: str, day: str) -> None:
    """Before git was, or after the last year that a calendar has: nobody can mend a commit that is merged."""
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it", "2026-01-02")
    text = repository.git("cat-file", "commit", "HEAD")
    forged = re.sub(r"(committer .*>) \d+ .*", rf"\1 {seconds} +0000", text) + "\n"
    (repository.root / "forged").write_text(forged)
    repository.git("reset", "-q", "--hard", repository.git("hash-object", "-t", "commit", "-w", "--literally", "forged"))
    past = repository.past()
    assert past.newest is not None
    assert (past.newest.subject, str(past.newest.day)) == ("Tag it", day)


@pytest.mark.parametrize(
    "character", ["\x08", "\x1b[31m", "\x01", "\x02", "\x7f", "\x9b", "\u2028", "\u202e", "\ufeff", "\ufffe", "\U000e0041"]
)
def test_what_git_brings_is_of_characters_that_can_be_seen(repository: Repository, character: str) -> None:
    """Subject, author and co-author: no format that they go into has to bear more."""
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.git("add", "-A")
    message = f"Tag{character}it\n\nCo-authored-by: B{character}C <b@example.org>"
    repository.git("commit", "-q", "-m", message, "--author", f"A{character}Z <a@example.org>")
    newest = repository.past().newest
    assert newest is not None
    for text in (newest.subject, *newest.who):
        assert text.isprintable(), text
        assert character[0] not in text
    assert newest.subject.startswith("Tag")
    assert len(newest.who) >= 2


def test_the_pages_tell_what_is_new_and_corrected(repository: Repository) -> None:
    """The list has both with the commit's subject, the entry its two days; markup in a subject stays text."""
    repository.write(ENTRY, MILESTONE.replace("2020-05-01", "2020-05-02"))
    commit = repository.commit("Mend <b>the day</b>", "2026-01-03")
    graph = build.graph(repository.root, TODAY)
    pages = printed(graph, past=build.history(repository.root, graph))
    text = pages["changes/index.md"]
    new, corrected = text.split('id="corrected"')
    assert '<time datetime="2026-01-01">1 January 2026</time>' in new
    assert 'href="../e/a/"' in new
    assert "Mend &lt;b&gt;the day&lt;/b&gt;" in corrected
    assert f"https://git.example/repo/commit/{commit}" in corrected
    assert '<span class="of-note">date</span>' in corrected
    entry = pages["e/a/index.md"]
    assert 'Added <time datetime="2026-01-01">1 January 2026</time>, last changed <time datetime="2026-01-03">' in entry


@pytest.mark.parametrize(("state", "words"), [("none", "without their git history"), ("cut", "only its newest commits")])
def test_the_page_says_if_the_history_is_not_here(repository: Repository, state: str, words: str) -> None:
    """Rather than a list that would be wrong; and entries claim no day."""
    graph = build.graph(repository.root, TODAY)
    pages = printed(graph, past=History(state))  # type: ignore[arg-type]
    assert "The history is not here" in pages["changes/index.md"]
    assert words in pages["changes/index.md"]
    assert "Added <time" not in pages["e/a/index.md"]


def built(repository: Repository) -> dict[str, str]:
    """All files of its site, by path."""
    graph = build.graph(repository.root, TODAY)
    return printed(graph, past=build.history(repository.root, graph))


def test_a_version_cited_today_still_resolves_after_a_change(repository: Repository) -> None:
    """Its file is the same, its page says what changed since, and the page itself has another name."""
    first = repository.past().revisions["e/a"][0].version
    before = built(repository)
    cited = json.loads(before[f"api/v1/entries/a/versions/{first}.json"])
    assert (cited["version"], cited["change"], cited["values"]["title"]) == (first, "added", "Something happens")
    assert not any(path.startswith("e/a/versions/") for path in before), "a page that never changed has no list of versions"
    repository.write(ENTRY, MILESTONE.replace("Something happens", "Something else happens").replace("2020-05-01", "2020-05-02"))
    repository.commit("Say it better", "2026-01-03")
    after = built(repository)
    assert after[f"api/v1/entries/a/versions/{first}.json"] == before[f"api/v1/entries/a/versions/{first}.json"]
    resolved = json.loads(after[f"api/v1/entries/a/versions/{first}.json"])
    assert (resolved["version"], resolved["day"], resolved["values"]["title"]) == (first, cited["day"], "Something happens")
    newest = repository.past().revisions["e/a"][-1].version
    assert newest != first
    assert f"?v={newest}" in after["e/a/cite.bib"]
    text = after["e/a/versions/index.md"]
    assert text.index(f'id="{newest}"') < text.index(f'id="{first}"')
    assert "Say it better" in text
    assert "<ins>else </ins>" in text
    assert "<del>2020-05-01</del><ins>2020-05-02</ins>" in text


def test_figures_make_a_version_of_a_series(repository: Repository) -> None:
    """Other figures under the same description are another state."""
    repository.write("series/lines.yaml", "title: Lines\n")
    repository.write("series/lines.csv", "date,value\n2020,1\n")
    repository.commit("Count lines", "2026-01-02")
    repository.write("series/lines.csv", "date,value\n2020,2\n")
    repository.commit("Count again", "2026-01-03")
    earlier, later = repository.past().revisions["series/lines"]
    assert earlier.version != later.version
    assert (earlier.values["figures"], later.values["figures"]) == (("date,value", "2020,1"), ("date,value", "2020,2"))


def test_those_who_wrote_a_version_are_named(repository: Repository) -> None:
    """By .mailmap, with those whom the commit names beside its author; of a merge, who wrote what it brought in."""
    (repository.root / ".mailmap").write_text("Ann <a@example.org>\n")
    repository.git("switch", "-q", "-c", "branch")
    repository.write(ENTRY, MILESTONE + "tags: [leak]\n")
    repository.commit("Tag it\n\nCo-authored-by: Bo Ek <bo@example.org>\nCo-authored-by: Ann <a@example.org>", "2026-01-02")
    repository.git("switch", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "branch", when="2026-01-03T12:00:00+00:00")
    assert [revision.who for revision in repository.past().revisions["e/a"]] == [("Ann",), ("Ann", "Bo Ek")]
    pages = built(repository)
    assert "Written by Ann, Bo Ek" in pages["e/a/index.md"]
    rows = [row for row in pages["contributors/index.md"].splitlines() if '<th scope="row">' in row]
    assert [row.count("<td>") for row in rows] == [4, 4]
    assert rows[0].startswith('<tr><th scope="row">Ann</th><td>')
