"""The corpus with what several rules look up in it, and what a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from generator.values.addresses import SECTIONS
from generator.values.corpus import Corpus, EntryRecord, Problem, Record, hub_ids, problem
from generator.values.dates import A_DAY_AHEAD
from generator.values.entries import Fork
from generator.values.fields import Track
from generator.values.statements import Statement, statements

RECORD_LINK: Final = re.compile(rf"\]\(/({'|'.join(SECTIONS)})/([^)/\s#]*)")
"""A Markdown link to another page of the site: its folder and id."""

Rule = Callable[["Index"], Iterator[Problem]]


class Index:
    """The corpus with what several rules look up in it."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self.corpus = corpus
        self.today = today
        self.last_day = today + A_DAY_AHEAD
        """The last day that has begun somewhere on Earth."""
        self.entries = {record.id: record for record in corpus.entries}
        self.actors = {record.id: record for record in corpus.actors}
        self.licences = {record.id for record in corpus.licences}
        self.hosts = {record.id: record.value for record in corpus.hosts}
        self.hub = {hub for record in corpus.entries for hub in hub_ids(record)}
        self.linked = {link.to for record in corpus.entries for link in record.value.links} | {
            base for record in corpus.entries if isinstance(record.value, Fork) for base in record.value.fork.of
        }
        records: tuple[tuple[Record[Any], ...], ...] = (corpus.entries, corpus.actors, corpus.parallels, corpus.series)
        self.pages = {folder: {record.id for record in of} for folder, of in zip(SECTIONS, records, strict=True)}
        """Ids by the folder of their pages."""
        self._statements: dict[str, tuple[Statement, ...]] = {}

    def statements(self, record: EntryRecord) -> tuple[Statement, ...]:
        """What an entry says, cut into statements once for all rules."""
        if record.path not in self._statements:
            self._statements[record.path] = statements(record)
        return self._statements[record.path]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question for the id that was probably meant, or nothing."""
    matches = get_close_matches(word, list(known), 1, 0.75)
    return f"did you mean '{matches[0]}'?" if matches else ""


def names_an_entry(
    index: Index, record: Record[Any], at: tuple[str | int, ...], entry: str, track: Track | None = None
) -> Iterator[Problem]:
    """What is wrong where a file names an entry: it must exist and, if a track is given, be on it."""
    named = index.entries.get(entry)
    if named is None:
        if entry not in index.corpus.unread:
            mend = did_you_mean(entry, index.entries) or "add that entry, or name another"
            yield problem(record, at, "link-dangling", f"no entry has the id '{entry}'", mend)
    elif track and named.track != track:
        what = f"'{entry}' is on the {named.track} track"
        yield problem(record, at, "wrong-track", what, f"name an entry of the {track} track")
