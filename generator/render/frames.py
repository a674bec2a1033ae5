"""Frames: what of this site stands in other people's pages, and the snippet that puts it there."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from generator.values.pictures import Chart

ENTRY: Final = "embed/entry/"
"""The page that shows any entry in a frame."""
WIDE: Final = 680
_ENTRY, _CHART, _TIMELINE = 320, 560, 560
"""How high a frame is, in pixels; what is higher, on a narrow telephone, is scrolled in it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What can be framed: the page that it is of, what it is called, and how high it is."""

    path: str
    """Of the frame, with the slash at its end, and with what is asked of it: `embed/timeline/`, `embed/entry/?id=bert`."""
    page: str
    title: str
    height: int

    def snippet(self, site: str) -> str:
        """What goes into somebody's page. Nothing of it follows who looks at it."""
        return (
            f'<iframe src="{site}/{self.path}" title="{escape(self.title)}" width="100%" height="{self.height}" '
            f'style="border:0;max-width:{WIDE}px" loading="lazy" referrerpolicy="no-referrer"></iframe>'
        )


def frame_of_entry(name: str, title: str) -> Frame:
    """The frame of an entry: one page for all of them, which its script fills from the API."""
    return Frame(f"{ENTRY}?id={name}", f"e/{name}", title, _ENTRY)


def frame_of_chart(chart: Chart) -> Frame:
    """The frame of a chart."""
    return Frame(f"embed/charts/{chart.id}/", chart.page, chart.title, _CHART)


TIMELINE: Final = Frame("embed/timeline/", "timeline", "Timeline of Linux and open AI", _TIMELINE)
