"""The vocabulary: what an entry and a source are. Frozen values, no input or output.

Everything that a person may write of an event is defined here once; the JSON Schemas, the schema
reference and the checker's messages follow from it.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from generator.values.dates import FuzzyDate
from generator.values.fields import (
    Count,
    Dating,
    Grade,
    HubId,
    Id,
    Lang,
    Line,
    LinkWord,
    Number,
    Place,
    Quote,
    Stage,
    Tally,
    Text,
    Title,
    Url,
    Value,
)
from generator.values.footnotes import FootnotedProse, FootnotedSummary

How = Literal[
    "fine-tune",
    "distillation",
    "merge",
    "quantisation",
    "adapter",
    "reproduction",
    "continued-training",
    "distribution",
    "derivative",
    "rebuild",
    "hard-fork",
]
Instrument = Literal[
    "statute",
    "bill",
    "regulation",
    "rule",
    "executive-order",
    "order",
    "guidance",
    "judgment",
    "report",
    "strategy",
    "listing",
    "standard",
    "licence",
    "procurement",
    "ban",
    "treaty",
    "settlement",
]
Status = Literal[
    "proposed",
    "adopted",
    "in-force",
    "amended",
    "suspended",
    "repealed",
    "rescinded",
    "expired",
    "vetoed",
    "withdrawn",
    "superseded",
    "final",
]
Openness = Literal["open", "partial", "closed"]


class Source(Value):
    """What a statement rests on."""

    key: Id | None = None
    """Its name within this file, by which footnotes ([^key]) and links point to it."""
    url: Url
    """Where it was published; http or https."""
    read_at: Url | None = None
    """The copy in which it was read, where the original was not."""
    title: Text | None = None
    """Its title, as published."""
    publisher: Text | None = None
    """Who published it."""
    grade: Grade | None = None
    """What kind of source it is, where it is another than entries/hosts.yaml says of its address."""
    published: FuzzyDate | None = None
    """When it was published."""
    accessed: FuzzyDate | None = None
    """The day on which its text was really read; leave out if it was not."""
    quote: Quote | None = None
    """Its exact words, at most 25 of them; only with `accessed`."""
    supports: tuple[Text, ...] = ()
    """The fields of this entry that it supports."""
    archived: Url | None = None
    """An archived copy."""
    lang: Lang | None = None
    """Its language (BCP 47), if it is not English."""


class Dispute(Value):
    """A value on which sources disagree, and why the entry has the one it has."""

    field: Text
    """The field in dispute."""
    value: Line | Number | bool | tuple[Line, ...]
    """The value that the other source gives."""
    source: Url
    """Who gives it."""
    resolution: Text
    """Why the entry keeps its own."""


class Override(Value):
    """Where the entry knowingly says something else than the Hub measured. It holds while the Hub says what it said then."""

    field: Literal["date", "licence", "parameters"]
    """The field on which they differ."""
    hub: HubId
    """The repository on the Hub."""
    said: Line | Tally
    """What the Hub said then: its word for the licence, its count of parameters, or the day the repository was made."""
    reason: Text
    """Why the entry keeps its own value."""


class TypedLink(Value):
    """A link to an earlier entry, with the word that says what it means."""

    to: Id
    """Id of the other entry."""
    as_: Annotated[LinkWord, Field(alias="as")]
    """What the link means, read from this entry."""
    how: Text | None = None
    """By what means, in a word or two."""
    note: Text | None = None
    """One short phrase for the reader."""
    source: Id | None = None
    """Key of the source that bears it."""


class Alias(Value):
    """A name that news uses for this entry's subject."""

    text: Text
    """The name."""
    needs: tuple[Text, ...] = ()
    """Words of which one must stand near it, for a name that is ambiguous alone."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}

    @model_validator(mode="before")
    @classmethod
    def _plain_name(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class OpennessByPart(Value):
    """How open each part of a model is."""

    weights: Openness | None = None
    code: Openness | None = None
    data: Openness | None = None
    paper: Openness | None = None


class ReleaseFacts(Value):
    """Facts about a released model, kernel or distribution."""

    hub: Annotated[tuple[HubId, ...], Field(examples=[["deepseek-ai/DeepSeek-R1"]])] = ()
    """Its repositories on the Hugging Face Hub, owner/name."""
    version: Text | None = None
    """Its version, in quotes."""
    licence: Annotated[Text | None, Field(examples=["Apache-2.0", "MIT"])] = None
    """SPDX expression, or a LicenseRef- id from entries/licences.yaml."""
    openness: OpennessByPart | None = None
    """How open each part is."""
    parameters: Count | None = None
    """Parameters in all, as a raw count."""
    active_parameters: Count | None = None
    """Parameters used for one token, as a raw count."""
    context: Count | None = None
    """Longest context, in tokens."""
    modalities: tuple[Literal["text", "image", "audio", "video", "code"], ...] = ()
    """What goes in or comes out."""


class ForkFacts(ReleaseFacts):
    """Facts about a derived model, or a distribution or rebuild: those of a release, and what it comes from."""

    of: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What it derives from: entry ids, or Hub ids (owner/name) for a base without an entry."""
    how: How
    """How it derives from them."""
    since: FuzzyDate | None = None
    """Since when it derives from them, if it came before it did."""
    ended: FuzzyDate | None = None
    """When it ended."""


