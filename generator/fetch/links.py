"""Links: whether each source's address still answers, where it has moved to, and where a copy of it is kept.

Only permanent redirects make an address moved, and only three failures at least three days apart make it gone: a server may be
down for a day. A server that keeps machines out says nothing of the page.
Copies are those of the Internet Archive: https://archive.org/help/wayback_api.php.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from pydantic import TypeAdapter

from generator.disk.fetched_files import Damaged, Store
from generator.fetch.answer import Answer
from generator.fetch.failures import Trouble, reason
from generator.fetch.http import Client
from generator.fetch.plain_text import plain
from generator.fetch.report import Report, not_asked
from generator.values.fetched import LinkState
from generator.values.fields import Url

LINKS: Final = "links.json"
ARCHIVE: Final = "https://archive.org/wayback/available"
SAVE: Final = "https://web.archive.org/save"
_KEEPS_OUT: Final = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
_TRIES: Final = 3
_APART: Final = 3
"""Failures that count, and the days between them."""
_THREADS: Final = 16
_STAMP: Final = re.compile(r"[0-9]{14}")
_COPY: Final = TypeAdapter[str](Url)
_ENOUGH: Final = 65_536
_GATE: Final = re.compile(rb"verify (?:that )?you are (?:a )?human|captcha|<title>just a moment|checking your browser", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Archive:
    """Where copies are asked for, how many times in a run, and, with keys, made."""

    url: str = ARCHIVE
    save: str = SAVE
    keys: str | None = None
    """`ACCESS:SECRET` of an account there; without them no copy is made."""
    most_asked: int = 100
    most_saved: int = 5


def run(  # noqa: PLR0913  a run is all of these
    client: Client,
    store: Store,
    urls: Iterable[str],
    today: date,
    tick: Callable[[int, int], None],
    archive: Archive = Archive(),
    whole: bool = True,
) -> Report:
    """Look at every address. With `whole`, states of addresses that no source has any more are let go."""
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for url in sorted(set(urls)):
        pages[url.partition("#")[0]].append(url)
    try:
        old: dict[str, LinkState] = store.read(LINKS, dict[str, LinkState]) or {}
    except Damaged as damaged:
        return Report("links", len(pages), 0, troubles=(str(damaged),), lost=True)
    looks = _look_at_all(client, list(pages), tick)
    seen = [look for look in looks.values() if look.state not in ("not-asked", "unseen")]
    if seen and not any(look.answered for look in seen):
        return Report("links", len(pages), 0, troubles=(f"no address answered: {seen[0].message}",), lost=True)
    states: dict[str, LinkState] = {}
    changed: list[str] = []
    troubles: list[str] = []
    got = 0
    for page, addresses in pages.items():
        before = next((old[url] for url in addresses if url in old), None)
        if looks[page].state in ("not-asked", "unseen"):
            if looks[page].state == "unseen":
                troubles.append(f"{page}: {looks[page].message}")
            states |= {url: old[url] for url in addresses if url in old}
            continue
        got += 1
        state = _judge(looks[page], before, today)
        # An address that answers is no news when it is looked at for the first time.
        known = (before.state, before.to) if before else ("ok", None)
        if (state.state, state.to) != known:
            changed.append(f"{page}: {state.state}" + (f" to {state.to}" if state.to else f" ({looks[page].message})"))
        states |= dict.fromkeys(addresses, state)
    late = sum(look.state == "not-asked" for look in looks.values())
    troubles += not_asked(late, "of the addresses")
    troubles += _archived(client, archive, states, changed)
    store.write(LINKS, states if whole else old | states)
    return Report("links", len(pages), got, tuple(changed), tuple(troubles), lost=bool(pages and not got))


@dataclass(frozen=True, slots=True)
class _Look:
    """What an address gave today."""

    state: str
    """`ok`, `moved`, `refused` or `failing`; `not-asked` or `unseen` if nothing is known of it."""
    message: str
    answered: bool
    status: int | None = None
    to: str | None = None


def _look_at_all(client: Client, pages: list[str], tick: Callable[[int, int], None]) -> dict[str, _Look]:
    looks: dict[str, _Look] = {}
    # Hosts in turn, so that no thread waits for a host while others could be asked.
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages:
        by_host[urlsplit(page).netloc].append(page)
    turns = sorted((n, host, page) for host, host_pages in by_host.items() for n, page in enumerate(host_pages))
    with ThreadPoolExecutor(max_workers=_THREADS) as pool:
        futures = {pool.submit(_guarded, client, page): page for _, _, page in turns}
        for done, future in enumerate(as_completed(futures), 1):
            looks[futures[future]] = future.result()
            tick(done, len(pages))
    return looks


def _look(client: Client, url: str) -> _Look:
    """One address: its head, and where that is not answered well, the start of its body."""
    try:
        answer = client.head(url)
        if answer.status != 200:
            # Many servers answer a HEAD with an error that a GET does not get.
            answer = client.get(url, cap=_ENOUGH, cut=True)
    except Trouble as trouble:
        if trouble.kind == "not-asked":
            return _Look("not-asked", str(trouble), answered=False)
        if trouble.kind in ("bad-encoding", "too-big", "limited"):
            return _Look("refused", str(trouble), answered=True)
        return _Look("failing", str(trouble), answered=trouble.kind == "redirects")
    return _of(answer, url)


def _guarded(client: Client, url: str) -> _Look:
    """The same, whatever happens: what nobody foresaw says nothing of the page. Never raises."""
    try:
        return _look(client, url)
    except Exception as error:
        return _Look("unseen", reason(error), answered=False)


def _of(answer: Answer, url: str) -> _Look:
    if answer.status in _KEEPS_OUT or (answer.status in (200, 503) and _GATE.search(answer.body)):
        return _Look("refused", f"the server keeps machines out ({answer.status})", True, answer.status)
    if not answer.ok:
        return _Look("failing", f"the server answered {answer.status}", True, answer.status)
    if _is_front(answer.url) and not _is_front(url):
        return _Look("failing", "it leads to the front page", True, answer.status)
    if answer.permanent != url:
        return _Look("moved", "moved", True, answer.status, answer.permanent)
    return _Look("ok", "it answers", True, answer.status)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _judge(look: _Look, before: LinkState | None, today: date) -> LinkState:
    """The state that follows; the one before, unchanged, if it is the same."""
    failures = before.failures if before else ()
    state: Any = look.state
    if look.state == "failing":
        if not failures or (today - failures[-1]).days >= _APART:
            failures = (*failures, today)[-_TRIES:]
        state = "gone" if len(failures) >= _TRIES else "failing"
    elif look.state == "refused" and before and before.state in ("gone", "failing"):
        # It says nothing of the page: what was known stays.
        return before
    else:
        failures = ()
    copy = {"archived": before.archived, "archived_on": before.archived_on} if before else {}
    # HEAD and GET may give another status for the same state: that alone is no change.
    new = LinkState(state=state, checked=today, status=look.status, to=look.to, failures=failures, **copy)
    ignored = {"checked": None, "status": None}
    return before if before and before.model_copy(update=ignored) == new.model_copy(update=ignored) else new


def _archived(client: Client, archive: Archive, states: dict[str, LinkState], changed: list[str]) -> list[str]:
    """Ask for copies of what has none, the dead first; what fails here is told, and fails nothing."""
    order = {"gone": 0, "failing": 1, "moved": 2, "refused": 3, "ok": 4}
    without = sorted((url for url in states if not states[url].archived), key=lambda url: (order[states[url].state], url))
    troubles: list[str] = []
    saved = 0
    for url in without[: archive.most_asked]:
        try:
            copy = _copy(client, archive.url, url)
            if not copy and archive.keys and saved < archive.most_saved and states[url].state in ("ok", "moved"):
                saved += 1
                _save(client, archive, url)
        except Exception as error:
            troubles.append(f"copies: {reason(error)}")
            break
        if copy:
            states[url] = states[url].model_copy(update={"archived": copy[0], "archived_on": copy[1]})
            changed.append(f"{url}: a copy of {copy[1]}")
    return troubles


def _copy(client: Client, archive: str, url: str) -> tuple[str, date] | None:
    """The closest copy that was whole, and its day. Raises Trouble if the archive does not answer."""
    answer = client.get(f"{archive}?{urlencode({'url': url})}")
    if not answer.ok:
        raise Trouble("unreachable", f"the archive answered {answer.status}", passing=True)
    body = answer.json()
    closest: Any = None
    if isinstance(body, dict) and isinstance(body.get("archived_snapshots"), dict):
        closest = body["archived_snapshots"].get("closest")
    if not isinstance(closest, dict):
        return None
    address, stamp = closest.get("url"), str(closest.get("timestamp"))
    if not isinstance(address, str) or closest.get("available") is not True or str(closest.get("status")) != "200":
        return None
    try:
        day = datetime.strptime(stamp[:8], "%Y%m%d").date() if _STAMP.fullmatch(stamp) else None
        kept = _COPY.validate_python(re.sub(r"\Ahttp:", "https:", address))
    except ValueError:
        return None
    return (kept, day) if day and re.match(r"https://web\.archive\.org/web/[0-9]+/", kept) and plain(kept, len(kept)) == kept else None


def _save(client: Client, archive: Archive, url: str) -> None:
    """Ask for a copy to be made; the next run finds it. https://archive.org/details/spn-2-public-api-page"""
    headers = {"Authorization": f"LOW {archive.keys}", "Accept": "application/json"}
    answer = client.post(archive.save, {"url": url, "skip_first_archive": "1"}, headers)
    if not answer.ok:
        raise Trouble("unreachable", f"no copy can be made ({answer.status})", passing=True)
