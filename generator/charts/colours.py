"""The colours of charts: in a specification those of light paper; on a page a CSS variable each, so that dark works too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.values.fields import Track

INK: Final = "#1d1b22"
SOFT: Final = "#5a5762"
LINE: Final = "#d9d4c7"
PAPER: Final = "#fbfaf6"
TRACKS: Final[Mapping[Track, str]] = {"linux": "#b5730f", "ai": "#4a5fd0"}
LINES: Final = ("#4a5fd1", "#b5730e", "#2e7d5b", "#a23b6b", "#6b6f76", "#7a4fb5")
"""For several lines of one series. Each colour is one of its own, so that it can be told from a track's."""
DARK: Final[Mapping[str, tuple[str, str]]] = {
    INK: ("--chart-ink", "#e9e6df"),
    SOFT: ("--chart-soft", "#a9a5b2"),
    LINE: ("--chart-line", "#35333f"),
    PAPER: ("--chart-paper", "#15141a"),
    TRACKS["linux"]: ("--chart-linux", "#d99a2b"),
    TRACKS["ai"]: ("--chart-ai", "#8ba0ff"),
    LINES[0]: ("--chart-line-1", "#8ba0fe"),
    LINES[1]: ("--chart-line-2", "#d99a2c"),
    LINES[2]: ("--chart-line-3", "#6fc79d"),
    LINES[3]: ("--chart-line-4", "#e58ab4"),
    LINES[4]: ("--chart-line-5", "#b4b7bd"),
    LINES[5]: ("--chart-line-6", "#b99aea"),
}
"""Each colour's variable, and what it is in the dark. docs/assets/css/base.css says the same to the page."""
