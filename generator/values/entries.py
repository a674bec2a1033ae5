"""The vocabulary: what an entry, an actor, a licence and a source are. Frozen values, no input or output.

Everything that a person may write in `entries/` is defined here once; the JSON Schemas, the schema
reference and the checker's messages follow from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, model_validator
from pydantic_core import CoreSchema

from generator.values.dates import FuzzyDate

__all__ = [
    "INVERSE",
    "KINDS",
    "LONGEST_QUOTE",
    "LONGEST_SUMMARY",
    "LONGEST_TITLE",
    "SHARED",
    "SHORTEST_SUMMARY",
    "TRACKS",
    "Actor",
    "Alias",
    "Dispute",
    "Entry",
    "Feed",
    "Fork",
    "FuzzyDate",
    "Id",
    "Kind",
    "Licence",
    "LinkWord",
    "Milestone",
    "Override",
    "Policy",
    "Prose",
    "Release",
    "Source",
    "Stage",
    "StatusChange",
    "Summary",
    "Terms",
    "Text",
    "Title",
    "Track",
    "TypedLink",
    "Url",
    "Value",
    "licences_in",
    "plural",
]

Track = Literal["ai", "linux"]
Kind = Literal["release", "fork", "policy", "milestone"]
Stage = Literal["spark", "movement", "infrastructure", "standard"]
LinkWord = Literal["derives-from", "responds-to", "builds-on", "supersedes", "restricts", "permits", "reports", "part-of"]
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
ActorKind = Literal["company", "lab", "university", "foundation", "government", "court", "standards-body", "community", "person"]
Openness = Literal["open", "partial", "closed"]
Terms = Literal["permissive", "copyleft", "limited", "non-commercial"]
"""What a licence permits, the freest first: any use; any use, if copies are passed on under the same terms; commercial use, but
not for every end or everybody; no commercial use."""

TRACKS: Final[tuple[Track, ...]] = get_args(Track)
OTHER: Final[Mapping[Track, Track]] = {"linux": "ai", "ai": "linux"}
"""The track on the other side."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PLURALS: Final[Mapping[Kind, str]] = {"release": "releases", "fork": "forks", "policy": "policies", "milestone": "milestones"}
INVERSE: Final[Mapping[LinkWord, str]] = {
    "derives-from": "has-derivative",
    "responds-to": "answered-by",
    "builds-on": "built-on-by",
    "supersedes": "superseded-by",
    "restricts": "restricted-by",
    "permits": "permitted-by",
    "reports": "reported-by",
    "part-of": "has-part",
}
"""Each link word, and how the same link reads from its other end."""


