"""What is wrong with the criteria: where they come from, whether they are still as they were frozen, and how their firsts are borne out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.check.index import Index, did_you_mean, names_an_entry
from generator.values.corpus import EntryRecord, Problem, Record, problem, warning
from generator.values.criteria import First, Firsts, Query, alike, order_of_draw
from generator.values.dates import FuzzyDate
from generator.values.fields import TRACKS, Track

ROOM: Final = "entries/criteria/"


def wordings_come_from_their_hands(index: Index) -> Iterator[Problem]:
    """A drawn criterion words a line, each line once; another says where it was taken from."""
    criteria = index.corpus.criteria
    lists = {record.id: record.value for record in criteria.lists}
    seen: dict[tuple[str, str], str] = {}
    for record in criteria.wordings:
        wording = record.value
        if wording.hand != "drawn":
            if wording.line or not wording.proposal:
                yield _in(
                    record,
                    "wording-hand",
                    f"of the hand {wording.hand}, yet not with a proposal alone",
                    "say under `proposal` where it is from",
                )
            continue
        if not wording.line or wording.proposal:
            yield _in(record, "wording-hand", "drawn, yet not with a line alone", "name the `line` that it words")
        elif wording.line.list not in lists:
            yield _in(
                record,
                "wording-line",
                f"no list has the id '{wording.line.list}'",
                did_you_mean(wording.line.list, lists) or "add the list",
            )
        elif wording.line.line not in lists[wording.line.list].lines:
            yield _in(record, "wording-line", f"{wording.line.list} has no line '{wording.line.line}'", "name one that it has")
        elif (first := seen.setdefault((wording.line.list, wording.line.line), record.id)) != record.id:
            yield _in(record, "wording-line", f"'{first}' words the same line", "keep one of the two")


def draw_can_be_repeated(index: Index) -> Iterator[Problem]:
    """What is worded and struck is what the seed draws, in its order, up to the stop."""
    criteria = index.corpus.criteria
    if criteria.draw is None or not criteria.lists:
        return
    record, draw = criteria.draw, criteria.draw.value
    worded = [f"{w.value.line.list} {w.value.line.line}" for w in criteria.wordings if w.value.line]
    struck = [strike.line for strike in draw.struck]
    for n, strike in enumerate(draw.struck):
        if strike.reason not in draw.strikes:
            yield _in(
                record,
                "draw-reason",
                f"'{strike.reason}' is no reason of this draw",
                did_you_mean(strike.reason, draw.strikes) or "add it",
                "struck",
                n,
            )
    if not worded:
        return
    drawn = order_of_draw(draw.seed, {source.id: source.value for source in criteria.lists})[: len(worded) + len(struck)]
    for name, given in (("worded", worded), ("struck", struck)):
        expected = [line for line in drawn if line in given]
        if expected != given:
            wrong = next((line for line in given if line not in drawn), None) or next(
                a for a, b in zip(given, expected, strict=True) if a != b
            )
            yield _in(
                record,
                "draw-order",
                f"the lines {name} are not as the seed draws them: '{wrong}'",
                f"the draw begins {', '.join(drawn[:3])}",
            )
            return
    if set(drawn) != {*worded, *struck}:
        missing = next(line for line in drawn if line not in worded and line not in struck)
        yield _in(record, "draw-order", f"'{missing}' is drawn, yet neither worded nor struck", "word it, or strike it with a reason")
    elif len(worded) != draw.stop or drawn[-1] not in worded:
        yield _in(
            record, "draw-stop", f"{len(worded)} lines are worded, and the draw stops at {draw.stop}", "end with the line that fills it"
        )


def wordings_are_as_frozen(index: Index) -> Iterator[Problem]:
    """Lists, draw and wordings are those of the last freeze in the log; its changes are in order of time."""
    criteria = index.corpus.criteria
    if not criteria.wordings:
        return
    freezes = [record for record in criteria.log if record.value.frozen]
    if not freezes:
        mend = f"write {ROOM}log.yaml with the hash {criteria.frozen}"
        yield Problem(f"{ROOM}wordings.yaml", 1, 1, "the wordings were never frozen", mend, "not-frozen")
    elif freezes[-1].value.frozen != criteria.frozen:
        what = "lists, draw or wordings are not as they were frozen"
        yield _in(freezes[-1], "not-frozen", what, f"take the change back, or log it with its reason and the hash {criteria.frozen}")
    for before, after in zip(criteria.log, criteria.log[1:], strict=False):
        if after.value.date.earliest < before.value.date.earliest:
            yield _in(after, "log-order", f"{after.value.date} stands below {before.value.date}", "put changes in order of time")


def sheets_name_criteria(index: Index) -> Iterator[Problem]:
    """A coder's sheet has rows of criteria that there are."""
    known = {record.id for record in index.corpus.criteria.wordings}
    for rows in index.corpus.criteria.sheets.values():
        for record in rows:
            if record.id not in known:
                yield _in(
                    record,
                    "criterion-unknown",
                    f"no criterion has the id '{record.id}'",
                    did_you_mean(record.id, known) or "name one that is worded",
                )


