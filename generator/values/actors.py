"""The vocabulary beside the entries: who acts in them, what licences permit, which feeds are read. Frozen values, no input or output."""

from __future__ import annotations

from typing import Literal

from generator.values.dates import FuzzyDate
from generator.values.entries import Alias, Source
from generator.values.fields import Country, Id, Lang, Text, Track, Url, Value

ActorKind = Literal["company", "lab", "university", "foundation", "government", "court", "standards-body", "community", "person"]
Terms = Literal["permissive", "copyleft", "limited", "non-commercial"]
"""What a licence permits, the freest first: any use; any use, if copies are passed on under the same terms; commercial use, but
not for every end or everybody; no commercial use."""


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
