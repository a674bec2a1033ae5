"""What is said of a page or a chart, in whatever form it is cited, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from generator.dates import FuzzyDate

SITE: Final = "Only Faster"
AUTHOR: Final = "Only Faster contributors"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


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
