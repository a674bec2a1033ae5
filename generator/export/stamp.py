"""What every file that is taken away says of itself: of which commit and day it is, and under which licence it may be used."""

from __future__ import annotations

from typing import Final

from generator.history import History

LICENCE: Final = {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"}


def stamp(past: History, site: str) -> dict[str, str]:
    """Title, home page and licence; commit and day of the newest change where the history is known."""
    newest = past.line[0] if past.line else None
    known = {"version": newest.commit[:10], "day": newest.day.isoformat()} if newest else {}
    return {"title": "Only Faster", "homepage": f"{site}/", **known, "licence": LICENCE["name"]}
