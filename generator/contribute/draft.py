"""draft: what is known of an event -> the text of a file about it. What is not known stands in comments that teach, so that
`check` asks for what only a person can say."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from generator.load.plain_scalars import other_type
from generator.values.characters import visible
from generator.values.fetched import Proposal
from generator.values.fields import ID_PATTERN, KINDS, LONGEST_ID, LONGEST_SUMMARY, Kind, Track, no_file_name, plural
from generator.values.placeholders import DRAFT, placeholder
from generator.values.schemas import MODELINE, SCHEMAS, fields_of_dates, json_schema, part_of
from generator.values.words import LITTLE_WORDS

Shape = Kind | Literal["actor", "parallel"]
SHAPES: Final[tuple[Shape, ...]] = (*KINDS, "actor", "parallel")
_LAW: Final = "a law"
_FORK: Final = "a fork"
_RELEASE: Final = "something is released"
_PLAIN: Final = re.compile(r"[A-Za-z][\w .()/+’-]*\Z")
_PLAIN_ADDRESS: Final = re.compile(r"https?://[^\s'\"#,\[\]{}?]+(?<!:)\Z")
_PLAIN_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}\Z")
_LETTERS: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
"""Latin letters that are no other letter with an accent."""
_ASKED: Final[Mapping[Shape, tuple[str, ...]]] = {
    **dict.fromkeys(KINDS, ("title", "date", "summary", "actors", "tags", "links", "sources")),
    "actor": ("name", "kind", "summary", "sources"),
    "parallel": ("title", "linux", "ai", "likeness", "summary", "why", "limits", "sources"),
}
"""What a draft of each shape asks for, in the order of the vocabulary."""
_WITHIN: Final[Mapping[str, tuple[str, ...]]] = {
    "sources": ("url", "title", "publisher", "published", "accessed", "quote"),
    "links": ("to", "as"),
    "release": ("hub", "licence", "parameters"),
    "fork": ("hub", "licence", "of", "how"),
    "policy": ("jurisdiction", "authority", "instrument", "status"),
}
"""What it asks for within those fields that hold fields; the last three are what only one kind has."""
MOST_ON_A_DAY: Final = 100
"""Events of one kind and day that are named by these alone."""
_DATES: Final = frozenset().union(*map(fields_of_dates, SCHEMAS.values()))
"""Fields that hold a date, of whatever shape."""
_FOLDED: Final = frozenset({"summary", "why", "limits"})


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


def id_of(title: str) -> str:
    """An id from a title: its first words, in small letters without accents; empty if it has no Latin letter."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = [word for word in re.findall(r"[a-z0-9]+", plain) if word not in LITTLE_WORDS]
    name = ""
    for word in words[:6]:
        longer = f"{name}-{word}" if name else word
        if len(longer) > LONGEST_ID:
            break
        name = longer
    return name if re.search("[a-z]", name) else ""


def ids_of(title: str, hubs: Iterable[str], kind: str, date: str) -> Iterator[str]:
    """Ids for an event, the best first: from its title; where that has letters of other scripts, also from its model on the Hub, and
    from its kind and day, as often as is needed. None for a title in another script without a date."""
    by_title = id_of(title)
    if by_title:
        yield by_title
    if by_title and not _other_script(title):
        return
    yield from filter(None, (id_of(hub.rpartition("/")[2]) for hub in hubs))
    day = re.match(r"[0-9]{4}(-[0-9]{2}){0,2}", date)
    if day:
        yield f"{kind}-{day[0]}"
        yield from (f"{kind}-{day[0]}-{n}" for n in range(2, MOST_ON_A_DAY))


def _other_script(title: str) -> bool:
    """Whether a title has letters that are not Latin."""
    return any(letter.isalpha() and "LATIN" not in unicodedata.name(letter, "") for letter in title)


