"""The generated pages as any engine is handed them: each in a file of its own, no two at one address, pictures drawn once."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from generator import build
from generator.load import Tick
from generator.site import front
from generator.site.kept import Kept

JOINED: Final = "assets/css/pages.css"
"""Beside the style sheets that it is made of, so that what they name is found from it too."""


NO_SLASH: Final = "mkdocs.yml: each page has an address that ends in a slash, and others lead to it there; write 'use_directory_urls: true'"


class Failed(Exception):  # noqa: N818  it is an answer, not a fault of the program
    """The site could not be built; the message says why."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What all pages of a build are made from, read once."""

    graph: build.Graph
    today: date
    past: build.History


_prepared: ContextVar[Prepared | None] = ContextVar("prepared", default=None)


def prepare(root: Path, today: date, tick: Tick | None = None) -> Prepared:
    """Read the entries and the history of `root`. Raises Refused if they have errors, Failed if there are none."""
    try:
        graph = build.graph(root, today, tick)
    except FileNotFoundError as error:
        raise Failed(f"{error}; name the checkout with --root") from None
    return Prepared(graph, today, build.history(root, graph))


@contextmanager
def prepared(inputs: Prepared) -> Iterator[None]:
    """Let a build that an engine starts of itself take what is read already."""
    token = _prepared.set(inputs)
    try:
        yield
    finally:
        _prepared.reset(token)


def pages(root: Path, docs: Path, addresses: build.Addresses) -> Iterator[build.Page]:
    """Every generated page of `root`: from what is prepared, or read now in a build that was not started by us."""
    ready = _prepared.get() or prepare(root, build.today())
    fonts = docs / "assets" / "fonts"
    citations = Kept(root / ".cache" / "citations.json")
    yield from build.pages(ready.graph, ready.today, addresses, ready.past, fonts if fonts.is_dir() else None, citations)
    citations.save()


def addresses_of(site: str | None, repository: str | None) -> build.Addresses:
    """Where the site and its repository will be, as the settings have it. Raises Failed for what is no address."""
    for name, address in (("SITE_URL", site), ("REPO_URL", repository)):
        if not address:
            raise Failed(f"{name} is empty; set it to an address, or do not set it")
    try:
        return build.Addresses(str(site).rstrip("/"), str(repository).rstrip("/"))
    except ValueError as error:
        raise Failed(str(error)) from None


def settings_of(root: Path) -> str:
    """The file with the engine's settings. Raises Failed if there is none."""
    file = root / "mkdocs.yml"
    if not file.is_file():
        raise Failed(f"no mkdocs.yml in {root}; name the checkout with --root")
    return str(file)


def hand_over(
    pages: Iterable[build.Page], file_at: Callable[[str], str | None], write: Callable[[str, bytes], object], drawn: Drawn
) -> list[str]:
    """Write the file of each page and return their paths.

    `file_at` gives the hand-written file that already has an address, or None. Raises Failed with a message that names both
    origins of the first page that would shadow another: an engine would let it win in silence.
    """
    origins: dict[str, str] = {}
    paths: list[str] = []
    for page in pages:
        address = address_of(page.path)
        if shadowed := file_at(address) or origins.get(address):
            raise Failed(f"the page {page.path}, generated from {page.origin}, would shadow {shadowed}; rename one of the two")
        origins[address] = page.origin
        paths.append(page.path)
        write(page.path, _content(page, drawn))
    drawn.forget()
    return paths


def _content(page: build.Page, drawn: Drawn) -> bytes:
    if isinstance(page.text, build.Card):
        return drawn.of(page.text)
    if isinstance(page.text, bytes):
        return page.text
    return (page.text if page.meta is None else front.write(page.meta, page.text)).encode()


def joined(docs: Path, sheets: Iterable[str]) -> str:
    """The style sheets that the settings list as one: ten requests would hold up the first sight of a page on a slow line."""
    return "".join((docs / sheet).read_text("utf-8") for sheet in sheets)


def gzipped(data: bytes) -> bytes:
    """Data as gzip, the same bytes under each Python: before 3.13 `gzip.compress` names the system in the tenth byte."""
    packed = bytearray(gzip.compress(data, 9, mtime=0))
    packed[9] = 255
    return bytes(packed)


def address_of(path: str) -> str:
    """Where a file of the site is served: `e/x.md` and `e/x/index.html` are one address."""
    stem = path.removesuffix(".md").removesuffix(".html")
    return stem.removesuffix("index").strip("/")


class Drawn:
    """Pictures that were drawn in an earlier build, kept by their keys: drawing takes longer than all else that a page needs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    @classmethod
    def under(cls, root: Path) -> Drawn:
        """The pictures that are kept in a checkout."""
        return cls(root / ".cache" / "cards")

    def of(self, card: build.Card) -> bytes:
        """The picture, from the folder if it is there. A folder that cannot be written to keeps nothing."""
        name = f"{card.key}.png"
        self.used.add(name)
        with suppress(OSError):
            if (self.folder / name).is_file():
                return (self.folder / name).read_bytes()
        picture = card.draw()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = self.folder / f"{name}.{os.getpid()}"
            partial.write_bytes(picture)
            partial.replace(self.folder / name)
        return picture

    def forget(self) -> None:
        """Take away what no page of this build has."""
        with suppress(OSError):
            for file in self.folder.iterdir():
                if file.name not in self.used:
                    file.unlink()
