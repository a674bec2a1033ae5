"""What is wrong with quotes: words that are not where they were read, rows that are another's, numbers that nobody quoted."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Final

from generator.check.index import Index
from generator.values.corpus import EntryRecord, Problem, problem, warning
from generator.values.dates import FuzzyDate
from generator.values.entries import Fork, ReleaseFacts
from generator.values.passages import standing_of
from generator.values.statements import unmarked

_TIMELINE: Final = "FabioLolix/LinuxTimeline"
_DAY: Final = re.compile(r"(\d{4})(?:\.(\d{1,2}))?(?:\.(\d{1,2}))?\Z")
_NUMBER: Final = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_COMMON: Final = frozenset(
    ("linux", "gnu", "gnu-linux", "os", "n", "the", "a", "of", "on", "its", "own", "and", "in", "to", "for", "from", "by")
)
_SMALL: Final = 13
"""A number below this is a count in words as often as a figure."""


def quotes_stand_in_what_was_read(index: Index) -> Iterator[Problem]:
    """A quote stands in the words that were kept when its source was read."""
    for record, sources in index.corpus.quoted():
        kept = index.corpus.fetched.passages.get(record.path, ())
        for n, source in enumerate(sources):
            if kept and source.quote and standing_of(source, kept) == "altered":
                at = ("sources", n, "quote") if isinstance(record, EntryRecord) else ()
                what = f"'{source.quote}' is not in the words that were kept of this source"
                yield warning(record, at, "quote-altered", what, "mend it to the letter, or read again: timeline fetch passages --only ID")


def rows_are_of_the_entry(index: Index) -> Iterator[Problem]:
    """A row that is quoted of LinuxTimeline names the entry, and gives its date or a disputed one."""
    for record in index.corpus.entries:
        names = [_words(name) for name in (record.id, record.value.title, *(alias.text for alias in record.value.aliases))]
        disputed = any(dispute.field == "date" for dispute in record.value.disputes)
        for n, source in enumerate(record.value.sources):
            row = _row(source.quote) if source.quote and _TIMELINE in source.url else []
            if not row:
                continue
            at = ("sources", n, "quote")
            called = [_words(cell) for cell in row]
            if not any(own and (own <= cell or (cell and cell <= own)) for own in names for cell in called):
                what = f"the row is of '{row[1] if row[0] in ('N', '#N') else row[0]}', which neither the title nor an alias of this entry names"
                yield problem(
                    record, at, "quote-elsewhere", what, "quote the row that has the entry's name, or add the name to its aliases"
                )
            days = [day for cell in row if (day := _day(cell))]
            when = record.value.date
            if "date" in source.supports and days and not disputed and all(day.before(when) or when.before(day) for day in days):
                what = f"the row has {days[0]}, and the entry {when}"
                yield warning(record, at, "quote-date", what, "mend the date, or tell of the other one under 'disputes'")


def _row(quote: str) -> list[str]:
    """The cells of a row of CSV; empty if the quote is none."""
    return next(csv.reader([quote])) if quote.count('"') >= 4 and quote.lstrip().startswith('"') else []


def _day(cell: str) -> FuzzyDate | None:
    match = _DAY.match(cell.strip())
    if not match:
        return None
    parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part and part.strip("0"))]
    try:
        return FuzzyDate.parse("-".join(parts))
    except ValueError:
        return None


def _words(name: str) -> frozenset[str]:
    """The words of a name that tell it apart; colours, days and signs of a row are none."""
    return frozenset(re.findall(r"[a-z][a-z0-9.+-]*|\d+\.\d+", name.lower())) - _COMMON


def numbers_are_quoted(index: Index) -> Iterator[Problem]:
    """A number in a summary stands in a quote, in the words kept around one, or among the entry's own facts."""
    for record in index.corpus.entries:
        known = _known(record) | _numbers(" ".join(_read(index, record)))
        for statement in index.statements(record):
            if statement.field != "summary" or statement.keys:
                continue
            for number in sorted(_numbers(unmarked(statement.text)) - known):
                what = f"no quote has the number {number}: “{statement.text[:60]}”"
                mend = "quote the words that have it, or give the sentence a footnote"
                yield warning(record, ("summary",), "number-unquoted", what, mend)


def _read(index: Index, record: EntryRecord) -> Iterator[str]:
    for source in record.value.sources:
        yield source.quote or ""
    for passage in index.corpus.fetched.passages.get(record.path, ()):
        yield passage.words or ""


def _known(record: EntryRecord) -> set[str]:
    value = record.value
    numbers = {str(value.date.year), *_numbers(value.title), *(n for alias in value.aliases for n in _numbers(alias.text))}
    numbers |= {str(part) for part in (value.date.earliest.day, value.date.bound.day, value.date.bound.year)}
    if isinstance(value.facts, ReleaseFacts):
        for count in (value.facts.parameters, value.facts.active_parameters, value.facts.context):
            numbers |= {str(count // unit) for unit in (1, 1_000, 1_000_000, 1_000_000_000) if count}
            numbers |= {f"{count / unit:.1f}" for unit in (1_000_000, 1_000_000_000) if count}
        numbers |= _numbers(value.facts.version or "")
    if isinstance(value, Fork):
        numbers |= {number for base in value.fork.of for number in _numbers(base.replace("-", " "))}
    return numbers


def _numbers(text: str) -> set[str]:
    return {
        plain
        for match in _NUMBER.finditer(text)
        if (plain := match[0].replace(",", "").rstrip(".")) and (not plain.isdigit() or int(plain) >= _SMALL)
    }
