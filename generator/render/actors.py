"""Pages of actors: an index by kind and by country, and for each what it did when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from generator.render.drawings.strip import strip_of
from generator.render.lists import by_year, per_track
from generator.render.parts import sources_of
from generator.render.template import Page, Renderer, moved
from generator.values.corpus import Record
from generator.values.entries import Actor
from generator.values.graph import Graph, licences_of
from generator.values.words import country

_STRIP_COLUMNS = 88
_MOST = 6


def actors(renderer: Renderer, graph: Graph, today: date) -> Iterator[Page]:
    """An index of all actors by kind and by country, and a page for each."""
    meta = {
        "title": "Actors",
        "description": f"The {len(graph.actors)} organisations and people whose acts the entries tell.",
    }
    kinds: defaultdict[str, list[Record[Actor]]] = defaultdict(list)
    countries: defaultdict[str, list[Record[Actor]]] = defaultdict(list)
    for record in sorted(graph.actors.values(), key=lambda r: r.value.name.casefold()):
        kinds[record.value.kind].append(record)
        countries[record.value.country or ""].append(record)
    counts = {name: per_track(graph.of_actor.get(name, ())) for name in graph.actors}
    yield renderer.page(
        "actors/index.md", "actors.html.jinja", "entries/actors/", meta, kinds=dict(sorted(kinds.items())), counts=counts,
        countries=dict(sorted(countries.items(), key=lambda one: (not one[0], country(one[0])))),
    )  # fmt: skip
    for record in graph.actors.values():
        actor, found = record.value, graph.of_actor.get(record.id, ())
        about = actor.summary or f"{actor.name}: {len(found)} entries in which it acts."
        axis = (date(found[0].value.date.year, 1, 1), date(today.year, 12, 31)) if found else None
        yield renderer.page(
            f"actors/{record.id}/index.md", "actor.html.jinja", record.path,
            {"title": actor.name, "description": about, "type": "profile", "feed": f"actors/{record.id}/feed"},
            record=record, actor=actor, groups=by_year(found), members=graph.members.get(record.id, ()), counts=counts[record.id],
            licences=_often(name for one in found for name in licences_of(one)),
            tags=_often(name for one in found for name in one.value.tags),
            sources=sources_of(graph, record), feed=f"actors/{record.id}/feed" if renderer.feeds else "",
            strip=strip_of(found, axis, _STRIP_COLUMNS) if len(found) > 1 else None,
        )  # fmt: skip
        yield from moved(renderer, record, "actors")


def _often(names: Iterable[str]) -> list[tuple[str, int]]:
    """What comes up most, with how often."""
    found = Counter(names)
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))[:_MOST]