def place_of(name: str, track: Track, shape: Shape) -> str:
    """Where a file stands, from the root of the checkout. Raises ValueError for a name that is no id."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > LONGEST_ID:
        raise ValueError(f"'{name}' is no id; use small letters and digits, in words joined by '-', at most {LONGEST_ID}")
    if why := no_file_name(name):
        raise ValueError(f"{why}; choose another, such as {name}-1")
    folder = f"{shape}s" if shape in ("actor", "parallel") else f"{track}/{plural(shape)}"  # type: ignore[arg-type]
    return f"entries/{folder}/{name}.yaml"


def draft(facts: Facts, *, teach: bool = True) -> str:
    """The text of a file. With `teach`, what is not known is asked for in comments: each field with what the vocabulary says of
    it, which is YAML if the signs of comments are taken away, and which `check` refuses then. Without, it is left out."""
    up = "../" if facts.shape in ("actor", "parallel") else "../../"
    lines = [f"{MODELINE}{up}schema/{facts.shape}.json"]
    if teach:
        lines.append(f"{DRAFT} write what is missing, take the comments out, then run 'timeline check'.")
        lines += [f"# {note}" for note in map(visible, facts.notes)]
    schema = json_schema(facts.shape)
    for name in (*_ASKED[facts.shape], facts.shape):
        about = part_of(schema, [name])
        if name == "sources" and facts.sources:
            lines.append("sources:")
            for source in facts.sources:
                lines += source_lines(source)
                lines += _comments(_fields("sources", part_of(schema, ["sources", 0]), source), "    ") if teach else ()
        elif name == facts.shape and (block := facts.values.get("facts")):
            lines.append(f"{name}:")
            lines += [f"  {line}" for key, value in block.items() for line in field_lines(key, value)]
            lines += _comments(_fields(name, about, block), "  ") if teach else ()
        elif value := facts.values.get(name):
            lines += field_lines(name, value)
        elif teach and about:
            lines += _comments(_lines_asked(name, about, part_of(schema, [name, 0])))
    return "\n".join(lines) + "\n"


def _lines_asked(name: str, about: Mapping[str, Any], item: Mapping[str, Any]) -> list[str]:
    """The lines of a field that is not known, with the vocabulary's words in place of a value and a remark on its form."""
    if name in _WITHIN:
        inner = _fields(name, item or about)
        return [f"{name}:   # {about['description']}", *(f"  {line}" for line in (_item(inner) if item else inner))]
    words = placeholder(about)
    first, *rest = field_lines(name, (words,) if about.get("type") == "array" else words)
    return [first + _remark(about), *rest]


def _fields(name: str, about: Mapping[str, Any], known: Iterable[str] = ()) -> list[str]:
    """The lines of those fields within another that a draft asks for and that are not known."""
    return [line for key in _WITHIN[name] if key not in known for line in _lines_asked(key, part_of(about, [key]), {})]


def _item(lines: list[str]) -> list[str]:
    return [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]


def _comments(lines: Iterable[str], indent: str = "") -> list[str]:
    return [f"{indent}# {line}" for line in lines]


def _remark(about: Mapping[str, Any]) -> str:
    """How the value of a field may look: the words of which it is one, how long it is, or examples."""
    if "enum" in about:
        return f"   # one of {', '.join(about['enum'])}"
    if about.get("minLength", 0) > 1:
        return f"   # {about['minLength']} to {about.get('maxLength', LONGEST_SUMMARY)} letters"
    examples = [f"[{', '.join(example)}]" if isinstance(example, list) else example for example in about.get("examples", ())]
    return f"   # such as {', '.join(examples)}" if examples else ""


def source_lines(source: Mapping[str, Any]) -> list[str]:
    """One source as a part of a list, two letters set in."""
    lines = [line for name, value in source.items() if value for line in field_lines(name, value, fold=False)]
    return [f"  {line}" for line in _item(lines)]


def field_lines(name: str, value: Any, *, fold: bool = True) -> Iterator[str]:
    """A field of the top of a file, in as many lines as it takes; without `fold`, in one."""
    if isinstance(value, tuple | list):
        yield f"{name}: [{', '.join(scalar(str(text)) for text in value)}]"
    elif isinstance(value, int):
        yield f"{name}: {value:_}"
    elif fold and name in _FOLDED:
        yield f"{name}: >-"
        yield from (f"  {line}" for line in textwrap.wrap(visible(value), 138, break_long_words=False, break_on_hyphens=False))
    else:
        yield f"{name}: {scalar(value, date=name in _DATES)}"


def scalar(text: str, *, date: bool = False) -> str:
    """Text as YAML: plain where nobody could read it otherwise, in quotes where somebody could. A JSON string is one of YAML.
    With `date`, for a field that holds one: a year or a day is plain there."""
    text = visible(text)
    plain = _PLAIN_ADDRESS.match(text) or (date and _PLAIN_DATE.match(text)) or (_PLAIN.match(text) and not other_type(text))
    return text if plain else json.dumps(text, ensure_ascii=False)
