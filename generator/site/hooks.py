"""MkDocs hooks: generated pages are HTML already, so they go past the Markdown step and are not held in memory.

Without this a page would be parsed as Markdown for nothing (half of the engine's time at 10,000 pages), and the
engine would keep the text of every page until the last one is written.
"""

from __future__ import annotations

from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents


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
def on_page_context(context: dict[str, Any], *, page: Page, **_: Any) -> dict[str, Any]:
    """Give a generated page its HTML, before any plugin (search) reads it."""
    if page.meta.get("generated"):
        page.content = page.file.content_string.split("\n---\n", 1)[1]
    return context


@event_priority(-100)
def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Let go of what is written."""
    if page.meta.get("generated"):
        page.content = ""
    return output
