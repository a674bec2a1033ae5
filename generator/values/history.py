"""History: when each page's file came, and what was changed in it since. The value that `read_history` makes and later steps read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

HistoryState = Literal["whole", "cut", "refused", "none"]
"""All of it is here; the copy of the repository holds only its newest commits; git would not read it; or there is no repository."""
What = Literal["added", "changed", "annotated", "withdrawn"]
"""`annotated`: nothing that the page says is another, but what it points to: footnotes, keys and kinds of sources, what a date dates."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit that changed what a page says. One that only formats a file anew, or changes a comment, is none."""

    page: str
    """Address of the page without slashes at its ends, under its id of today: `e/deepseek-r1`, `actors/meta`."""
    what: What
    day: date
    """The committer's day, in UTC."""
    commit: str
    """On the first-parent line of the branch that is built, so that a tree of that day can be read from it."""
    subject: str
    """First line of the message; of the commit that a merge brought in, where one made this version."""
    path: str
    """The file that the commit left, or took away, from the root of the checkout."""
    blob: str
    """Git's name of that file's text; of the text before it if it was withdrawn."""
    fields: tuple[str, ...] = ()
    """What was changed: names of top-level fields, in the order of the file; `track`, `kind` and `id` for a file that moved,
    `figures` for a series' CSV, `file` where a version cannot be read. Only where it was changed or annotated."""
    version: str = ""
    """A short hash of the files' text, by which this state of the page is cited."""
    who: tuple[str, ...] = ()
    """Names of those who wrote it, as git and .mailmap have them: the author, then those named in `Co-authored-by` lines."""
    values: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What the files say after it, by field, numbers as they are written."""

    @property
    def id_then(self) -> str:
        """The id under which this revision was published."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class History:
    """What is known of the past of the pages, as of one commit; nothing unless the state is `whole`."""

    state: HistoryState = "none"
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """Of each page by its address, oldest first; the first one added it."""
    line: tuple[Revision, ...] = ()
    """All of them, newest first."""
    reason: str = field(default="", compare=False)
    """Why there is none, in git's own words where it had some."""

    @property
    def newest(self) -> Revision | None:
        """The newest of all."""
        return next(iter(self.line), None)

    def last(self, page: str) -> Revision | None:
        """The newest that changed a page, or the one with which it came if none did."""
        return self.changed(page) or self.added(page)

    def first_id(self, page: str) -> str:
        """The id under which a page was first published, which no renaming changes; that of today where it was never committed."""
        first = self.added(page)
        return first.id_then if first else page.rpartition("/")[2]

    def added(self, page: str) -> Revision | None:
        """The one with which a page came."""
        return next(iter(self.revisions.get(page, ())), None)

    def changed(self, page: str) -> Revision | None:
        """The newest that changed a page since it came."""
        revisions = self.revisions.get(page, ())
        return revisions[-1] if len(revisions) > 1 else None