def firsts_are_borne_out(index: Index) -> Iterator[Problem]:
    """Each criterion has its two cells; a first rests on a source that was read, and what else could be read as the first is told."""
    criteria = index.corpus.criteria
    wordings = {record.id: record for record in criteria.wordings}
    sheets = [{row.id: row.value for row in rows} for rows in criteria.sheets.values()]
    for name in wordings.keys() - {record.id for record in criteria.firsts} - index.corpus.unread:
        yield Problem(f"entries/firsts/{name}.yaml", 1, 1, f"the criterion '{name}' has no firsts", "write this file", "firsts-missing")
    for record in criteria.firsts:
        if record.id not in wordings:
            mend = did_you_mean(record.id, wordings) or "name the file as one that is worded"
            yield problem(record, (), "criterion-unknown", f"no criterion has the id '{record.id}'", mend)
        if bool(record.value.query) == bool(record.value.no_query):
            mend = "write `query` with what may meet it, or `no_query` with why no query finds it"
            yield problem(record, (), "first-query", "no query, or both a query and why there is none", mend)
        for track in TRACKS:
            first: First = getattr(record.value, track)
            yield from _cell(index, record, track, first)
            coded = [getattr(sheet[record.id], track) for sheet in sheets if record.id in sheet]
            if len(coded) > 1 and not first.decided and not alike(*coded[:2]):
                yield problem(record, (track,), "first-decided", "the two coders differ", "say under `decided` which is followed, and why")


def _cell(index: Index, record: Record[Firsts], track: Track, first: First) -> Iterator[Problem]:
    if (first.date is None) != (first.event is None):
        yield problem(
            record, (track,), "first-event", "a date without an event, or an event without a date", "write both, or neither for not yet"
        )
    if first.date and not any(source.accessed and source.quote for source in first.sources):
        mend = "give one with `accessed` and a `quote`; what is remembered is a lead under `considered`"
        yield problem(record, (track,), "first-unread", "no source of this first was read", mend)
    yield from _entry_agrees(index, record, track, first)
    if len(first.readings) == 1 and not first.only:
        mend = "say under `only` why, or give the others under `considered`"
        yield problem(record, (track,), "first-reading", "one reading alone, and no word why no other is defensible", mend)
    for n, rival in enumerate(first.considered):
        at = (track, "considered", n)
        if rival.counts == "before" and not (rival.date and _before_start(index, track, rival.date.bound)):
            yield problem(record, at, "rival-before", "does not lie before the usual start of its clock", "say how it counts otherwise")
        if rival.counts in ("before", "defensible") and rival.date and not rival.url and not rival.entry:
            yield problem(record, at, "rival-unread", "counts, yet no page is named that bears it", "give its `url`, or call it a lead")
        if rival.entry:
            yield from names_an_entry(index, record, (*at, "entry"), rival.entry)


def _before_start(index: Index, track: Track, day: Any) -> bool:
    origins = index.corpus.origins
    start = index.entries.get(origins.value.of(track)[0].entry) if origins else None
    return start is None or day < start.value.date.bound


