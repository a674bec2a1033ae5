"""Entries and charts in other people's pages: a frame of each, and oEmbed for programs (https://oembed.com)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.render.frames import ENTRY, TIMELINE, WIDE, Frame, frame_of_chart
from generator.render.template import Page, Renderer
from generator.values.citation import AUTHOR, SITE
from generator.values.pictures import Chart

_ORIGIN: Final = "entries/"


def embeds(renderer: Renderer, charts: Mapping[str, Chart]) -> Iterator[Page]:
    """`/embed/entry/` for any entry, `/embed/charts/ID/`, and oEmbed of charts and of the timeline."""
    entry = renderer.environment.get_template("embed-entry.html.jinja")
    meta = {"description": "An entry of Only Faster, for other people's pages."}
    yield Page(f"{ENTRY}index.html", entry.render(root="../../", meta=meta), _ORIGIN)
    drawing = renderer.environment.get_template("embed-chart.html.jinja")
    for chart in charts.values():
        frame = frame_of_chart(chart)
        meta = {"description": chart.description}
        yield Page(f"{frame.path}index.html", drawing.render(root="../../../", meta=meta, it=chart), _ORIGIN)
        yield _oembed(renderer, frame)
    yield _oembed(renderer, TIMELINE)


def _oembed(renderer: Renderer, frame: Frame) -> Page:
    site = renderer.edition.site
    card = renderer.edition.cards.get(frame.page)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": SITE,
        "provider_url": f"{site}/",
        "author_name": AUTHOR,
        "html": frame.snippet(site),
        "width": WIDE,
        "height": frame.height,
    }
    if card:
        answer |= {"thumbnail_url": f"{site}/{frame.page}/card.png", "thumbnail_width": 1200, "thumbnail_height": 630}
    return Page(f"{frame.path}oembed.json", json.dumps(answer, ensure_ascii=False, indent=1), _ORIGIN)
