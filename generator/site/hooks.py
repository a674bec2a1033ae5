"""MkDocs hooks: generated pages are HTML already, so they go past the Markdown step and are not held in memory.

Without this a page would be parsed as Markdown for nothing (half of the engine's time at 10,000 pages), and the
engine would keep the text of every page until the last one is written. When all are written, they are indexed for search.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.site import search

_TOGGLE: Final = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""The theme's boxes for its menu: a check box has no such attribute."""
_DARK: Final = re.compile(r'^\[data-md-color-scheme="slate"\] \{([^}]*)\}', re.MULTILINE)


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


def _dark_without_scripts(css: str) -> str:
    """The same with the dark scheme also where the system asks for it and no script has chosen between the two."""
    told = "".join(_DARK.findall(css))
    return f'{css}@media (prefers-color-scheme: dark) {{ .no-js [data-md-color-scheme="default"] {{ color-scheme: dark;{told}}} }}\n'


def on_post_build(config: Any) -> None:
    """Let those without scripts have dark pages too, and index what is written, in a build as in a preview."""
    style = Path(config.site_dir) / "assets/only-faster.css"
    style.write_text(_dark_without_scripts(style.read_text("utf-8")), "utf-8")
    try:
        search.index(Path(config.site_dir))
    except search.NotIndexed as error:
        raise PluginError(str(error)) from None
