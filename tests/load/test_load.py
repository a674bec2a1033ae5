"""load reads every file, or tells exactly why not."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from generator.load import load
from generator.load.paths import MAX_BYTES
from generator.load.shaped import parse
from generator.values.actors import Feed, Licence
from generator.values.dates import FuzzyDate
from generator.values.entries import Milestone, Release
from generator.values.fields import Value
from generator.values.schemas import SCHEMAS
from tests.conftest import FAKE, MILESTONE, Corner


def test_reads_the_fake_corpus() -> None:
    """Each file becomes a record that knows its id, its path, its track and its kind; in order of id."""
    corpus, problems = load(FAKE)
    assert problems == []
    assert [(r.id, r.track, r.kind) for r in corpus.entries] == [
        ("export-rule", "linux", "policy"),
        ("fine-tune", "ai", "fork"),
        ("first-call", "linux", "milestone"),
        ("first-distro", "linux", "fork"),
        ("kernel-1-0", "linux", "release"),
        ("listing", "ai", "policy"),
        ("open-model", "ai", "release"),
        ("second-distro", "linux", "fork"),
    ]
    assert [r.id for r in corpus.actors] == ["company", "lab", "ministry", "student"]
    model = next(r.value for r in corpus.entries if r.id == "open-model")
    assert isinstance(model, Release)
    assert model.release.parameters == 671_000_000_000
    assert [(alias.text, alias.needs) for alias in model.aliases] == [("Open-Model", ()), ("OM", ("lab",))]


@pytest.mark.parametrize(
    ("line", "what", "mend"),
    [
        ("titel: x", "the fields 'title', 'date', 'summary' and 'sources' are missing", "add them"),
        ("titel: x", "'titel' is no field here", "did you mean 'title'?"),
        ("title: 1.5", "title: 1.5 is not text", "write text in quotes"),
        ("title: 1.10", "YAML may read '1.10' as a number", "put it in quotes: '1.10'"),
        ("title: 2025-01-20", "title: YAML may read '2025-01-20' as a date", "put it in quotes: '2025-01-20'"),
        ("title: x\ntags: [2025-01-20]", "tags.0: YAML may read '2025-01-20' as a date", "put it in quotes"),
        (
            "title: x\nsources: [{url: 'https://e.org/a|b'}]",
            "sources.0.url: 'https://e.org/a|b' has '|', which",
            "take it out, or write %7C",
        ),
        ("title: x\nsources: [{url: <https://e.org>}]", "sources.0.url: '<https://e.org>' has '<', which", "take it out, or write %3C"),
        (
            "title: x\nsources: [{url: https://e.org/a b}]",
            "sources.0.url: 'https://e.org/a b' has a space, which",
            "take it out, or write %20",
        ),
        ("title: x\nformer_ids: [con]", "former_ids.0: 'con' is the name of a device on Windows", "choose another, such as con-1"),
        ("title: x\nactors: deepseek", "actors: 'deepseek' is not a list", "write [deepseek] or one '- ' line for each"),
        ("title: x\ntags: language models", "tags: 'language models' is not a list", "write [language-models] or"),
        ("title: x\ntags: Open source, AI", "tags: 'Open source, AI' is not a list", "write [open-source, ai] or"),
        ("title: x\ntags:\n  -a\n  -b", "tags: '-a -b' is not a list", "write [a, b] or"),
        ("title: x\nsources: [{url: https://e.org, supports: date}]", "sources.0.supports: 'date' is not a list", "write [date] or"),
        ("title: x\n- a", "not YAML", "this '- ' is in no list: put its line below 'key:'"),
        ("title: x\nactors: [a]\n  - b", "not YAML", "this '- ' is in no list: put its line below 'key:'"),
        ("title: @x", "not YAML", "put text that starts with a sign such as @ or ` in quotes"),
        ("title: x\ndate: next year", "date: 'next year' is no date that is read here", "write 2025-01-20"),
        ("title: x\nstage: sparks", "stage: 'sparks' is not one of its words", "did you mean 'spark'?"),
        ("title: x\nsources: []", "sources: tuple should have at least 1 item", ""),
        (
            "title: x\nsources: [{url: example.org}]",
            "sources.0.url: 'example.org' does not have the right form",
            "write an address that starts with http",
        ),
        ("title: x\nlinks: [{to: a, as: likes}]", "links.0.as: 'likes' is not one of its words", "allowed: derives-from"),
        ("title: x\nlinks: [a]", "links.0: 'a' is not a mapping", "write its fields as 'key: value'"),
        ("title: x\nactors: [Deep Seek]", "actors.0: 'Deep Seek' does not have the right form", "small letters"),
    ],
)
def test_says_what_would_be_right(line: str, what: str, mend: str) -> None:
    """A wrong field gets a message that a newcomer can act on."""
    text = f"{line}\n"
    value, problems = parse(text.encode(), Milestone, "x.yaml")
    assert value is None
    messages = [(p.what, p.mend) for p in problems]
    assert any((w.startswith(what) and m.startswith(mend)) or (w.startswith(what) and mend in m) for w, m in messages), messages


@pytest.mark.parametrize("shape", [*SCHEMAS.values(), Feed, Licence])
def test_every_pattern_has_its_words(shape: type[Value]) -> None:
    """Beside the type that has it, so that a changed pattern does not lose its message; dates and quotes say their own."""

    def patterns(part: Any) -> Iterator[dict[str, Any]]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        yield from chain.from_iterable(map(patterns, inner))
        if isinstance(part, dict) and isinstance(part.get("pattern"), str):
            yield part

    dates = {part["pattern"] for part in patterns(TypeAdapter(FuzzyDate).json_schema())}
    wordless = [part for part in patterns(shape.model_json_schema()) if "patternErrorMessage" not in part]
    assert {part["pattern"] for part in wordless} <= {r"!\[", *dates}


def test_a_problem_has_the_line_and_column_of_its_field() -> None:
    """The place of a problem is that of the field, deep in lists too; a missing field's is that of its parent."""
    text = b"title: x\ndate: 2025\nsummary: words\nsources:\n  - url: https://example.org\n  - title: z\n    quot: q\n"
    _, problems = parse(text, Milestone, "x.yaml")
    assert [(p.line, p.column, p.what) for p in problems] == [
        (6, 5, "the field 'sources.1.url' is missing"),
        (7, 5, "'sources.1.quot' is no field here"),
    ]


