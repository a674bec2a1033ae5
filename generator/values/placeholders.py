"""What a draft says in place of what is not known yet: what the vocabulary says of the field itself. `new` writes it in comments,
and the checker refuses it as a value, so that nothing is published by taking the signs of comments away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from generator.values.corpus import Problem
from generator.values.fields import ID_PATTERN, Value
from generator.values.schemas import inner_shape

DRAFT: Final = "# A draft:"
"""How the line begins that says of a file that it is one."""
_MOST_LETTERS_APART: Final = 20
"""A text that is so many letters longer or shorter than the words of its field is not looked at more closely."""


class _Field(NamedTuple):
    name: str
    alias: str
    """Its name as a person writes it."""
    words: str
    holds: Any
    """The shape of the mappings that it holds, if it holds some."""


def placeholder(about: Mapping[str, Any]) -> str:
    """What a draft says for a field of a JSON Schema: its words, or these joined as an id where it wants one."""
    words = str(about["description"])
    pattern = about.get("pattern") or about.get("items", {}).get("pattern")
    return _joined(words) if pattern == ID_PATTERN else words


def placeholders(value: object, shape: type[Value]) -> Iterator[tuple[str | int, ...]]:
    """Where a value of a shape, or the plain mapping that was to become one, says no more than the draft did."""
    if not isinstance(value, Mapping | Value):
        return
    for field in _fields(shape):
        held = value.get(field.alias) if isinstance(value, Mapping) else getattr(value, field.name)
        for at, item in enumerate(held) if isinstance(held, tuple) else [(None, held)]:
            path = (field.alias,) if at is None else (field.alias, at)
            if isinstance(item, str):
                if field.words and abs(len(item) - len(field.words)) < _MOST_LETTERS_APART and _joined(item) == _joined(field.words):
                    yield path
            elif item is not None and field.holds:
                for inner in placeholders(item, field.holds):
                    yield (*path, *inner)


def still_a_draft(path: str, at: tuple[str | int, ...]) -> Problem:
    """What is said of such a field."""
    what = f"{'.'.join(map(str, at))}: this is what a draft says in its place"
    return Problem(path, what=what, mend="write your own, or take the field out", rule="draft", at=at)


@lru_cache
def _fields(shape: type[Value]) -> tuple[_Field, ...]:
    return tuple(
        _Field(name, info.alias or name, info.description or "", inner_shape(info.annotation)) for name, info in shape.model_fields.items()
    )


@lru_cache(maxsize=1024)
def _joined(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
