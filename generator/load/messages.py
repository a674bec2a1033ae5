"""One of pydantic's errors -> what is wrong in a newcomer's words, and what would be right."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, Final

_PATTERNS: Final = {
    "^https?": "an address that starts with http:// or https:// and has no spaces",
    "^[a-z0-9]+(-": "small letters and digits in words joined by '-', such as deepseek-r1",
    "^[A-Za-z0-9][": "a Hub id, owner/name",
    "^[A-Z]{2}(-": "an ISO 3166 code such as US or US-CA, or EU or UN",
    "^[A-Z]{2}$": "an ISO 3166-1 code such as US, or EU or UN",
    "^[a-z]{2,3}": "a BCP 47 language tag such as zh or pt-BR",
}
"""What each pattern of the vocabulary means in words, by how the pattern starts."""


def message(error: Any, shape: type) -> tuple[str, str]:
    """What is wrong and what would be right, from one of pydantic's errors."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    where = ".".join(str(step) for step in error["loc"])
    name = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "")
    if kind == "missing":
        return f"the field '{where}' is missing", "add it"
    if kind == "extra_forbidden":
        meant = get_close_matches(name, _fields(shape), 1)
        return f"'{where}' is no field here", f"did you mean '{meant[0]}'?" if meant else "take it out"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        meant = get_close_matches(str(value), allowed, 1)
        hint = f"did you mean '{meant[0]}'? " if meant else ""
        return f"{where}: '{value}' is not one of its words", f"{hint}allowed: {', '.join(allowed)}"
    if kind == "string_type":
        shown = "text in quotes" if isinstance(value, int | float) else "text"
        return f"{where}: {value!r} is not text", f"write {shown}"
    if kind == "tuple_type":
        return f"{where}: '{value}' is not a list", f"write [{value}] or one '- ' line for each"
    if kind in ("model_type", "dict_type"):
        return f"{where}: '{value}' is not a mapping", "write its fields as 'key: value', or in braces"
    if kind == "string_pattern_mismatch":
        words = next((w for start, w in _PATTERNS.items() if context["pattern"].startswith(start)), context["pattern"])
        return f"{where}: '{value}' does not have the right form", f"write {words}"
    if kind == "value_error":
        what, _, mend = str(context["error"]).partition("; ")
        return f"{where}: {what}", mend
    if kind in ("int_type", "int_from_float"):
        return f"{where}: {value!r} is not a whole number", "write the raw count, such as 671_000_000_000"
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}", ""


def _fields(shape: Any) -> set[str]:
    """Names of all fields of a shape and of the shapes inside it, as a person writes them."""
    names: set[str] = set()
    for name, info in getattr(shape, "model_fields", {}).items():
        names.add(info.alias or name)
        for inner in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if inner is not shape:
                names |= _fields(inner)
    return names
