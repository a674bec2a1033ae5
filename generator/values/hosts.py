"""Hosts: who publishes at an address, and what kind of source that makes it.

`entries/hosts.yaml` has a row for a host (`openai.com`), which is meant for those below it too, or for the beginning of an address
(`github.com/OWNER`, `github.com/OWNER/NAME`); the longest one that fits counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from generator.values.entries import Source
from generator.values.fields import Grade, Text, Value


class Host(Value):
    """Who publishes at an address; the key in entries/hosts.yaml is the host, or a host with the beginning of a path."""

    publisher: Text
    """Who publishes there."""
    grade: Grade
    """What kind of source it is, unless a source says otherwise."""
    of: Text | None = None
    """Whose pages a copy has, where they are of one publisher."""


def names_of(url: str) -> Iterator[str]:
    """The keys that may tell of an address, the nearest first: `github.com/a/b`, `github.com/a`, `github.com`."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step][:2]
    for n in range(len(steps), 0, -1):
        yield "/".join([host, *steps[:n]])
    labels = host.split(".")
    for n in range(len(labels) - 1):
        yield ".".join(labels[n:])


def host_of(url: str, hosts: Mapping[str, Host]) -> Host | None:
    """What is known of whoever publishes at an address; None if nothing is."""
    return next((hosts[name] for name in names_of(url) if name in hosts), None)


def grade_of(source: Source, hosts: Mapping[str, Host]) -> Grade | None:
    """The kind of a source: what it says itself, or else what is known of its address; None if nothing is.

    A source that was read in a copy is graded as what it is a copy of: `read_at` says where the words were seen.
    """
    host = None if source.grade else host_of(str(source.url), hosts)
    return source.grade or (host.grade if host else None)
