"""What the audits found: the rate of errors as it was measured, what still stands of it, and how many planted errors were caught.

The rate is that of the day of the audit. What an audit found is put right, so a sample soon is better than what was not drawn: the
rows that have not lapsed tell less, and stand second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.values.audits import Audit, ErrorKind, Judgement, Verdict
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph
from generator.values.rates import Rate
from generator.values.statements import as_shown, statements

_Said = tuple[str, str, str]
"""An entry's id, a field and a statement."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in one audit, or in all together."""

    verdicts: Mapping[Verdict, int]
    """Of statements that are no planted errors, each counted once."""
    standing: Mapping[Verdict, int]
    """The same of those that the entries still have word for word."""
    made: Mapping[ErrorKind, int]
    """Planted errors by kind,"""
    caught: Mapping[ErrorKind, int]
    """and those that were called wrong."""

    @property
    def statements(self) -> int:
        """How many statements were judged."""
        return sum(self.verdicts.values())

    @property
    def wrong(self) -> Rate:
        """Statements that a source contradicts."""
        return _wrong(self.verdicts)

    @property
    def not_right(self) -> Rate:
        """Statements that are wrong, misleading, or cannot be told."""
        return _not_right(self.verdicts)

    @property
    def lapsed(self) -> int:
        """Statements that have changed since."""
        return self.statements - sum(self.standing.values())

    @property
    def wrong_now(self) -> Rate:
        """Wrong ones among those that still stand,"""
        return _wrong(self.standing)

    @property
    def not_right_now(self) -> Rate:
        """and those that are not right."""
        return _not_right(self.standing)

    @property
    def planted(self) -> Rate:
        """Planted errors that were caught, of all."""
        return Rate(sum(self.caught.values()), sum(self.made.values()))

    @property
    def careless(self) -> bool:
        """Whether more than half of the planted errors were missed."""
        return 2 * self.planted.hits < self.planted.of


@dataclass(frozen=True, slots=True)
class AuditFindings:
    """One audit that is finished, and what it found."""

    id: str
    auditor: str
    judged: FuzzyDate
    findings: Findings


@dataclass(frozen=True, slots=True)
class Audited:
    """All audits."""

    audits: tuple[AuditFindings, ...]
    """Those that are finished, the oldest first."""
    waiting: int
    """Sheets that are drawn and not judged yet."""
    together: Findings

    @property
    def sentence(self) -> str:
        """What the headline is to be read with; empty while nothing is audited."""
        wrong, planted = self.together.wrong, self.together.planted
        if not wrong.of:
            return ""
        share, interval = wrong.in_percent
        missed = ", fewer than half: the rate says little" if self.together.careless else ""
        return (
            f"Of {wrong.of:,} statements drawn by lot and held against their sources {wrong.hits:,} {'was' if wrong.hits == 1 else 'were'} wrong: {share} ({interval}); "
            f"the auditors caught {planted.hits:,} of {planted.of:,} planted errors{missed}."
        )


def audited(graph: Graph) -> Audited:
    """What all audits found together, and each alone."""
    finished = [record for record in graph.audits if record.value.taken]
    entries = _entries(graph)
    said: dict[str, frozenset[tuple[str, str]]] = {}

    def stands(row: Judgement) -> bool:
        record = entries.get(row.entry)
        if record is None:
            return False
        if record.id not in said:
            said[record.id] = frozenset((statement.field, as_shown(statement)) for statement in statements(record))
        return (row.field, row.statement) in said[record.id]

    newest: dict[_Said, Judgement] = {}
    audits = []
    made: Counter[ErrorKind] = Counter()
    caught: Counter[ErrorKind] = Counter()
    for record in finished:
        audit = record.value
        newest |= {(row.entry, row.field, row.statement): row for row in _genuine(audit)}
        findings = findings_of(audit, stands)
        made.update(findings.made)
        caught.update(findings.caught)
        audits.append(AuditFindings(record.id, audit.auditor or "", audit.judged or audit.drawn, findings))
    together = Findings(_verdicts(newest.values()), _verdicts(filter(stands, newest.values())), made, caught)
    return Audited(tuple(audits), len(graph.audits) - len(finished), together)


def findings_of(audit: Audit, stands: Callable[[Judgement], bool] = lambda _: True) -> Findings:
    """What one audit found that is finished; `stands` tells whether an entry still says what a row is of."""
    genuine = _genuine(audit)
    called = {row.number: row.verdict for row in audit.rows}
    errors = audit.opened.planted if audit.opened else ()
    caught = Counter(error.kind for error in errors if called.get(error.number) == "wrong")
    return Findings(_verdicts(genuine), _verdicts(filter(stands, genuine)), Counter(error.kind for error in errors), caught)


def _genuine(audit: Audit) -> list[Judgement]:
    """The rows of an audit that are no planted errors."""
    return [row for row in audit.rows if row.number not in audit.planted_rows]


def _entries(graph: Graph) -> Mapping[str, EntryRecord]:
    """Entries by their ids, former ones too: the rows of an audit are never changed."""
    former = {name: record for record in graph.entries for name in record.value.former_ids}
    return {**former, **graph.by_id}


def _verdicts(rows: Iterable[Judgement]) -> Mapping[Verdict, int]:
    return Counter(row.verdict for row in rows)


def _wrong(verdicts: Mapping[Verdict, int]) -> Rate:
    return Rate(verdicts.get("wrong", 0), sum(verdicts.values()))


def _not_right(verdicts: Mapping[Verdict, int]) -> Rate:
    number = sum(verdicts.values())
    return Rate(number - verdicts.get("right", 0), number)
