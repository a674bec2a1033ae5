"""What machines write: the shapes of the JSON files in `entries/_fetched/`. Frozen values, no input or output.

A fetcher makes these from what a server said, and the build reads them back; neither sees the server's own JSON. Times are
UTC to the second in ISO 8601, days are ISO 8601 days, lists are in the order that each field says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from generator.values.characters import unseen
from generator.values.dates import FIRST_YEAR, LAST_YEAR
from generator.values.fields import Id, Tally, Url
from generator.values.quotes import LONGEST_PASSAGE


def _seen(text: str) -> str:
    """A line of characters that can be seen. Raises ValueError."""
    if hidden := next((character for _, character in unseen(text)), "\n" if "\n" in text else ""):
        raise ValueError(f"it has the character U+{ord(hidden):04X}, which a fetcher takes out")
    return text


def _on_the_calendar(day: DateOrTime) -> DateOrTime:
    """A day or a time in the years that dates lie in. Raises ValueError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"{day} is no day of the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


DateOrTime = TypeVar("DateOrTime", date, datetime)
Day = Annotated[date, AfterValidator(_on_the_calendar)]
Time = Annotated[datetime, AfterValidator(_on_the_calendar)]
Line = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_seen)]
ModelId = Annotated[str, Field(pattern=r"^[!-~]{1,140}$")]
Gate = Literal["open", "auto", "manual"]
Derived = Literal["adapter", "finetune", "merge", "quantized"]
"""How the Hub says that a model derives from another, in its words."""


class _Fetched(BaseModel):
    """Frozen; reads JSON, so a day may be text; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Provenance(_Fetched):
    """Where values come from."""

    url: Url
    """The address that gave them, or the page of a published record of its answer."""
    retrieved: Time | Day
    """When they were given: a time, or the day where only that is known."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Of the bytes of the answer; None for a published record of one."""
    through: Line | None = None
    """Who published the record, and under what licence, if it was not fetched from the address itself."""


class HubPoint(_Fetched):
    """What the Hub counted on one day."""

    day: Day
    downloads: Tally | None = None
    """In the 30 days before."""
    likes: Tally | None = None
    children: Mapping[Derived, Tally] = {}
    source: Url | None = None
    """Where it is published, if it was not fetched from the Hub."""


class Derivative(_Fetched):
    """A model that says that it derives from another."""

    id: ModelId
    how: Derived
    downloads: Tally | None = None
    """In the 30 days before."""


class HubModel(_Fetched):
    """`hub/OWNER/NAME.json`: a model on the Hugging Face Hub."""

    id: ModelId
    """As entries write it."""
    name: ModelId | None = None
    """As the Hub calls it now, if it was renamed."""
    key: Line | None = None
    """The Hub's own key of the repository (`_id`), which a rename does not change."""
    state: Literal["there", "disabled", "gone", "hidden"] = "there"
    """`hidden`: anonymous callers are told nothing, so it may be private, renamed or gone. Facts are then the last good ones."""
    origin: Provenance
    created: Time | None = None
    """When the repository was made; the Hub has no day before 2 March 2022, and gives that one for all that are older."""
    modified: Time | None = None
    downloads: Tally | None = None
    """In the 30 days before."""
    downloads_in_all: Tally | None = None
    """Since 27 February 2025, from which on the Hub counts them."""
    likes: Tally | None = None
    gate: Gate | None = None
    """Whether files are given to anybody, to whoever accepts terms, or to whom the owner lets in."""
    licence: Line | None = None
    """The Hub's word, as its tag has it: no SPDX id."""
    parameters: Tally | None = None
    """Counted by the Hub in the safetensors files."""
    bases: tuple[tuple[Derived | Literal["base"], ModelId], ...] = ()
    """What the model card says that it derives from, and how, sorted."""
    children: Mapping[Derived, Tally] = {}
    """How many models say that they derive from it."""
    derivatives: tuple[Derivative, ...] = ()
    """The most downloaded of them, by how they derive, then by downloads."""
    history: tuple[HubPoint, ...] = ()
    """By day, a point a week at most; only ever added to."""


