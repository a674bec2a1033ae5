"""The forest: every work under the one that it was first made from. Order and places in the tree; no time, no drawing.

A work is a release or a fork. What stands on a milestone alone, as the first distributions do on an announced kernel, is
a root: nothing was taken over and changed. Kernels that supersede each other are one work going on, and no lineage.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from generator.values.corpus import EntryRecord
from generator.values.entries import Fork
from generator.values.fields import Track
from generator.values.graph import Graph

_WORKS: Final = ("release", "fork")
_ABBREVIATION: Final = 4
"""An id of up to so many letters that its title does not spell out is taken for an abbreviation."""


@dataclass(frozen=True, slots=True)
class Base:
    """One work that another was made from, and how."""

    id: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One work in its place: under `up` if it was made from any, beside what else it was made from."""

    id: str
    name: str
    record: EntryRecord | None
    """None: a base on the Hub that has no entry here."""
    root: str
    up: Base | None = None
    also: tuple[Base, ...] = ()
    """What else it was made from: a merge has several parents, and stands under the first."""
    children: tuple[str, ...] = ()
    """Those that stand under it, in order of date."""
    besides: tuple[str, ...] = ()
    """Those that were made from it too, and stand under another."""
    below: int = 0
    """How many stand under it, directly or not."""
    number: int = 0
    """Its place among the works of its family."""


@dataclass(frozen=True, slots=True)
class Family:
    """Works that hang together, each once: a parent before its children, all that is under one before the next."""

    nodes: tuple[Node, ...]
    roots: tuple[Node, ...]
    """Those under none, the one with the most below it first."""
    track: Track

    @property
    def head(self) -> Node:
        """The root with the most below it, after which the family is called."""
        return self.roots[0]


@dataclass(frozen=True, slots=True)
class Forest:
    """All families, the largest first, and the works that no other is known to derive from, nor they from another."""

    families: tuple[Family, ...]
    family_of: Mapping[str, Family]
    nodes: Mapping[str, Node]
    alone: tuple[EntryRecord, ...]


class _Sets:
    """Sets of works that hang together; each is named by one of them."""

    def __init__(self) -> None:
        self.up: dict[str, str] = {}

    def of(self, work: str) -> str:
        while (up := self.up.get(work, work)) != work:
            self.up[work] = work = self.up.get(up, up)
        return work

    def join(self, work: str, under: str) -> None:
        self.up[self.of(work)] = self.of(under)


@dataclass(slots=True)
class _Growing:
    """The forest while it grows."""

    up: dict[str, Base] = field(default_factory=dict)
    also: dict[str, tuple[Base, ...]] = field(default_factory=dict)
    under: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    besides: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def forest(graph: Graph) -> Forest:
    """Place every work once. A circle in bad data is cut where it would close; the cut link stays in `also`."""
    bases = {record.id: parents for record in graph.entries if (parents := _bases(record, graph))}
    ids = dict.fromkeys([*bases, *(base.id for parents in bases.values() for base in parents)])
    trees, families, growing = _Sets(), _Sets(), _Growing()
    for work, parents in bases.items():
        # It is still the root of its own tree here, so a base makes a circle only if it stands in that tree.
        first = next((base for base in parents if trees.of(base.id) != work), None)
        if first:
            growing.up[work] = first
            growing.under[first.id].append(work)
            trees.join(work, first.id)
        growing.also[work] = tuple(base for base in parents if base != first)
        for base in growing.also[work]:
            growing.besides[base.id].append(work)
        for base in parents:
            families.join(work, base.id)
    days = _days(ids, bases, graph)
    for children in growing.under.values():
        children.sort(key=lambda child: (days[child], child))
    members: defaultdict[str, list[str]] = defaultdict(list)
    for work in ids:
        if work not in growing.up:
            members[families.of(work)].append(work)
    ordered = [_family(sorted(roots, key=lambda root: (days[root], root)), growing, graph) for roots in members.values()]
    ordered.sort(key=lambda family: (-len(family.nodes), days[family.head.id], family.head.id))
    alone = tuple(record for record in graph.entries if record.kind in _WORKS and record.id not in ids)
    family_of = {node.id: family for family in ordered for node in family.nodes}
    nodes = {node.id: node for family in ordered for node in family.nodes}
    return Forest(tuple(ordered), family_of, nodes, alone)


def _bases(record: EntryRecord, graph: Graph) -> tuple[Base, ...]:
    """What a work was made from: entries in the order in which they are written, then bases without an entry."""
    if record.kind not in _WORKS:
        return ()
    parents = {
        edge.target.id: Base(edge.target.id, edge.how or "")
        for edge in reversed(graph.links.get(record.id, ()))
        if edge.word == "derives-from" and edge.target.kind in _WORKS
    }
    entries = list(reversed(parents.values()))
    if not isinstance(record.value, Fork):
        return tuple(entries)
    facts = record.value.fork
    order = {base: n for n, base in enumerate(facts.of)}
    entries.sort(key=lambda base: order.get(base.id, len(order)))
    hub = [Base(base, facts.how) for base in order if base not in graph.by_id]
    return (*entries, *hub)


def _days(ids: Iterable[str], bases: Mapping[str, tuple[Base, ...]], graph: Graph) -> dict[str, date]:
    """The first day of each; of a base without an entry, the first day of what was made from it."""
    days = {work: graph.by_id[work].value.date.earliest for work in ids if work in graph.by_id}
    for child, parents in bases.items():
        for base in parents:
            if base.id not in graph.by_id:
                days[base.id] = min(days.get(base.id, date.max), days[child])
    return days


def _family(roots: list[str], growing: _Growing, graph: Graph) -> Family:
    order: list[tuple[str, str]] = []
    for root in roots:
        todo = [root]
        while todo:
            work = todo.pop()
            order.append((work, root))
            todo += reversed(growing.under.get(work, ()))
    below: defaultdict[str, int] = defaultdict(int)
    for work, _ in reversed(order):
        if up := growing.up.get(work):
            below[up.id] += below[work] + 1
    nodes = tuple(
        Node(
            work,
            name_of(record) if record else work,
            record,
            root,
            growing.up.get(work),
            growing.also.get(work, ()),
            tuple(growing.under.get(work, ())),
            tuple(growing.besides.get(work, ())),
            below[work],
            number,
        )
        for number, (work, root) in enumerate(order)
        for record in (graph.by_id.get(work),)
    )
    heads = sorted((node for node in nodes if not node.up), key=lambda node: -node.below)
    track = next(node.record.track for node in (heads[0], *nodes) if node.record)
    return Family(nodes, tuple(heads), track)


def name_of(record: EntryRecord) -> str:
    """What a work is called: its first alias, its id as its title spells it, or its id in capitals or capitalised."""
    if record.value.aliases:
        return record.value.aliases[0].text
    words = record.id.split("-")
    spelt = re.search(r"\b" + r"[\W_]?".join(map(re.escape, words)) + r"\b", record.value.title, re.IGNORECASE)
    if spelt:
        return spelt[0]
    return record.id.upper() if len(record.id) <= _ABBREVIATION else " ".join(words).capitalize()
