"""check: records -> Problems. Everything that can be wrong across files, or in a value that has the right shape.

Offline and without side effects. Each rule is a small generator of its own; `check` runs them all, so that one
run tells everything. Errors stop a build; warnings do not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import pycountry
from license_expression import ExpressionError, get_spdx_licensing

from generator.model import SHARED, Actor, Fork, FuzzyDate, Licence, Policy, Release, Source
from generator.record import Corpus, EntryRecord, Problem, Record

LONGEST_TITLE: Final = 110
LONGEST_SUMMARY: Final = 420
SHORTEST_SUMMARY: Final = 40
LONGEST_QUOTE: Final = 25
_SUPRANATIONAL: Final = frozenset({"EU", "UN"})
_LINUX_ONLY: Final = frozenset({"distribution", "derivative", "rebuild"})
_AI_ONLY: Final = frozenset({"fine-tune", "distillation", "merge", "quantisation", "adapter", "continued-training"})
_HTML: Final = re.compile(r"<(/?[a-zA-Z][^\s<>]*|!--)")
_INTERNAL_LINK: Final = re.compile(r"\]\((?!https?://|/e/|/actors/|mailto:)([^)\s]*)")
_ENTRY_LINK: Final = re.compile(r"\]\(/(e|actors)/([^)/\s#]*)")

Either = EntryRecord | Record[Actor]
_Named = tuple[tuple[str | int, ...], str]  # where an actor is named, and its id
Rule = Callable[["_Index"], Iterator[Problem]]


class _Index:
    """The corpus with what several rules look up in it."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self.corpus = corpus
        self.today = today
        self.entries = {record.id: record for record in corpus.entries}
        self.actors = {record.id: record for record in corpus.actors}
        self.licences = {record.id for record in corpus.licences}
        self.hub = {hub for record in corpus.entries for hub in _hub_ids(record)}
        self.linked = {link.to for record in corpus.entries for link in record.value.links} | {
            base for record in corpus.entries if isinstance(record.value, Fork) for base in record.value.fork.of
        }


def check(corpus: Corpus, today: date) -> list[Problem]:
    """Every problem in the corpus, sorted by path; each names its field in `at`, and `load.place` finds the line."""
    index = _Index(corpus, today)
    return sorted(chain.from_iterable(rule(index) for rule in _RULES))


def _hub_ids(record: EntryRecord) -> tuple[str, ...]:
    value = record.value
    if isinstance(value, Release):
        return value.release.hub
    return value.fork.hub if isinstance(value, Fork) else ()


def _problem(record: Record[Any], at: tuple[str | int, ...], rule: str, what: str, mend: str = "") -> Problem:
    return Problem(record.path, what=what, mend=mend, rule=rule, at=at)


def _warning(record: Record[Any], at: tuple[str | int, ...], rule: str, what: str, mend: str = "") -> Problem:
    return Problem(record.path, what=what, mend=mend, rule=rule, at=at, severity="warning")


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, known, 1, 0.75)
    return f"did you mean '{near[0]}'?" if near else ""


def _ids_are_unique(index: _Index) -> Iterator[Problem]:
    for records in (index.corpus.entries, index.corpus.actors):
        claims: defaultdict[str, list[tuple[Either, tuple[str | int, ...]]]] = defaultdict(list)
        for record in records:
            claims[record.id.casefold()].append((record, ()))
            for n, former in enumerate(record.value.former_ids):
                claims[former.casefold()].append((record, ("former_ids", n)))
        for claimed, claimants in claims.items():
            for record, at in claimants[1:]:
                other = next((r for r, _ in claimants if r.path != record.path), record)
                what = f"the id '{claimed}' is also taken by {other.path}"
                yield _problem(record, at, "id-clash", what, "rename the file, or drop the former id")


