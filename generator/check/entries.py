"""What is wrong between entries and actors: ids, links, bases, names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.check.index import RECORD_LINK, Index, did_you_mean, names_an_entry
from generator.values.actors import Actor
from generator.values.corpus import Problem, Record, problem, warning
from generator.values.entries import Fork, Policy

_LINUX_ONLY: Final = frozenset({"distribution", "derivative", "rebuild"})
_AI_ONLY: Final = frozenset({"fine-tune", "distillation", "merge", "quantisation", "adapter", "continued-training"})

_Named = tuple[tuple[str | int, ...], str]  # where an actor is named, and its id


def ids_are_unique(index: Index) -> Iterator[Problem]:
    """An id, or a former one, belongs to one file of its folder; small and capital letters are not told apart."""
    corpus = index.corpus
    folders: tuple[Iterable[Record[Any]], ...] = (corpus.entries, corpus.actors, corpus.parallels, corpus.series)
    for records in folders:
        claims: defaultdict[str, list[tuple[Record[Any], tuple[str | int, ...]]]] = defaultdict(list)
        for record in records:
            claims[record.id.casefold()].append((record, ()))
            for n, former in enumerate(record.value.former_ids):
                claims[former.casefold()].append((record, ("former_ids", n)))
        for claimed, claimants in claims.items():
            for record, at in claimants[1:]:
                other = next((r for r, _ in claimants if r.path != record.path), record)
                what = f"the id '{claimed}' is also taken by {other.path}"
                yield problem(record, at, "id-clash", what, "rename the file, or drop the former id")


def links_lead_somewhere(index: Index) -> Iterator[Problem]:
    """A link leads to another, earlier entry, once; and no entry stands alone."""
    for record in index.corpus.entries:
        seen: set[tuple[str, str]] = set()
        for n, link in enumerate(record.value.links):
            at = ("links", n, "to")
            if link.to == record.id:
                yield problem(record, at, "link-self", "links to itself", "name the other entry, or remove the link")
            elif link.to in index.corpus.unread:
                continue
            elif link.to not in index.entries:
                mend = did_you_mean(link.to, index.entries) or "add that entry, or remove the link"
                yield problem(record, at, "link-dangling", f"no entry has the id '{link.to}'", mend)
            elif (link.to, link.as_) in seen:
                yield problem(record, at, "link-twice", f"links to '{link.to}' as {link.as_} twice", "keep one")
            elif record.value.date.before(index.entries[link.to].value.date):
                other = index.entries[link.to].value.date
                what = f"dated {record.value.date}, before what it {link.as_} ({link.to}, {other})"
                yield problem(record, at, "link-backwards", what, "write the link in the later entry, or mend a date")
            seen.add((link.to, link.as_))
        alone = not record.value.links and record.id not in index.linked and not isinstance(record.value, Fork)
        linked = {match[2] for match in RECORD_LINK.finditer(record.value.body or "") if match[1] == "e"}
        if alone and not linked - {record.id}:
            yield warning(record, (), "link-none", "no link leads to or from this entry", "link it to what it follows")


def forks_follow_their_base(index: Index) -> Iterator[Problem]:
    """A fork comes after what it derives from, by a way that its track knows."""
    for record in index.corpus.entries:
        if not isinstance(record.value, Fork):
            continue
        fork = record.value.fork
        for n, base in enumerate(fork.of):
            at = ("fork", "of", n)
            if "/" in base:
                if base in index.hub:
                    yield warning(record, at, "fork-base", f"'{base}' has an entry", "name the entry's id instead")
            elif base == record.id:
                yield problem(record, at, "link-self", "a fork of itself", "name what it derives from")
            elif base in index.corpus.unread:
                continue
            elif base not in index.entries:
                mend = did_you_mean(base, index.entries) or "add that entry, or write a Hub id as owner/name"
                yield problem(record, at, "link-dangling", f"no entry has the id '{base}'", mend)
            elif record.value.date.before(index.entries[base].value.date):
                what = f"dated {record.value.date}, before its base {base} ({index.entries[base].value.date})"
                yield problem(record, at, "fork-backwards", what, "mend one of the dates, or the base")
        if fork.how in (_LINUX_ONLY if record.track == "ai" else _AI_ONLY):
            what = f"'{fork.how}' is not a way to fork on the {record.track} track"
            yield problem(record, ("fork", "how"), "fork-how", what, "choose a word for this track")
        if fork.ended and fork.ended.before(record.value.date):
            yield problem(record, ("fork", "ended"), "fork-ended", "ended before it began", "mend one of the dates")


def actors_are_known(index: Index) -> Iterator[Problem]:
    """Every actor that is named has a file, and every file of an actor is named."""
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
            yield warning(owner, (), "actor-unused", "no entry names this actor", "name it in an entry, or remove it")


def _unknown_actors(index: Index, record: Record[Any], named: list[_Named]) -> Iterator[Problem]:
    for at, actor in named:
        if actor == record.id and isinstance(record.value, Actor):
            yield problem(record, at, "link-self", "its own parent", "remove it")
        elif actor not in index.actors and actor not in index.corpus.unread:
            mend = did_you_mean(actor, index.actors) or f"add entries/actors/{actor}.yaml"
            yield problem(record, at, "actor-unknown", f"no actor has the id '{actor}'", mend)
    counts = Counter(actor for at, actor in named if at[0] == "actors")
    for actor, count in counts.items():
        if count > 1:
            yield problem(record, ("actors",), "actor-twice", f"names '{actor}' {count} times", "keep one")


def readings_are_of_entries(index: Index) -> Iterator[Problem]:
    """A reading is of an entry that exists, of as many statements as it can have, and once on a sheet."""
    for sheet in index.corpus.readings:
        seen: set[str] = set()
        for n, reading in enumerate(sheet.value.rows):
            at = ("rows", n, "entry")
            if reading.entry in seen:
                yield problem(sheet, at, "reading-twice", f"'{reading.entry}' stands twice on this sheet", "keep one row")
            seen.add(reading.entry)
            yield from names_an_entry(index, sheet, at, reading.entry)
            if reading.unseen > reading.statements:
                what = f"{reading.unseen} of {reading.statements} statements"
                yield problem(sheet, ("rows", n, "unseen"), "reading-count", what, "count again")
            if reading.version != reading.left and not reading.faults:
                yield problem(
                    sheet, ("rows", n, "left"), "reading-count", "it left another version, and found no fault", "tell what was mended"
                )
