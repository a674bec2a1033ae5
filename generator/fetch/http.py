"""The one way to the network: requests behind limits, so that no server can hurt the machine or what is kept.

Every call is bounded in time, bytes, redirects and tries; goes only to public addresses, which is looked at where the socket
is opened, so that neither a redirect nor a second answer of the name server leads elsewhere; and keeps to what a host asks of
its callers. A status is an Answer, also 404 and 500; where there is none, Trouble says why in a sentence.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.cookiejar import DefaultCookiePolicy
from typing import Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.utils import requote_uri

from generator.fetch.answer import Answer, Hop, body_of
from generator.fetch.failures import Trouble, as_trouble, short
from generator.fetch.public_address import Adapter
from generator.fetch.rate_limits import asked_to_wait
from generator.fetch.time_limit import TimeLimit
from generator.fetch.web_address import parts_of

AT_ONCE: Final = 2
"""Requests that one host has to bear at a time."""
_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_ELSEWHERE: Final = frozenset({301, 302, 303, 307, 308})
_PERMANENT: Final = frozenset({301, 308})
_LONGEST_KEPT: Final = 2000
"""Letters of an address that can be kept."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What is sent where, and how much may come back."""

    method: str
    url: str
    headers: Mapping[str, str]
    data: Mapping[str, str] | None = None
    cap: int = 0
    cut: bool = False
    """A body that is longer than `cap` is cut there instead of refused."""


@dataclass(slots=True)
class _Host:
    """What is known of a host in this run."""

    free: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))
    until: datetime | None = None
    """It asked to be left alone until then."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much, how often. Seconds and bytes."""

    connect: float = 10
    read: float = 30
    """Between two pieces of an answer."""
    total: float = 60
    """For one request and its answer."""
    cap: int = 10_000_000
    redirects: int = 5
    retries: int = 2
    patience: float = 300
    """A host that wants to be left alone for longer is not asked again in this run."""


