"""HTML as strangers write it, for the two that read words out of a page."""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """The standard parser, which takes a declaration that it does not know, such as <![x[, for a fault of its own: here it is a comment."""

    def parse_html_declaration(self, i: int) -> int:
        """Where a declaration ends that begins at `i`; -1 if that has not come yet."""
        try:
            return super().parse_html_declaration(i)
        except AssertionError:
            return self.parse_bogus_comment(i, report=False)
