"""What is an address of the web, before anybody asks it or keeps it."""

from __future__ import annotations

import re
import unicodedata
from ipaddress import IPv6Address
from typing import Final
from urllib.parse import SplitResult, urlsplit

_UNSENT: Final = re.compile(r"[\x00-\x20\x7f]")
_FORBIDDEN: Final = frozenset(" !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~")
"""In a host; the dot divides, and the underscore is in use."""


def parts_of(url: str) -> SplitResult:
    """The parts of an address of the web. Raises ValueError that says what is wrong, to go on after "it" or an address."""
    if _UNSENT.search(url):
        raise ValueError("has spaces or control characters in it")
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
    except ValueError:
        raise ValueError("has a host that is no name and no IP address") from None
    if parts.scheme not in ("http", "https") or not name:
        raise ValueError("does not lead to the web")
    if "@" in parts.netloc:
        raise ValueError("has a name or password in it")
    try:
        if parts.port == 0:
            raise ValueError
    except ValueError:
        raise ValueError("has a port that is no number from 1 to 65535") from None
    if not _is_host(name) or ("[" in parts.netloc) != (":" in name):
        raise ValueError("has a host that is no name and no IP address")
    return parts


def _is_host(name: str) -> bool:
    """Whether something can be looked up: an IPv6 address, or labels of at most 63 letters between dots, 253 in all."""
    if ":" in name:
        try:
            return bool(IPv6Address(name))
        except ValueError:
            return False
    if len(name) > 254:
        return False
    labels = name.removesuffix(".").split(".")
    try:
        # What the look-up of a name does with other scripts than Latin; a label may grow by it.
        lengths = [len(label.encode("idna")) for label in labels]
    except UnicodeError:
        return False
    unseen = any(unicodedata.category(letter)[0] in "CZ" for letter in name)
    return not unseen and not _FORBIDDEN & set(name) and all(0 < length <= 63 for length in lengths) and sum(lengths) + len(labels) <= 254
