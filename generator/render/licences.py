"""Pages of licences: what each says and who uses it, what open-AI works came under year by year, and who changed theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, get_args

from license_expression import get_license_index

from generator.graph import Edge, Graph, actors_of, licence_of, licences_of
from generator.model import TRACKS, Policy, Track, licences_in
from generator.record import EntryRecord, SeriesRecord
from generator.render.lists import by_year
from generator.render.printer import Page, Printer

Terms = Literal["listed", "own", "none"]
TERMS_MEAN: Final[Mapping[Terms, str]] = {
    "listed": "In SPDX's list",
    "own": "Own terms",
    "none": "None recorded",
}
_ORIGIN: Final = "entries/licences.yaml"
_NO_LICENCE: Final = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class Use:
    """Who uses a licence; lists are in order of time."""

    entries: tuple[EntryRecord, ...]
    series: tuple[SeriesRecord, ...]

    @property
    def counts(self) -> dict[Track, int]:
        """How many entries of each track."""
        return {track: sum(record.track == track for record in self.entries) for track in TRACKS}


@dataclass(frozen=True, slots=True)
class Changed:
    """A work that came under another licence than the one before it, and the link that says what came before."""

    edge: Edge
    before: str
    after: str


@lru_cache(maxsize=1)
def categories() -> Mapping[str, tuple[str, str]]:
    """Of each id in SPDX's list the category and the key that it has in ScanCode's LicenseDB.

    The database (CC BY 4.0, https://scancode-licensedb.aboutcode.org) comes with `license-expression`.
    """
    return {
        one["spdx_license_key"]: (one["category"], one["license_key"])
        for one in get_license_index()
        if one.get("spdx_license_key") and not one["spdx_license_key"].startswith("LicenseRef-")
    }


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


def terms_of(record: EntryRecord) -> Terms:
    """Under what kind of terms a work came: its maker's own as soon as a part of it did."""
    names = licences_of(record)
    if not names:
        return "none"
    return "own" if any(name.startswith("LicenseRef-") for name in names) else "listed"


def over_time(graph: Graph) -> dict[int, dict[Terms, int]]:
    """Releases and forks of open AI by year and kind of terms, from the first year with one to the last, none left out."""
    years: defaultdict[int, Counter[Terms]] = defaultdict(Counter)
    for record in graph.entries:
        if record.track == "ai" and record.kind in ("release", "fork"):
            years[record.value.date.year][terms_of(record)] += 1
    span = range(min(years), max(years) + 1) if years else range(0)
    return {year: {kind: years[year][kind] for kind in get_args(Terms)} for year in span}


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


def licences(printer: Printer, graph: Graph) -> Iterator[Page]:
    """`/licences/` and a page for each licence."""
    used, changed = uses(graph), changes(graph)
    acts = [r for r in graph.entries if isinstance(r.value, Policy) and r.value.policy.instrument == "licence"]
    meta = {
        "title": "Licences",
        "description": f"The {len(used)} licences that entries name, what works of open AI came under year by year, and "
        "who changed from which to which.",
    }
    years = over_time(graph)
    values = {"categories": categories(), "terms_mean": TERMS_MEAN}
    yield printer.page(
        "licences/index.md", "licences.html.jinja", _ORIGIN, meta,
        used=used, years=years, totals=[sum(found.values()) for found in years.values()], changed=changed, acts=acts, **values,
    )  # fmt: skip
    for name, use in used.items():
        own = graph.licences.get(name)
        actors = Counter(actor for record in use.entries for actor in actors_of(record))
        told = (
            own.summary if own else f"{name}: {len(use.entries)} entries under it, Linux and open AI, with their dates."
        )
        yield printer.page(
            f"licences/{name}.md", "licence.html.jinja", _ORIGIN,
            {"title": own.name if own else name, "description": told},
            name=name, own=own, use=use, groups=by_year(use.entries), **values,
            actors=sorted(actors.items(), key=lambda one: (-one[1], graph.actors[one[0]].value.name.casefold())),
            to=[one for one in changed if name in licences_in(one.after) and name not in licences_in(one.before)],
            away=[one for one in changed if name in licences_in(one.before) and name not in licences_in(one.after)],
        )  # fmt: skip
