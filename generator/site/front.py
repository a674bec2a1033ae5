"""A generated page as a file for an engine: what it says of itself as front matter, each value on a line, then its HTML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

_LINE: Final = "---\n"
_FRAME: Final[Mapping[str, Any]] = {"generated": True, "hide": ["navigation", "toc"]}
"""What a generated page tells the theme: that docs/overrides/main.html puts its text in as it is, and that it has no side columns."""


def write(meta: Mapping[str, Any], text: str) -> str:
    """The file. Values are JSON, which is YAML too, so that engines read them."""
    values = {**meta, **_FRAME}
    return _LINE + "".join(f"{key}: {json.dumps(values[key], ensure_ascii=False)}\n" for key in values) + _LINE + text


def meta(file: str) -> dict[str, Any]:
    """What a page says of itself, from its file."""
    lines = file.removeprefix(_LINE).partition(f"\n{_LINE}")[0].split("\n")
    return {key: json.loads(value) for key, _, value in (line.partition(": ") for line in lines)}


def text(file: str) -> str:
    """The HTML of a page, from its file."""
    return file.partition(f"\n{_LINE}")[2]
