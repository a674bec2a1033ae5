"""What robots are told: where the map of the site is, and for language models what is here and in which form to take it.

robots.txt is RFC 9309; llms.txt is of https://llmstxt.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.values.addresses import API
from generator.values.edition import Edition
from generator.values.words import the_answer


def robots(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path and text of each file."""
    graph, site = edition.graph, edition.site
    # Previews of pull requests stand below the site, and are other people's.
    yield "robots.txt", f"User-agent: *\nAllow: /\nDisallow: {urlsplit(site).path}/preview/\n\nSitemap: {site}/sitemap.xml\n"
    answer = f" {the_answer(edition.comparison.view)}" if edition.comparison else ""
    yield (
        "llms.txt",
        f"""# Only Faster

> Linux since 1991 and open AI since 2018, side by side: {len(graph.entries)} dated events, each with its sources, that test the claim that open AI is the new Linux, only faster.{answer}

Everything is under CC BY 4.0: name Only Faster and link the page. An address that ends in `?v=` and a version names a page as it was; cite that one.
Dates are EDTF: `2025-01` is a month, `2025~` is about that year. A source without a day of access was not read for the entry.

## Pages

- [How much faster?]({site}/compare/): the answer, by criterion, from each choice of origins
- [Method]({site}/compare/method/): how it is measured, and what is weak in it
- [Where the likeness ends]({site}/parallels/): {len(graph.parallels)} pairs of events that play the same part, and where they do not
- [Timeline]({site}/timeline/): all events on one axis
- [Selection]({site}/selection/): what is in and what is left out
- [Data]({site}/data/): all files, the API, feeds, calendars

## Data

- [Everything]({site}/data/only-faster.json): entries, actors, parallels and curves as one JSON file
- [Entries]({site}/{API}/entries.json): a short row each, with the address of the page
- [One entry]({site}/{API}/entries/{{id}}.json): all that it says, its sources, its links both ways
- [Changes]({site}/{API}/changes.json): what was added and corrected, and why
- [OpenAPI]({site}/{API}/openapi.json): what the files hold

## Optional

- [Feed]({site}/feed.atom): what is new and corrected
- [Citations]({site}/data/only-faster.bib): every page as BibTeX
""",
    )
