"""The page of the lineage, and what each entry's page shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.render.drawings.families import Family, Forest, forest, name_of
from generator.render.drawings.family_tree import STYLES, Drawing, colours, draw, near, scale_of
from generator.render.template import Page, Renderer
from generator.values.entries import TRACKS
from generator.values.graph import Graph

__all__ = ["Lineage", "Near", "lineage"]


@dataclass(frozen=True, slots=True)
class Near:
    """What an entry's page shows of its family."""

    drawing: Drawing
    more: int
    """How many of the family are not in it."""
    counts: tuple[tuple[str, int], ...]
    """How many were made from it directly, by how, the most frequent first."""


class Lineage:
    """The forest of a graph, with the colours that it has on every page."""

    def __init__(self, graph: Graph, today: date) -> None:
        self.forest: Forest = forest(graph)
        self.today = today
        self.colours = colours(self.forest.families)

    def drawings(self) -> Iterator[tuple[Family, Drawing]]:
        """Every family with its drawing, one at a time."""
        for family in self.forest.families:
            yield family, draw(family.nodes, scale_of(family.nodes, self.today), self.colours)

    def near(self, one: str) -> Near | None:
        """What stands near an entry; None if it has no family."""
        if one not in self.forest.nodes:
            return None
        nodes, family, own = near(self.forest, one), self.forest.family_of[one], self.forest.nodes[one]
        made = [
            base.how
            for child in (*own.children, *own.besides)
            for node in (self.forest.nodes[child],)
            for base in (node.up, *node.also)
            if base and base.id == one
        ]
        counts = sorted(Counter(made).items(), key=lambda pair: (-pair[1], pair[0]))
        drawing = draw(nodes, scale_of(nodes, self.today), self.colours)
        return Near(drawing, len(family.nodes) - len(nodes), tuple(counts))


def lineage(renderer: Renderer, found: Lineage) -> Page:
    """`/lineage/`: all families of both tracks, drawn alike, and what stands alone."""
    drawn = list(found.drawings())
    families = {track: [pair for pair in drawn if pair[0].track == track] for track in TRACKS}
    used = {track: frozenset[str]().union(*(d.styles for _, d in families[track])) for track in TRACKS}
    alone = {track: [record for record in found.forest.alone if record.track == track] for track in TRACKS}
    number = sum(len(family.nodes) for family in found.forest.families)
    meta = {
        "title": "Lineage",
        "description": f"Which distribution was made from which, and which model from which: {number} works in "
        f"{len(found.forest.families)} families, drawn alike.",
    }
    return renderer.page(
        "lineage/index.md", "lineage.html.jinja", "entries/", meta, families=families, alone=alone,
        names=found.forest.nodes, name_of=name_of,
        styles={track: [style for style in STYLES if style in used[track]] for track in TRACKS},
    )  # fmt: skip
