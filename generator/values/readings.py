"""Readings: who read an entry again against its sources, sentence by sentence, what was found wrong, and what it said then.

A reading holds for the version that it left. It lapses when a statement of the entry changes; footnotes, keys and grades are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from generator.values.dates import FuzzyDate
from generator.values.fields import Count, Id, Tally, Text, Url, Value

FaultKind = Literal["wrong", "unsupported", "misleading", "left-out"]
FAULT_MEANS: Final[Mapping[FaultKind, str]] = {
    "wrong": "a source says otherwise",
    "unsupported": "no source that could be opened says so",
    "misleading": "true to the letter, and a reader takes away something that is not",
    "left-out": "a source has it, and without it the entry says something else",
}
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{10}$", json_schema_extra={"patternErrorMessage": "write what 'timeline show ID' gives"})]


class Fault(Value):
    """Something that a reader found wrong in an entry."""

    field: Text
    """Where it stood: title, date, summary, body, licence, links, …"""
    was: Text
    """What the entry said, or in a few words what it did not say."""
    kind: FaultKind
    """What was wrong with it."""
    why: Text
    """What is right, and how that is known."""
    source: Url | None = None
    """Where it says so."""


class Reading(Value):
    """An entry, read once by somebody who did not write it."""

    entry: Id
    """Id of the entry."""
    version: Version
    """What it said when it was read; `timeline show ID` has it."""
    left: Version
    """What it says after what was found had been mended; the same if nothing was."""
    statements: Count
    """How many statements were read."""
    unseen: Tally = 0
    """Of how many no source could be opened, in two ways at least."""
    faults: tuple[Fault, ...] = ()
    """What was found wrong."""


class Readings(Value):
    """The readings of one reader on one day: entries/readings/ID.yaml."""

    reader: Text
    """Who read: a name, or what it was."""
    day: FuzzyDate
    """When."""
    mends: bool = True
    """Whether the reader put right what was found."""
    rows: Annotated[tuple[Reading, ...], Field(min_length=1)]
    """A row for each entry."""
