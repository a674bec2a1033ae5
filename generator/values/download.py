"""Download: a file that readers take away. The value that `export` makes and `render` lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

API: Final = "api/v1"
"""Where the files for programs stand."""
_FOLDERS: Final = {"e": "entries", "actors": "actors", "parallels": "parallels", "series": "series"}


@dataclass(frozen=True, slots=True)
class Download:
    """One file: where it stands on the site, what it is, and all of it."""

    path: str
    about: str
    media: str
    """Its media type: https://www.iana.org/assignments/media-types/"""
    content: bytes

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]


def api_of(page: str) -> str | None:
    """Where the API says what a page says, without what the file ends in: `e/bert` -> `api/v1/entries/bert`; None for any other page."""
    folder, _, name = page.partition("/")
    return f"{API}/{_FOLDERS[folder]}/{name}" if folder in _FOLDERS and name and "/" not in name else None
