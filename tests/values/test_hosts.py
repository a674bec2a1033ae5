"""Who publishes at an address, and what kind of source that makes it."""

from __future__ import annotations

import pytest

from generator.values.entries import Source
from generator.values.hosts import Host, grade_of, host_of

HOSTS = {
    "github.com": Host(publisher="GitHub", grade="primary"),
    "github.com/lists": Host(publisher="Lists", grade="digest"),
    "github.com/lists/own": Host(publisher="Lists", grade="primary"),
    "europa.eu": Host(publisher="European Union", grade="primary"),
    "mirror.example": Host(publisher="Mirror", grade="copy", of="Wikipedia"),
}


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/a/b/blob/main/README.md", "github.com"),
        ("https://github.com/lists/x", "github.com/lists"),
        ("https://github.com/lists/own/blob/x", "github.com/lists/own"),
        ("https://www.ec.europa.eu/x", "europa.eu"),
        ("https://mirror.example", "mirror.example"),
    ],
)
def test_the_longest_beginning_counts(url: str, name: str) -> None:
    """A repository before its owner, an owner before the host, a host before the one above it."""
    assert host_of(url, HOSTS) == HOSTS[name]


@pytest.mark.parametrize("url", ["https://other.example/x", "https://notgithub.com/lists", "https://eu/x"])
def test_of_others_nothing_is_known(url: str) -> None:
    """A host that only ends alike is another."""
    assert host_of(url, HOSTS) is None
    assert grade_of(Source(url=url), HOSTS) is None


def test_a_source_may_say_otherwise() -> None:
    """Its own word goes before that of its host."""
    assert grade_of(Source(url="https://mirror.example/x"), HOSTS) == "copy"
    assert grade_of(Source(url="https://mirror.example/x", grade="reporting"), HOSTS) == "reporting"
