"""What YAML makes of a text without quotes: the strict dialect reads whole numbers, decimals, true, false and days, and nothing else.

What version 1.1 or the core schema of version 1.2 takes for something else than text is told here by their own rules: those of
PyYAML, which follow https://yaml.org/type/, and those of https://yaml.org/spec/1.2.2/#1032-tag-resolution.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import Final, NamedTuple

from yaml.resolver import Resolver

from generator.values.fields import PlainDay

_LONGEST_NUMBER: Final = 40
_LONGEST_WORD: Final = len("false")
_INTEGER: Final = re.compile(r"-?(0|[1-9][0-9]*(_[0-9]+)*)\Z")
_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_CORE: Final[Mapping[str, str]] = {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN",
}
"""The core schema of YAML 1.2."""
_LOOSE: Final[Mapping[str, str]] = {
    "null": r"(?i:null)",
    "bool": r"(?i:y|n|yes|no|on|off|true|false)",
    "int": r"[-+]?([0-9][0-9_]*|0[bBoOxX][0-9a-fA-F_]+)",
    "float": r"[-+]?(?i:\.inf|\.nan|[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9_]+)?|\.[0-9][0-9_]*(e[-+]?[0-9_]+)?)",
    "timestamp": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}.*",
}
"""What neither version has and some program or other reads: `y` and `n`, which 1.1 names and PyYAML leaves out, `0X1F`, `1e1_0`."""
_STARTS: Final = frozenset(chain(Resolver.yaml_implicit_resolvers, "yYnNtTfFoO~<=+-.0123456789"))
_MEANS: Final[Mapping[str, str]] = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "timestamp": "a moment",
    "null": "nothing",
    "merge": "a sign that merges fields",
    "value": "a sign for a default value",
}


class Other(NamedTuple):
    """Something else than text, by one version of YAML or another."""

    means: str
    """What it may be read as, in words; "nothing" for no value at all."""


def _rules() -> dict[str, re.Pattern[str]]:
    """For each type but text what is of it, whole."""
    rules: dict[str, list[str]] = {}
    pairs = dict.fromkeys((tag, pattern) for of in Resolver.yaml_implicit_resolvers.values() for tag, pattern in of)
    for tag, pattern in pairs:
        name = tag.rpartition(":")[2]
        if name in _MEANS:  # the last is "yaml", for signs that start no text
            rules.setdefault(name, []).append(f"(?x:{pattern.pattern})")
    for table in (_CORE, _LOOSE):
        for name, expression in table.items():
            rules.setdefault(name, []).append(f"(?:{expression})")
    return {name: re.compile("|".join(f"(?:{rule})\\Z" for rule in of)) for name, of in rules.items()}


_RULES: Final = _rules()


def other_type(text: str) -> Other | None:
    """What YAML 1.1 or 1.2 may read a text without quotes as, if not as text."""
    if text and (text[0] not in _STARTS or (text[0].isalpha() and len(text) > _LONGEST_WORD)):
        return None
    name = next((name for name, rule in _RULES.items() if rule.match(text)), None)
    return Other(_MEANS[name]) if name else None


def read(text: str) -> str | int | float | bool | Other:
    """The value of a text without quotes, or what it may be mistaken for. A day is text that knows that it was not in quotes."""
    if text in ("true", "false"):
        return text == "true"
    if _DAY.match(text):
        return PlainDay(text)
    if len(text) < _LONGEST_NUMBER:
        if _INTEGER.match(text):
            return int(text)
        # 1.10 would lose its nought.
        if _DECIMAL.match(text) and repr(float(text)) == text:
            return float(text)
    return other_type(text) or text
