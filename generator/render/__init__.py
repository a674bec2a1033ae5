"""render: Edition -> pages, through `templates/`.

A page is HTML and what it says of itself, or a plain file: nothing here knows the site engine, which puts a frame around
it. Links are relative, so the site works under any address and from any folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.render.actors import actors
from generator.render.changes import changes
from generator.render.compare import comparisons
from generator.render.contributors import contributors
from generator.render.coverage import coverage
from generator.render.criteria import criteria, forecasts
from generator.render.data import data
from generator.render.embeds import embeds
from generator.render.entry import entries
from generator.render.home import home
from generator.render.jurisdictions import jurisdictions
from generator.render.licences import licences
from generator.render.lineage import Lineage, lineage
from generator.render.lists import tags, tracks
from generator.render.on_this_day import on_this_day
from generator.render.parallels import parallels
from generator.render.reference import reference
from generator.render.series import series
from generator.render.sources import sources
from generator.render.stages import stages
from generator.render.template import Page, Renderer
from generator.render.timeline import timelines
from generator.render.versions import versions
from generator.render.year_pages import years
from generator.values.edition import Edition

__all__ = ["Page", "render"]


def render(edition: Edition) -> Iterator[Page]:
    """Every generated page, one at a time: nothing else holds them all."""
    renderer = Renderer(edition)
    graph, comparison, past, today = edition.graph, edition.comparison, edition.past, edition.today
    yield home(renderer)
    yield changes(renderer, graph, past)
    yield contributors(renderer, graph, past)
    yield coverage(renderer, graph, past, today)
    yield reference(renderer)
    if comparison:
        yield from comparisons(renderer, comparison, graph, edition.charts)
    yield on_this_day(renderer, graph)
    yield from timelines(renderer, graph, today)
    trees = Lineage(graph, today)
    yield from entries(renderer, graph, trees)
    yield from embeds(renderer, edition.charts)
    yield lineage(renderer, trees)
    yield from tracks(renderer, graph)
    yield from actors(renderer, graph, today)
    yield from licences(renderer, graph)
    yield from jurisdictions(renderer, graph, today)
    yield from tags(renderer, graph)
    yield from years(renderer, graph)
    yield from sources(renderer, graph)
    yield from parallels(renderer, graph, comparison)
    yield stages(renderer, graph, comparison)
    yield from criteria(renderer, graph, comparison)
    yield from forecasts(renderer, graph, today)
    yield from series(renderer, graph, comparison, edition.charts)
    yield data(renderer, graph, past, edition.downloads)
    for citation in edition.citations.values():
        yield Page(f"{citation.files}.bib", citation.bibtex, "entries/")
    yield from versions(renderer, graph, past)
    for page, card in edition.cards.items():
        yield Page(f"{page}/card.png", card, "entries/")
