"""Citation: how a page is cited, in every form. The value that `cite` makes and `render` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

SITE: Final = "Only Faster"
AUTHOR: Final = "Only Faster contributors"
LICENCE_ID: Final = "CC-BY-4.0"
LICENCE_NAME: Final = "CC BY 4.0"
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
"""Who says what is here, and under which licence."""
WHOLE: Final[Mapping[str, tuple[str, str]]] = {
    "compare": (
        "How much faster?",
        "By what factor open AI met each criterion sooner after its origin than Linux did, with both dates of each.",
    ),
    "compare/month": (
        "Same month of life",
        "What Linux had in each month since its origin, beside what open AI had in the same month of its own.",
    ),
    "compare/responses": ("What answered what", "Answers to releases, policies and other events, and after how many days each came."),
    "compare/curves": (
        "Curves by age",
        "Curves of Linux and of open AI on one axis of years since each began, with the time in which each doubles.",
    ),
    "data": (
        "Data of Only Faster",
        "Everything on this site as files for programs: tables, a database, an API at addresses that stay, feeds and calendars.",
    ),
}
"""Title and matter of each page that is made from all entries, by its address."""


def from_all(page: str) -> bool:
    """Whether a page is made from all entries, those of other pairs of origins among them."""
    return page in WHOLE or page.startswith("compare/from/")


@dataclass(frozen=True, slots=True)
class Citation:
    """How a page, or a chart on one, is cited as it is now."""

    address: str
    """Of the page without slashes at its ends, and of a chart on it: `e/deepseek-r1`, `compare#chart-origins`."""
    title: str
    version: str
    """A short hash of what the page is made from; another one as soon as that says something else."""
    issued: date | None
    """The day of its last change; None where the history is not known."""
    url: str
    """Its address with the version."""
    files: str
    """Where it stands as files, without what they end in: `e/deepseek-r1/cite`."""
    formatted: Mapping[str, str]
    """HTML by the name of the style."""
    bibtex: str
    ris: str
    csl: Mapping[str, Any]
    """CSL-JSON, as one item."""
    tags: tuple[tuple[str, str], ...] = ()
    """Names and contents of meta elements, for reference managers; of a page only."""
    linked: Mapping[str, Any] = field(default_factory=dict)
    """JSON-LD with the terms of schema.org; of a page only."""
