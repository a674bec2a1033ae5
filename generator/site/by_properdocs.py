"""The default engine, ProperDocs: it calls `gen_files.py` for the pages and `hooks.py` while it builds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# From here on, what the theme and the plugin import of mkdocs is ProperDocs.
import properdocs.replacement  # noqa: F401
from properdocs.commands.build import build as engine_build
from properdocs.commands.serve import serve as engine_serve
from properdocs.config import load_config
from properdocs.exceptions import Abort, ProperDocsException

from generator.load import Tick
from generator.site.pages import Failed, Prepared, prepared, settings_of


def build(root: Path, site: Path, ready: Prepared, *, strict: bool, tick: Tick | None) -> int:
    """Build the site of `root` into the folder `site` and return its number of pages. Raises Failed."""
    counter = _Counter(tick)
    with _failing_clearly(), prepared(ready):
        config = load_config(settings_of(root), site_dir=str(site), strict=strict or None)
        config.plugins.on_startup(command="build", dirty=False)
        counter.listen(config.plugins)
        engine_build(config)
    return counter.done


def serve(root: Path, address: str, say: Callable[[str], None]) -> None:
    """Preview the site of `root` at `address` until it is stopped. Raises Failed if it cannot start."""
    watch = [str(root / "entries"), str(Path(__file__).parent.parent)]
    with _hearing(logging.INFO, lambda record: say(record.getMessage())), _failing_clearly():
        try:
            engine_serve(config_file=settings_of(root), watch=watch, dev_addr=address)
        except OSError as error:
            raise Failed(f"{error.filename or address}: {error.strerror or error}") from None


class _Counter:
    """Counts pages as they are written, and tells `tick` of them."""

    def __init__(self, tick: Tick | None) -> None:
        self.done = self.total = 0
        self.tick = tick

    def listen(self, plugins: Any) -> None:
        """Hear of the engine's progress through its own events."""
        plugins.events["env"].append(self._count_pages)
        plugins.events["post_page"].append(self._count_page)

    def _count_pages(self, env: Any, *, files: Any, **_: Any) -> Any:
        self.total = len(files.documentation_pages())
        return env

    def _count_page(self, output: str, **_: Any) -> str:
        self.done += 1
        if self.tick:
            self.tick(self.done, self.total)
        return output


@contextmanager
def _failing_clearly() -> Iterator[None]:
    """The engine's own errors and warnings, as one message."""
    warnings: list[str] = []
    with _hearing(logging.WARNING, lambda record: warnings.append(f"{record.levelname.lower()}: {record.getMessage()}")):
        try:
            yield
        except (Abort, ProperDocsException) as error:
            raise Failed("\n".join([*warnings, str(error)])) from None
        except UnicodeDecodeError as error:  # the engine has logged of which page
            raise Failed("\n".join([*warnings, f"a file of docs/ is not UTF-8 ({error.reason}); save it as UTF-8"])) from None


@contextmanager
def _hearing(level: int, listener: Callable[[logging.LogRecord], object]) -> Iterator[None]:
    """Hear the engine's log from `level` on."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            listener(record)

    ear, log = Ear(level), logging.getLogger("properdocs")
    before = log.level
    log.setLevel(min(level, before or level))
    log.addHandler(ear)
    try:
        yield
    finally:
        log.removeHandler(ear)
        log.setLevel(before)
