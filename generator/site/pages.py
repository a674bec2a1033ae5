"""The script that mkdocs-gen-files runs in a build: hands the generated pages to the engine.

A page that would shadow a hand-written one is refused: the plugin itself would let it win in silence.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from properdocs.exceptions import PluginError

from generator import build


def hand_over(
    pages: Iterable[build.Page],
    taken: Callable[[str], str | None],
    write: Callable[[str, str | bytes | build.Card], None],
) -> int:
    """Write each page and return how many there were.

    `taken` gives the hand-written file that already has a path, or None. Raises PluginError with a message that names
    both origins of the first page that would shadow another.
    """
    origins: dict[str, str] = {}
    for page in pages:
        if shadowed := taken(page.path) or origins.get(_address(page.path)):
            raise PluginError(
                f"the page {page.path}, generated from {page.origin}, would shadow {shadowed}; rename one of the two"
            )
        origins[_address(page.path)] = page.origin
        write(page.path, page.text)
    return len(origins)


def _address(path: str) -> str:
    """Where a file of the site is served: `e/x.md` and `e/x/index.html` are one address."""
    stem = path.removesuffix(".md").removesuffix(".html")
    return stem.removesuffix("index").strip("/")


class Drawn:
    """Pictures that were drawn in an earlier build, kept by their keys: drawing takes longer than all else that a page needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def of(self, card: build.Card) -> bytes:
        """The picture, from the folder if it is there. A folder that cannot be written to keeps nothing."""
        name = f"{card.key}.png"
        self.used.add(name)
        with suppress(OSError):
            return (self.folder / name).read_bytes()
        picture = card.draw()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            half = self.folder / f"{name}.{os.getpid()}"
            half.write_bytes(picture)
            half.replace(self.folder / name)
        return picture

    def forget(self) -> None:
        """Take away what no page of this build has."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.name not in self.used:
                    file.unlink()


def _run() -> None:
    from mkdocs_gen_files.editor import FilesEditor  # noqa: PLC0415  only there when the engine runs this file as a script

    editor = FilesEditor.current()
    config: Any = editor.config
    written = {_address(file.src_uri): f"docs/{file.src_uri}" for file in editor.files}

    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    drawn = Drawn(root / ".cache" / "cards")

    def write(path: str, text: str | bytes | build.Card) -> None:
        content = drawn.of(text) if isinstance(text, build.Card) else text
        with editor.open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)

    addresses = build.Addresses(config.site_url.rstrip("/"), str(config.extra["repository"]).rstrip("/"))
    try:
        graph, today, past = config.extra.get("prepared") or _prepare(root)
    except (build.Refused, FileNotFoundError, ValueError) as error:
        raise PluginError(str(error)) from None
    fonts = docs / "assets" / "fonts"
    pages = build.pages(graph, today, addresses, past, fonts if fonts.is_dir() else None)
    hand_over(pages, lambda path: written.get(_address(path)), write)
    drawn.forget()


def _prepare(root: Path) -> tuple[build.Graph, date, build.History]:
    today = build.today()
    graph = build.graph(root, today)
    return graph, today, build.history(root, graph)


if __name__ == "<run_path>":
    _run()
