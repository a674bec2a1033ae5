"""What a field of a file can hold: ids, addresses, texts, places, the words of the vocabulary; each with what it asks of who writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Track = Literal["ai", "linux"]
Kind = Literal["release", "fork", "policy", "milestone"]
Stage = Literal["spark", "movement", "infrastructure", "standard"]
LinkWord = Literal["derives-from", "responds-to", "builds-on", "compares-with", "supersedes", "restricts", "permits", "reports", "part-of"]
Dating = Literal[
    "announced",
    "published",
    "released",
    "on-sale",
    "signed",
    "in-force",
    "applies",
    "decided",
    "filed",
    "judged",
    "held",
    "traded",
    "counted",
    "found",
    "withdrawn",
]
DATING_MEANS: Final[Mapping[Dating, str]] = {
    "announced": "the day on which it was made public",
    "published": "the day on which it could first be had",
    "released": "the day on which its maker called it a release, though it could be had before",
    "on-sale": "the first day on which it could be bought",
    "signed": "the day on which it was signed",
    "in-force": "the day on which it took effect",
    "applies": "the day from which the relief or duty applies",
    "decided": "the day of the decision, or else of the first use",
    "filed": "the day on which it was filed",
    "judged": "the day of the judgment",
    "held": "the first day on which it was held",
    "traded": "the trading day",
    "counted": "the day on which the count was published",
    "found": "the day on which it was made known that it was found",
    "withdrawn": "the day on which it was taken back",
}
"""What a date dates: which day of an event counts."""
Grade = Literal["primary", "reporting", "copy", "digest"]
GRADE_MEANS: Final[Mapping[Grade, str]] = {
    "primary": "whoever did it says so: the maker, the court, the register, the repository",
    "reporting": "somebody who looked at it tells of it under a name",
    "copy": "a mirror or a reprint of what others published",
    "digest": "gathered by a machine, or from others' reports",
}
"""What kind of source one is, best first."""
TRACKS: Final[tuple[Track, ...]] = get_args(Track)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
OTHER: Final[Mapping[Track, Track]] = {"linux": "ai", "ai": "linux"}
"""The track on the other side."""
TRACK_NAMES: Final[Mapping[Track, str]] = {"linux": "Linux", "ai": "Open AI"}
"""What a track is called where its name begins a line,"""
TRACK_WORDS: Final[Mapping[Track, str]] = {"linux": "Linux", "ai": "open AI"}
"""and within a sentence."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PLURALS: Final[Mapping[Kind, str]] = {"release": "releases", "fork": "forks", "policy": "policies", "milestone": "milestones"}
INVERSE: Final[Mapping[LinkWord, str]] = {
    "derives-from": "has-derivative",
    "responds-to": "answered-by",
    "builds-on": "built-on-by",
    "compares-with": "compared-by",
    "supersedes": "superseded-by",
    "restricts": "restricted-by",
    "permits": "permitted-by",
    "reports": "reported-by",
    "part-of": "has-part",
}
"""Each link word, and how the same link reads from its other end."""


def _form(pattern: str, words: str, longest: int | None = None) -> Any:
    """A pattern with the words that say how to write it: the checker's messages have them, and editors show them."""
    return Field(pattern=pattern, max_length=longest, json_schema_extra={"patternErrorMessage": f"write {words}"})


class PlainDay(str):
    """A day that stands in a file without quotes, so that some programs read a date and some a text."""

    __slots__ = ()


def _in_quotes(value: Any) -> Any:
    """A text that everybody reads as one. Raises ValueError for a day without quotes."""
    if isinstance(value, PlainDay):
        raise ValueError(f"YAML may read '{value}' as a date; put it in quotes: '{value}'")
    return value


def _one_line(text: str) -> str:
    """A text without line ends. Raises ValueError."""
    if "\n" in text:
        raise ValueError("it has several lines; write it as one paragraph: >- with the text below joins its lines")
    return text


_DEVICE: Final = re.compile(r"(?i:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\..*)?\Z")


