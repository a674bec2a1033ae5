"""The guard of the sockets: a connection looks where it leads when it is opened, and can be cut from outside."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_ADDRESSES: Final = 3
"""As many addresses of a name are tried."""
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class Private(OSError):  # noqa: N818  it is an answer about an address
    """A name stands for an address that is not public."""


class Adapter(HTTPAdapter):
    """Connections that look where they lead, and say when they are used. `private`: they may lead to any address."""

    def __init__(self, private: bool, watch: Callable[[HTTPConnection], None]) -> None:
        self.private = private
        self.watch = watch
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools of such connections, for both schemes."""
        super().init_poolmanager(*args, **kwargs)
        private, watch = self.private, self.watch

        class Guarded:
            """For both kinds of connection."""

            def _new_conn(self: Any) -> socket.socket:
                return _connect(self, private)

            def request(self: Any, *args: Any, **kwargs: Any) -> None:
                watch(self)
                super().request(*args, **kwargs)  # type: ignore[misc]

        class Http(HTTPConnectionPool):
            """Over plain HTTP."""

            ConnectionCls = type("Connection", (Guarded, HTTPConnection), {})

        class Https(HTTPSConnectionPool):
            """Over TLS."""

            ConnectionCls = type("Connection", (Guarded, HTTPSConnection), {})

        self.poolmanager.pool_classes_by_scheme = {"http": Http, "https": Https}


def _connect(connection: Any, private: bool) -> socket.socket:
    """A socket to the first address of a name that answers; all of them are looked at before."""
    name = connection.host.strip("[]")
    resolved = socket.getaddrinfo(name, connection.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys((family, address) for family, _, _, _, address in resolved))
    for _, address in addresses:
        if not private and not is_public(str(address[0])):
            meaning = "" if name == address[0] else f" is {address[0]}, which"
            raise Private(f"{name}{meaning} is no public address")
    error: OSError = OSError(f"{name} has no address")
    for family, address in addresses[:_ADDRESSES]:
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            opened.settimeout(connection.timeout)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.connect(address)
        except OSError as wrong:
            opened.close()
            error = wrong
        else:
            return opened
    raise error


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also where it wraps one of version 4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
