"""The news: all feeds at once, then what their items are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.disk.fetched_files import Damaged, Store
from generator.fetch.failures import Trouble, reason
from generator.fetch.feed_reader import FeedReader
from generator.fetch.feeds import NoFeed, Reading
from generator.fetch.http import Client
from generator.fetch.inbox import Seen, collapse, mentions, propose
from generator.fetch.names import Names
from generator.fetch.plain_text import plain
from generator.fetch.report import Report, not_asked
from generator.values.actors import Feed
from generator.values.corpus import Record
from generator.values.entries import Alias
from generator.values.fetched import INBOX, FeedState, News, NewsItem, Proposal

FEEDS: Final = "feeds.json"
_PATIENCE: Final = 3
"""Days with nothing after which a feed is taken for gone."""
_THREADS: Final = 64
_LONGEST_VALIDATOR: Final = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """What the entries say that news is held against."""

    aliases: Mapping[str, Sequence[Alias]]
    """Of each entry."""
    sources: frozenset[str]
    """Addresses that an entry rests on already."""
    actors: Sequence[str]
    """Names of actors."""


def run(  # noqa: PLR0913  a run is all of these
    client: Client,
    reader: FeedReader,
    store: Store,
    feeds: Sequence[Record[Feed]],
    known: Known,
    today: date,
    tick: Callable[[int, int], None],
    since: date | None = None,
) -> Report:
    """Read all feeds, keep what they say of entries, and propose what no entry is about. `since` leaves out what is older."""
    try:
        states: dict[str, FeedState] = store.read(FEEDS, dict[str, FeedState]) or {}
        waiting: tuple[Proposal, ...] = store.read(INBOX, tuple[Proposal, ...]) or ()
    except Damaged as damaged:
        return Report("news", len(feeds), 0, troubles=(str(damaged),), lost=True)
    with ThreadPoolExecutor(max_workers=min(max(len(feeds), 1), _THREADS)) as pool:
        futures = [pool.submit(_poll, client, reader, feed, states.get(feed.id), today) for feed in feeds]
        outcomes = []
        for done, future in enumerate(futures, 1):
            outcomes.append(future.result())
            tick(done, len(feeds))
    got = sum(outcome.ok for outcome in outcomes)
    troubles = [f"{outcome.feed.id}: {outcome.message}" for outcome in outcomes if outcome.asked and not outcome.ok]
    troubles += not_asked(sum(not outcome.asked for outcome in outcomes), "of the feeds")
    notes = [f"{outcome.feed.id}: {text}" for outcome in outcomes for text in outcome.notes]
    changed: list[str] = []
    items = {
        str(item.url): item for outcome in outcomes for item in outcome.items if not since or not item.published or item.published >= since
    }
    news, proposals, wrong = _held(store, known, items.values(), waiting, today)
    for entry, mentions_of_entry in news.items():
        if store.write(f"news/{entry}.json", mentions_of_entry):
            changed.append(f"{entry}: {len(mentions_of_entry.mentions)} report{'s' * (len(mentions_of_entry.mentions) != 1)}")
    # With every feed silent, what was waiting stays as it is.
    if got and proposals != waiting and store.write(INBOX, proposals):
        new = {str(proposal.item.url) for proposal in proposals} - {str(proposal.item.url) for proposal in waiting}
        changed.append(f"inbox: {len(proposals)} waiting, {len(new)} new")
    if got:
        # When no feed at all answers, it is this machine that has no network: no feed is to be blamed for that.
        store.write(FEEDS, states | {outcome.feed.id: outcome.state for outcome in outcomes})
    return Report("news", len(feeds), got, tuple(changed), (*troubles, *wrong), tuple(notes), lost=bool(feeds and not got))


@dataclass(frozen=True, slots=True)
class _Outcome:
    feed: Record[Feed]
    state: FeedState
    ok: bool
    items: tuple[NewsItem, ...] = ()
    message: str = ""
    notes: tuple[str, ...] = ()
    asked: bool = True


def _poll(client: Client, reader: FeedReader, feed: Record[Feed], old: FeedState | None, today: date) -> _Outcome:
    """One feed. Never raises: another's trouble is no one else's."""
    # An address that was changed by hand starts anew.
    moved = old is not None and (str(old.url) == feed.value.url or old.asked == feed.value.url)
    state = old if moved and old else FeedState(url=feed.value.url, asked=feed.value.url)
    headers = {"Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"}
    if state.etag:
        headers["If-None-Match"] = state.etag
    if state.last_modified:
        headers["If-Modified-Since"] = state.last_modified
    try:
        answer = client.get(str(state.url), headers)
        if answer.status == 304:
            # It may leave out the validators: the ones that it was asked with still hold.
            return _Outcome(feed, state.model_copy(update={"failures": (), "trouble": None}), ok=True)
        if not answer.ok:
            raise NoFeed(f"the server answered {answer.status}")
        reading = reader.read(answer.body, answer.headers, answer.url, feed, today)
        if not reading.items and state.had:
            raise NoFeed("it has nothing in it, where it had something before")
        new_state = FeedState(
            url=answer.permanent,
            asked=feed.value.url,
            etag=_validator(answer.headers.get("ETag")),
            last_modified=_validator(answer.headers.get("Last-Modified")),
            had=bool(reading.items),
        )
    except Exception as error:
        if isinstance(error, Trouble) and error.kind == "not-asked":
            return _Outcome(feed, state, ok=False, asked=False)
        return _failed(feed, state, reason(error), today)
    return _Outcome(feed, new_state, ok=True, items=reading.items, notes=_notes(reading, feed, answer.permanent))


def _validator(text: str | None) -> str | None:
    """A header that the next request sends back as it is; None for one that could not be sent."""
    return text if text and plain(text, _LONGEST_VALIDATOR) == text else None


def _notes(reading: Reading, feed: Record[Feed], permanent: str) -> tuple[str, ...]:
    moved = () if permanent == feed.value.url else (f"it has moved for good to {permanent}; write that in entries/feeds.yaml",)
    return (*moved, *dict.fromkeys(reading.dropped))


def _failed(feed: Record[Feed], state: FeedState, message: str, today: date) -> _Outcome:
    days = sorted({*state.failures, today})
    days = [days[0], *days[1:][-(_PATIENCE - 1) :]]
    gone = len(days) >= _PATIENCE
    message = (
        f"{message}, as on {len(days)} days since {days[0]}; take it out of entries/feeds.yaml, or mend its address" if gone else message
    )
    return _Outcome(feed, state.model_copy(update={"failures": tuple(days), "trouble": message[:400]}), ok=False, message=message)


def _held(
    store: Store, known: Known, items: Iterable[NewsItem], waiting: tuple[Proposal, ...], today: date
) -> tuple[dict[str, News], tuple[Proposal, ...], list[str]]:
    """Items held against what is known: news of entries, proposals, and files that could not be read."""
    names = Names(known.aliases.items())
    # What waits is looked at again: an entry may have come for it.
    everything = {str(proposal.item.url): proposal.item for proposal in waiting} | {str(item.url): item for item in items}
    reports = collapse(Seen(item, names.find(item.title)) for item in everything.values())
    before: dict[str, News] = {}
    wrong: list[str] = []
    for entry in {entry for report in reports for entry, _ in report.matches.links}:
        try:
            if old := store.read(f"news/{entry}.json", News):
                before[entry] = old
        except Damaged as damaged:
            wrong.append(str(damaged))
            reports = [report for report in reports if entry not in dict(report.matches.links)]
    return mentions(reports, before, known.sources), propose(reports, known.sources, known.actors, today), sorted(wrong)