class StatusChange(Value):
    """A dated change of a policy's status. It may lie in the future: laws say when they will apply."""

    date: FuzzyDate
    """When."""
    status: Status
    """The status from then on."""
    source: Url | None = None
    """One of the entry's source URLs."""
    note: Text | None = None
    """One short phrase."""


class PolicyFacts(Value):
    """Facts about an act of a government, court, standards body or licence steward."""

    jurisdiction: Place | None = None
    """ISO 3166-1 alpha-2 or 3166-2 code, or EU or UN."""
    authority: Id | None = None
    """Id of the actor that acted."""
    instrument: Instrument | None = None
    """What form the act has."""
    document: Text | None = None
    """Its official number."""
    status: Status | None = None
    """Its status now."""
    changes: tuple[StatusChange, ...] = ()
    """Dated changes of status, oldest first."""


class _Entry(Value):
    """What every entry says. Require little; the one way to say "unknown" is to leave the field out."""

    title: Title
    """Who did what, in the present tense; at most 110 characters."""
    date: FuzzyDate
    """When it happened, as precisely as it is known."""
    date_of: Dating | None = None
    """What the date dates, where its announcement, release, signature or coming into force fall on different days."""
    summary: FootnotedSummary
    """One or two plain sentences that stand alone and that a reader could quote."""
    body: FootnotedProse | None = None
    """Markdown without HTML or images: why it matters here, what is contested. Each fact has a footnote: [^key] of its source."""
    actors: Annotated[tuple[Id, ...], Field(examples=[["deepseek"]])] = ()
    """Ids of those who did it."""
    stage: Stage | None = None
    """The stage that this event marks, if it clearly marks one."""
    tags: Annotated[tuple[Id, ...], Field(examples=[["reasoning", "licences"]])] = ()
    """Subjects."""
    aliases: tuple[Alias, ...] = ()
    """Names that news uses for it."""
    links: Annotated[tuple[TypedLink, ...], Field(examples=[[{"to": "deepseek-v3", "as": "builds-on"}]])] = ()
    """Links to earlier entries."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """What its statements rest on, primary ones first."""
    disputes: tuple[Dispute, ...] = ()
    """Where sources disagree."""
    overrides: tuple[Override, ...] = ()
    """Where the Hub says otherwise, and why the entry keeps its own."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before; their addresses keep working."""

    @property
    def facts(self) -> ReleaseFacts | PolicyFacts | None:
        """What only its kind says: the block of the file that has the kind's name. None for a milestone."""
        return None

    @property
    def work(self) -> ReleaseFacts | None:
        """What is known of the work that was released or derived; None for an event that is neither."""
        return self.facts if isinstance(self.facts, ReleaseFacts) else None


class Release(_Entry):
    """A model or a kernel is released."""

    release: ReleaseFacts = ReleaseFacts()
    """Facts about what was released."""

    @property
    def facts(self) -> ReleaseFacts:
        """What was released."""
        return self.release


class Fork(_Entry):
    """A derived model, or a distribution or rebuild."""

    fork: ForkFacts
    """What it derives from, and how."""

    @property
    def facts(self) -> ForkFacts:
        """What was derived."""
        return self.fork


class Policy(_Entry):
    """An act of a government, court, standards body or licence steward."""

    policy: PolicyFacts = PolicyFacts()
    """Facts about the act."""

    @property
    def facts(self) -> PolicyFacts:
        """What the act is."""
        return self.policy


class Milestone(_Entry):
    """Anything else that moved the movement."""


Entry = Release | Fork | Policy | Milestone
SHARED: Final = frozenset(_Entry.model_fields)
"""Fields that every kind of entry has."""
