"""What status policies had when, as bars on one axis of time: pending, in force, ended, and what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from generator.render.drawings.strip import ticks
from generator.values.corpus import EntryRecord
from generator.values.entries import Policy, StatusChange
from generator.values.words import spaced

Standing = Literal["force", "pending", "final", "ended", "unknown"]
STANDING_MEANS: Final[Mapping[Standing, str]] = {
    "force": "in force",
    "pending": "proposed or adopted",
    "final": "final",
    "ended": "ended, suspended or rejected",
    "unknown": "status not recorded",
}
STANDINGS: Final[tuple[Standing, ...]] = get_args(Standing)
_OF_STATUS: Final[Mapping[str | None, Standing]] = {
    "proposed": "pending",
    "adopted": "pending",
    "in-force": "force",
    "amended": "force",
    "final": "final",
    "suspended": "ended",
    "repealed": "ended",
    "rescinded": "ended",
    "expired": "ended",
    "vetoed": "ended",
    "withdrawn": "ended",
    "superseded": "ended",
    None: "unknown",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A time with one standing, from 0 to 1 on the axis. `sure` is False where its start or its end is not recorded."""

    standing: Standing
    start: float
    end: float
    sure: bool = True
    planned: bool = False


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy with its bars, a mark for what has a date only, and the same in words."""

    record: EntryRecord
    standing: Standing
    bars: tuple[Bar, ...]
    marks: tuple[tuple[Standing, float], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The time that bars are drawn against, in whole years."""

    first: date
    last: date
    today: float
    ticks: tuple[tuple[int, float], ...]

    def at(self, day: date) -> float:
        """The place of a day, from 0 to 1."""
        return (day - self.first).days / (self.last - self.first).days


def standing_of(policy: Policy, today: date) -> Standing:
    """How a policy stands now."""
    facts = policy.policy
    past = [change for change in facts.changes if change.date.earliest <= today]
    return standings(past)[-1] if facts.status == "amended" and past else _OF_STATUS[facts.status]


def standings(changes: Iterable[StatusChange]) -> list[Standing]:
    """How a policy stands after each change: what is amended before it is in force is still pending."""
    kinds: list[Standing] = []
    for change in changes:
        pending = change.status == "amended" and kinds[-1:] == ["pending"]
        kinds.append("pending" if pending else _OF_STATUS[change.status])
    return kinds


def axis_of(records: Iterable[EntryRecord], today: date) -> Axis:
    """An axis from the first year of these policies to this year, or to the last that is planned."""
    days = [today, *(record.value.date.earliest for record in records)]
    for record in records:
        if isinstance(record.value, Policy):
            days += [change.date.earliest for change in record.value.policy.changes]
    first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
    return Axis(first, last, (today - first).days / (last - first).days, ticks(first, last))


def row_of(record: EntryRecord, policy: Policy, axis: Axis, today: date) -> PolicyRow:
    """A policy's bars: from each dated change to the next, and from the last to today if its status agrees with it."""
    facts, now = policy.policy, standing_of(policy, today)
    dated = bool(facts.changes)
    undated = (StatusChange(date=policy.date, status=facts.status),) if facts.status else ()
    changes = facts.changes or undated
    past = [change for change in changes if change.date.earliest <= today]
    kinds = standings(changes)
    agrees = bool(past) and now == kinds[len(past) - 1]
    bars: list[Bar] = []
    marks: list[tuple[Standing, float]] = []
    for n, change in enumerate(changes):
        kind, start = kinds[n], change.date.earliest
        if kind not in ("force", "pending"):
            marks.append((kind, axis.at(start)))
            continue
        end = changes[n + 1].date.earliest if n + 1 < len(changes) else None
        sure = dated and (end is not None or agrees or start > today)
        if start <= today:
            bars.append(Bar(kind, axis.at(start), axis.at(min(end or today, today)), sure))
        if start > today or (end and end > today):
            bars.append(Bar(kind, axis.at(max(start, today)), axis.at(end) if end else 1.0, sure, planned=True))
    if not changes:
        marks.append(("unknown", axis.at(policy.date.earliest)))
    return PolicyRow(record, now, tuple(bars), tuple(marks), _words(policy, now, past, agrees, today))


def _words(policy: Policy, now: Standing, past: list[StatusChange], agrees: bool, today: date) -> str:
    facts = policy.policy
    if not facts.changes:
        since = ", since when is not recorded" if now in ("force", "pending") else ""
        return f"Act of {policy.date}; {spaced(facts.status or 'status not recorded')}{since}"
    parts = [_change(change) for change in past]
    if past and not agrees:
        parts.append(f"now {spaced(facts.status)}" if facts.status else "how it stands now is not recorded")
    parts += [f"planned: {_change(change)}" for change in facts.changes if change.date.earliest > today]
    text = "; ".join(dict.fromkeys(parts))
    return text[:1].upper() + text[1:]


def _change(change: StatusChange) -> str:
    return f"{spaced(change.status)} {change.date}" + (f" ({change.note})" if change.note else "")
