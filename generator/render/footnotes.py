"""The footnotes of a page: marks in its texts that lead to its sources, and the ways back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from markupsafe import Markup, escape

from generator.values.entries import Source
from generator.values.footnotes import MARK, as_written
from generator.values.words import markdown

_HELD: Final = re.compile("\ue000([^\ue001]*)\ue001")
"""A mark while its text is made HTML: letters that no text has, and that Markdown leaves alone."""


class Footnotes:
    """Numbers of the sources of a page as it shows them, given to marks in the order in which the texts are shown."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._numbers: Mapping[str, int] = {source.key: n for n, source in enumerate(sources, 1) if source.key}
        self._marks: defaultdict[str, list[str]] = defaultdict(list)

    def line(self, text: str) -> Markup:
        """A plain text with its marks, as HTML."""
        return self._shown(str(escape(_held(text))))

    def prose(self, text: str, root: str) -> Markup:
        """A text in Markdown with its marks, as HTML."""
        return self._shown(markdown(_held(text), root))

    def back(self, source: Source) -> tuple[str, ...]:
        """The anchors of the marks that lead to a source, of the texts that were made HTML so far."""
        return tuple(self._marks[source.key]) if source.key else ()

    def _shown(self, html: str) -> Markup:
        return Markup(_HELD.sub(self._mark, html))  # noqa: S704  HTML already; keys have no letter that HTML minds

    def _mark(self, match: re.Match[str]) -> str:
        key = match[1]
        if key not in self._numbers:
            return ""  # the checker refuses it; a preview may show what it refuses
        number, anchor = self._numbers[key], f"mark-{key}-{len(self._marks[key]) + 1}"
        self._marks[key].append(anchor)
        return f'<sup class="of-footnote" id="{anchor}"><a href="#source-{key}" aria-label="Source {number}">{number}</a></sup>'


def _held(text: str) -> str:
    return MARK.sub(lambda match: f"\ue000{match[1]}\ue001", as_written(text))
