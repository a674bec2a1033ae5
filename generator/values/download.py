"""Download: a file that readers take away. The value that `export` makes and `render` lists."""

from __future__ import annotations

from dataclasses import dataclass


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
