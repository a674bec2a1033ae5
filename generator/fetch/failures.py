"""Every way in which there is no answer, as one kind of exception whose text is a sentence for a reader."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import urlsplit

import requests
import urllib3

from generator.fetch.charset import BadCoding
from generator.fetch.public_address import Private

Kind = Literal["refused", "unreachable", "timeout", "reset", "too-big", "bad-encoding", "redirects", "limited", "not-json"]


class Trouble(Exception):  # noqa: N818  it is an answer about a server
    """There is no answer, or none that can be read. `passing`: trying again later may help."""

    def __init__(self, kind: Kind, text: str, *, passing: bool = False) -> None:
        super().__init__(text)
        self.kind = kind
        self.passing = passing


@contextmanager
def told(url: str) -> Iterator[None]:
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
        if any(isinstance(one, Private) for one in causes):
            text = str(next(one for one in causes if isinstance(one, Private)))
            raise Trouble("refused", text) from None
        if any(isinstance(one, requests.Timeout | TimeoutError | urllib3.exceptions.TimeoutError) for one in causes):
            raise Trouble("timeout", f"{name} did not answer in time", passing=True) from None
        if isinstance(error, requests.exceptions.InvalidURL | UnicodeError) or type(error) is ValueError:
            raise Trouble("refused", f"{short(url)} is no address of the web") from None
        if any(isinstance(one, requests.exceptions.SSLError | urllib3.exceptions.SSLError) for one in causes):
            raise Trouble("unreachable", f"{name} cannot prove who it is") from None
        if any(isinstance(one, socket.gaierror) for one in causes):
            raise Trouble("unreachable", f"no server has the name {name}", passing=True) from None
        if any(isinstance(one, ConnectionRefusedError) for one in causes):
            raise Trouble("unreachable", f"{name} takes no connection", passing=True) from None
        raise Trouble("reset", f"{name} broke off its answer", passing=True) from None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception with all that is behind it."""
    seen: set[int] = set()
    todo = [error]
    while todo:
        one = todo.pop()
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def short(url: str) -> str:
    """An address as it may be printed."""
    return "".join(letter if letter.isprintable() else "�" for letter in url[:120])
