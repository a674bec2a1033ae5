"""Which IP addresses are of the public internet, by a list that is kept here and does not change with the version of Python.

The list is that of IANA's registries of special-purpose addresses, as of November 2026
(https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry), less what
they call globally reachable, and with multicast and what was set apart before there were registries. 192.0.0.0/24 and 2001::/23 are
left out whole: the few addresses in them that can be reached are of no web server. An address of version 6 that stands for one of
version 4 is as public as that one.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

NOT_PUBLIC: Final[tuple[tuple[IPv4Network | IPv6Network, str, str], ...]] = (
    (IPv4Network("0.0.0.0/8"), "this network", "RFC 791"),
    (IPv4Network("10.0.0.0/8"), "private use", "RFC 1918"),
    (IPv4Network("100.64.0.0/10"), "shared by customers of a carrier", "RFC 6598"),
    (IPv4Network("127.0.0.0/8"), "loopback", "RFC 1122"),
    (IPv4Network("169.254.0.0/16"), "link-local", "RFC 3927"),
    (IPv4Network("172.16.0.0/12"), "private use", "RFC 1918"),
    (IPv4Network("192.0.0.0/24"), "IETF protocol assignments", "RFC 6890"),
    (IPv4Network("192.0.2.0/24"), "documentation", "RFC 5737"),
    (IPv4Network("192.88.99.0/24"), "relays of 6to4", "RFC 7526"),
    (IPv4Network("192.168.0.0/16"), "private use", "RFC 1918"),
    (IPv4Network("198.18.0.0/15"), "benchmarking", "RFC 2544"),
    (IPv4Network("198.51.100.0/24"), "documentation", "RFC 5737"),
    (IPv4Network("203.0.113.0/24"), "documentation", "RFC 5737"),
    (IPv4Network("224.0.0.0/4"), "multicast", "RFC 5771"),
    (IPv4Network("240.0.0.0/4"), "reserved, with the limited broadcast at its end", "RFC 1112"),
    (IPv6Network("::/96"), "unspecified, loopback, and IPv4-compatible", "RFC 4291"),
    (IPv6Network("::ffff:0:0:0/96"), "IPv4-translated", "RFC 2765"),
    (IPv6Network("64:ff9b:1::/48"), "translation to IPv4 within a site", "RFC 8215"),
    (IPv6Network("100::/64"), "discarded", "RFC 6666"),
    (IPv6Network("100:0:0:1::/64"), "dummy prefix", "RFC 9780"),
    (IPv6Network("2001::/23"), "IETF protocol assignments, Teredo among them", "RFC 2928, RFC 4380"),
    (IPv6Network("2001:db8::/32"), "documentation", "RFC 3849"),
    (IPv6Network("2002::/16"), "6to4", "RFC 3056, RFC 7526"),
    (IPv6Network("3fff::/20"), "documentation", "RFC 9637"),
    (IPv6Network("5f00::/16"), "segment identifiers", "RFC 9602"),
    (IPv6Network("fc00::/7"), "unique local", "RFC 4193"),
    (IPv6Network("fe80::/10"), "link-local", "RFC 4291"),
    (IPv6Network("fec0::/10"), "site-local", "RFC 3879"),
    (IPv6Network("ff00::/8"), "multicast", "RFC 4291"),
)
"""Networks with what they are for and where that is laid down."""
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
"""IPv4 as a socket of version 6 writes it (RFC 4291)."""
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Translation to IPv4 (RFC 6052)."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet. What is no address is not."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip in _MAPPED or ip in _NAT64):
        ip = IPv4Address(ip.packed[-4:])
    # Python's own list is that of its release: it may know of networks that were set apart since this one was made.
    return ip.is_global and not ip.is_multicast and not any(ip in network for network, _, _ in NOT_PUBLIC)
