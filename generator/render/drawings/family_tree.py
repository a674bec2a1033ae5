"""The drawing of a family as a value: a row for each work, a line for its life, a branch to its parent. No SVG here.

Across, everything is a share of the time that is drawn, from 0 to 1; down, everything is a number of rows. So one drawing
fits a desk and a telephone, and a script that hides rows has only to count again.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, get_args

from generator.render.drawings.families import Family, Forest, Node
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.entries import Fork, How

COLOURS: Final = 6
"""Colours for roots; from the seventh on they come round again, so the name and not the colour tells."""
STYLES: Final[tuple[str, ...]] = (*get_args(How), "other")
"""A style of line for each way to derive, and one for any that is told in other words."""
_STYLE_OF_WORDS: Final = {"fine-tuning": "fine-tune", "continued pretraining": "continued-training"}
_STEPS: Final = (1, 3, 6, 12, 24, 60, 120)
"""Months between two ticks: the shortest is taken that leaves at most so many ticks:"""
_MOST_TICKS: Final = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """The time that is drawn: from the month of the first event until some time after the last, never after today."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The share of it that is over on a day: 0 before it, 1 after it."""
        days = max((self.last - self.first).days, 1)
        return round(min(max((day - self.first).days / days, 0), 1), 4)

    @property
    def ticks(self) -> tuple[tuple[str, float], ...]:
        """Months or years with their places; January is named by its year, and the first tick always tells its own."""
        first, last = self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month - 1
        step = next((step for step in _STEPS if (last - first) / step < _MOST_TICKS), _STEPS[-1])
        ticks: list[tuple[str, float]] = []
        for month in range(first + -first % step, last + 1, step):
            name = "" if month % 12 == 0 else calendar.month_abbr[month % 12 + 1]
            year = str(month // 12) if not name or not ticks else ""
            ticks.append((f"{name} {year}".strip(), self.at(date(month // 12, month % 12 + 1, 1))))
        return tuple(ticks)


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One work: where its name and its lines are."""

    node: Node
    number: int
    depth: int
    start: tuple[float, float]
    """First and last place that its date can mean; equal for an exact day."""
    end: tuple[float, float] | None
    """The same for its end; None: it goes on, or nobody has written that it ended."""
    branch: float | None
    """Where its parent's line starts, from which the branch comes; None for a root."""
    style: str
    """Of the branch, one of STYLES; empty for a root."""
    how: str
    """How it was made from the first of its parents that is drawn, in words; empty if none is."""
    reach: int
    """How many rows below it its last child stands; 0 without children."""
    colour: int


@dataclass(frozen=True, slots=True)
class Also:
    """A further parent: a light line at `at` between two rows, from `top` down to `bottom`."""

    parent: str
    child: str
    at: float
    top: int
    bottom: int
    style: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A family, drawn: rows from the top down."""

    rows: tuple[TreeRow, ...]
    also: tuple[Also, ...]
    scale: Scale

    @property
    def styles(self) -> frozenset[str]:
        """Styles of line that it uses."""
        return frozenset(row.style for row in self.rows if row.style) | {also.style for also in self.also}


def style_of(how: str) -> str:
    """The style for a way to derive, as people wrote it."""
    how = _STYLE_OF_WORDS.get(how, how)
    return how if how in STYLES else "other"


def scale_of(nodes: Iterable[Node], today: date) -> Scale:
    """The time that these works take, and more for what goes on: up to today if that is not far, or an eighth."""
    events = [day for node in nodes if node.record for day in _events(node.record)]
    first, last = min(events, default=today), max(events, default=today)
    span = last - first
    room = today - last if today - last <= span / 2 else max(span / 8, timedelta(61))
    return Scale(first.replace(day=1), max(min(last + room, today), last))


def _events(record: EntryRecord) -> tuple[date, ...]:
    ended = ended_of(record)
    dates = (record.value.date, ended) if ended else (record.value.date,)
    return tuple(day for when in dates for day in (when.earliest, when.bound))


def colours(families: Iterable[Family]) -> dict[str, int]:
    """A colour for each root that has anything under it: neighbours get different ones."""
    roots = [root.id for family in families for root in family.roots if root.children]
    return {root: n % COLOURS + 1 for n, root in enumerate(roots)}


def draw_family(nodes: Sequence[Node], scale: Scale, colour: Mapping[str, int]) -> Drawing:
    """Draw works in the order given, parents before their children. Links to works not among them are left out."""
    number = {node.id: n for n, node in enumerate(nodes)}
    starts: dict[str, tuple[float, float]] = {}
    first = {node.id: _start(node.record, scale) for node in nodes if node.record}
    for node in nodes:
        for base in (node.up, *node.also):
            if base and base.id in number and base.id not in first and node.id in first:
                known = starts.get(base.id, (1.0, 1.0))
                starts[base.id] = (min(known[0], first[node.id][0]),) * 2
    starts |= first
    depth: dict[str, int] = {}
    reach: dict[str, int] = {}
    for node in nodes:
        depth[node.id] = 0
        if node.up and node.up.id in number:
            depth[node.id] = depth[node.up.id] + 1
            reach[node.up.id] = number[node.id] - number[node.up.id]
    rows = tuple(
        TreeRow(
            node,
            n,
            depth[node.id],
            starts.get(node.id, (0.0, 0.0)),
            _end(node.record, scale),
            starts[node.up.id][0] if node.up and node.up.id in number else None,
            style_of(node.up.how) if node.up and node.up.id in number else "",
            next((b.how or "derived" for b in (node.up, *node.also) if b and b.id in number), ""),
            reach.get(node.id, 0),
            colour.get(node.root, 0),
        )
        for n, node in enumerate(nodes)
    )
    also = tuple(
        Also(base.id, node.id, starts[node.id][0], min(a, b), max(a, b), style_of(base.how))
        for node in nodes
        for base in node.also
        if base.id in number
        for a, b in ((number[base.id], number[node.id]),)
    )
    return Drawing(rows, also, scale)


def _start(record: EntryRecord, scale: Scale) -> tuple[float, float]:
    when = record.value.date
    return scale.at(when.earliest), scale.at(when.bound)


def _end(record: EntryRecord | None, scale: Scale) -> tuple[float, float] | None:
    ended = ended_of(record)
    return (scale.at(ended.earliest), scale.at(ended.bound)) if ended else None


def ended_of(record: EntryRecord | None) -> FuzzyDate | None:
    """When a work ended; None if it goes on, or is no fork."""
    return record.value.fork.ended if record and isinstance(record.value, Fork) else None


_ROWS_OF_AN_ENTRY: Final = 12


def relatives(forest: Forest, work: str) -> tuple[Node, ...]:
    """What stands near a work: its ancestors and other parents, itself, its children, and theirs if few."""
    own = forest.nodes[work]
    nodes = {work: own}
    up = own.up
    while up and len(nodes) < _ROWS_OF_AN_ENTRY:
        nodes[up.id] = forest.nodes[up.id]
        up = nodes[up.id].up
    nodes |= {base.id: forest.nodes[base.id] for base in own.also[: _ROWS_OF_AN_ENTRY - len(nodes)]}
    children = (*own.children, *own.besides)[: max(_ROWS_OF_AN_ENTRY - len(nodes), 3)]
    nodes |= {child: forest.nodes[child] for child in children}
    grandchildren = [grandchild for child in children for grandchild in forest.nodes[child].children]
    if len(nodes) + len(grandchildren) <= _ROWS_OF_AN_ENTRY:
        nodes |= {grandchild: forest.nodes[grandchild] for grandchild in grandchildren}
    return tuple(sorted(nodes.values(), key=lambda node: (node.root != own.root, node.number)))
