"""The page of the lineage, and what each entry's page shows of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.render.drawings.families import Family, Forest, Node, forest, name_of
from generator.render.drawings.family_tree import STYLES, Drawing, TreeRow, colours, draw_family, ended_of, relatives, scale_of
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord
from generator.values.fields import TRACKS, Track
from generator.values.graph import Graph
from generator.values.words import spaced

__all__ = ["Lineage", "Near", "Tree", "lineage"]

_MOST_DEPTH: Final = 24
"""Browsers stop to nest at some depth, so the deeper ones stand side by side and say what they stand under."""


@dataclass(frozen=True, slots=True)
class TreeName:
    """A work in the list of names beside a drawing, and how that list is nested around it."""

    row: TreeRow
    how: str
    """How it was made, or where it is."""
    also: tuple[str, ...]
    """What it was made from too, for those who do not see the lines: `merge of Mistral 7B`."""
    ended: int | None
    """The year in which it ended."""
    up: str
    """The id of what it stands under, where the list is not nested so deep."""
    anchor: bool
    """Whether its id leads to it on the page."""
    opens: bool
    """Whether a list opens before it."""
    closes: int
    """How many lists close before it."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A family, or a part of one: the drawing, and its names as a list in lists."""

    id: str
    title: str
    description: str
    drawing: Drawing
    names: tuple[TreeName, ...]
    own: str = ""
    """The id of the work whose page it is on."""

    @property
    def closes(self) -> int:
        """How many lists close behind the last name."""
        return min(self.drawing.rows[-1].depth, _MOST_DEPTH)


@dataclass(frozen=True, slots=True)
class Near:
    """What an entry's page shows of its family."""

    tree: Tree
    more: int
    """How many of the family are not in it."""
    counts: tuple[tuple[str, int], ...]
    """How many were made from it directly, by how, the most frequent first."""


@dataclass(frozen=True, slots=True)
class FamilySection:
    """A family on the page of all."""

    head: Node
    others: str
    """Its other roots: the name of one, or how many; empty if there is none."""
    works: int
    tree: Tree


@dataclass(frozen=True, slots=True)
class LoneFork:
    """A fork without known derivatives, with its years."""

    id: str
    name: str
    years: str


@dataclass(frozen=True, slots=True)
class TrackLineage:
    """The lineage of one track."""

    families: tuple[FamilySection, ...]
    styles: tuple[str, ...]
    """Styles of line that its drawings use."""
    lone_forks: tuple[LoneFork, ...]
    lone_releases: int


class Lineage:
    """The forest of a graph, with the colours that it has on every page."""

    def __init__(self, graph: Graph, today: date) -> None:
        self.forest: Forest = forest(graph)
        self.today = today
        self.colours = colours(self.forest.families)

    def family_tree(self, family: Family) -> Tree:
        """All of a family."""
        drawing = draw_family(family.nodes, scale_of(family.nodes, self.today), self.colours)
        head = family.head
        description = (
            f"A line for each of {len(family.nodes)} works from {drawing.scale.first.year} on, each below what it was "
            "made from. The names beside it are the same as a list."
        )
        names = self._names(drawing, anchored=head.id)
        return Tree(f"of-{head.id}".replace("/", "-"), f"The family of {head.name}", description, drawing, names)

    def tree_of_relatives(self, entry: str) -> Near | None:
        """What stands near an entry; None if it has no family."""
        if entry not in self.forest.nodes:
            return None
        nodes, family, own = relatives(self.forest, entry), self.forest.family_of[entry], self.forest.nodes[entry]
        ways = [
            base.how
            for child in (*own.children, *own.besides)
            for node in (self.forest.nodes[child],)
            for base in (node.up, *node.also)
            if base and base.id == entry
        ]
        counts = sorted(Counter(ways).items(), key=lambda pair: (-pair[1], pair[0]))
        drawing = draw_family(nodes, scale_of(nodes, self.today), self.colours)
        title = f"What {own.name} was made from, and what was made from it"
        description = f"A line for each of {len(nodes)} works, below what it was made from. The names beside it are the same as a list."
        tree = Tree("tree", title, description, drawing, self._names(drawing, own=entry), entry)
        return Near(tree, len(family.nodes) - len(nodes), tuple(counts))

    def _names(self, drawing: Drawing, *, own: str = "", anchored: str | None = None) -> tuple[TreeName, ...]:
        """`anchored`: every work but this has an anchor on the page, whose section has it; None: none has."""
        names: list[TreeName] = []
        before = 0
        for row in drawing.rows:
            depth = min(row.depth, _MOST_DEPTH)
            names.append(
                TreeName(
                    row,
                    how=spaced(row.how) or ("" if row.node.record else "on the Hub"),
                    also=self._also(row.node, own),
                    ended=ended.year if (ended := ended_of(row.node.record)) else None,
                    up=row.node.up.id if row.node.up and row.depth > _MOST_DEPTH else "",
                    anchor=anchored is not None and row.node.id != anchored,
                    opens=depth > before,
                    closes=max(before - depth, 0),
                )
            )
            before = depth
        return tuple(names)

    def _also(self, node: Node, own: str) -> tuple[str, ...]:
        bases = [base for base in node.also if base.id != own]
        return tuple(f"{spaced(base.how) or 'derived'} of {self.forest.nodes[base.id].name}" for base in bases)


def lineage(renderer: Renderer, trees: Lineage) -> Page:
    """`/lineage/`: all families of both tracks, drawn alike, and what stands alone."""
    families = trees.forest.families
    number = sum(len(family.nodes) for family in families)
    meta = {
        "title": "Lineage",
        "description": f"Which distribution was made from which, and which model from which: {number} works in "
        f"{len(families)} families, drawn alike.",
    }
    tracks = {track: _track(trees, track) for track in TRACKS}
    return renderer.page("lineage/index.md", "lineage.html.jinja", "entries/", meta, tracks=tracks, drawn=bool(families))


def _track(trees: Lineage, track: Track) -> TrackLineage:
    families = tuple(_section(trees, family) for family in trees.forest.families if family.track == track)
    used = frozenset[str]().union(*(family.tree.drawing.styles for family in families))
    alone = [record for record in trees.forest.alone if record.track == track]
    forks = tuple(_lone_fork(record) for record in alone if record.kind == "fork")
    styles = tuple(style for style in STYLES if style in used)
    return TrackLineage(families, styles, forks, len(alone) - len(forks))


def _section(trees: Lineage, family: Family) -> FamilySection:
    roots = family.roots
    others = "" if len(roots) == 1 else roots[1].name if len(roots) == 2 else f"{len(roots) - 1} other roots"
    return FamilySection(family.head, others, len(family.nodes), trees.family_tree(family))


def _lone_fork(record: EntryRecord) -> LoneFork:
    ended = ended_of(record)
    years = f"{record.value.date.year}–{ended.year}" if ended else str(record.value.date.year)
    return LoneFork(record.id, name_of(record), years)
