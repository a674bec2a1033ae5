"""Which IP addresses are public: an example of each network that is not, and of what lies beside it."""

from __future__ import annotations

import ipaddress
import re

import pytest

from generator.fetch.networks import NOT_PUBLIC, is_public

INSIDE = {
    "this network": ["0.0.0.0", "0.1.2.3"],  # noqa: S104  nothing is bound
    "private": ["10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1"],
    "shared": ["100.64.0.1", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.169.254", "fe80::1%eth0", "febf::1"],
    "assigned by the IETF": ["192.0.0.8", "192.0.0.171", "2001::1", "2001:1ff::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.9", "2001:db8::1", "3fff::1", "3fff:fff::1"],
    "relays of 6to4": ["192.88.99.1"],
    "benchmarking": ["198.18.0.1", "198.19.255.255", "2001:2::1"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255"],
    "unspecified": ["::"],
    "IPv4-compatible": ["::127.0.0.1", "::8.8.8.8", "::10.0.0.1"],
    "IPv4-translated": ["::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
    "IPv4-mapped": ["::ffff:10.0.0.1", "::ffff:7f00:1", "::ffff:169.254.169.254", "::ffff:192.88.99.1"],
    "NAT64": ["64:ff9b::a00:1", "64:ff9b::127.0.0.1", "64:ff9b::c058:6301"],
    "NAT64 within a site": ["64:ff9b:1::7f00:1", "64:ff9b:1::808:808"],
    "discarded": ["100::1", "100:0:0:1::1"],
    "Teredo": ["2001:0:7f00:1::1"],
    "6to4": ["2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1"],
    "segment identifiers": ["5f00::1"],
    "unique local": ["fc00::1", "fd00::1"],
    "site-local": ["fec0::1", "feff::1"],
    "no address": ["", "localhost", "1.2.3", "::g"],
}


@pytest.fixture
def without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that takes all addresses for public."""
    for version in (ipaddress.IPv4Address, ipaddress.IPv6Address):
        monkeypatch.setattr(version, "is_global", True)
        monkeypatch.setattr(version, "is_multicast", False)


@pytest.mark.usefixtures("without_python")
@pytest.mark.parametrize("what", list(INSIDE))
def test_what_is_not_public(what: str) -> None:
    """By the list alone, and also where an address of version 4 is wrapped in one of version 6."""
    assert [address for address in INSIDE[what] if is_public(address)] == []


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1", "172.15.0.1", "172.32.0.1"),
        *("192.0.1.1", "192.88.98.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "151.101.1.1"),
        *("2606:4700::1111", "2001:200::1", "2001:4860:4860::8888", "2a00:1450::1", "2400:cb00::1", "2003::1"),
        *("::ffff:8.8.8.8", "64:ff9b::808:808", "::ffff:151.101.1.1"),
    ],
)
def test_what_is_public(address: str) -> None:
    """What lies beside the networks of the list, and one of version 4 as a socket of version 6 writes it."""
    assert is_public(address)


@pytest.mark.usefixtures("without_python")
@pytest.mark.parametrize("network", [network for network, _, _ in NOT_PUBLIC], ids=str)
def test_each_network_of_the_list_is_refused_whole(network: ipaddress.IPv4Network | ipaddress.IPv6Network) -> None:
    """Its first and its last address, and an example of it stands above."""
    assert not is_public(str(network[0]))
    assert not is_public(str(network[-1]))
    examples = [ipaddress.ip_address(address.partition("%")[0]) for what in INSIDE if what != "no address" for address in INSIDE[what]]
    assert any(address in network for address in examples)


def test_each_network_has_its_reason() -> None:
    """And where that is laid down; none is named twice."""
    assert all(what and re.fullmatch(r"RFC \d{3,4}(, RFC \d{3,4})*", where) for _, what, where in NOT_PUBLIC)
    assert len({network for network, _, _ in NOT_PUBLIC}) == len(NOT_PUBLIC)


def test_what_this_python_knows_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer one may know of networks that were set apart since the list was made."""
    assert is_public("45.0.0.1")
    monkeypatch.setattr(ipaddress.IPv4Address, "is_global", property(lambda self: str(self) != "45.0.0.1"))
    assert not is_public("45.0.0.1")
    assert is_public("45.0.0.2")
