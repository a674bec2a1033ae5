"""Pages of licences: what each says and who uses it, what open-AI works came under year by year, and who changed theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from generator.render.lists import by_year, per_track
from generator.render.parts import LicencePart, licence_parts
from generator.render.template import Page, Renderer
from generator.values.corpus import EntryRecord, SeriesRecord
from generator.values.entries import Policy, Terms, licences_in
from generator.values.graph import Edge, Graph, actors_of, licence_of, licences_of

Told = Terms | Literal["none"]
TERMS_MEAN: Final[Mapping[Told, tuple[str, str]]] = {
    "permissive": ("Any use", "also for money, if notices stay"),
    "copyleft": ("Share-alike", "any use, and copies are passed on under the same terms"),
    "limited": ("Limits on use", "commercial use, but not for every end, or not by everybody"),
    "non-commercial": ("Not commercial", "gives no right to commercial use"),
    "none": ("Not recorded", "no licence of it is recorded here"),
}
"""What each kind of terms is called, and what that says."""
_ORIGIN: Final = "entries/licences.yaml"
_NO_LICENCE: Final = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class Use:
    """Who uses a licence; lists are in order of time."""

    entries: tuple[EntryRecord, ...]
    series: tuple[SeriesRecord, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A work that came under another licence than the one before it, and the link that says what came before."""

    edge: Edge
    before: str
    after: str


def uses(graph: Graph) -> dict[str, Use]:
    """Every licence and exception that an entry or a curve names, by its id: those of most entries first."""
    entries: defaultdict[str, list[EntryRecord]] = defaultdict(list)
    series: defaultdict[str, list[SeriesRecord]] = defaultdict(list)
    for record in graph.entries:
        for name in licences_of(record):
            entries[name].append(record)
    for curve in graph.series:
        if curve.value.licence != _NO_LICENCE:
            for name in licences_in(curve.value.licence):
                series[name].append(curve)
    found = {name: Use(tuple(entries.get(name, ())), tuple(series.get(name, ()))) for name in {*entries, *series}}
    return dict(sorted(found.items(), key=lambda one: (-len(one[1].entries), one[0].casefold())))


def terms_of(graph: Graph, record: EntryRecord) -> Told:
    """Under what kind of terms a work came: of a work in several parts, the strictest kind that is told."""
    told = {graph.licences[name].terms for name in licences_of(record) if name in graph.licences}
    return next((terms for terms in reversed(get_args(Terms)) if terms in told), "none")


def over_time(graph: Graph) -> dict[int, dict[Told, int]]:
    """Releases and forks of open AI by year and kind of terms, from the first year with one to the last, none left out."""
    years: defaultdict[int, Counter[Told]] = defaultdict(Counter)
    for record in graph.entries:
        if record.track == "ai" and record.kind in ("release", "fork"):
            years[record.value.date.year][terms_of(graph, record)] += 1
    span = range(min(years), max(years) + 1) if years else range(0)
    return {year: {kind: years[year][kind] for kind in TERMS_MEAN} for year in span}


def changes(graph: Graph) -> list[Changed]:
    """Works under another licence than the one they supersede, or than the one of the same maker that they derive from.

    Exceptions do not count: whether the kernel's note on system calls is named says how exact an entry is, not what changed.
    """
    found = []
    for record in graph.entries:
        for edge in graph.links.get(record.id, ()):
            before, after = licence_of(edge.target), licence_of(record)
            follows = edge.word == "supersedes" or (
                edge.word == "derives-from" and set(record.value.actors) & set(edge.target.value.actors)
            )
            if follows and before and after and _without(before) != _without(after):
                found.append(Changed(edge, before, after))
    return found


def _without(expression: str) -> frozenset[str]:
    return frozenset(licences_in(expression, exceptions=False))


def _shown(graph: Graph, changed: list[Changed]) -> list[tuple[Changed, list[LicencePart], list[LicencePart]]]:
    """Each with its licences before and after, in their parts."""
    return [(each, licence_parts(graph, each.before), licence_parts(graph, each.after)) for each in changed]


def licences(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/licences/` and a page for each licence."""
    used, changed = uses(graph), changes(graph)
    acts = [r for r in graph.entries if isinstance(r.value, Policy) and r.value.policy.instrument == "licence"]
    meta = {
        "title": "Licences",
        "description": f"The {len(used)} licences that entries name, what works of open AI came under year by year, and "
        "who changed from which to which.",
    }
    years = over_time(graph)
    yield renderer.page(
        "licences/index.md", "licences.html.jinja", _ORIGIN, meta,
        used={name: (use, per_track(use.entries)) for name, use in used.items()}, years=years, changed=_shown(graph, changed), acts=acts,
        terms_mean=TERMS_MEAN,
    )  # fmt: skip
    for name, use in used.items():
        licence = graph.licences.get(name)
        actors = Counter(actor for record in use.entries for actor in actors_of(record))
        told = (
            licence.summary
            if licence
            else f"{name}: {len(use.entries)} entries under it, Linux and open AI, with their dates."
        )
        yield renderer.page(
            f"licences/{name}/index.md", "licence.html.jinja", _ORIGIN,
            {"title": graph.licence_name(name), "description": told},
            name=name, licence=licence, use=use, counts=per_track(use.entries), groups=by_year(use.entries), terms_mean=TERMS_MEAN,
            actors=sorted(actors.items(), key=lambda one: (-one[1], graph.actors[one[0]].value.name.casefold())),
            to=_shown(graph, [one for one in changed if name in licences_in(one.after) and name not in licences_in(one.before)]),
            away=_shown(graph, [one for one in changed if name in licences_in(one.before) and name not in licences_in(one.after)]),
        )  # fmt: skip
