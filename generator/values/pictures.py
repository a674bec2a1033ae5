"""Chart: a picture of figures. Card: the picture that stands for a page where its address is shared.

The values that `charts` and `cards` make, and `render` puts on pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class Sketch:
    """A chart that stands on one page and is not taken away from there."""

    title: str
    wide: str
    """SVG for a page on a desk,"""
    narrow: str
    """and for a telephone."""


@dataclass(frozen=True, slots=True)
class Card:
    """A picture that is drawn when it is wanted."""

    key: str
    """The same for the same picture, so that it need not be drawn again."""
    alt: str
    """What it shows, in words."""
    draw: Callable[[], bytes]
    """Its PNG."""