def _links_lead_somewhere(index: _Index) -> Iterator[Problem]:
    for record in index.corpus.entries:
        seen: set[tuple[str, str]] = set()
        for n, link in enumerate(record.value.links):
            at = ("links", n, "to")
            if link.to == record.id:
                yield _problem(record, at, "link-self", "links to itself", "name the other entry, or remove the link")
            elif link.to in index.corpus.unread:
                continue
            elif link.to not in index.entries:
                mend = _near(link.to, index.entries) or "add that entry, or remove the link"
                yield _problem(record, at, "link-dangling", f"no entry has the id '{link.to}'", mend)
            elif (link.to, link.as_) in seen:
                yield _problem(record, at, "link-twice", f"links to '{link.to}' as {link.as_} twice", "keep one")
            elif record.value.date.before(index.entries[link.to].value.date):
                other = index.entries[link.to].value.date
                what = f"dated {record.value.date}, before what it {link.as_} ({link.to}, {other})"
                yield _problem(record, at, "link-backwards", what, "write the link in the later entry, or mend a date")
            seen.add((link.to, link.as_))
        alone = not record.value.links and record.id not in index.linked and not isinstance(record.value, Fork)
        told = {found[2] for found in _ENTRY_LINK.finditer(record.value.body or "") if found[1] == "e"}
        if alone and not told - {record.id}:
            yield _warning(record, (), "link-none", "no link leads to or from this entry", "link it to what it follows")


def _forks_follow_their_base(index: _Index) -> Iterator[Problem]:
    for record in index.corpus.entries:
        if not isinstance(record.value, Fork):
            continue
        fork = record.value.fork
        for n, base in enumerate(fork.of):
            at = ("fork", "of", n)
            if "/" in base:
                if base in index.hub:
                    yield _warning(record, at, "fork-base", f"'{base}' has an entry", "name the entry's id instead")
            elif base == record.id:
                yield _problem(record, at, "link-self", "a fork of itself", "name what it derives from")
            elif base in index.corpus.unread:
                continue
            elif base not in index.entries:
                mend = _near(base, index.entries) or "add that entry, or write a Hub id as owner/name"
                yield _problem(record, at, "link-dangling", f"no entry has the id '{base}'", mend)
            elif record.value.date.before(index.entries[base].value.date):
                what = f"dated {record.value.date}, before its base {base} ({index.entries[base].value.date})"
                yield _problem(record, at, "fork-backwards", what, "mend one of the dates, or the base")
        if fork.how in (_LINUX_ONLY if record.track == "ai" else _AI_ONLY):
            what = f"'{fork.how}' is not a way to fork on the {record.track} track"
            yield _problem(record, ("fork", "how"), "fork-how", what, "choose a word for this track")
        if fork.ended and fork.ended.before(record.value.date):
            yield _problem(record, ("fork", "ended"), "fork-ended", "ended before it began", "mend one of the dates")


def _actors_are_known(index: _Index) -> Iterator[Problem]:
    used: set[str] = set()
    for record in index.corpus.entries:
        named: list[_Named] = [(("actors", n), actor) for n, actor in enumerate(record.value.actors)]
        if isinstance(record.value, Policy) and record.value.policy.authority:
            named.append((("policy", "authority"), record.value.policy.authority))
        yield from _unknown_actors(index, record, named)
        used.update(actor for _, actor in named)
    for owner in index.corpus.actors:
        parents: list[_Named] = [(("parents", n), actor) for n, actor in enumerate(owner.value.parents)]
        yield from _unknown_actors(index, owner, parents)
        used.update(owner.value.parents)
    for owner in index.corpus.actors:
        if owner.id not in used:
            yield _warning(owner, (), "actor-unused", "no entry names this actor", "name it in an entry, or remove it")


def _unknown_actors(index: _Index, record: Record[Any], named: list[_Named]) -> Iterator[Problem]:
    for at, actor in named:
        if actor == record.id and isinstance(record.value, Actor):
            yield _problem(record, at, "link-self", "its own parent", "remove it")
        elif actor not in index.actors and actor not in index.corpus.unread:
            mend = _near(actor, index.actors) or f"add entries/actors/{actor}.yaml"
            yield _problem(record, at, "actor-unknown", f"no actor has the id '{actor}'", mend)
    counts = Counter(actor for at, actor in named if at[0] == "actors")
    for actor, count in counts.items():
        if count > 1:
            yield _problem(record, ("actors",), "actor-twice", f"names '{actor}' {count} times", "keep one")


