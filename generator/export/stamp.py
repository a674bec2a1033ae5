"""What every file that is taken away says of itself: of which commit and day it is, and under which licence it may be used."""

from __future__ import annotations

from typing import Final

from generator.values.citation import LICENCE_ID, LICENCE_NAME, LICENCE_URL, SITE
from generator.values.history import History

DATA_LICENCE: Final = {"name": LICENCE_ID, "path": LICENCE_URL, "title": LICENCE_NAME}
"""As a Data Package names it: https://datapackage.org/standard/data-package/#licenses"""


def stamp(past: History, site: str) -> dict[str, str]:
    """Title, home page and licence; commit and day of the newest change where the history is known."""
    newest = past.newest
    known = {"version": newest.commit[:10], "day": newest.day.isoformat()} if newest else {}
    return {"title": SITE, "homepage": f"{site}/", **known, "licence": LICENCE_ID}
