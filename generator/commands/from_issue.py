"""timeline from-issue: a filed form -> a change of entries/, or what stands in its way."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator import build
from generator.commands.entries import day_option, read_corpus
from generator.commands.terminal import out, root_option
from generator.contribute.amend import Unmendable, amended, with_source
from generator.contribute.draft import draft, ids_of, place_of
from generator.contribute.duplicates import alike
from generator.contribute.gather import actors_by_name
from generator.contribute.issue_forms import FORMS, Asked, Form, Unreadable, correction, entry, missing_source
from generator.contribute.review import escaped
from generator.values.corpus import Corpus, EntryRecord, Problem
from generator.values.dates import FuzzyDate


@click.command("from-issue")
@click.option("--form", type=click.Choice(FORMS), required=True, help="The form by which the issue was filed.")
@click.option("--body", type=click.File(encoding="utf-8", errors="replace"), required=True, help="The issue's text; - for standard input.")
@root_option
@day_option
def command(form: Form, body: Any, root: Path, today: date) -> None:
    """Turn an issue that was filed by a form into a change of entries/, or say exactly what stands in its way.

    The answer for whoever filed it goes to standard output, as Markdown. A file is left changed only if 'timeline check' finds no
    error in it.

    \b
    Exit code: 0 a file was made or changed, 1 the answer says what is wrong, 2 a wrong call.
    \b
    Examples:
      timeline from-issue --form entry --body issue.md
      gh issue view 7 --json body --jq .body | timeline from-issue --form correction --body -
    """
    corpus, _ = read_corpus(root, today)
    try:
        path, content, duplicates = _change_of(form, body.read(), corpus, root, today)
    except Unreadable as unreadable:
        _answer("This cannot be taken over yet:", unreadable.reasons)
        sys.exit(1)
    file = root / path
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    problems = [problem for problem in build.inspect(root, today)[1] if problem.path == path]
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        file.unlink() if before is None else file.write_bytes(before)
        _answer("This cannot be taken over yet:", map(_in_words, errors))
        sys.exit(1)
    warnings = [f"`{record.path}` may tell of the same event: {why}." for record, why in duplicates]
    _answer(f"`{path}` is {'made' if before is None else 'changed'}.", [*warnings, *map(_in_words, problems)])


def _change_of(form: Form, body: str, corpus: Corpus, root: Path, today: date) -> tuple[str, bytes, list[tuple[EntryRecord, str]]]:
    """The path of the file that a form asks for, all of its text, and entries that may be the same. Raises Unreadable."""
    if form != "entry":
        path, content = _amended(correction(body, str(today)) if form == "correction" else missing_source(body, str(today)), corpus, root)
        return path, content, []
    facts = entry(body, actors_by_name(corpus), str(today))
    taken = {record.id for record in corpus.entries}
    candidates = [*ids_of(facts.values["title"], facts.values["facts"].get("hub", ()), facts.shape, facts.values["date"])]
    name = next((name for name in candidates if name not in taken and not (root / place_of(name, facts.track, facts.shape)).exists()), None)
    if not candidates:
        raise Unreadable("No address can be made of **What happened**: say it in Latin letters, or give the day under **When**.")
    if not name:
        raise Unreadable(
            f"There is an entry with the id `{candidates[0]}` already. If yours is another event, say in **What happened** what sets it apart."
        )
    path = place_of(name, facts.track, facts.shape)
    event_date = None
    with suppress(ValueError):
        event_date = FuzzyDate.parse(facts.values["date"])
    duplicates = alike(
        corpus.entries,
        title=facts.values["title"],
        date=event_date,
        actors=facts.values["actors"],
        urls=[source["url"] for source in facts.sources],
    )
    return path, draft(facts, teach=False).encode(), duplicates


def _amended(amendment: Asked, corpus: Corpus, root: Path) -> tuple[str, bytes]:
    """The path of an entry, and its text after what was asked. Raises Unreadable."""
    record = next((record for record in corpus.entries if amendment.entry in (record.id, *record.value.former_ids)), None)
    if not record:
        raise Unreadable(f"**Page**: no entry has the id `{amendment.entry}`.")
    content = (root / record.path).read_bytes()
    try:
        content = amended(content, amendment.field, amendment.text) if amendment.field else content
        content = with_source(content, amendment.source) if amendment.source else content
    except Unmendable as error:
        raise Unreadable(f"`{record.path}`: {error}.") from None
    return record.path, content


def _in_words(problem: Problem) -> str:
    where = f" (line {problem.line})" if problem.line > 1 else ""
    return escaped(f"{problem.what}{f'; {problem.mend}' if problem.mend else ''}") + where


def _answer(head: str, lines: Iterable[str]) -> None:
    out.print(head, markup=False)
    for line in lines:
        out.print(f"- {line}", markup=False)
