"""scaffold: what is known of an event -> the text of a file about it. What is not known stands in comments that teach, so that
`check` asks for what only a person can say."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from generator.values.entries import ID_PATTERN, KINDS, LONGEST_ID, Kind, Track, plural
from generator.values.fetched import Proposal
from generator.values.schemas import MODELINE

Shape = Kind | Literal["actor", "parallel"]
SHAPES: Final[tuple[Shape, ...]] = (*KINDS, "actor", "parallel")
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
_PLAIN: Final = re.compile(r"[A-Za-z][\w .()/+’-]*\Z")
_WORDS: Final = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false", "null"})
_CONTROL: Final = re.compile(
    r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]+"
)
_HELP: Final[Mapping[str, str]] = {
    "title": "who did what, in the present tense and your own words, at most 110 letters",
    "date": "when it happened, as precisely as your source says: 2025-01-20, 2025-01, 2025, 2025~ (about)",
    "summary": "one or two plain sentences, 40 to 420 letters, that a reader could quote",
    "actors": "[ids of those who did it, from entries/actors]",
    "tags": "[subjects; /tags/ of the site has those in use]",
    "links": "- {to: id-of-an-earlier-entry, as: responds-to}",
    "sources": "what it rests on, primary ones first; 'accessed' and 'quote' only for what you read yourself",
    "name": "the name in use now",
    "kind": "company, lab, university, foundation, government, court, standards-body, community or person",
    "linux": "id of the Linux entry",
    "ai": "id of the open-AI entry",
    "likeness": "strong, fair, loose or fails",
    "why": "what makes the two alike",
    "limits": "where the likeness ends, in its strongest form",
}
_ASKED: Final[Mapping[Shape, tuple[str, ...]]] = {
    **dict.fromkeys(KINDS, ("title", "date", "summary", "actors", "tags", "links", "sources")),
    "actor": ("name", "kind", "summary", "sources"),
    "parallel": ("title", "linux", "ai", "likeness", "summary", "why", "limits", "sources"),
}
"""What a draft of each shape asks for, in the order of the vocabulary."""
_FACTS: Final[Mapping[Shape, str]] = {
    "release": "licence: Apache-2.0, hub: [owner/name], parameters: 7_000_000_000",
    "fork": "of: [id-or-hub-id], how: fine-tune",
    "policy": "jurisdiction: EU, authority: id-of-an-actor, instrument: regulation, status: in-force",
}
"""An example of the facts that only one kind has."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an event, an actor or a parallel: values by field, sources as mappings, and remarks for the writer."""

    shape: Shape
    track: Track = "ai"
    values: Mapping[str, Any] = field(default_factory=dict)
    """Text, or a tuple of texts; `facts` is a mapping of what only this kind has."""
    sources: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()


def kind_of(proposal: Proposal) -> Kind:
    """The kind of event that a report is most likely about."""
    why = " ".join(proposal.why)
    return "policy" if _LAW in why else "fork" if _FORK in why else "release" if _RELEASE in why else "milestone"


def facts_of(proposal: Proposal, kind: Kind, track: Track) -> Facts:
    """What a report in the inbox says: its day and itself as a source. Title and summary are for a person to write."""
    item = proposal.item
    known = {
        "url": str(item.url),
        "title": item.title,
        "publisher": item.publisher,
        "published": item.published,
        "lang": item.lang,
    }
    notes = [f"The report's headline is: {item.title}"]
    notes += [f"It may be about {', '.join(proposal.near)}"] if proposal.near else []
    values = {"date": str(item.published)} if item.published else {}
    source = {key: str(value) for key, value in known.items() if value}
    return Facts(kind, track, values, (source,), tuple(notes))


def id_of(title: str) -> str:
    """An id from a title: its first words, in small letters without accents."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in _LITTLE]
    found = ""
    for word in words[:6]:
        longer = f"{found}-{word}" if found else word
        if len(longer) > LONGEST_ID:
            break
        found = longer
    return found or "untitled"


def place_of(name: str, track: Track, shape: Shape) -> str:
    """Where a file stands, from the root of the checkout. Raises ValueError for a name that is no id."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_ID:
        raise ValueError(
            f"'{name}' is no id; use small letters and digits, in words joined by '-', at most {LONGEST_ID}"
        )
    folder = f"{shape}s" if shape in ("actor", "parallel") else f"{track}/{plural(shape)}"  # type: ignore[arg-type]
    return f"entries/{folder}/{name}.yaml"


def draft(facts: Facts, *, teach: bool = True) -> str:
    """The text of a file. With `teach`, what is not known is asked for in comments; without, it is left out."""
    up = "../" if facts.shape in ("actor", "parallel") else "../../"
    lines = [f"{MODELINE}{up}schema/{facts.shape}.json"]
    if teach:
        lines.append("# A draft: write what is missing, take the comments out, then run 'timeline check'.")
        lines += [f"# {note}" for note in map(clean, facts.notes)]
    for name in _ASKED[facts.shape]:
        value = facts.values.get(name)
        if name == "sources":
            lines += _sources(facts.sources, teach)
        elif value:
            lines += field_lines(name, value)
        elif teach:
            lines.append(f"# {name}: {_HELP[name]}")
    own = facts.values.get("facts")
    if own:
        lines.append(f"{facts.shape}:")
        lines += [f"  {line}" for name, value in own.items() for line in field_lines(name, value)]
    elif teach and facts.shape in _FACTS:
        lines.append(f"# {facts.shape}: {{{_FACTS[facts.shape]}}}")
    return "\n".join(lines) + "\n"


def source_lines(source: Mapping[str, Any]) -> list[str]:
    """One source as a part of a list, two letters set in."""
    lines = [line for name, value in source.items() if value for line in field_lines(name, value, fold=False)]
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]


def _sources(sources: Iterable[Mapping[str, Any]], teach: bool) -> list[str]:
    found = [line for source in sources for line in source_lines(source)]
    told = f"  # {_HELP['sources']}" if teach else ""
    if found:
        return [f"sources:{told}", *found]
    example = ["#   - url: https://…", "#     title: what the page is called", "#     publisher: who published it"]
    return [f"# sources:{told}", *example] if teach else []


def field_lines(name: str, value: Any, *, fold: bool = True) -> Iterator[str]:
    """A field of the top of a file, in as many lines as it takes; without `fold`, in one."""
    if isinstance(value, tuple | list):
        yield f"{name}: [{', '.join(scalar(str(each)) for each in value)}]"
    elif isinstance(value, int):
        yield f"{name}: {value:_}"
    elif fold and name in ("summary", "why", "limits"):
        yield f"{name}: >-"
        yield from (
            f"  {line}" for line in textwrap.wrap(clean(value), 138, break_long_words=False, break_on_hyphens=False)
        )
    else:
        yield f"{name}: {scalar(value)}"


def clean(text: str) -> str:
    """Text on one line, without what cannot be seen."""
    return " ".join(_CONTROL.sub(" ", text).split())


def scalar(text: str) -> str:
    """Text as YAML: plain where nobody could read it otherwise, in quotes where somebody could. A JSON string is one of YAML."""
    text = clean(text)
    plain = re.fullmatch(r"https?://[^\s'\"#,\[\]{}?]+|\d{4}(-\d\d){0,2}", text) or (
        _PLAIN.match(text) and text.lower() not in _WORDS
    )
    return text if plain else json.dumps(text, ensure_ascii=False)
