"""What is wrong with sources, and with values that name something outside: dates, places, licences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Any, Final, get_args

import pycountry
from license_expression import ExpressionError, get_spdx_licensing

from generator.check.index import Index, did_you_mean
from generator.values.actors import Licence, Terms
from generator.values.corpus import EntryRecord, Problem, Record, problem, warning
from generator.values.criteria import First
from generator.values.dates import A_DAY_AHEAD, FuzzyDate
from generator.values.entries import SHARED, Policy, Source
from generator.values.fields import LONGEST_QUOTE, TRACKS, licences_in

NO_LICENCE: Final = "NOASSERTION"
"""What SPDX documents say where no licence is stated."""
_OWN: Final = re.compile(r"LicenseRef-[A-Za-z0-9.-]+\Z")
_SUPRANATIONAL: Final = frozenset({"EU", "UN"})


def sources_support_what_is_there(index: Index) -> Iterator[Problem]:
    """Sources and disputes name fields that are there; quotes are short, and of a text that was read."""
    for record in index.corpus.entries:
        fields = _fields_set(record)
        yield from _supports(record, fields)
        for n, dispute in enumerate(record.value.disputes):
            if dispute.field not in fields:
                what = f"a dispute about '{dispute.field}', which this entry does not have"
                yield problem(record, ("disputes", n, "field"), "dispute-of-nothing", what, did_you_mean(dispute.field, fields))
        if isinstance(record.value, Policy):
            yield from _changes(record, record.value)
    for other in chain[Record[Any]](index.corpus.parallels, index.corpus.series):
        yield from _supports(other, set(other.value.model_fields_set))
    for any_record in index.corpus.sourced():
        yield from _sources(any_record, any_record.value.sources)


def _supports(record: Record[Any], fields: set[str]) -> Iterator[Problem]:
    for n, source in enumerate(record.value.sources):
        for m, name in enumerate(source.supports):
            if name not in fields:
                what = f"a source supports '{name}', which this file does not have"
                mend = did_you_mean(name, fields) or f"it has: {', '.join(sorted(fields))}"
                yield problem(record, ("sources", n, "supports", m), "supports-nothing", what, mend)


def _fields_set(record: EntryRecord) -> set[str]:
    """Names that `supports` may use: the fields that the entry has, those of its kind's block without the block."""
    value = record.value
    names = set(value.model_fields_set & SHARED)
    block = value.facts
    if block is not None:
        names |= block.model_fields_set | {record.kind}
        if openness := getattr(block, "openness", None):
            names |= openness.model_fields_set
    return names | ({"actors"} if "authority" in names else set())


def _sources(record: Record[Any], sources: tuple[Source, ...]) -> Iterator[Problem]:
    urls: set[str] = set()
    for n, source in enumerate(sources):
        if source.url in urls:
            yield problem(record, ("sources", n, "url"), "source-twice", "this source stands twice", "merge the two")
        urls.add(source.url)
        if source.quote and not source.accessed:
            mend = "give the day on which it was read, or remove the quote"
            yield problem(record, ("sources", n, "quote"), "quote-unread", "a quote without `accessed`", mend)
        if source.quote and len(source.quote.split()) > LONGEST_QUOTE:
            what = f"a quote of {len(source.quote.split())} words, more than {LONGEST_QUOTE}"
            yield problem(record, ("sources", n, "quote"), "quote-long", what, "keep the words that support the field")
        if source.accessed and not source.accessed.exact:
            what = f"`accessed` is {source.accessed}, which is no single day"
            yield problem(record, ("sources", n, "accessed"), "accessed-day", what, "write the day on which it was read")
        if source.accessed and source.published and source.accessed.bound + A_DAY_AHEAD < source.published.earliest:
            what = "read before it was published"
            yield problem(record, ("sources", n, "accessed"), "accessed-early", what, "mend one of the two dates")


def _changes(record: EntryRecord, value: Policy) -> Iterator[Problem]:
    urls = {source.url for source in value.sources}
    changes = value.policy.changes
    for n, change in enumerate(changes):
        at = ("policy", "changes", n)
        if change.source and change.source not in urls:
            what = "its source is not among the entry's sources"
            yield problem(record, (*at, "source"), "change-source", what, "add it under sources")
        if n and change.date.before(changes[n - 1].date):
            yield problem(record, (*at, "date"), "change-order", "earlier than the change above it", "oldest first")


def dates_are_past(index: Index) -> Iterator[Problem]:
    """Nothing that is told as past lies after today, nor after tomorrow's day, which has begun in the east of the world."""

    def late(record: Record[Any], at: tuple[str | int, ...], when: FuzzyDate | None) -> Iterator[Problem]:
        if when and when.earliest > index.last_day:
            what = f"{when} is in the future (today is {index.today} by UTC)"
            yield problem(record, at, "date-future", what, "an entry tells what has happened; mend the date")

    for record in index.corpus.entries:
        yield from late(record, ("date",), record.value.date)
    for any_record in index.corpus.sourced():
        for n, source in enumerate(any_record.value.sources):
            yield from late(any_record, ("sources", n, "published"), source.published)
            yield from late(any_record, ("sources", n, "accessed"), source.accessed)
    for actor in index.corpus.actors:
        yield from late(actor, ("founded",), actor.value.founded)
    for sheet in index.corpus.readings:
        yield from late(sheet, ("day",), sheet.value.day)
    for audit in index.corpus.audits:
        yield from late(audit, ("drawn",), audit.value.drawn)
        yield from late(audit, ("judged",), audit.value.judged)
    for series in index.corpus.series:
        yield from late(series, ("retrieved",), series.value.retrieved)
    for firsts in index.corpus.criteria.firsts:
        for track in TRACKS:
            first: First = getattr(firsts.value, track)
            yield from late(firsts, (track, "date"), first.date)
            for n, rival in enumerate(first.considered):
                yield from late(firsts, (track, "considered", n, "date"), rival.date)
    for change in index.corpus.criteria.log:
        yield from late(change, (change.id, "date"), change.value.date)
    for forecast in index.corpus.criteria.forecasts:
        yield from late(forecast, (forecast.id, "made"), forecast.value.made)
        yield from late(forecast, (forecast.id, "judged"), forecast.value.judged)


