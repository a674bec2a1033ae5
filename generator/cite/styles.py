"""Citations as text for people, in three styles of CSL (https://citationstyles.org)."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Final

from generator.cite.cited import Cited
from generator.cite.engine import format_item, style_version
from generator.values.citation import AUTHOR, SITE

STYLES: Final[Mapping[str, str]] = {"APA": "apa", "Chicago": "chicago-author-date", "MLA": "modern-language-association"}
"""Names of the styles, and CSL's names for them."""
_PAIR: Final = re.compile(r'"([^"]*)"')
_NAME: Final = re.compile(r"(?<!\S)[a-z\d]+(?:\.[a-z\d]+)+[,:;?!]?(?!\S)")
"""A word that is written small wherever it stands, with what adheres to it: `llama.cpp`, `kernel.org`."""


def formatted(cited: Cited, url: str, cache: MutableMapping[str, str]) -> dict[str, str]:
    """HTML by style. A line that `cache` has is taken from there, and one that it lacks is put there: the engine takes
    milliseconds for each, and there are thousands."""
    item = _item(cited, url)
    lines = {}
    for name, style in STYLES.items():
        key = hashlib.sha256(json.dumps([style_version(style), item], sort_keys=True).encode()).hexdigest()
        if key not in cache:
            cache[key] = format_item(item, style)
        lines[name] = cache[key]
    return lines


def _item(cited: Cited, url: str) -> dict[str, Any]:
    """What the styles show of CSL-JSON, in HTML: the address a link, names small, quotations in curved marks."""
    address = html.escape(url)
    title = html.escape(_PAIR.sub(r"“\1”", cited.title), quote=False)
    item: dict[str, Any] = {
        "id": "x",
        "type": "webpage",
        "title": _NAME.sub(r'<span class="nocase">\g<0></span>', title),
        "container-title": SITE,
        "author": [{"literal": AUTHOR}],
        "URL": f'<a href="{address}">{address}</a>',
        "language": "en",
    }
    if cited.issued:
        item["issued"] = {"date-parts": [[cited.issued.year, cited.issued.month, cited.issued.day]]}
    if cited.genre:
        item["genre"] = cited.genre
    return item