def test_a_broken_file_hides_no_other(corner: Corner) -> None:
    """All problems of all files come in one run, sorted by path and line."""
    corner.write("ai/milestones/b.yaml", "title: [\n")
    corner.write("ai/milestones/a.yaml", MILESTONE.replace("2020-05-01", "2020-13"))
    corner.write("ai/milestones/c.yaml")
    corpus, problems = load(corner.root)
    assert [r.id for r in corpus.entries] == ["c"]
    assert [(p.path, p.line) for p in problems] == [("entries/ai/milestones/a.yaml", 2), ("entries/ai/milestones/b.yaml", 2)]
    assert corpus.unread == {"a", "b"}


def test_refuses_links_large_files_and_strange_names(corner: Corner) -> None:
    """What is no plain file of decent size at its place is told, and nothing outside the tree is read."""
    corner.write("ai/milestones/fine.yaml")
    secret = corner.root / "secret.yaml"
    secret.write_text(MILESTONE)
    milestones = corner.root / "entries/ai/milestones"
    (milestones / "linked.yaml").symlink_to(secret)
    (corner.root / "entries/ai/forks").symlink_to(corner.root)
    os.mkfifo(milestones / "pipe.yaml")
    corner.write("ai/milestones/large.yaml", MILESTONE + "#" * MAX_BYTES)
    corner.write("ai/milestones/Big.yaml")
    corner.write("ai/milestones/short.yml")
    corner.write("ai/release/lost.yaml")
    corpus, problems = load(corner.root)
    assert [r.id for r in corpus.entries] == ["fine"]
    assert {(p.path.removeprefix("entries/ai/"), p.rule) for p in problems} == {
        ("milestones/linked.yaml", "not-a-file"),
        ("forks", "not-a-file"),
        ("milestones/pipe.yaml", "not-a-file"),
        ("milestones/large.yaml", "file-size"),
        ("milestones/Big.yaml", "file-name"),
        ("milestones/short.yml", "file-name"),
        ("release/lost.yaml", "file-place"),
    }


def test_no_bytes_make_it_fall_over() -> None:
    """A file that is cut, mixed up or random ends in problems, never in an exception."""
    good = (FAKE / "entries/ai/releases/open-model.yaml").read_bytes()
    rng = random.Random(7)
    for _ in range(400):
        raw = bytearray(good)
        for _ in range(rng.randrange(1, 6)):
            at = rng.randrange(len(raw))
            raw[at : at + rng.randrange(4)] = rng.choice([b"", b"[", b"{", b": ", b"\n", b"\xff", b"- ", b"&a ", b"'"])
        value, problems = parse(bytes(raw), Release, "x.yaml")
        assert (value is None) == bool(problems)


def test_a_checkout_of_windows_is_the_same_corpus(tmp_path: Path) -> None:
    """With CR before every LF, as git writes it there: no problem, the same values and the same hash of what is frozen."""
    for file in (FAKE / "entries").rglob("*"):
        if file.is_file():
            copy = tmp_path / file.relative_to(FAKE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(tmp_path) == load(FAKE)


def test_tells_how_far_it_is(corner: Corner) -> None:
    """Progress counts the files, so that a long run can be shown."""
    corner.write("ai/milestones/a.yaml")
    corner.write("ai/milestones/b.yaml")
    seen: list[tuple[int, int]] = []
    load(corner.root, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_many_files_are_read_by_all_cores_to_the_same_result(monkeypatch: pytest.MonkeyPatch, corner: Corner) -> None:
    """With many files parsing is shared between processes; values, problems and order do not change."""
    for n in range(20):
        corner.write(f"ai/milestones/m{n}.yaml", MILESTONE + ("bad: 1\n" if n % 7 == 0 else ""))
    alone = load(corner.root)
    monkeypatch.setattr("generator.load.MANY_FILES", 1)
    assert load(corner.root) == alone
    assert len(alone[1]) == 3


def test_own_licences_have_their_own_shape(corner: Corner) -> None:
    """A licence without a name is told at its key."""
    corner.write("licences.yaml", "LicenseRef-A:\n  name: A\n  summary: Permits all.\nMine:\n  name: B\nLicenseRef-C: no\n")
    corpus, problems = load(corner.root)
    assert [record.id for record in corpus.licences] == ["LicenseRef-A"]
    assert [(p.line, p.column, p.rule) for p in problems] == [
        (4, 1, "field-missing"),
        (6, 15, "field-model_type"),
        (6, 15, "yaml-surprise"),
    ]
