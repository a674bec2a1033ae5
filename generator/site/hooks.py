"""ProperDocs hooks: generated pages are HTML already, so they go past the Markdown step and are not held in memory.

Without this a page would be parsed as Markdown for nothing (half of the engine's time at 10,000 pages), and the
engine would keep the text of every page until the last one is written. When all are written, they are indexed for search.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from properdocs.exceptions import PluginError
from properdocs.plugins import event_priority
from properdocs.structure.pages import Page
from properdocs.structure.toc import AnchorLink, TableOfContents

from generator.site import search

_TOGGLE: Final = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""The theme's boxes for its menu: a check box has no such attribute."""


@event_priority(100)
def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> str:
    """Keep the engine from rendering a generated page; its HTML comes in when the page is written."""
    if not page.meta.get("generated"):
        return markdown
    # What the site map tells: the day of its last change, if it is known, and none if it is not.
    page.update_date = page.meta.get("updated", "")
    page.render = _rendered.__get__(page)  # type: ignore[method-assign]
    return ""


def _rendered(page: Any, *_: Any, **__: Any) -> None:
    page.content = ""
    # Where the link that skips the frame leads.
    page.toc = TableOfContents([AnchorLink(page.meta["title"], "content", 1)])


@event_priority(-100)
def on_page_context(context: dict[str, Any], *, page: Page, **_: Any) -> dict[str, Any]:
    """The text of a generated page, at the last moment."""
    if page.meta.get("generated"):
        page.content = page.file.content_string.split("\n---\n", 1)[1]
    return context


@event_priority(-100)
def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """Let go of what is written, and leave out what the theme writes outside its blocks and HTML does not know."""
    if page.meta.get("generated"):
        page.content = ""
    return _TOGGLE.sub(r"\1", output)


def on_post_template(output: str, **_: Any) -> str:
    """The same for 404.html, which is no page to the engine."""
    return _TOGGLE.sub(r"\1", output)


def on_post_build(config: Any) -> None:
    """Index what is written for search, in a build as in a preview."""
    try:
        search.index(Path(config.site_dir))
    except search.NotIndexed as error:
        raise PluginError(str(error)) from None
