"""Addresses: where the site and its repository are, and where on the site each kind of record has its page and its files.

A record is what one file of `entries/` says: an entry, an actor, a parallel or a series. Whatever is told by folder is told here once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from generator.values.fields import TRACKS, URL_PATTERN

API: Final = "api/v1"
"""Where the files for programs stand."""


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one kind of record."""

    pages: str
    """The folder of the site that they stand in: `e`."""
    files: tuple[str, ...]
    """The folders of `entries/` that they are made from."""
    api: str
    """The folder and the list of the API that say the same: `entries`."""
    shape: str | None
    """The name of the schema of such a file; None where its folder below that says its kind."""
    noun: str
    """What one of them is called where readers count them."""
    cited: bool = True
    """Whether the page says how it is cited, and its versions are kept as files."""


SECTIONS: Final[Mapping[str, Section]] = {
    section.pages: section
    for section in (
        Section("e", TRACKS, "entries", None, "entry"),
        Section("actors", ("actors",), "actors", "actor", "actor", cited=False),
        Section("parallels", ("parallels",), "parallels", "parallel", "parallel"),
        Section("series", ("series",), "series", "series", "curve"),
    )
}
"""Every kind of record that has a page each, by the folder of its pages."""
SECTION_OF_FILES: Final[Mapping[str, Section]] = {folder: section for section in SECTIONS.values() for folder in section.files}
"""The same by the folder of `entries/`."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site will be, and where its repository is; neither ends with a slash."""

    site: str
    repository: str

    def __post_init__(self) -> None:
        """Raise ValueError for what cannot stand in a page as an address."""
        for name, address in (("SITE_URL", self.site), ("REPO_URL", self.repository)):
            if address and not re.search(URL_PATTERN, address):
                raise ValueError(f"{name}: '{address}' is no address; write one that starts with https:// and has no spaces or quotes")

    def edit(self, path: str) -> str:
        """The page on which a reader can edit a file of the repository."""
        return f"{self.repository}/edit/main/{path}"

    def form(self, form: str, title: str, **answers: str) -> str:
        """The page on which a reader files an issue by a form of .github/ISSUE_TEMPLATE/, with some answers filled in."""
        return f"{self.repository}/issues/new?{urlencode({'template': f'{form}.yml', 'title': title, **answers})}"

    def history(self, path: str) -> str:
        """The page that lists the revisions of a file of the repository."""
        return f"{self.repository}/commits/main/{path}"


def section_of(page: str) -> Section | None:
    """The section that a record's page is in: of `e/bert` that of the entries; None for any other page."""
    folder, _, name = page.partition("/")
    return SECTIONS.get(folder) if name and "/" not in name else None


def entry_of(page: str) -> str | None:
    """The id of the entry whose page it is: of `e/bert`, `bert`; None for any other page."""
    return page.removeprefix("e/") if (section := section_of(page)) and section.pages == "e" else None


def pair_page(linux: str, ai: str) -> str:
    """The page of the comparison from a pair of origins other than the usual one, by their ids."""
    return f"compare/from/{linux}/{ai}"


def api_of(page: str) -> str | None:
    """Where the API says what a page says, without what the file ends in: `e/bert` -> `api/v1/entries/bert`; None for any other page."""
    section = section_of(page)
    return f"{API}/{section.api}/{page.partition('/')[2]}" if section else None