def no_file_name(name: str) -> str:
    """Why a name cannot be that of a file or folder on every system, in words; empty if it can. Case is not looked at.

    https://learn.microsoft.com/windows/win32/fileio/naming-a-file
    """
    if _DEVICE.match(name):
        return f"'{name}' is the name of a device on Windows, where no file can have it"
    return f"'{name}' ends with '{name[-1]}', which Windows cuts off" if name.endswith((".", " ")) else ""


def _of_a_file(name: str) -> str:
    """An id, which files and pages are named by. Raises ValueError."""
    if why := no_file_name(name):
        raise ValueError(f"{why}; choose another, such as {name}-1")
    return name


ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID: Final = 60
Id = Annotated[
    str,
    _form(ID_PATTERN, "small letters and digits in words joined by '-', such as deepseek-r1", LONGEST_ID),
    BeforeValidator(_in_quotes),
    AfterValidator(_of_a_file),
]
HubId = Annotated[str, _form(r"^[A-Za-z0-9][\w.-]*/[\w.-]+$", "a Hub id, owner/name", 140)]
_Stripped = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Line = Annotated[_Stripped, AfterValidator(_one_line)]
"""A text of one line; a day may stand there without quotes."""
Pattern = Annotated[str, AfterValidator(_one_line)]
"""A text of one line whose blanks count, such as a regular expression."""
Text = Annotated[Line, BeforeValidator(_in_quotes)]
"""A text of one line."""
LONGEST_TITLE: Final = 110
SHORTEST_SUMMARY: Final = 40
LONGEST_SUMMARY: Final = 420
LONGEST_QUOTE: Final = 25
"""Lengths in letters, that of a quote in words. The checker holds texts to them with messages of its own; editors by the schema."""
Title = Annotated[Text, Field(json_schema_extra={"maxLength": LONGEST_TITLE, "examples": ["DeepSeek releases R1 with open weights"]})]
Summary = Annotated[Text, Field(json_schema_extra={"minLength": SHORTEST_SUMMARY, "maxLength": LONGEST_SUMMARY})]
Quote = Annotated[
    Text,
    Field(
        json_schema_extra={
            "pattern": rf"^\s*\S+(\s+\S+){{0,{LONGEST_QUOTE - 1}}}\s*$",
            "patternErrorMessage": f"write at most {LONGEST_QUOTE} words",
        }
    ),
]
Prose = Annotated[_Stripped, BeforeValidator(_in_quotes), Field(json_schema_extra={"not": {"pattern": r"!\["}})]
NOT_IN_ADDRESS: Final = r"[\s<>\"{}|\\^`]"
"""The signs that no address has."""
URL_PATTERN: Final = rf"^https?://[^{NOT_IN_ADDRESS[1:-1]}]+$"
Url = Annotated[str, _form(URL_PATTERN, "an address that starts with http:// or https:// and has no spaces", 2000)]
MOST: Final = 10**15
"""No number here is larger: every column and every program can hold it exactly."""
Count = Annotated[int, Field(gt=0, le=MOST)]
Number = Annotated[int, Field(ge=-MOST, le=MOST)] | Annotated[float, Field(ge=-MOST, le=MOST, allow_inf_nan=False)]
Tally = Annotated[int, Field(ge=0, le=MOST)]
"""A count that may be none."""
Lang = Annotated[str, _form(r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", "a BCP 47 language tag such as zh or pt-BR")]
Place = Annotated[str, _form(r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166 code such as US or US-CA, or EU or UN")]
Country = Annotated[str, _form(r"^[A-Z]{2}$", "an ISO 3166-1 code such as US, or EU or UN")]


def plural(kind: Kind) -> str:
    """The folder and address of a kind: `policy` -> `policies`."""
    return PLURALS[kind]


def licences_in(expression: str, *, exceptions: bool = True) -> tuple[str, ...]:
    """The ids in an SPDX expression, each once and without brackets; on request without the exceptions, which follow WITH."""
    words = expression.replace("(", " ").replace(")", " ").split()
    names = (
        word
        for before, word in zip(("", *words), words, strict=False)
        if word not in ("AND", "OR", "WITH") and (exceptions or before != "WITH")
    )
    return tuple(dict.fromkeys(names))


class Value(BaseModel):
    """A frozen value; an unknown field, or one of another type, is an error rather than a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)
