"""MkDocs hooks: generated pages are HTML already, so they go past the Markdown step and are not held in memory.

Without this a page would be parsed as Markdown for nothing (half of the engine's time at 10,000 pages), and the
engine would keep the text of every page until the last one is written.
"""

from __future__ import annotations

from typing import Any, Final

from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

SEARCHED: Final = "<!-- searched -->"
"""Stands before and after the part of a generated page that a search should find: its sources and links would find it
by other entries' words, and make the index three times as large."""


@event_priority(100)
def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Keep the engine from rendering a generated page; its HTML comes in when the page is written."""
    if not page.meta.get("generated"):
        return markdown
    page.render = _rendered.__get__(page)  # type: ignore[method-assign]
    return ""


def _rendered(page: Any, *_: Any, **__: Any) -> None:
    page.content = ""
    page.toc = TableOfContents([AnchorLink(page.meta["title"], "", 1)])


@event_priority(100)
def _for_search(context: dict[str, Any], /, *, page: Page, **_: Any) -> dict[str, Any]:
    """Before search reads a generated page: what is searched in it, between its marks; all of it if it has none."""
    if page.meta.get("generated"):
        html = page.meta["html"] = page.file.content_string.split("\n---\n", 1)[1]
        page.content = html.split(SEARCHED, 2)[1] if SEARCHED in html else html
    return context


@event_priority(-100)
def _for_readers(context: dict[str, Any], /, *, page: Page, **_: Any) -> dict[str, Any]:
    """After that: the whole page."""
    if page.meta.get("generated"):
        page.content = page.meta.pop("html")
    return context


on_page_context = CombinedEvent(_for_search, _for_readers)


@event_priority(-100)
def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Let go of what is written."""
    if page.meta.get("generated"):
        page.content = ""
    return output
