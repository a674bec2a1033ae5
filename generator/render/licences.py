"""Pages of licences: what each says and who uses it, what open-AI works came under when, and who changed theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from typing import Final, Literal, get_args

from generator.render.lists import by_year, per_track
from generator.render.parts import LicencePart, Tally, licence_parts
from generator.render.template import Page, Renderer
from generator.values.actors import Licence, Terms
from generator.values.corpus import EntryRecord, SeriesRecord
from generator.values.entries import Policy
from generator.values.fields import Track, licences_in
from generator.values.graph import Edge, Graph, actors_of, licence_of, licences_of
from generator.values.words import licence_url

Category = Terms | Literal["none"]
TERMS_MEAN: Final[Mapping[Category, tuple[str, str]]] = {
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

    def adopts(self, name: str) -> bool:
        """Whether it came to a licence that it had not before."""
        return name in licences_in(self.after) and name not in licences_in(self.before)

    def leaves(self, name: str) -> bool:
        """Whether it came away from a licence."""
        return name in licences_in(self.before) and name not in licences_in(self.after)


@dataclass(frozen=True, slots=True)
class ShownChange:
    """The same with both licences in their parts."""

    edge: Edge
    before: list[LicencePart]
    after: list[LicencePart]


@dataclass(frozen=True, slots=True)
class YearOfTerms:
    """What works of one year came under, in the order of `TERMS_MEAN`."""

    year: int
    numbers: tuple[int, ...]
    shares: tuple[tuple[Category, float], ...]
    """Of the year's works, in hundredths; only of what there is."""


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A licence in the index: what it permits, in a word or not told, and how many entries it has on each track."""

    id: str
    name: str
    permits: str
    counts: Mapping[Track, int]


@dataclass(frozen=True, slots=True)
class LicenceIndex:
    """What the index shows."""

    years: tuple[YearOfTerms, ...]
    changed: tuple[ShownChange, ...]
    acts: tuple[EntryRecord, ...]
    """Policies of licence stewards."""
    rows: tuple[LicenceRow, ...]


@dataclass(frozen=True, slots=True)
class LicencePage:
    """What the page of a licence shows."""

    id: str
    licence: Licence | None
    """What is told of it here, if something is."""
    counts: Mapping[Track, int]
    actors: tuple[Tally, ...]
    to: tuple[ShownChange, ...]
    away: tuple[ShownChange, ...]
    years: Mapping[int, list[EntryRecord]]
    curves: tuple[SeriesRecord, ...]

    @property
    def permits(self) -> tuple[str, str] | None:
        """What it permits: a word, and what that says; None where that is not told."""
        return TERMS_MEAN[self.licence.terms] if self.licence and self.licence.terms else None

    @property
    def listed(self) -> str:
        """Its page in SPDX's list; empty for its maker's own terms."""
        return "" if self.id.startswith("LicenseRef-") else licence_url(self.id)


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
    used = {name: Use(tuple(entries.get(name, ())), tuple(series.get(name, ()))) for name in {*entries, *series}}
    return dict(sorted(used.items(), key=lambda item: (-len(item[1].entries), item[0].casefold())))


def terms_of(graph: Graph, record: EntryRecord) -> Category:
    """Under what kind of terms a work came: of a work in several parts, the strictest kind that is told."""
    stated = {graph.licences[name].terms for name in licences_of(record) if name in graph.licences}
    return next((terms for terms in reversed(get_args(Terms)) if terms in stated), "none")


def over_time(graph: Graph) -> dict[int, dict[Category, int]]:
    """Releases and forks of open AI by year and kind of terms, in every year from the first with one to the last."""
    years: defaultdict[int, Counter[Category]] = defaultdict(Counter)
    for record in graph.entries:
        if record.track == "ai" and record.kind in ("release", "fork"):
            years[record.value.date.year][terms_of(graph, record)] += 1
    span = range(min(years), max(years) + 1) if years else range(0)
    return {year: {kind: years[year][kind] for kind in TERMS_MEAN} for year in span}


def changes(graph: Graph) -> list[Changed]:
    """Works under another licence than the one they supersede, or than the one of the same maker that they derive from.

    Exceptions do not count: whether the kernel's note on system calls is named says how exact an entry is, not what
    changed.
    """
    changed = []
    for record in graph.entries:
        for edge in graph.links.get(record.id, ()):
            before, after = licence_of(edge.target), licence_of(record)
            follows = edge.word == "supersedes" or (
                edge.word == "derives-from" and set(record.value.actors) & set(edge.target.value.actors)
            )
            if follows and before and after and _without(before) != _without(after):
                changed.append(Changed(edge, before, after))
    return changed


def _without(expression: str) -> frozenset[str]:
    return frozenset(licences_in(expression, exceptions=False))


def _shown(graph: Graph, changed: Iterable[Changed]) -> tuple[ShownChange, ...]:
    return tuple(ShownChange(change.edge, licence_parts(graph, change.before), licence_parts(graph, change.after)) for change in changed)


def licences(renderer: Renderer, graph: Graph) -> Iterator[Page]:
    """`/licences/` and a page for each licence."""
    used, changed = uses(graph), changes(graph)
    meta = {
        "title": "Licences",
        "description": f"The {len(used)} licences that entries name, what works of open AI came under year by year, "
        "and who changed from which to which.",
    }
    index = LicenceIndex(
        years=_years(graph),
        changed=_shown(graph, changed),
        acts=tuple(record for record in graph.entries if isinstance(record.value, Policy) and record.value.policy.instrument == "licence"),
        rows=tuple(_row(graph, name, use) for name, use in used.items()),
    )
    yield renderer.page("licences/index.md", "licences.html.jinja", _ORIGIN, meta, page=index, categories=TERMS_MEAN.items())
    for name, use in used.items():
        yield _licence(renderer, graph, name, use, changed)


def _years(graph: Graph) -> tuple[YearOfTerms, ...]:
    return tuple(YearOfTerms(year, tuple(numbers.values()), _shares(numbers)) for year, numbers in over_time(graph).items())


def _shares(numbers: Mapping[Category, int]) -> tuple[tuple[Category, float], ...]:
    total = sum(numbers.values())
    # Rounded down, so that together they never take more than the whole width.
    return tuple((kind, floor(100 * number / total * 100) / 100) for kind, number in numbers.items() if number)


def _row(graph: Graph, name: str, use: Use) -> LicenceRow:
    terms = graph.licences[name].terms if name in graph.licences else None
    return LicenceRow(name, graph.licence_name(name), TERMS_MEAN[terms][0] if terms else "", per_track(use.entries))


def _licence(renderer: Renderer, graph: Graph, name: str, use: Use, changed: Iterable[Changed]) -> Page:
    licence = graph.licences.get(name)
    numbers = Counter(actor for record in use.entries for actor in actors_of(record))
    tallies = (Tally(actor, graph.actors[actor].value.name, number) for actor, number in numbers.items())
    page = LicencePage(
        id=name,
        licence=licence,
        counts=per_track(use.entries),
        actors=tuple(sorted(tallies, key=lambda tally: (-tally.number, tally.name.casefold()))),
        to=_shown(graph, (change for change in changed if change.adopts(name))),
        away=_shown(graph, (change for change in changed if change.leaves(name))),
        years=by_year(use.entries),
        curves=use.series,
    )
    number = len(use.entries)
    about = licence.summary if licence else f"{name}: {number} entries under it, Linux and open AI, with their dates."
    meta = {"title": graph.licence_name(name), "description": about}
    return renderer.page(f"licences/{name}/index.md", "licence.html.jinja", _ORIGIN, meta, page=page)
