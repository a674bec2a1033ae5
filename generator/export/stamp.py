"""What every file that is taken away says of itself: of which commit and day it is, and under which licence it may be used."""

from __future__ import annotations

from typing import Final

from generator.values import citation
from generator.values.history import History

LICENCE: Final = {"name": "CC-BY-4.0", "path": citation.LICENCE, "title": "CC BY 4.0"}


def stamp(past: History, site: str) -> dict[str, str]:
    """Title, home page and licence; commit and day of the newest change where the history is known."""
    newest = past.newest
    known = {"version": newest.commit[:10], "day": newest.day.isoformat()} if newest else {}
    return {"title": citation.SITE, "homepage": f"{site}/", **known, "licence": LICENCE["name"]}