def _texts_can_be_quoted(index: _Index) -> Iterator[Problem]:
    for record in index.corpus.entries:
        value = record.value
        if len(value.title) > LONGEST_TITLE:
            what = f"the title has {len(value.title)} characters, more than {LONGEST_TITLE}"
            yield _problem(
                record, ("title",), "title-long", what, "say who did what, and leave the rest to the summary"
            )
        if len(value.summary) > LONGEST_SUMMARY:
            what = f"the summary has {len(value.summary)} characters, too long to quote (at most {LONGEST_SUMMARY})"
            yield _problem(record, ("summary",), "summary-long", what, "keep what happened; move the rest to the body")
        elif len(value.summary) < SHORTEST_SUMMARY:
            what = f"the summary has {len(value.summary)} characters"
            yield _warning(record, ("summary",), "summary-short", what, "let it stand alone, for someone who quotes it")
        if value.body:
            yield from _body(index, record, value.body)
    for title, records in _repeated(index).items():
        for record in records[1:]:
            what = f"the title '{title}' is also that of {records[0].path}"
            yield _problem(record, ("title",), "title-repeats", what, "say what sets it apart")


def _repeated(index: _Index) -> dict[str, list[EntryRecord]]:
    titles: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    for record in index.corpus.entries:
        titles[re.sub(r"\W+", " ", record.value.title.casefold()).strip()].append(record)
    return {title: records for title, records in titles.items() if len(records) > 1}


def _body(index: _Index, record: EntryRecord, body: str) -> Iterator[Problem]:
    if found := _HTML.search(body):
        mend = "write Markdown, and put code in `backticks`"
        if not re.search(r"`[^`\n]*" + re.escape(found[0]), body):
            yield _problem(record, ("body",), "body-html", f"HTML ('{found[0]}') in the body", mend)
    if "![" in body:
        yield _problem(record, ("body",), "body-image", "an image in the body", "link to its page instead")
    for found in _INTERNAL_LINK.finditer(body):
        mend = "write a whole https:// address, /e/ID/ or /actors/ID/"
        yield _problem(record, ("body",), "body-link", f"the body links to '{found[1]}'", mend)
    for found in _ENTRY_LINK.finditer(body):
        known = index.entries if found[1] == "e" else index.actors
        if found[2] not in known and found[2] not in index.corpus.unread:
            what = f"the body links to /{found[1]}/{found[2]}/, which does not exist"
            yield _problem(record, ("body",), "link-dangling", what, _near(found[2], known))


def _sources_support_what_is_there(index: _Index) -> Iterator[Problem]:
    for record in index.corpus.entries:
        fields = _fields_set(record)
        for n, source in enumerate(record.value.sources):
            for m, name in enumerate(source.supports):
                if name not in fields:
                    what = f"a source supports '{name}', which this entry does not have"
                    mend = _near(name, fields) or f"it has: {', '.join(sorted(fields))}"
                    yield _problem(record, ("sources", n, "supports", m), "supports-nothing", what, mend)
        for n, dispute in enumerate(record.value.disputes):
            if dispute.field not in fields:
                what = f"a dispute about '{dispute.field}', which this entry does not have"
                yield _problem(
                    record, ("disputes", n, "field"), "dispute-of-nothing", what, _near(dispute.field, fields)
                )
        if isinstance(record.value, Policy):
            yield from _changes(record, record.value)
    for any_record in chain[Either](index.corpus.entries, index.corpus.actors):
        yield from _sources(any_record, any_record.value.sources)


def _fields_set(record: EntryRecord) -> set[str]:
    """Names that `supports` may use: the fields that the entry has, those of its kind's block without the block."""
    value = record.value
    names = set(value.model_fields_set & SHARED)
    block = getattr(value, record.kind, None)
    if block is not None:
        names |= block.model_fields_set | {record.kind}
        if openness := getattr(block, "openness", None):
            names |= openness.model_fields_set
    return names | ({"actors"} if "authority" in names else set())


