"""Edition: all that the pages and files of the site are made from, as of a day. `build` fills it step by step, `render` and `export` read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.values.addresses import Addresses
from generator.values.citation import Citation
from generator.values.comparison import Comparison
from generator.values.download import Download
from generator.values.graph import Graph
from generator.values.history import History
from generator.values.pictures import Card, Chart, Sketch


@dataclass(frozen=True, slots=True)
class Edition:
    """What each step has made; a step that has not run yet has left its part empty."""

    graph: Graph
    today: date
    addresses: Addresses
    past: History = field(default_factory=History)
    comparison: Comparison | None = None
    """None where there is nothing to count from."""
    charts: Mapping[str, Chart] = field(default_factory=dict)
    """By their ids."""
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    """By the page that each stands on."""
    citations: Mapping[str, Citation] = field(default_factory=dict)
    """By address: see `generator.values.citation.Citation`."""
    downloads: Sequence[Download] = ()
    cards: Mapping[str, Card] = field(default_factory=dict)
    """By page."""

    @property
    def site(self) -> str:
        """The address of the site, without a slash at its end."""
        return self.addresses.site
