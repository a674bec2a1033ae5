"""The commands for those who mend entries and look at them: fmt, from-issue, review."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from generator import build as sentence
from generator.commands.terminal import count, day_option, err, out, root_option
from generator.contribute import branch
from generator.contribute.amend import Unmendable, amended, with_source
from generator.contribute.draft import draft, id_of, place_of
from generator.contribute.duplicates import alike
from generator.contribute.formatter import tidy
from generator.contribute.issue_forms import FORMS, Asked, Form, Unreadable, correction, entry, missing_source
from generator.contribute.review import Snapshot, plain
from generator.contribute.review import review as told
from generator.load import shape_of
from generator.values.corpus import Corpus, EntryRecord, Problem
from generator.values.dates import FuzzyDate
from generator.values.schemas import SCHEMAS


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 if a file is not in order.")
@root_option
def fmt(paths: tuple[Path, ...], only_look: bool, root: Path) -> None:
    """Put the fields of files in the order of the vocabulary; all of entries/ if no PATH is named.

    Lines are moved as they are: comments, quotes and line breaks stay. A file that is not strict YAML is left to 'timeline check'.
    """
    found = 0
    for file in _files(root, paths):
        if not file.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"'{file}' is not under {root.resolve()}")
        path = file.resolve().relative_to(root.resolve()).as_posix()
        shape = shape_of(path)
        if not shape:
            continue
        raw = file.read_bytes()
        made = tidy(raw, SCHEMAS[shape], os.path.relpath(f"entries/schema/{shape}.json", Path(path).parent))
        if made != raw:
            found += 1
            out.print(escape(path))
            if not only_look:
                file.write_bytes(made)
    err.print(f"{count(found, 'file')} {'to put' if only_look else 'put'} in order")
    sys.exit(1 if only_look and found else 0)


def _files(root: Path, paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths or [root / "entries"]:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


@click.command("from-issue")
@click.option("--form", type=click.Choice(FORMS), required=True, help="The form by which the issue was filed.")
@click.option(
    "--body",
    type=click.File(encoding="utf-8", errors="replace"),
    required=True,
    help="The issue's text; - for standard input.",
)
@root_option
@day_option
def from_issue(form: Form, body: Any, root: Path, today: date) -> None:
    """Turn an issue that was filed by a form into a change of entries/, or say exactly what stands in its way.

    The answer for whoever filed it goes to standard output, as Markdown. A file is left changed only if 'timeline check' finds no
    error in it.

    \b
    Exit code: 0 a file was made or changed, 1 the answer says what is wrong, 2 a wrong call.
    """
    corpus, _ = sentence.inspect(root, today)
    try:
        path, made, near = _asked(form, body.read(), corpus, root, today)
    except Unreadable as wrong:
        _answer("This cannot be taken over yet:", wrong.reasons)
        sys.exit(1)
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made)
    found = [problem for problem in sentence.inspect(root, today)[1] if problem.path == path]
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        file.unlink() if before is None else file.write_bytes(before)
        _answer("This cannot be taken over yet:", map(_in_words, errors))
        sys.exit(1)
    again = [f"`{record.path}` may tell of the same event: {why}." for record, why in near]
    _answer(f"`{path}` is {'made' if before is None else 'changed'}.", [*again, *map(_in_words, found)])


def _asked(
    form: Form, body: str, corpus: Corpus, root: Path, today: date
) -> tuple[str, bytes, list[tuple[EntryRecord, str]]]:
    """The path of the file that a form asks for, all of its text, and entries that may be the same. Raises Unreadable."""
    if form != "entry":
        path, made = _changed(
            correction(body, str(today)) if form == "correction" else missing_source(body, str(today)), corpus, root
        )
        return path, made, []
    by_name = {record.value.name.lower(): record.id for record in corpus.actors} | {
        record.id: record.id for record in corpus.actors
    }
    facts = entry(body, by_name, str(today))
    name = id_of(facts.values["title"])
    path = place_of(name, facts.track, facts.shape)
    if (root / path).exists() or any(record.id == name for record in corpus.entries):
        raise Unreadable(
            f"There is an entry with the id `{name}` already. If yours is another event, say in **What happened** what sets it apart."
        )
    when = None
    with suppress(ValueError):
        when = FuzzyDate.parse(facts.values["date"])
    near = alike(
        corpus.entries, title=facts.values["title"], date=when, actors=facts.values["actors"],
        urls=[source["url"] for source in facts.sources],
    )  # fmt: skip
    return path, draft(facts, teach=False).encode(), near


def _changed(asked: Asked, corpus: Corpus, root: Path) -> tuple[str, bytes]:
    """The path of an entry, and its text after what was asked. Raises Unreadable."""
    record = next((record for record in corpus.entries if asked.entry in (record.id, *record.value.former_ids)), None)
    if not record:
        raise Unreadable(f"**Page**: no entry has the id `{asked.entry}`.")
    made = (root / record.path).read_bytes()
    try:
        made = amended(made, asked.field, asked.text) if asked.field else made
        made = with_source(made, asked.source) if asked.source else made
    except Unmendable as error:
        raise Unreadable(f"`{record.path}`: {error}.") from None
    return record.path, made


def _in_words(problem: Problem) -> str:
    where = f" (line {problem.line})" if problem.line > 1 else ""
    return plain(f"{problem.what}{f'; {problem.mend}' if problem.mend else ''}") + where


def _answer(head: str, lines: Iterable[str]) -> None:
    out.print(head, markup=False)
    for line in lines:
        out.print(f"- {line}", markup=False)


@click.command()
@click.option("--base", metavar="REF", help="What the branch went off from.  [default: origin/main, or main]")
@root_option
@day_option
def review(base: str | None, root: Path, today: date) -> None:
    """Say as Markdown what this branch changes: each entry as it will look, and what it moves in the comparison.

    \b
    Exit code: 0, or 1 if the entries have errors; the text is told in both cases.
    """
    try:
        start = branch.base_of(root, base)
        paths = branch.changed(root, start)
        with branch.before(root, start) as old:
            had, _ = _snapshot(old, today)
    except branch.NoBase as error:
        raise click.UsageError(str(error)) from None
    new, problems = _snapshot(root, today)
    mine = [
        problem for problem in problems if problem.path in paths or (new.graph is None and problem.severity == "error")
    ]
    sys.stdout.write(told(had, new, paths, mine))
    sys.exit(0 if new.graph else 1)


def _snapshot(root: Path, today: date) -> tuple[Snapshot, list[Problem]]:
    """The entries of a folder related and compared, as far as they can be, and what is wrong with them."""
    if not (root / "entries").is_dir():
        return Snapshot(), []
    try:
        graph = sentence.graph(root, today)
    except sentence.Refused as refused:
        return Snapshot(), refused.problems
    with suppress(ValueError):
        return Snapshot(graph, sentence.comparison(graph, today)), list(graph.warnings)
    return Snapshot(graph), list(graph.warnings)