def _form(pattern: str, words: str, longest: int | None = None) -> Any:
    """A pattern with the words that say how to write it: the checker's messages have them, and editors show them."""
    return Field(pattern=pattern, max_length=longest, json_schema_extra={"patternErrorMessage": f"write {words}"})


ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID: Final = 60
Id = Annotated[str, _form(ID_PATTERN, "small letters and digits in words joined by '-', such as deepseek-r1", LONGEST_ID)]
HubId = Annotated[str, _form(r"^[A-Za-z0-9][\w.-]*/[\w.-]+$", "a Hub id, owner/name", 140)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
LONGEST_TITLE: Final = 110
SHORTEST_SUMMARY: Final = 40
LONGEST_SUMMARY: Final = 420
LONGEST_QUOTE: Final = 25
"""Lengths in letters, that of a quote in words. The checker holds texts to them with messages of its own; editors by the schema."""
Title = Annotated[Text, Field(json_schema_extra={"maxLength": LONGEST_TITLE, "examples": ["DeepSeek releases R1 with open weights"]})]
Summary = Annotated[Text, Field(json_schema_extra={"minLength": SHORTEST_SUMMARY, "maxLength": LONGEST_SUMMARY})]
Quote = Annotated[
    Text,
    Field(
        json_schema_extra={
            "pattern": rf"^\s*\S+(\s+\S+){{0,{LONGEST_QUOTE - 1}}}\s*$",
            "patternErrorMessage": f"write at most {LONGEST_QUOTE} words",
        }
    ),
]
Prose = Annotated[Text, Field(json_schema_extra={"not": {"pattern": r"!\["}})]
Url = Annotated[str, _form(r"^https?://[^\s<>\"{}|\\^`]+$", "an address that starts with http:// or https:// and has no spaces", 2000)]
Count = Annotated[int, Field(gt=0)]
Lang = Annotated[str, _form(r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", "a BCP 47 language tag such as zh or pt-BR")]
Place = Annotated[str, _form(r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166 code such as US or US-CA, or EU or UN")]
Country = Annotated[str, _form(r"^[A-Z]{2}$", "an ISO 3166-1 code such as US, or EU or UN")]


def plural(kind: Kind) -> str:
    """The folder and address of a kind: `policy` -> `policies`."""
    return PLURALS[kind]


def licences_in(expression: str, *, exceptions: bool = True) -> tuple[str, ...]:
    """The ids in an SPDX expression, each once and without brackets; on request without the exceptions, which follow WITH."""
    words = expression.replace("(", " ").replace(")", " ").split()
    found = (
        word
        for before, word in zip(("", *words), words, strict=False)
        if word not in ("AND", "OR", "WITH") and (exceptions or before != "WITH")
    )
    return tuple(dict.fromkeys(found))


class Value(BaseModel):
    """A frozen value; an unknown field, or one of another type, is an error rather than a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, use_attribute_docstrings=True)


class Source(Value):
    """What a statement rests on."""

    url: Url
    """Where it was published; http or https."""
    title: Text | None = None
    """Its title, as published."""
    publisher: Text | None = None
    """Who published it."""
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
    value: str | int | float | bool | tuple[str, ...]
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
    said: str | int
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
    summary: Summary
    """One or two plain sentences that stand alone and that a reader could quote."""
    body: Prose | None = None
    """Markdown without HTML or images: why it matters here, what is contested."""
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


class FormerName(Value):
    """A name that an actor had before."""

    name: Text
    until: FuzzyDate | None = None


class Actor(Value):
    """An organisation or a person."""

    name: Text
    """Name in use now."""
    kind: ActorKind
    """What it is."""
    country: Country | None = None
    """ISO 3166-1 alpha-2 code of its seat, or EU or UN."""
    founded: FuzzyDate | None = None
    """When it began."""
    ended: FuzzyDate | None = None
    """When it ended."""
    home: Url | None = None
    """Its home page."""
    parents: tuple[Id, ...] = ()
    """Ids of the actors it belongs to."""
    formerly: tuple[FormerName, ...] = ()
    """Names it had before."""
    aliases: tuple[Alias, ...] = ()
    """Other names that news uses."""
    summary: Text | None = None
    """What it is, in a plain sentence."""
    hub: tuple[Text, ...] = ()
    """Its organisation names on the Hugging Face Hub."""
    sources: tuple[Source, ...] = ()
    """What its facts rest on."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before."""


class Licence(Value):
    """What a licence permits; the key in entries/licences.yaml is its SPDX id, or a LicenseRef- id where SPDX has none."""

    name: Text
    """Its full name."""
    summary: Text
    """What it permits and forbids, in a plain sentence."""
    terms: Terms | None = None
    """The kind of terms; an exception has none."""
    url: Url | None = None
    """Its text, where that is known."""


class Feed(Value):
    """A news feed to read; the key in entries/feeds.yaml is its id."""

    name: Text
    """Who publishes it."""
    url: Url
    """The feed, RSS or Atom."""
    site: Url
    """The page that it is the feed of."""
    about: Text | None = None
    """What it brings, in a few words."""
    track: Track | None = None
    """The track that it is about, if it is about one only."""
    lang: Lang | None = None
    """Its language (BCP 47), if it is not English."""


SHARED: Final = frozenset(_Entry.model_fields)
"""Fields that every kind of entry has."""
