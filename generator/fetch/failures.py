"""Every way in which there is no answer, as one kind of exception whose text is a sentence for a reader."""

from __future__ import annotations

import http.client
import socket
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

import requests
import urllib3

from generator.disk.fetched_files import Damaged
from generator.fetch.charset import BadCoding
from generator.fetch.plain_text import plain
from generator.fetch.public_address import Private

_LONGEST: Final = 600
Kind = Literal["refused", "unreachable", "timeout", "reset", "too-big", "bad-encoding", "redirects", "limited", "not-json", "not-asked"]


class Failure(Exception):  # noqa: N818  it is an answer about what was asked
    """Why one thing that was asked gave nothing: a sentence on one line, whatever of it came from outside."""

    def __init__(self, text: str) -> None:
        super().__init__(plain(text, _LONGEST))


class Trouble(Failure):
    """There is no answer, or none that can be read. `passing`: trying again later may help."""

    def __init__(self, kind: Kind, text: str, *, passing: bool = False) -> None:
        super().__init__(text)
        self.kind = kind
        self.passing = passing


def reason(error: Exception) -> str:
    """Why one address, model or feed gave nothing, for a reader; of what nobody foresaw, its kind and where it arose."""
    if isinstance(error, Failure | Damaged):
        return str(error)
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if "generator" in Path(frame.filename).parts]
    where = f" at {Path(places[-1].filename).name}:{places[-1].lineno}" if places else ""
    text = plain(str(error), 200)
    return (
        f"what it sent could not be handled, which is a fault of this program ({type(error).__name__}{where}"
        f"{': ' + text if text else ''}); please report this line"
    )


@contextmanager
def as_trouble(url: str) -> Iterator[None]:
    """Everything that can go wrong below, as Trouble."""
    name = urlsplit(url).hostname
    try:
        yield
    except Trouble:
        raise
    except BadCoding as error:
        raise Trouble("bad-encoding", str(error)) from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        causes = list(_causes(error))
        if any(isinstance(cause, Private) for cause in causes):
            text = str(next(cause for cause in causes if isinstance(cause, Private)))
            raise Trouble("refused", text) from None
        if any(isinstance(cause, requests.Timeout | TimeoutError | urllib3.exceptions.TimeoutError) for cause in causes):
            raise Trouble("timeout", f"{name} did not answer in time", passing=True) from None
        if isinstance(error, requests.exceptions.InvalidURL | urllib3.exceptions.LocationValueError | UnicodeError):
            raise Trouble("refused", f"{short(url)} is no address of the web") from None
        if any(isinstance(cause, requests.exceptions.SSLError | urllib3.exceptions.SSLError) for cause in causes):
            raise Trouble("unreachable", f"{name} cannot prove who it is") from None
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            raise Trouble("unreachable", f"no server has the name {name}", passing=True) from None
        if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
            raise Trouble("unreachable", f"{name} takes no connection", passing=True) from None
        if isinstance(error, ValueError) and not isinstance(error, requests.RequestException | OSError):
            raise Trouble("reset", f"{name} sent headers that cannot be read ({type(error).__name__})") from None
        raise Trouble("reset", f"{name} broke off its answer", passing=True) from None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception with all that is behind it."""
    seen: set[int] = set()
    todo = [error]
    while todo:
        cause = todo.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            yield cause
            todo += [cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args]


def short(url: str) -> str:
    """An address as it may be printed."""
    return "".join(letter if letter.isprintable() else "�" for letter in url[:120])
