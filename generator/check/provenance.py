"""What is wrong with where a statement comes from: copies cited as originals, sources older than the event, links that nothing bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from generator.check.hub_facts import NO_WORD
from generator.check.index import Index
from generator.values.corpus import EntryRecord, Problem, Record, problem, warning
from generator.values.entries import ReleaseFacts, Source
from generator.values.fields import licences_in
from generator.values.hosts import grade_of, host_of

_TRACKERS: Final = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|ref_src|hs_amp)\Z")
_CDN: Final = re.compile(r"(?:^|\.)(?:fastly|cdn|akamai\w*|cloudfront|edgecast|amp)\.|\.cdn\.ampproject\.org\Z|\.cloudfront\.net\Z")
_MEASURED: Final = re.compile(r"(?i)\b(?:measured|compared?|compares|benchmark\w*|beats|better than|ahead of|scores?)\b")
_FAMILY: Final = re.compile(
    r"(?i)\b(?:own earlier|same family|other models|earlier rule|the maker's earlier|predecessor|previous version)\b"
)
_CITE: Final = "cite the address of whoever published it, and this one as 'read_at'"
_ROUND: Final = 1_000


def addresses_are_originals(index: Index) -> Iterator[Problem]:
    """A source is cited where it was published: no tracker, no host that only delivers; a copy is where it was read."""
    for record in index.corpus.sourced():
        for n, source in enumerate(record.value.sources):
            yield from _address(index, record, n, source)


def _address(index: Index, record: Record[object], n: int, source: Source) -> Iterator[Problem]:
    parts = urlsplit(source.url)
    trackers = [name for name, _ in parse_qsl(parts.query) if _TRACKERS.match(name)]
    if trackers:
        what = f"the address has '{trackers[0]}', which only tells who sent the reader"
        yield problem(record, ("sources", n, "url"), "address-tracked", what, "cut it off")
    if _CDN.search(parts.hostname or ""):
        what = f"'{parts.hostname}' only delivers pages of others"
        yield problem(record, ("sources", n, "url"), "address-copy", what, _CITE)
    elif (parts.hostname or "").endswith(".") or re.fullmatch(r"[\d.]+", parts.hostname or ""):
        what = f"'{parts.hostname}' is no name of a host"
        yield warning(record, ("sources", n, "url"), "address-copy", what, _CITE)
    if source.grade is None:
        host = host_of(source.url, index.hosts)
        if host is None and index.hosts:
            what = f"nothing is known of '{parts.hostname}'"
            yield warning(record, ("sources", n, "url"), "host-unknown", what, "add it to entries/hosts.yaml, with its publisher and grade")
        elif host and host.grade == "copy" and not source.read_at:
            whose = f" of {host.of}" if host.of else ""
            what = f"'{parts.hostname}' has copies{whose}"
            mend = "cite the original, and this address as 'read_at'; or write 'grade: copy' where the original is not known"
            yield warning(record, ("sources", n, "url"), "address-copy", what, mend)


def something_better_than_a_digest_is_read(index: Index) -> Iterator[Problem]:
    """An entry rests on more than copies and digests."""
    for record in index.corpus.entries:
        grades = {grade_of(source, index.hosts) for source in record.value.sources} - {None}
        if grades and not grades & {"primary", "reporting"}:
            what = f"it rests on {' and '.join(sorted(f'a {grade}' for grade in grades if grade))} alone"
            yield warning(record, ("sources",), "digest-only", what, "read what it was made from, and cite that")


def sources_are_no_older_than_the_event(index: Index) -> Iterator[Problem]:
    """A source that supports the date was not published before it, unless a dispute says why."""
    for record in index.corpus.entries:
        if any(dispute.field == "date" for dispute in record.value.disputes):
            continue
        for n, source in enumerate(record.value.sources):
            if "date" in source.supports and source.published and source.published.before(record.value.date):
                what = f"published {source.published}, before the day that it supports ({record.value.date})"
                yield warning(record, ("sources", n, "published"), "source-older", what, "mend the date, or say under 'disputes' why not")


def links_are_borne(index: Index) -> Iterator[Problem]:
    """A link says what bears it; to be measured against is no response, and a family is no base."""
    for record in index.corpus.entries:
        for n, link in enumerate(record.value.links):
            at = ("links", n)
            if link.as_ == "responds-to" and link.note and _MEASURED.search(link.note):
                what = f"'{link.note}' is no response"
                yield problem(record, (*at, "as"), "link-measured", what, "write 'as: compares-with'")
            elif link.as_ == "builds-on" and link.note and _FAMILY.search(link.note):
                what = f"'{link.note}' does not say that it was built on it"
                yield warning(record, (*at, "as"), "link-family", what, "take the link out, or say what was taken over and who says so")
            elif not link.note and not link.source and not link.how:
                what = f"nothing says why it {link.as_} {link.to}"
                yield warning(record, at, "link-unborne", what, "give it 'source' (the key of the source that says so) or a 'note'")


def licences_hold_for_the_family(index: Index) -> Iterator[Problem]:
    """A licence that stands for several repositories is that of each, as the Hub has it; a context is no rounded one."""
    for record in index.corpus.entries:
        facts = record.value.facts
        if not isinstance(facts, ReleaseFacts):
            continue
        yield from _siblings(index, record, facts)
        if facts.context and facts.context % _ROUND == 0 and facts.context % 1024:
            what = f"{facts.context:,} tokens looks rounded: contexts are mostly powers of two"
            yield warning(
                record,
                (record.kind, "context"),
                "context-rounded",
                what,
                "see the model's configuration, or leave it if its maker says so to the token",
            )


def _siblings(index: Index, record: EntryRecord, facts: ReleaseFacts) -> Iterator[Problem]:
    words = {
        model.licence: name
        for name in facts.hub
        if (model := index.corpus.fetched.models.get(name)) and model.licence and model.licence not in NO_WORD
    }
    if len(words) > 1 and facts.licence and len(licences_in(facts.licence)) == 1:
        told = ", ".join(f"'{name}' is under '{word}'" for word, name in sorted(words.items()))
        yield warning(
            record,
            (record.kind, "licence"),
            "licence-family",
            f"one licence for several: {told}",
            "say which has which, or join them by AND",
        )
