"""Chart: a picture of figures. The value that `charts` makes and `render` puts on pages and offers as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart in every form in which it is offered."""

    id: str
    page: str
    """The page that it stands on, without slashes at its ends: `compare`, `series/kernel-lines`."""
    folder: str
    """Where it stands as files: `compare/charts`."""
    title: str
    """What it shows, for those who see it and those who do not."""
    description: str
    """The same in a few sentences: axes, lines, first and last figures."""
    spec: Mapping[str, Any]
    """Vega-Lite 6, in the colours of light paper, with its data in it."""
    wide: str
    """SVG for a page on a desk. Its colours are CSS variables, so that it follows the page's scheme."""
    narrow: str
    """The same for a telephone."""
    svg: str
    """SVG that stands alone and follows the system's scheme."""
    png: bytes
    """In the colours of light paper, at twice its size."""

    @property
    def address(self) -> str:
        """Where on its page it is."""
        return f"{self.page}#chart-{self.id}"