class Client:
    """One for a run; threads may share it.

    `agent` says who asks, with a contact. `private` lets it reach addresses that are not public, for tests on loopback. From `ends` on
    no request is begun: there is Trouble of the kind `not-asked` instead.
    """

    def __init__(  # noqa: PLR0913  each is one thing that a caller may want otherwise
        self,
        *,
        agent: str,
        sleep: Callable[[float], None],
        now: Callable[[], datetime],
        private: bool = False,
        limits: Limits = Limits(),
        verify: bool | str = True,
        chance: random.Random | None = None,
        ends: datetime | None = None,
    ) -> None:
        self.agent = agent
        self.private = private
        self.limits = limits
        self.verify = verify
        self.sleep = sleep
        self.now = now
        self.ends = ends
        self.chance = chance or random.Random()  # noqa: S311  it spreads tries out in time
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._local = threading.local()
        self._sessions: list[requests.Session] = []

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for session in self._sessions:
                session.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None, *, cap: int | None = None, cut: bool = False) -> Answer:
        """Read an address. With `cut`, a body longer than `cap` is cut there instead of refused."""
        return self._follow(_Request("GET", url, headers or {}, None, cap or self.limits.cap, cut))

    def head(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for an address without its body."""
        return self._follow(_Request("HEAD", url, headers or {}))

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Send a form, once: whether a request that got no answer had an effect cannot be known, so it is never repeated."""
        return self._follow(_Request("POST", url, headers or {}, data, self.limits.cap))

    def _follow(self, request: _Request) -> Answer:
        current, permanent, unbroken = request, request.url, True
        hops: list[Hop] = []
        while True:
            answer = self._try(current)
            goal = answer.headers.get("Location")
            if answer.status not in _ELSEWHERE or not goal or current.method == "POST":
                return replace(answer, asked=request.url, hops=tuple(hops), permanent=permanent)
            hops.append(Hop(answer.status, current.url))
            if len(hops) > self.limits.redirects:
                raise Trouble("redirects", f"it leads on more than {self.limits.redirects} times, last to {short(goal)}")
            # A header is read as Latin-1, whatever it was.
            following = _goal_of(current.url, goal.encode("latin-1", "replace").decode("utf-8", "replace").strip())
            if any(following == hop.url for hop in hops):
                raise Trouble("redirects", f"it leads in a circle, by {short(following)}")
            unbroken = unbroken and answer.status in _PERMANENT and len(following) <= _LONGEST_KEPT
            permanent = following if unbroken else permanent
            stays = _origin(following) == _origin(current.url)
            headers = {name: value for name, value in current.headers.items() if stays or name.lower() != "authorization"}
            current = replace(current, url=following, headers=headers)

    def _try(self, request: _Request) -> Answer:
        """One address, as often as is safe and sensible."""
        host = self._host(request.url)
        for tried in range(self.limits.retries + 1):
            last = tried == self.limits.retries or request.method == "POST"
            wait = self.chance.uniform(0, 2**tried)
            with host.free:
                self._rest(host, request.url)
                try:
                    answer, until = self._once(request)
                except Trouble as trouble:
                    if last or not trouble.passing:
                        raise
                else:
                    if until:
                        with self._lock:
                            host.until = max(host.until or until, until)
                    if last or answer.status not in _AGAIN:
                        return answer
                    wait = 0 if until else wait
            if wait:
                self.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _host(self, url: str) -> _Host:
        try:
            name = str(parts_of(url).hostname)
        except ValueError as error:
            raise Trouble("refused", f"{short(url)} is no address of the web: it {error}") from None
        with self._lock:
            return self._hosts.setdefault(name, _Host())

    def _rest(self, host: _Host, url: str) -> None:
        """Wait as long as the host asked for, if that can be waited for."""
        wait = max((host.until - self.now()).total_seconds(), 0) if host.until else 0
        if self.ends and self.now() + timedelta(seconds=wait) >= self.ends:
            raise Trouble("not-asked", "it was not asked, as the time of the run is over")
        if wait > self.limits.patience:
            name = urlsplit(url).hostname
            raise Trouble("limited", f"{name} asks to be left alone for {wait:.0f} seconds", passing=True)
        if wait > 0:
            self.sleep(wait)

    def _once(self, request: _Request) -> tuple[Answer, datetime | None]:
        """The answer to one request, and until when the host asks to be left alone. Raises Trouble."""
        method, url = request.method, request.url
        with as_trouble(url), self._limited():
            response = self._session().request(
                method,
                url,
                headers=dict(request.headers),
                data=request.data,
                stream=True,
                allow_redirects=False,
                timeout=(self.limits.connect, self.limits.read),
            )
            try:
                elsewhere = response.status_code in _ELSEWHERE and "Location" in response.headers
                # What a redirect says beside where it leads is of no use.
                body = b"" if method == "HEAD" or elsewhere else body_of(response, request.cap, request.cut)
            finally:
                response.close()
            now = self.now()
            until = asked_to_wait(response.status_code, response.headers, now)
        retrieved = now.astimezone(UTC).replace(microsecond=0)
        return Answer(url, url, response.status_code, response.headers, body, (), url, retrieved), until

    @contextmanager
    def _limited(self) -> Iterator[None]:
        """Put this thread's request under a clock. Raises Trouble when its time is over, whatever the answer was by then."""
        with TimeLimit(self.limits.total) as limit:
            self._local.limit = limit
            try:
                yield
            except Exception:
                if not limit.late:
                    raise
            if limit.late:
                raise Trouble("timeout", f"the answer took more than {self.limits.total:g} seconds", passing=True)

    def _session(self) -> requests.Session:
        """A thread's own: requests does not promise that a session can be shared."""
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = _Session()
            session.trust_env = False  # no proxy, which would look names up itself, and no password from a .netrc
            session.verify = self.verify
            session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
            session.headers.clear()
            session.headers.update({"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"})
            adapter = Adapter(self.private, lambda: self._local.limit)
            session.mount("https://", adapter)
            session.mount("http://", adapter)
            self._local.session = session
            with self._lock:
                self._sessions.append(session)
        return session


class _Session(requests.Session):
    """Leaves redirects alone. One of requests reads the whole body of a redirect, without bound, even if it is not to follow it."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """None that it would know of."""


def _goal_of(url: str, goal: str) -> str:
    """Where a redirect leads. Raises Trouble if that is no address."""
    try:
        return requote_uri(urljoin(url, goal))
    except ValueError:
        raise Trouble("redirects", f"it leads to {short(goal)}, which is no address") from None


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()
