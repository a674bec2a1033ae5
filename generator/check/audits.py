"""What is wrong with audits: counts, hashes, and who may audit."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.index import Index
from generator.values.audits import Audit, digest_of_key, digest_of_sheet
from generator.values.corpus import Problem, Record, problem, warning

_RESULTS = ("auditor", "judged", "opened", "rows")
"""What an audit gets all at once, when its judgements are taken."""


def audits_are_whole(index: Index) -> Iterator[Problem]:
    """An audit that is judged has every row, who judged and when, and the key; one that is not has none of these."""
    for record in index.corpus.audits:
        audit = record.value
        lacking = [name for name in _RESULTS if not getattr(audit, name)]
        if lacking and len(lacking) < len(_RESULTS):
            what = f"it is judged, and has no {' and no '.join(lacking)}"
            yield problem(record, (), "audit-part", what, "let 'timeline audit take' write all of it")
        if audit.rows and audit.opened:
            yield from _counts(record)
        if audit.judged and audit.judged.before(audit.drawn):
            yield problem(record, ("judged",), "audit-day", "judged before it was drawn", "mend one of the days")


def _counts(record: Record[Audit]) -> Iterator[Problem]:
    audit, mend = record.value, "let 'timeline audit take' write the rows; none is changed or left out afterwards"
    numbers = [row.number for row in audit.rows]
    if numbers != list(range(1, audit.statements + audit.planted + 1)):
        what = f"rows are not numbered 1 to {audit.statements + audit.planted}: {audit.statements} statements and {audit.planted} planted"
        yield problem(record, ("rows",), "audit-rows", what, mend)
    errors = audit.opened.planted if audit.opened else ()
    if len(errors) != audit.planted or len(audit.planted_rows & set(numbers)) != audit.planted:
        what = f"the key does not name {audit.planted} rows, each once"
        yield problem(record, ("opened", "planted"), "audit-rows", what, mend)
    seen: set[tuple[str, str, str]] = set()
    for n, row in enumerate(audit.rows):
        if (row.entry, row.field, row.statement) in seen:
            yield problem(record, ("rows", n), "audit-rows", f"row {row.number} is there twice", mend)
        seen.add((row.entry, row.field, row.statement))


def audits_are_as_committed(index: Index) -> Iterator[Problem]:
    """What was judged is what was drawn, by the hashes that were committed before."""
    for record in index.corpus.audits:
        audit = record.value
        if audit.rows and digest_of_sheet(audit.rows) != audit.sheet:
            what = "the rows are not those of the sheet, by its hash"
            yield problem(record, ("sheet",), "audit-hash", what, "put the statements back as they were drawn")
        if audit.opened and digest_of_key(audit.opened) != audit.key:
            yield problem(
                record, ("key",), "audit-hash", "this is not the hash of the key that is open", "put the key back as it was drawn"
            )


def auditors_are_apart(index: Index) -> Iterator[Problem]:
    """Nobody judges a sheet of which they have the key, or an entry that they read again."""
    readers: dict[str, set[str]] = {}
    for sheet in index.corpus.readings:
        for reading in sheet.value.rows:
            readers.setdefault(reading.entry, set()).add(sheet.value.reader.casefold())
    for record in index.corpus.audits:
        auditor = (record.value.auditor or "").casefold()
        if auditor and auditor == record.value.keeper.casefold():
            yield problem(record, ("auditor",), "audit-apart", "the auditor has the key", "let somebody else draw, or judge")
        for n, row in enumerate(record.value.rows):
            if auditor in readers.get(row.entry, ()):
                what = f"the auditor read '{row.entry}' again, and cannot audit it"
                yield problem(record, ("rows", n, "entry"), "audit-apart", what, "let somebody else judge the sheet")


def audited_entries_are_known(index: Index) -> Iterator[Problem]:
    """A row is of an entry, by its id or a former one; of one that was withdrawn it lapses."""
    known = {name for record in index.corpus.entries for name in (record.id, *record.value.former_ids)} | index.corpus.unread
    for record in index.corpus.audits:
        for n, row in enumerate(record.value.rows):
            if row.entry not in known:
                what = f"no entry has the id '{row.entry}', so the row has lapsed"
                yield warning(record, ("rows", n, "entry"), "audit-entry", what, "if it was renamed, name this among its former_ids")
