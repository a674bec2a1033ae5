"""The search index of a built site: made by Pagefind from the pages themselves, loaded by its reader in small parts.

Pagefind reads `data-pagefind-body` (what is searched), `data-pagefind-filter` (the facets) and `data-pagefind-meta`; a page
without the first is not found. See https://pagefind.app/docs/.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any, Final

import cbor2
from pagefind_bin import get_executable

from generator.disk import children
from generator.site.pages import gzipped

FOLDER: Final = "pagefind"
"""Where in the site the index is."""
_UNUSED: Final = ("*ui*", "*highlight*", "*.css")
"""Pagefind's own look, which the site does without: docs/assets/search.js is its own."""

_MARK: Final = b"pagefind_dcd"
"""What stands before the CBOR in each of Pagefind's files, by which its reader knows that it is unpacked."""


class NotIndexed(Exception):  # noqa: N818  it is an answer, not a fault of the program
    """Pagefind could not index the site; the message says why."""


def index(site: Path) -> None:
    """Write the index of the pages in `site` into `site/pagefind`. Raises NotIndexed."""
    try:
        words = [str(get_executable()), "--site", str(site), "--force-language", "en", "--silent"]
        code, printed = children.run(words)
    except OSError as error:
        raise NotIndexed(f"Pagefind cannot be run: {error}") from None
    if code:
        raise NotIndexed(f"Pagefind could not index {site}: {printed}")
    if not (site / FOLDER / "pagefind.js").exists():
        raise NotIndexed(f"Pagefind wrote no index of {site}: {printed}")
    for pattern in _UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()
    _settle(site / FOLDER)


def _settle(folder: Path) -> None:
    """Put in order what Pagefind leaves to chance, so that a commit determines its site byte for byte.

    Pagefind 1.5 writes the facets, and the values of each, in the order of a hash table, and names files by their hash. A
    file is gzip over a mark and CBOR: a facet is [name, [[value, [page, …]], …]]; the meta file has [name, hash] of each at 3.
    """
    entry = folder / "pagefind-entry.json"
    described = json.loads(entry.read_text("utf-8"))
    for language in described["languages"].values():
        old = folder / f"pagefind.{language['hash']}.pf_meta"
        meta = _unpack(old)
        for pair in meta[3]:
            file = folder / "filter" / f"{pair[1]}.pf_filter"
            name, values = _unpack(file)
            pair[1] = _replace(file, [name, sorted(values)], f"{language['wasm']}_{{}}.pf_filter", 7)
        meta[3].sort()
        language["hash"] = _replace(old, meta, f"pagefind.{language['wasm']}_{{}}.pf_meta", 10).removeprefix("pagefind.")
    entry.write_text(json.dumps(described), "utf-8")


def _unpack(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MARK))


def _replace(old: Path, value: object, pattern: str, digits: int) -> str:
    """Write a value in the place of a file, under a name by its own hash; the name without its suffix."""
    data = _MARK + cbor2.dumps(value)
    old.unlink()
    new = old.with_name(pattern.format(hashlib.sha256(data).hexdigest()[:digits]))
    new.write_bytes(gzipped(data))
    return new.stem
