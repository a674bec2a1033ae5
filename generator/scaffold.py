"""scaffold: a first draft of an entry. What only a person can say is left out, so that `check` asks for it."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from generator.fetched import Proposal
from generator.model import Kind, Track, plural

_LAW: Final = "a law"
_FORK: Final = "a fork"
_RELEASE: Final = "something is released"
_LITTLE: Final = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
_LONGEST: Final = 60


def kind_of(proposal: Proposal) -> Kind:
    """The kind of event that a report is most likely about."""
    why = " ".join(proposal.why)
    return "policy" if _LAW in why else "fork" if _FORK in why else "release" if _RELEASE in why else "milestone"


def id_of(title: str) -> str:
    """An id from a title: its first words, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _LITTLE]
    found = ""
    for word in words[:6]:
        longer = f"{found}-{word}" if found else word
        if len(longer) > _LONGEST:
            break
        found = longer
    return found or "untitled"


def place_of(name: str, track: Track, kind: Kind) -> str:
    """Where an entry stands, from the root of the checkout."""
    return f"entries/{track}/{plural(kind)}/{name}.yaml"


def draft(proposal: Proposal, kind: Kind) -> str:
    """The text of an entry about a report, with what is to be done in comments."""
    item = proposal.item
    # A JSON string is a YAML string, whatever is in it.
    told = [("url", str(item.url)), ("title", item.title), ("publisher", item.publisher)]
    source = [f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in told]
    source += [f"published: {item.published}"] if item.published else []
    source += [f"lang: {item.lang}"] if item.lang else []
    lines = [
        f"# yaml-language-server: $schema=../../schema/{kind}.json",
        "# A draft from the inbox: write what is missing, take these comments out, then run 'timeline check'.",
        "# title: in your own words, at most 110 letters. The report's headline is:",
        f"#   {item.title}",
        f"date: {item.published}   # the day of the event, which may be an earlier one than that of the report"
        if item.published
        else "# date: the day of the event",
        "# summary: >-",
        "#   one or two plain sentences, 40 to 420 letters, that a reader could quote",
        "# actors: [ids from entries/actors]",
        *([f"# links: the report may be about {', '.join(proposal.near)}"] if proposal.near else []),
        "sources:  # a primary one is better: the announcement, the act, the repository",
        f"  - {source[0]}",
        *(f"    {line}" for line in source[1:]),
    ]
    return "\n".join(lines) + "\n"
