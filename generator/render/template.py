"""What every page is printed with: the templates and what all of them need, addresses, and the page itself."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.values.addresses import api_of
from generator.values.corpus import Record, title_of
from generator.values.edition import Edition
from generator.values.fields import KINDS, OTHER, TRACK_NAMES, TRACKS, Kind, Track, plural
from generator.values.pictures import Card, Chart
from generator.values.words import between, count, day_of_month, doubling, fields, figure, markdown, size, spaced, speed, times

KIND_MEANS: Final[Mapping[tuple[Track, Kind], str]] = {
    ("ai", "release"): "Models whose makers published them.",
    ("ai", "fork"): "Models made from another's: fine-tunes, distillations, merges, quantisations, reproductions.",
    ("ai", "policy"): "Acts of governments, courts, standards bodies and licence stewards on open models.",
    ("ai", "milestone"): "Anything else that moved open AI: tools, leaks, institutions, adoption, words.",
    ("linux", "release"): "Kernels that changed something.",
    ("linux", "fork"): "Distributions, their derivatives and rebuilds.",
    ("linux", "policy"): "Acts of governments, courts, standards bodies and licence stewards on Linux.",
    ("linux", "milestone"): "Anything else that moved Linux: announcements, companies, lawsuits, adoption, words.",
}


@dataclass(frozen=True, slots=True)
class Page:
    """A generated file of the site, and what it was made from (for messages)."""

    path: str
    text: str | bytes | Card
    """What is in it; a picture that is still to be drawn as a card."""
    origin: str
    meta: Mapping[str, Any] | None = None
    """What a page says of itself to the frame around it, title and description at least; None for a file that has no frame."""


def script_json(value: Any) -> str:
    """A value as JSON for a script element, in which nothing may look like its end."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


class Renderer:
    """The templates, with words and constants that all of them need; what a page shows is handed to its template."""

    def __init__(self, edition: Edition) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.edition = edition
        self.feeds = edition.past.state == "whole"
        self.environment.globals |= {
            # Where things are.
            "addresses": edition.addresses,
            # What there is, and what it is called.
            "TRACKS": TRACKS,
            "OTHER": OTHER,
            "TRACK_NAMES": TRACK_NAMES,
            "KINDS": KINDS,
            "plural": plural,
            "MONTHS": calendar.month_name,
        }
        self.environment.filters |= {
            # Texts.
            "markdown": markdown,
            "words": spaced,
            "fields": fields,
            # Numbers.
            "count": count,
            "figure": figure,
            "size": size,
            # Times.
            "day": day_of_month,
            "speed": speed,
            "times": times,
            "between": lambda ends: between(*ends),
            "doubling": doubling,
        }

    def page(self, path: str, template: str, origin: str, meta: dict[str, Any], **values: Any) -> Page:
        """One page. `meta` is what it says of itself: title and description at least."""
        root = "../" * path.count("/")
        body = self.environment.get_template(template).render(root=root or "./", meta=meta, **values)
        address = path.removesuffix("index.md").rstrip("/")
        if card := self.edition.cards.get(address):
            meta = meta | {"card": {"path": f"{address}/card.png", "alt": card.alt}}
        if citation := self.edition.citations.get(address):
            # What the frame of the page says of it in its head.
            meta = {"linked": citation.linked} | meta
            meta["citation"] = {"tags": citation.tags, "url": citation.url, "version": citation.version}
            if citation.issued:
                meta["updated"] = citation.issued.isoformat()
        if api_path := api_of(address):
            meta = meta | {"json": f"{api_path}.json"}
        if linked := meta.get("linked"):
            meta = meta | {"linked": script_json(linked)}
        if self.feeds:
            own = [[f"New and corrected: {meta['title']}", meta["feed"]]] if "feed" in meta else []
            meta = meta | {"feeds": [["New and corrected", "feed"], *own]}
        return Page(path, f"{body}\n", origin, meta)


def moved(renderer: Renderer, record: Record[Any], folder: str) -> Iterator[Page]:
    """A page at each former address that leads to the new one, for browsers and for search engines."""
    for former in record.value.former_ids:
        template = renderer.environment.get_template("moved.html.jinja")
        title = title_of(record)
        text = template.render(folder=folder, id=record.id, title=title)
        yield Page(f"{folder}/{former}/index.html", text, record.path)


def files(chart: Chart, origin: str) -> Iterator[Page]:
    """A chart as files to take away: SVG, PNG, and the specification that both were drawn from."""
    path = f"{chart.folder}/{chart.id}"
    yield Page(f"{path}.svg", chart.svg, origin)
    yield Page(f"{path}.png", chart.png, origin)
    yield Page(f"{path}.vl.json", json.dumps(chart.spec, ensure_ascii=False), origin)
