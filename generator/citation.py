"""Citation: how a page is cited, in every form. The value that `cite` makes and `render` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """How a page is cited as it is now."""

    page: str
    """Its address without slashes at its ends: `e/deepseek-r1`."""
    version: str
    """A short hash of what the page is made from; another one as soon as that says something else."""
    issued: date | None
    """The day of its last change; None where the history is not known."""
    url: str
    """Its address with the version."""
    formatted: Mapping[str, str]
    """HTML by the name of the style."""
    bibtex: str
    ris: str
    csl: Mapping[str, Any]
    """CSL-JSON, as one item."""
    tags: tuple[tuple[str, str], ...]
    """Names and contents of meta elements, for reference managers."""
    linked: Mapping[str, Any]
    """JSON-LD with the terms of schema.org."""