def _entry_agrees(index: Index, record: Record[Firsts], track: Track, first: First) -> Iterator[Problem]:
    """The entry of a first exists, is on its track, and is dated as the first is, or the first says why in `why`."""
    if not first.entry:
        return
    at = (track, "entry")
    yield from names_an_entry(index, record, at, first.entry, track)
    entry = index.entries.get(first.entry)
    if entry and entry.track == track and first.date and not _overlap(first.date, entry.value.date):
        what = f"'{first.entry}' is of {entry.value.date}, this first of {first.date}"
        yield warning(record, at, "first-date", what, "name an entry of that day, or leave `entry` out")


def _overlap(one: FuzzyDate, other: FuzzyDate) -> bool:
    return one.earliest <= other.bound and other.earliest <= one.bound


def earlier_entries_were_considered(index: Index) -> Iterator[Problem]:
    """An entry that may meet a criterion earlier than its first is among those considered."""
    for record in index.corpus.criteria.firsts:
        if not record.value.query:
            continue
        for track in TRACKS:
            first: First = getattr(record.value, track)
            weighed = {first.entry, *(rival.entry for rival in first.considered)}
            for entry in matches(record.value.query, index.corpus.entries, track):
                earlier = first.date is None or entry.value.date.earliest < first.date.earliest
                if earlier and entry.id not in weighed and not _long_before(index, entry):
                    than = f"before {first.date}" if first.date else "and there is no first yet"
                    what = f"'{entry.id}' ({entry.value.date}) may meet it {than}, and is not among those considered"
                    yield problem(
                        record, (track,), "rival-missing", what, "make it the first, or say under `considered` why it does not count"
                    )


def _long_before(index: Index, entry: EntryRecord) -> bool:
    """Whether it lies before every start of its track's clock, so that it never counts."""
    origins = index.corpus.origins
    starts = [
        index.entries[o.entry].value.date.earliest for o in (origins.value.of(entry.track) if origins else ()) if o.entry in index.entries
    ]
    return bool(starts) and entry.value.date.bound < min(starts)


def matches(query: Query, entries: Iterable[EntryRecord], track: Track) -> Iterator[EntryRecord]:
    """Entries of a track that a query finds."""
    words = [word.lower() for word in query.words]
    for entry in entries:
        if entry.track != track or (query.kinds and entry.kind not in query.kinds):
            continue
        if query.tags and not set(query.tags) & set(entry.value.tags):
            continue
        text = f"{entry.value.title} {entry.value.summary}".lower() if words else ""
        if not words or any(word in text for word in words):
            yield entry


def forecasts_can_be_judged(index: Index) -> Iterator[Problem]:
    """A forecast falls due after it was made; one that was judged says by what, and one that is due is judged."""
    for record in index.corpus.criteria.forecasts:
        forecast = record.value
        if forecast.due.bound <= forecast.made.earliest:
            yield _in(record, "forecast-due", f"due on {forecast.due}, made on {forecast.made}", "make it before it is due")
        given = (forecast.outcome, forecast.judged, forecast.evidence)
        if any(given) and not all(given):
            yield _in(record, "forecast-outcome", "judged in part", "give `outcome`, `judged` and `evidence`, or none of them")
        elif not any(given) and forecast.due.bound < index.today:
            what = f"due on {forecast.due}, and not judged yet"
            yield warning(record, (record.id,), "forecast-late", what, "give its `outcome`, `judged` and `evidence`")


def forecasts_rest_on_something(index: Index) -> Iterator[Problem]:
    """What Linux did at the age that a forecast is about is told by an entry on Linux, or has a source."""
    for record in index.corpus.criteria.forecasts:
        name = record.value.linux_entry
        entry = index.entries.get(name or "")
        if name and name not in index.corpus.unread and (entry is None or entry.track != "linux"):
            yield _in(record, "forecast-linux", f"no entry on Linux has the id '{name}'", "name one of entries/linux/", "linux_entry")
        elif not name and not record.value.linux_sources:
            yield warning(record, (record.id, "linux"), "forecast-linux", "nothing bears it", "give `linux_entry` or `linux_sources`")


def _in(record: Record[Any], rule: str, what: str, mend: str, *at: str | int) -> Problem:
    """Something wrong in a record of a file that holds many."""
    return problem(record, (record.id, *at), rule, what, mend)
