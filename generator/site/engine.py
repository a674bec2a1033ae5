"""The door to the site engines: build the whole site beside the old one and swap them, or preview it."""

from __future__ import annotations

import calendar
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from generator.disk.replaced import Busy, replacing
from generator.load import Tick
from generator.site import by_properdocs, by_zensical
from generator.site.pages import Failed, prepare

__all__ = ["Engine", "Failed", "build", "serve"]

Engine = Literal["properdocs", "zensical"]


def build(  # noqa: PLR0913  each is an option of the command
    root: Path,
    folder: Path,
    today: date,
    *,
    strict: bool = False,
    tick: Tick | None = None,
    engine: Engine = "properdocs",
    say: Callable[[str], None] = lambda _: None,
) -> int:
    """Build the site of `root` into `folder` and return its number of pages.

    The new site grows beside the old one and takes its place in one step when it is whole; a build that fails or is stopped
    leaves the old site as it was. `say` is told what the site lacks. Raises Refused if the entries have errors, Failed if the
    engine fails, nothing can be written, another build is at it, or, if `strict`, git refuses to show the history.
    """
    ready = prepare(root, today, tick)
    if ready.past.reason:
        without = f"the site has no history: {ready.past.reason}"
        if strict and ready.past.state == "refused":
            raise Failed(without)
        say(without)
    folder = folder.absolute()
    try:
        if folder.exists() and any(folder.iterdir()) and not (folder / "sitemap.xml").exists():
            raise Failed(f"{folder} has files and is no site built before; name an empty or a new folder with --out")
        with replacing(folder) as new, _day(today):
            builder = by_zensical.build if engine == "zensical" else by_properdocs.build
            return builder(root, new, ready, strict=strict, tick=tick)
    except Busy as busy:
        raise Failed(f"{busy}, with --out") from None
    except OSError as error:
        where = error.filename2 or error.filename or folder
        raise Failed(f"{where}: {error.strerror or error}; the old site, if there was one, is as it was") from None


def serve(root: Path, today: date, address: str, say: Callable[[str], None]) -> None:
    """Preview the site of `root` at `address` (host:port) until it is stopped; `say` is told what happens.

    An error after the start is said, and the preview goes on when it is mended. Raises Failed if it cannot start.
    """
    with _day(today):
        by_properdocs.serve(root, address, say)


@contextmanager
def _day(today: date) -> Iterator[None]:
    """Let the engine take `today` as the day too: it stamps the sitemap from SOURCE_DATE_EPOCH."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(today.timetuple()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
