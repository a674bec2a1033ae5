"""What is said of a page or a chart, in whatever form it is cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.values.dates import FuzzyDate


@dataclass(frozen=True, slots=True)
class Cited:
    """What is said of a page, in whatever form."""

    address: str
    """Of a page without slashes at its ends, or of a part of one: `e/deepseek-r1`, `compare#chart-origins`."""
    title: str
    about: str
    version: str
    added: date | None
    issued: date | None
    event: FuzzyDate | None
    keywords: tuple[str, ...]
    sources: tuple[Any, ...]
    genre: str = ""
    files: str = ""
    """Where its citation stands as files, without what they end in."""