def _sources(record: Record[Any], sources: tuple[Source, ...]) -> Iterator[Problem]:
    urls: set[str] = set()
    for n, source in enumerate(sources):
        if source.url in urls:
            yield _problem(record, ("sources", n, "url"), "source-twice", "this source stands twice", "merge the two")
        urls.add(source.url)
        if source.quote and not source.accessed:
            mend = "give the day on which it was read, or remove the quote"
            yield _problem(record, ("sources", n, "quote"), "quote-unread", "a quote without `accessed`", mend)
        if source.quote and len(source.quote.split()) > LONGEST_QUOTE:
            what = f"a quote of {len(source.quote.split())} words, more than {LONGEST_QUOTE}"
            yield _problem(record, ("sources", n, "quote"), "quote-long", what, "keep the words that support the field")
        if source.accessed and not source.accessed.exact:
            what = f"`accessed` is {source.accessed}, which is no single day"
            yield _problem(
                record, ("sources", n, "accessed"), "accessed-day", what, "write the day on which it was read"
            )
        if source.accessed and source.published and source.accessed.before(source.published):
            what = "read before it was published"
            yield _problem(record, ("sources", n, "accessed"), "accessed-early", what, "mend one of the two dates")


def _changes(record: EntryRecord, value: Policy) -> Iterator[Problem]:
    urls = {source.url for source in value.sources}
    changes = value.policy.changes
    for n, change in enumerate(changes):
        at = ("policy", "changes", n)
        if change.source and change.source not in urls:
            what = "its source is not among the entry's sources"
            yield _problem(record, (*at, "source"), "change-source", what, "add it under sources")
        if n and change.date.before(changes[n - 1].date):
            yield _problem(record, (*at, "date"), "change-order", "earlier than the change above it", "oldest first")


def _dates_are_past(index: _Index) -> Iterator[Problem]:
    def late(record: Record[Any], at: tuple[str | int, ...], when: FuzzyDate | None) -> Iterator[Problem]:
        if when and when.earliest > index.today:
            what = f"{when} is in the future (today is {index.today})"
            yield _problem(record, at, "date-future", what, "an entry tells what has happened; mend the date")

    for record in index.corpus.entries:
        yield from late(record, ("date",), record.value.date)
    for any_record in chain[Either](index.corpus.entries, index.corpus.actors):
        for n, source in enumerate(any_record.value.sources):
            yield from late(any_record, ("sources", n, "published"), source.published)
            yield from late(any_record, ("sources", n, "accessed"), source.accessed)
    for actor in index.corpus.actors:
        yield from late(actor, ("founded",), actor.value.founded)


def _codes_are_real(index: _Index) -> Iterator[Problem]:
    for record in index.corpus.entries:
        block = getattr(record.value, record.kind, None)
        licence = getattr(block, "licence", None)
        if licence and (wrong := _licence(licence, frozenset(index.licences))):
            yield _problem(record, (record.kind, "licence"), "licence-unknown", *wrong)
        code = getattr(block, "jurisdiction", None)
        if code and not _is_place(code):
            mend = "write an ISO 3166 code such as US or US-CA, or EU or UN"
            yield _problem(record, ("policy", "jurisdiction"), "country-unknown", f"'{code}' is no ISO 3166 code", mend)
    for actor in index.corpus.actors:
        country = actor.value.country
        if country and not _is_place(country):
            yield _problem(
                actor, ("country",), "country-unknown", f"'{country}' is no ISO 3166 code", "such as US or CN"
            )


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
            mend = _near(key, defined) or "define it there"
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
    near = longer[:1] or get_close_matches(stem, by_lower, 1, 0.7)
    return f"did you mean '{by_lower[near[0]]}'?" if near else "see spdx.org/licenses, or define a LicenseRef- id"


def _licences_are_used(index: _Index) -> Iterator[Problem]:
    expressions = {getattr(getattr(r.value, r.kind, None), "licence", None) or "" for r in index.corpus.entries}
    used = set(chain.from_iterable(re.split(r"[ ()]+", expression) for expression in expressions))
    records: tuple[Record[Licence], ...] = index.corpus.licences
    for record in records:
        if record.id not in used:
            mend = "use it in an entry, or remove it"
            yield _warning(record, (record.id,), "licence-unused", f"no entry has the licence '{record.id}'", mend)


_RULES: Final[tuple[Rule, ...]] = (
    _ids_are_unique,
    _links_lead_somewhere,
    _forks_follow_their_base,
    _actors_are_known,
    _texts_can_be_quoted,
    _sources_support_what_is_there,
    _dates_are_past,
    _codes_are_real,
    _licences_are_used,
)
