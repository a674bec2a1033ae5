"""One of pydantic's errors -> what is wrong in a newcomer's words, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from pydantic import BaseModel

from generator.values.fields import ID_PATTERN, NOT_IN_ADDRESS, URL_PATTERN
from generator.values.schemas import part_of

_BETWEEN: Final = re.compile(r"\s*,\s*|(?:^|\s+)-\s*")
"""What stands between the items of a list that was written as one text."""


def message(error: Any, shape: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and what would be right, from one of pydantic's errors."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    where = ".".join(str(step) for step in error["loc"])
    name = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "")
    if kind == "extra_forbidden":
        matches = get_close_matches(name, _fields(shape), 1)
        return f"'{where}' is no field here", f"did you mean '{matches[0]}'?" if matches else "take it out"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        matches = get_close_matches(str(value), allowed, 1)
        hint = f"did you mean '{matches[0]}'? " if matches else ""
        return f"{where}: '{value}' is not one of its words", f"{hint}allowed: {', '.join(allowed)}"
    if kind == "string_type":
        shown = "text in quotes" if isinstance(value, int | float) else "text"
        return f"{where}: {value!r} is not text", f"write {shown}"
    if kind == "tuple_type":
        items = ", ".join(_items(value, part_of(_schema(shape), error["loc"])))
        return f"{where}: '{value}' is not a list", f"write [{items}] or one '- ' line for each"
    if kind in ("model_type", "dict_type"):
        return f"{where}: '{value}' is not a mapping", "write its fields as 'key: value', or in braces"
    if kind == "string_pattern_mismatch" and context["pattern"] == URL_PATTERN and (sign := re.search(NOT_IN_ADDRESS, str(value))):
        name = "a space" if sign[0].isspace() else f"'{sign[0]}'"
        return f"{where}: '{value}' has {name}, which no address has", f"take it out, or write {quote(sign[0])} for it"
    if kind == "string_pattern_mismatch":
        return f"{where}: '{value}' does not have the right form", _forms(shape).get(context["pattern"], "")
    if kind == "value_error":
        what, _, mend = str(context["error"]).partition("; ")
        return f"{where}: {what}", mend
    if kind in ("less_than_equal", "greater_than_equal") and isinstance(value, int | float):
        bound = context.get("le", context.get("ge"))
        return f"{where}: {value:,} is {'more' if 'le' in context else 'less'} than {bound:,}", "write the count itself, without a unit"
    if kind in ("int_type", "int_from_float"):
        return f"{where}: {value!r} is not a whole number", "write the raw count, such as 671_000_000_000"
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}", ""


def missing(names: list[str]) -> tuple[str, str]:
    """What is said of fields that have to be there and are not, in the order of the vocabulary."""
    if len(names) == 1:
        return f"the field '{names[0]}' is missing", "add it"
    first = ", ".join(f"'{name}'" for name in names[:-1])
    return f"the fields {first} and '{names[-1]}' are missing", "add them"


def _items(value: object, schema: Mapping[str, Any]) -> Iterable[str]:
    """What somebody meant who wrote a list as one text; ids in the form that they have to have."""
    items = [item for item in _BETWEEN.split(str(value)) if item] or [str(value)]
    if schema.get("items", {}).get("pattern") != ID_PATTERN:
        return items
    ids = [re.sub(r"[\s_]+", "-", item.strip().lower()) for item in items]
    return ids if all(re.fullmatch(ID_PATTERN, name) for name in ids) else items


@lru_cache
def _schema(shape: type[BaseModel]) -> Mapping[str, Any]:
    return shape.model_json_schema(by_alias=True)


@lru_cache
def _forms(shape: type[BaseModel]) -> Mapping[str, str]:
    """How to write what a pattern asks for, by pattern: the words stand beside the types, and editors show them too."""

    def forms(part: Any) -> Iterator[tuple[str, str]]:
        if isinstance(part, dict):
            if "pattern" in part and "patternErrorMessage" in part:
                yield part["pattern"], part["patternErrorMessage"]
            for inner in part.values():
                yield from forms(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from forms(inner)

    return dict(forms(_schema(shape)))


def _fields(shape: Any) -> set[str]:
    """Names of all fields of a shape and of the shapes inside it, as a person writes them."""
    names: set[str] = set()
    for name, info in getattr(shape, "model_fields", {}).items():
        names.add(info.alias or name)
        for inner in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if inner is not shape:
                names |= _fields(inner)
    return names