def codes_are_real(index: Index) -> Iterator[Problem]:
    """Licences are SPDX expressions, places ISO 3166 codes."""
    for record in index.corpus.entries:
        block = record.value.facts
        licence = getattr(block, "licence", None)
        if licence and (wrong := _licence(licence, frozenset(index.licences))):
            yield problem(record, (record.kind, "licence"), "licence-unknown", *wrong)
        code = getattr(block, "jurisdiction", None)
        if code and not _is_place(code):
            mend = "write an ISO 3166 code such as US or US-CA, or EU or UN"
            yield problem(record, ("policy", "jurisdiction"), "country-unknown", f"'{code}' is no ISO 3166 code", mend)
    for series in index.corpus.series:
        licence_of_series = series.value.licence
        if licence_of_series != NO_LICENCE and (wrong := _licence(licence_of_series, frozenset(index.licences))):
            mend = f"{wrong[1]}; write {NO_LICENCE} where the source states none"
            yield problem(series, ("licence",), "licence-unknown", wrong[0], mend)
    for actor in index.corpus.actors:
        country = actor.value.country
        if country and not _is_place(country):
            yield problem(actor, ("country",), "country-unknown", f"'{country}' is no ISO 3166 code", "such as US or CN")


@lru_cache
def _is_place(code: str) -> bool:
    if code in _SUPRANATIONAL:
        return True
    places: Any = pycountry.subdivisions if "-" in code else pycountry.countries
    return bool(places.get(**({"code": code} if "-" in code else {"alpha_2": code})))


@lru_cache(maxsize=1024)
def _licence(expression: str, defined: frozenset[str]) -> tuple[str, str] | None:
    """What is wrong with a licence, and what would be right; None if nothing is. The list is SPDX's own."""
    spdx = get_spdx_licensing()
    try:
        read = spdx.parse(expression)
        unknown = [] if read is None else spdx.unknown_license_keys(read)
    except ExpressionError:
        read, unknown = None, [expression]
    for key in unknown:
        if not key.startswith("LicenseRef-"):
            return f"licence '{key}' is no SPDX id", _meant(key, spdx.known_symbols)
        if key not in defined:
            mend = did_you_mean(key, defined) or "define it there"
            return f"the licence '{key}' is not in entries/licences.yaml", mend
    if read is None or read.render() != expression:
        mend = f"did you mean '{read.render()}'?" if read else ""
        return f"licence '{expression}' is not written as SPDX has it", mend
    return None


def _meant(licence: str, known: Iterable[str]) -> str:
    """The SPDX id that was probably meant: one that goes on as this begins, or else one that looks like it."""
    by_lower = {key.lower(): key for key in known}
    stem = re.sub(r"\b(the|licen[cs]e|version|v)\b", "", licence.lower()).strip().replace(" ", "-")
    longer = sorted((key for key in by_lower if stem and key.startswith(stem)), key=lambda key: (len(key), key))
    best = longer[:1] or get_close_matches(stem, by_lower, 1, 0.7)
    return f"did you mean '{by_lower[best[0]]}'?" if best else "see spdx.org/licenses, or define a LicenseRef- id"


def licences_are_told(index: Index) -> Iterator[Problem]:
    """Every licence that is used is told of, and the other way round."""
    spdx = get_spdx_licensing().known_symbols
    records: dict[str, Record[Licence]] = {record.id: record for record in index.corpus.licences}
    used: dict[str, tuple[Record[Any], tuple[str, ...]]] = {}
    for record in chain[Record[Any]](index.corpus.entries, index.corpus.series):
        block = (record.kind,) if isinstance(record, EntryRecord) else ()
        facts = getattr(record.value, block[0], None) if block else record.value
        for name in licences_in(getattr(facts, "licence", None) or ""):
            used.setdefault(name, (record, (*block, "licence")))
    for name, licence in records.items():
        if name not in spdx and not _OWN.match(name):
            mend = "start it with LicenseRef-, then letters, digits, '.' and '-'"
            yield problem(licence, (name,), "licence-id", f"'{name}' is neither an SPDX id nor a LicenseRef- id", mend)
        elif name not in used:
            mend = "use it in an entry, or remove it"
            yield warning(licence, (name,), "licence-unused", f"no entry has the licence '{name}'", mend)
        elif not licence.value.terms and not (name in spdx and spdx[name].is_exception):
            mend = f"add 'terms:' with one of {', '.join(get_args(Terms))}"
            yield problem(licence, (name,), "licence-terms", f"what kind of terms '{name}' has is not said", mend)
    for name in sorted(set(used) & set(spdx) - set(records)):
        mend = f"add '{name}:' with its name, a summary and its terms to entries/licences.yaml"
        yield warning(*used[name], "licence-untold", f"what the licence '{name}' permits is not told", mend)