INBOX: Final = "inbox.json"
"""The file of proposals in the store."""


class NewsItem(_Fetched):
    """One report in a feed."""

    url: Url
    title: Line
    """As text, without markup."""
    publisher: Line
    feed: Line
    """Id of the feed in `entries/feeds.yaml`."""
    published: Day | None = None
    lang: Line | None = None


class Mention(_Fetched):
    """A report that names an entry's subject, and the name that it has there."""

    item: NewsItem
    alias: Line
    also: tuple[Url, ...] = ()
    """The same report elsewhere."""


class News(_Fetched):
    """`news/ENTRY.json`: reports on an entry, newest first, undated ones last, then by address."""

    entry: Id
    mentions: tuple[Mention, ...] = ()


class Proposal(_Fetched):
    """`inbox.json` is a list of these, highest score first: a report of what may be an event without an entry."""

    item: NewsItem
    score: Annotated[float, Field(ge=0, le=1)]
    why: tuple[Line, ...] = ()
    """What speaks for it, in words."""
    near: tuple[Id, ...] = ()
    """Ids of entries that an ambiguous name in it may mean."""
    also: tuple[Url, ...] = ()


class FeedState(_Fetched):
    """`feeds.json` has one for each feed, by id: what the next run needs to know."""

    url: Url
    """Where it is now: the address in feeds.yaml, or where permanent redirects from it have led."""
    asked: Url | None = None
    """The address in feeds.yaml when it was last read."""
    had: bool = False
    """It has had items: none would be a surprise."""
    etag: Line | None = None
    last_modified: Line | None = None
    failures: tuple[Day, ...] = ()
    """Days on which it gave nothing, since it last gave something; at most the first and the last two."""
    trouble: Line | None = None
    """What was wrong the last time, if something was."""


class LinkState(_Fetched):
    """`links.json` has one for each source's address, by address."""

    state: Literal["ok", "moved", "failing", "gone", "refused"]
    """`moved`: along permanent redirects to `to`. `gone`: three failures at least three days apart. `refused`: the server
    keeps machines out (401, 403, 405, 429, 451, or a page that asks whether one is human), which says nothing of the page."""
    checked: Day
    """The day on which the state was last found to be another, or to be so for the first time."""
    status: Annotated[int, Field(ge=100, le=999)] | None = None
    """The last HTTP status, if there was an answer."""
    to: Url | None = None
    failures: tuple[Day, ...] = ()
    """Days of failures that count, each at least three days after the one before."""
    archived: Url | None = None
    """A copy in the Wayback Machine."""
    archived_on: Day | None = None


PASSAGES: Final = "passages"
"""The folder of passages in the store."""


def passages_file(path: str) -> str:
    """The file of the passages of a file: `entries/ai/releases/x.yaml` -> `passages/ai/releases/x.json`."""
    return f"{PASSAGES}/{path.removeprefix('entries/').removesuffix('.yaml')}.json"


class Passage(_Fetched):
    """`passages/PATH.json` is a list of these for the file of that path: where each quote stood when its source was read."""

    url: Url
    """The address of the source, as the file has it."""
    quote: Annotated[str, Field(min_length=1)]
    """The quote, as it was then."""
    words: Annotated[str, Field(max_length=LONGEST_PASSAGE)] | None = None
    """The words around it, cut by the program from the text that it read; None where the text's repository has no licence."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Of the whole text."""
    read: Day
    where: Line
    """Where it was read: an address, or a repository with its commit and path."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """All of it."""

    models: Mapping[str, HubModel] = field(default_factory=dict)
    """By the Hub's id, as entries write it."""
    news: Mapping[str, News] = field(default_factory=dict)
    """By entry."""
    links: Mapping[str, LinkState] = field(default_factory=dict)
    """By address."""
    inbox: tuple[Proposal, ...] = ()
    passages: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    """By the path of the file whose quotes they bear out, from the root of the checkout."""


NOTHING: Final = Fetched()
