"""ProperDocs hooks: generated pages are HTML already, so they go past the Markdown step and are not held in memory.

Without this a page would be parsed as Markdown for nothing (half of the engine's time at 10,000 pages), and the
engine would keep the text of every page until the last one is written. When all are written, they are indexed for search.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from properdocs.exceptions import PluginError
from properdocs.structure.files import File, Files
from properdocs.structure.pages import Page
from properdocs.structure.toc import AnchorLink, TableOfContents

from generator.site import front, search
from generator.site.pages import JOINED, NO_SLASH, joined
from generator.site.policy import permitted, policy

_TOGGLE: Final = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
"""The theme's boxes for its menu: a check box has no such attribute."""


def on_config(config: Any) -> Any:
    """Refuse a setting under which no generated page would be where others lead to it, and let each page say what may run on it."""
    if not config.use_directory_urls:
        raise PluginError(NO_SLASH)
    config.extra["policy"] = policy(Path(config.docs_dir))
    return config


def on_files(files: Files, *, config: Any) -> Files:
    """Join the style sheets that mkdocs.yml lists: ten requests would hold up the first sight of a page on a slow line."""
    text = joined(Path(config.docs_dir), config.extra_css)
    config.extra_css = [JOINED]
    files.append(File.generated(config, JOINED, content=text))
    return files


class Whole(Page):
    """A page that is HTML already: its text is read from its file whenever it is asked for, and kept nowhere."""

    def read_source(self, config: Any) -> None:  # noqa: ARG002  the engine's signature
        """What the page says of itself."""
        self.meta = front.meta(self.file.content_string)
        self.markdown = ""
        # What the site map tells: the day of its last change, if it is known, and none if it is not.
        self.update_date = self.meta.get("updated", "")

    def render(self, config: Any, files: Any) -> None:  # noqa: ARG002  the engine's signature
        """Nothing is rendered; the link that skips the frame leads to the text."""
        self.toc = TableOfContents([AnchorLink(self.meta["title"], "content", 1)])

    @property
    def content(self) -> str | None:
        """The HTML of the page."""
        return front.text(self.file.content_string)

    @content.setter
    def content(self, value: str | None) -> None:
        """Let go of what the engine would keep."""


def on_nav(nav: Any, *, files: Files, **_: Any) -> Any:
    """Take the pages that were generated as they are; by now the engine has given each its place in the navigation."""
    for file in files.documentation_pages():
        if file.page and file.generated_by == "mkdocs-gen-files":
            file.page.__class__ = Whole
    return nav


def mended(html: str) -> str:
    """A page without what the theme writes outside its blocks and HTML does not know."""
    return _TOGGLE.sub(r"\1", html)


def on_post_page(output: str, **_: Any) -> str:
    """A page as it is written."""
    return mended(output)


def on_post_template(output: str, **_: Any) -> str:
    """The same for 404.html, which is no page to the engine."""
    return mended(output)


def on_serve(server: Any, **_: Any) -> Any:
    """Let a page of the preview run the script by which the server has it loaded anew; it is another for each request."""
    inject = server._inject_js_into_html

    def injected(content: bytes, epoch: int) -> bytes:
        page: bytes = inject(content, epoch)
        script = page.rpartition(b"<script>")[2].partition(b"</script>")[0]
        return permitted(page, script)

    server._inject_js_into_html = injected
    return server


def on_post_build(config: Any) -> None:
    """Index what is written for search, in a build as in a preview."""
    try:
        search.index(Path(config.site_dir))
    except search.NotIndexed as error:
        raise PluginError(str(error)) from None
