"""Calendars to subscribe to (RFC 5545): anniversaries of events, and the dates on which policies change by law.

Only what has a certain day is in them. An event's day does not block anybody's time. A UID is made of what stays: the id under which
an entry was first published and, of a change of a policy, its date and status as first written, so that a date that is put right
moves the event that people have, and one that is put in before it moves none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, Final

from generator.values.corpus import EntryRecord
from generator.values.entries import Policy
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.words import country, spaced

ANNIVERSARIES: Final = "on-this-day/anniversaries.ics"
DATES: Final = "jurisdictions/dates.ics"
_BEGAN: Final = date(1970, 1, 1)
"""The stamp of an event whose history is not known: a build has no clock of its own."""


def calendars(graph: Graph, past: History, site: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of each calendar."""
    about = "What happened on this day in the histories of Linux and of open AI"
    events = [_anniversary(record, past, site) for record in graph.entries if record.value.date.exact]
    yield ANNIVERSARIES, _calendar("Only Faster: on this day", about, events, f"{site}/{ANNIVERSARIES}")
    about = "When acts on Linux and open models were proposed, come into force and end, as far as their texts say"
    yield (DATES, _calendar("Only Faster: dates of policies", about, list(_changes(graph, past, site)), f"{site}/{DATES}"))


def _calendar(name: str, about: str, events: list[Any], address: str) -> bytes:
    from icalendar import Calendar  # noqa: PLC0415  slow to import, and only a build writes calendars

    calendar = Calendar()
    for key, value in (
        ("prodid", "-//Only Faster//Only Faster//EN"),
        ("version", "2.0"),
        ("name", name),
        ("x-wr-calname", name),
        ("description", about),
        ("url", address),
    ):
        calendar.add(key, value)
    calendar.add("source", address, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _anniversary(record: EntryRecord, past: History, site: str) -> Any:
    day = record.value.date.earliest
    # Who has no 29 February this year remembers on the last day of that month.
    leap = {"bymonth": 2, "bymonthday": -1} if (day.month, day.day) == (2, 29) else {}
    event = _event(record, "anniversary", f"{record.value.title} ({day.year})", day, past, site)
    event.add("description", f"{record.value.summary}\n\n{site}/e/{record.id}/")
    event.add("rrule", {"freq": "yearly", **leap})
    return event


def _changes(graph: Graph, past: History, site: str) -> Iterator[Any]:
    """Each dated change of a policy, in order of the policies' time."""
    for record in graph.entries:
        if not isinstance(record.value, Policy):
            continue
        place = record.value.policy.jurisdiction
        changes = record.value.policy.changes
        now = [(change.date.edtf, change.status) for change in changes]
        for change, name in zip(changes, names_of_changes([*_versions(past, record), now]), strict=True):
            if not change.date.exact:
                continue
            day = change.date.earliest
            title = f"{spaced(change.status)}: {record.value.title}"
            if change.note and sum(other.status == change.status for other in changes) > 1:
                title += f" ({change.note})"  # a list of events shows titles alone
            event = _event(record, name, title[:1].upper() + title[1:], day, past, site)
            paragraphs = [change.note, record.value.summary, change.source, f"{site}/e/{record.id}/"]
            event.add("description", "\n\n".join(str(paragraph) for paragraph in paragraphs if paragraph))
            if place:
                event.add("location", country(place))
            yield event


def _versions(past: History, record: EntryRecord) -> Iterator[list[tuple[str, str]]]:
    """The changes of a policy in each version of its entry, oldest first: date and status as written."""
    for revision in past.revisions.get(f"e/{record.id}", ()):
        policy = revision.values.get("policy")
        changes = policy.get("changes") if isinstance(policy, dict) else None
        if isinstance(changes, tuple):
            yield [(str(change.get("date")), str(change.get("status"))) for change in changes if isinstance(change, dict)]


def names_of_changes(versions: Iterable[Sequence[tuple[str, str]]]) -> list[str]:
    """A name for each (date, status) of the last version, the same in every version that has the change; no two alike.

    A change is the same if both are; or else if it is the only one left of its status, whose date was put right; or the only one
    left of its date, whose status was.
    """
    names: list[str] = []
    before: Sequence[tuple[str, str]] = ()
    for version in versions:
        known: dict[int, str] = {}
        left = list(range(len(before)))
        for part in (slice(0, 2), slice(1, 2), slice(0, 1)):  # both, the status, the date
            for n, change in enumerate(version):
                same = [m for m in left if before[m][part] == change[part]]
                rivals = [m for m in range(len(version)) if m not in known and version[m][part] == change[part]]
                if n not in known and same and (len(same) == len(rivals) == 1 or before[same[0]] == change):
                    known[n] = names[same[0]]
                    left.remove(same[0])
        taken = set(known.values())
        for n, (day, status) in enumerate(version):
            if n not in known:
                fresh = (f"{day}-{status}" + (f"-{again}" if again else "") for again in count())
                known[n] = next(name for name in fresh if name not in taken)
                taken.add(known[n])
        names, before = [known[n] for n in range(len(version))], version
    return names


def _event(  # noqa: PLR0913  each is one property
    record: EntryRecord, name: str, title: str, day: date, past: History, site: str
) -> Any:
    from icalendar import Event  # noqa: PLC0415  see above

    page = f"e/{record.id}"
    revision = past.last(page)
    event = Event()
    event.add("uid", f"{past.first_id(page)}-{name}@only-faster")
    event.add("dtstamp", datetime.combine(revision.day if revision else _BEGAN, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("url", f"{site}/{page}/")
    event.add("categories", [record.track, record.kind])
    event.add("transp", "TRANSPARENT")
    return event
