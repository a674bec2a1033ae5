"""The vocabulary of the comparison: what a parallel, a stage and a series are. Frozen values, no input or output.

Entries tell what happened; these say what stands beside what, from where one counts, and what was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from generator.values.criteria import THINGS, Thing
from generator.values.dates import FuzzyDate
from generator.values.entries import Source
from generator.values.fields import Id, Prose, Stage, Summary, Text, Title, Track, Url, Value
from generator.values.recipe import Recipe

__all__ = ["LIKENESS_MEANS", "Aligned", "Likeness", "Origin", "Origins", "Parallel", "Series", "StageMeaning", "Stages", "Unit", "Voice"]

Likeness = Literal["strong", "fair", "loose", "fails"]
LIKENESS_MEANS: Final[Mapping[Likeness, str]] = {
    "strong": "The same part, by the same means, with the same result so far.",
    "fair": "The same part; the means or the result differ, and the page says how.",
    "loose": "The same place in the story; little else is alike.",
    "fails": "Often compared, or to be expected, but not alike in what matters: here the analogy ends.",
}
"""How alike the two sides of a parallel are, strongest first."""
Unit = Literal[
    "lines",
    "files",
    "commits",
    "people",
    "organisations",
    "models",
    "distributions",
    "releases",
    "parameters",
    "downloads",
    "repositories",
    "percent",
    "days",
    "months",
    "computers",
]


class Voice(Value):
    """Somebody who drew the parallel, or disputed it."""

    who: Text
    """Who said it."""
    view: Literal["likens", "disputes"]
    """Whether they hold the two alike."""
    says: Text
    """What they said, in our words; their own words are the source's quote."""
    source: Url
    """One of the parallel's source addresses."""


class Parallel(Value):
    """An entry of the AI track beside an entry of the Linux track that plays the same part."""

    title: Title
    """The part that both play, such as "The first public call"; at most 110 characters."""
    linux: Id
    """Id of the entry of the Linux track."""
    ai: Id
    """Id of the entry of the AI track."""
    likeness: Likeness
    """How strong the likeness is: strong, fair, loose, or fails."""
    summary: Summary
    """The parallel in one or two sentences that stand alone."""
    why: Prose
    """Markdown: why these two belong side by side."""
    limits: Prose
    """Markdown: where the likeness ends, in its strongest form."""
    voices: tuple[Voice, ...] = ()
    """Who has drawn or disputed it."""
    sources: tuple[Source, ...] = ()
    """What it rests on beyond the sources of the two entries."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before."""


class StageMeaning(Value):
    """A stage of a movement. By what it counts as reached stands in entries/criteria/wordings.yaml."""

    means: Text
    """What the stage is, in a sentence."""


class Stages(Value):
    """entries/stages.yaml: the four stages, in the order in which a movement passes them."""

    spark: StageMeaning
    movement: StageMeaning
    infrastructure: StageMeaning
    standard: StageMeaning

    def meanings(self) -> tuple[tuple[Stage, StageMeaning], ...]:
        """Each stage with what it means, in order."""
        return (("spark", self.spark), ("movement", self.movement), ("infrastructure", self.infrastructure), ("standard", self.standard))


class Origin(Value):
    """An event from which a track's clock may be started."""

    entry: Id
    """Id of an entry of the track."""
    name: Text
    """A short name for it in tables and switches, such as GPT-2."""
    why: Text
    """Why one may count from here."""
    against: Text
    """What speaks against it."""
    fits: Annotated[tuple[Thing, ...], Field(min_length=1)] = THINGS
    """Of what it is the beginning; criteria on other things are not counted from here."""


class Origins(Value):
    """entries/origins.yaml: from what the clocks of both tracks may be counted; the first of each is the default."""

    linux: Annotated[tuple[Origin, ...], Field(min_length=1)]
    ai: Annotated[tuple[Origin, ...], Field(min_length=1)]

    def of(self, track: Track) -> tuple[Origin, ...]:
        """The origins of a track, its default first."""
        return self.linux if track == "linux" else self.ai


class Aligned(Value):
    """A curve of the other track that is drawn beside this one, on one axis of years since the origins."""

    series: Id
    """Id of a series of the other track."""
    why: Text
    """Why the two may be set beside each other, and what sets them apart."""


class Series(Value):
    """What a curve measures. Its figures stand beside it in ID.csv: date,value and, where there are several lines, name."""

    title: Title
    """What is measured, where; at most 110 characters."""
    track: Track
    """Whose curve it is."""
    summary: Summary
    """What the curve shows, in one or two sentences."""
    measure: Text
    """What exactly is counted."""
    unit: Unit
    """The unit of the values: raw counts of it, or percent."""
    method: Text
    """How the figures were taken from the source, step by step, so that somebody else would get the same."""
    limits: Text
    """What the curve does not say, and where it errs."""
    licence: Text
    """Licence of the source's figures: SPDX expression, or NOASSERTION where it states none."""
    retrieved: FuzzyDate
    """The day on which the figures were taken."""
    cumulative: bool = False
    """Whether values add up over time, so that none may be below the one before."""
    per: Literal["month"] | None = None
    """Of a rate: for which time a value counts, such as new models a month."""
    recipe: Recipe | None = None
    """How `timeline figures` reads the figures from a table of the source."""
    entries: tuple[Id, ...] = ()
    """Ids of entries that it bears on."""
    beside: tuple[Aligned, ...] = ()
    """Curves of the other track to draw beside it; written in the file of the open-AI curve."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where the figures come from."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before."""
