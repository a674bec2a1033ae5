"""Texts in public repositories, at the commit that a source's address names: over the network, or from copies on disk.

What is read is only ever bytes of git's objects: nothing of a stranger's repository is checked out or run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from generator.disk import git
from generator.fetch.failures import Trouble
from generator.fetch.http import Client

_PINNED: Final = re.compile(r"/([\w.-]+)/([\w.-]+)/(blob|raw|commit|tree)/([0-9a-f]{40})(?:/(.+))?")
_LICENCE: Final = re.compile(r"(?i)^(licen[cs]e|copying|unlicense|notice)\b")
_SAFE: Final = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager")


class Status(Trouble):
    """A server answered, but not with the text."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__("refused", f"{url}: the server answered {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Pinned:
    """A text at a commit of a repository on GitHub."""

    owner: str
    name: str
    commit: str
    path: str
    """Empty for the commit itself: its message and its changes."""

    @property
    def where(self) -> str:
        """The same in one line."""
        return f"github.com/{self.owner}/{self.name}@{self.commit}" + (f":{self.path}" if self.path else "")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read."""

    text: str
    where: str
    licensed: bool
    """Its repository has a licence: words of it may be kept. True for a page, of which a quotation may."""


def text_of(raw: bytes) -> str:
    """Bytes as text: UTF-8, or else what older pages of the West were written in."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def pinned(url: str) -> Pinned | None:
    """What an address names in a repository; None if it names no commit."""
    parts = urlsplit(url)
    match = _PINNED.fullmatch(unquote(parts.path)) if parts.hostname == "github.com" else None
    if not match or (match[3] == "tree"):
        return None
    return Pinned(match[1], match[2], match[4], "" if match[3] == "commit" else match[5] or "")


def from_disk(folder: Path, place: Pinned) -> Reading | None:
    """From a bare copy at OWNER/NAME in a folder; None if there is none, or it lacks the commit or the file."""
    copy = folder / place.owner / place.name
    try:
        names = git.output(copy, *_SAFE, "ls-tree", "--name-only", place.commit).decode(errors="replace").split("\n")
        if place.path:
            raw = git.output(copy, *_SAFE, "cat-file", "blob", f"{place.commit}:{place.path}")
        else:
            raw = git.output(copy, *_SAFE, "show", "--no-ext-diff", "--no-textconv", "--no-color", place.commit)
    except (git.Failed, FileNotFoundError, NotADirectoryError):
        return None
    return Reading(text_of(raw), place.where, any(map(_LICENCE.match, names)))


def from_network(client: Client, place: Pinned) -> Reading:
    """From GitHub. Raises Trouble where there is no answer. Whether there is a licence is asked too."""
    base = f"https://raw.githubusercontent.com/{place.owner}/{place.name}/{place.commit}"
    url = f"{base}/{place.path}" if place.path else f"https://github.com/{place.owner}/{place.name}/commit/{place.commit}.patch"
    answer = client.get(url)
    if not answer.ok:
        raise Status(url, answer.status)
    licensed = any(client.head(f"{base}/{name}").ok for name in ("LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING"))
    return Reading(text_of(answer.body), place.where, licensed)
