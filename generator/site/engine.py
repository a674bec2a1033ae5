"""Run the site engine: build the whole site beside the old one and swap them, or preview it.

Everything that ProperDocs asks of its caller is here; the pages come from `pages.py`, which the engine calls.
"""

from __future__ import annotations

import calendar
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from generator import build as sentence
from generator.load import Tick

import properdocs.replacement  # noqa: F401  from here on, what the theme and the plugin import of mkdocs is ProperDocs
from properdocs.commands.build import build as engine_build
from properdocs.commands.serve import serve as engine_serve
from properdocs.config import load_config
from properdocs.exceptions import Abort, ProperDocsException


class Failed(Exception):  # noqa: N818  it is an answer, not a fault of the program
    """The engine could not build the site; the message says why."""


def build(root: Path, folder: Path, today: date, *, strict: bool = False, tick: Tick | None = None) -> int:
    """Build the site of `root` into `folder` and return its number of pages.

    The new site grows beside the old one and takes its place only when it is whole; a build that fails or is stopped
    leaves the old site as it was. Raises Refused if the entries have errors, Failed if the engine fails.
    """
    try:
        graph = sentence.graph(root, today, tick)
    except FileNotFoundError as error:
        raise Failed(f"{error}; name the checkout with --root") from None
    folder = folder.absolute()
    if folder.exists() and any(folder.iterdir()) and not (folder / "sitemap.xml").exists():
        raise Failed(f"{folder} has files and is no site built before; name an empty or a new folder with --out")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch, _day(today):
        new = Path(scratch) / "site"
        config = _config(root, str(new), strict)
        config.extra["prepared"] = (graph, today, sentence.history(root, graph))
        counter = _Counter(tick)
        counter.listen(config.plugins)
        with _failing_clearly():
            engine_build(config)
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        new.rename(folder)
    return counter.done


def serve(root: Path, today: date, address: str, say: Callable[[str], None]) -> None:
    """Preview the site of `root` at `address` (host:port) until it is stopped; `say` is told what happens.

    An error after the start is said, and the preview goes on when it is mended. Raises Failed if it cannot start.
    """
    with _day(today), _hearing(logging.INFO, lambda record: say(record.getMessage())), _failing_clearly():
        watch = [str(root / "entries"), str(Path(__file__).parent.parent)]
        engine_serve(config_file=_config_file(root), watch=watch, dev_addr=address)


def _config_file(root: Path) -> str:
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise Failed(f"no mkdocs.yml in {root}; name the checkout with --root")
    return str(file)


def _config(root: Path, folder: str, strict: bool) -> Any:
    with _failing_clearly():
        config = load_config(_config_file(root), site_dir=folder, strict=strict or None)
        config.plugins.on_startup(command="build", dirty=False)
    return config


class _Counter:
    """Counts pages as they are written, and tells `tick` of them."""

    def __init__(self, tick: Tick | None) -> None:
        self.done = self.total = 0
        self.tick = tick

    def listen(self, plugins: Any) -> None:
        """Hear of the engine's progress through its own events."""
        plugins.events["env"].append(self._found)
        plugins.events["post_page"].append(self._wrote)

    def _found(self, env: Any, *, files: Any, **_: Any) -> Any:
        self.total = len(files.documentation_pages())
        return env

    def _wrote(self, output: str, **_: Any) -> str:
        self.done += 1
        if self.tick:
            self.tick(self.done, self.total)
        return output


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


@contextmanager
def _failing_clearly() -> Iterator[None]:
    """The engine's own errors and warnings, as one message."""
    heard: list[str] = []
    with _hearing(logging.WARNING, lambda record: heard.append(f"{record.levelname.lower()}: {record.getMessage()}")):
        try:
            yield
        except (Abort, ProperDocsException) as error:
            raise Failed("\n".join([*heard, str(error)])) from None
        except OSError as error:
            raise Failed(
                f"{error.strerror or error}: {error.filename or 'is another server at this address?'}"
            ) from None


@contextmanager
def _hearing(level: int, hear: Callable[[logging.LogRecord], object]) -> Iterator[None]:
    """Hear the engine's log from `level` on."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            hear(record)

    ear, log = Ear(level), logging.getLogger("properdocs")
    before = log.level
    log.setLevel(min(level, before or level))
    log.addHandler(ear)
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.setLevel(before)
