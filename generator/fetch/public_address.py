"""The guard of the sockets: a connection looks where it leads when it is opened, and can be cut from outside."""

from __future__ import annotations

import http.client
import io
import socket
from collections.abc import Callable
from typing import Any, Final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from generator.fetch.networks import is_public
from generator.fetch.time_limit import TimeLimit, resolve

_ADDRESSES: Final = 3
"""As many addresses of a name are tried."""


class Private(OSError):  # noqa: N818  it is an answer about an address
    """A name stands for an address that is not public."""


class Adapter(HTTPAdapter):
    """Connections that look where they lead, and keep to the clock of the request that uses them.

    `private`: they may lead to any address. `limit` gives the clock of the request that this thread is at.
    """

    def __init__(self, private: bool, limit: Callable[[], TimeLimit]) -> None:
        self.private = private
        self.limit = limit
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools of such connections, for both schemes."""
        super().init_poolmanager(*args, **kwargs)
        private, limit = self.private, self.limit

        class Guarded:
            """For both kinds of connection."""

            response_class = _Response

            def _new_conn(self: Any) -> socket.socket:
                return _connect(self, private, limit())

            def request(self: Any, *args: Any, **kwargs: Any) -> None:
                if self.sock is not None:  # kept from another request, whose clock held it
                    limit().hold(self.sock)
                super().request(*args, **kwargs)  # type: ignore[misc]

        class Http(HTTPConnectionPool):
            """Over plain HTTP."""

            ConnectionCls = type("Connection", (Guarded, HTTPConnection), {})

        class Https(HTTPSConnectionPool):
            """Over TLS."""

            ConnectionCls = type("Connection", (Guarded, HTTPSConnection), {})

        self.poolmanager.pool_classes_by_scheme = {"http": Http, "https": Https}


class _Lines(io.BufferedReader):
    """Remembers how the last line ended that was read as one."""

    whole = True

    def readline(self, size: int | None = -1, /) -> bytes:
        line = super().readline(size)
        self.whole = line.endswith(b"\n")
        return line


class _Response(http.client.HTTPResponse):
    """An answer whose headers end with an empty line: http.client takes the end of the connection for the end of headers."""

    def begin(self) -> None:
        # Nothing was read from it yet.
        lines = _Lines(self.fp.detach())
        self.fp = lines
        super().begin()
        if not lines.whole:
            raise http.client.IncompleteRead(b"")


def _connect(connection: Any, private: bool, limit: TimeLimit) -> socket.socket:
    """A socket to the first address of a name that answers; all of them are looked at before."""
    name = connection.host.strip("[]")
    resolved = resolve(name, connection.port, limit.left())
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in resolved))
    for _, address in addresses:
        if not private and not is_public(str(address[0])):
            meaning = "" if name == address[0] else f" is {address[0]}, which"
            raise Private(f"{name}{meaning} is no public address")
    error: OSError = OSError(f"{name} has no address")
    for family, address in addresses[:_ADDRESSES]:
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(min(connection.timeout, limit.left()))
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.connect(address)
            opened.settimeout(connection.timeout)
            limit.hold(opened)
        except OSError as wrong:
            opened.close()
            error = wrong
        else:
            return opened
    raise error
