"""The vocabulary of the criteria: what is asked of both tracks, where the questions come from, and how each is answered.

A criterion is worded and frozen before any first is looked up; two readers code it apart; what is decided from both stands with
the rivals that were considered and the places that were searched. How that is done stands in docs/compare/coding.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from generator.values.dates import FuzzyDate
from generator.values.entries import Source
from generator.values.fields import Count, Dating, Id, Kind, Stage, Tally, Text, Title, Url, Value

Hand = Literal["drawn", "linux", "ai"]
HAND_MEANS: Final[Mapping[Hand, str]] = {
    "drawn": "Drawn by lot from numbered lines of lists that others wrote. The headline rests on these alone.",
    "linux": "Things that Linux met in its history.",
    "ai": "Things that open AI did first or alone. They never enter a pooled number.",
}
"""Who picked a criterion."""
Thing = Literal["core", "version", "software", "whole"]
THINGS: Final[tuple[Thing, ...]] = get_args(Thing)
THING_MEANS: Final[Mapping[Thing, str]] = {
    "core": "The kernel; a model whose weights are published.",
    "version": "A distribution or a system built on the kernel; a maker's own model, or one derived from another.",
    "software": "Tools, formats and interfaces around it.",
    "whole": "The movement as a whole.",
}
"""What "it" is in a criterion, on Linux and in open AI; it fixes from which origins one may count."""


class SourceList(Value):
    """A list that others wrote, whose lines are numbered for the draw."""

    title: Title
    publisher: Text
    url: Url
    accessed: FuzzyDate
    """The day on which it was read."""
    lines: Annotated[Mapping[Text, Text], Field(min_length=1)]
    """Each line in our own short words, by the list's own number or mark for it, or else by its place."""


class Strike(Value):
    """Why a drawn line became no criterion."""

    line: Text
    """LIST LINE, as drawn."""
    reason: Text
    """One of the draw's reasons."""
    note: Text | None = None
    """What more there is to say."""


class Draw(Value):
    """entries/criteria/draw.yaml: how lines are drawn from the lists, and which of those drawn were struck."""

    seed: Tally
    method: Text
    stop: Count
    """The draw ends when so many lines are worded."""
    strikes: Mapping[Id, Text]
    """Reasons for striking a line, by a short name each; fixed before the draw."""
    struck: tuple[Strike, ...] = ()
    """Drawn lines that became no criterion, in the order of the draw."""


def order_of_draw(seed: int, lists: Mapping[str, SourceList]) -> list[str]:
    """Every line as `LIST LINE`, in the order in which it is drawn; draw.yaml says in words how."""

    def digest(text: str) -> str:
        return sha256(f"{seed}:{text}".encode()).hexdigest()

    rounds = [
        (n, digest(name), f"{name} {line}")
        for name, source in lists.items()
        for n, line in enumerate(sorted(source.lines, key=lambda line, name=name: digest(f"{name}:{line}")))  # type: ignore[misc]
    ]
    return [line for _, _, line in sorted(rounds)]


class Line(Value):
    """A line of a list."""

    list: Id
    line: Text


class Proposal(Value):
    """Where a criterion that was picked, not drawn, was taken from."""

    title: Text
    url: Url | None = None
    note: Text | None = None


class Criterion(Value):
    """Something that can be asked of either track. It names neither, and either could fail it."""

    hand: Hand
    stage: Stage
    thing: Thing
    """What "it" is."""
    group: Id
    """Criteria of one group move together; the bootstrap draws groups, not criteria."""
    test: Text
    """What has to be so."""
    excludes: Text
    """What does not count."""
    dated: Dating
    """Which day counts."""
    line: Line | None = None
    """The line of a list that it words; of the drawn hand only."""
    proposal: Proposal | None = None
    """Where it was taken from; of the other hands."""


Verdict = Literal["before", "defensible", "no", "lead"]
VERDICT_MEANS: Final[Mapping[Verdict, str]] = {
    "before": "it meets the test, before the usual start of its track's clock",
    "defensible": "another sound reading of the test would take it",
    "no": "it does not meet the test",
    "lead": "nobody has read a page that bears it",
}
"""What is said of a rival of a first."""


class Considered(Value):
    """An event that was weighed for a first."""

    date: FuzzyDate | None = None
    """When it was; none for a reading by which there is no first yet."""
    event: Text
    url: Url | None = None
    """Where it was read."""
    entry: Id | None = None
    """The entry that tells of it, if there is one."""
    counts: Verdict
    """Whether it meets the test."""
    why: Text


class First(Value):
    """How a track stands to a criterion: the first event that met it, or none yet, and how that was found."""

    date: FuzzyDate | None = None
    """When; leave out for "not yet"."""
    event: Text | None = None
    """What happened, in a few words."""
    entry: Id | None = None
    """The entry that tells of it, if there is one."""
    why: Text
    """In what way it meets the test, or what is still missing."""
    sources: tuple[Source, ...] = ()
    """What it rests on; each read."""
    considered: tuple[Considered, ...] = ()
    """Rivals, earlier ones and those that another reading would take."""
    searched: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Where one looked."""
    only: Text | None = None
    """If no other reading is defensible: why."""
    decided: Text | None = None
    """If the two coders differed: which of them is followed, and why."""
    doubt: Text | None = None
    """What a later reader found weak in it."""

    @property
    def readings(self) -> tuple[FuzzyDate | None, ...]:
        """Every date that a defensible reading gives, the decided one first, each once; None is "not yet"."""
        return tuple(dict.fromkeys((self.date, *(rival.date for rival in self.considered if rival.counts == "defensible"))))


class Query(Value):
    """Which entries may meet a criterion; an earlier one than the first must be among those considered."""

    kinds: tuple[Kind, ...] = ()
    """Of these kinds; all if empty."""
    tags: tuple[Id, ...] = ()
    """With any of these tags; all if empty."""
    words: tuple[Text, ...] = ()
    """With any of these words in title or summary, whatever their case; all if empty."""


class Firsts(Value):
    """The two cells of a criterion."""

    linux: First
    ai: First
    query: Query | None = None
    no_query: Text | None = None
    """Why no query over entries finds what may meet it."""


class Coded(Value):
    """A cell as a coder returned it."""

    date: FuzzyDate | None = None
    """When it was first met; none for "not yet"."""
    event: Text | None = None
    url: Text | None = None
    """Where it was read: an address, or the identifier of a message."""
    quote: Text | None = None
    """The words that bear it."""
    found: bool
    """Whether the search gave an answer; no means that the coder cannot say, not that it was not met."""
    rivals: tuple[Text, ...] = ()
    """What else was weighed: date, event, why it counts or not, where it was read."""
    searched: tuple[Text, ...] = ()
    note: Text | None = None


ALIKE_DAYS: Final = 31
"""Two coders' dates that are no farther apart are counted as the same."""


def alike(one: Coded, other: Coded) -> bool:
    """Whether two coders gave the same answer: both none, or dates that allow each other or lie within a month."""
    if one.date is None or other.date is None:
        return one.date is other.date
    gaps = (one.date.earliest - other.date.bound, other.date.earliest - one.date.bound)
    return all(gap.days <= ALIKE_DAYS for gap in gaps)


class SheetRow(Value):
    """Both cells of a criterion as a coder returned them."""

    linux: Coded
    ai: Coded


class Change(Value):
    """A change after the freeze."""

    date: FuzzyDate
    criterion: Id | None = None
    """The criterion whose cell changed; none where the wordings were frozen anew."""
    what: Text
    reason: Text
    before: Text
    """The headline before."""
    after: Text
    """The headline after."""
    frozen: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of lists, draw and wordings, if this is a freeze."""


class Forecast(Value):
    """A dated statement about open AI that time will show to be true or false."""

    says: Text
    """What will be so."""
    threshold: Text
    """From what on it counts as true."""
    source: Text
    """Who or what decides."""
    url: Url | None = None
    due: FuzzyDate
    """The last day on which it may come true."""
    made: FuzzyDate
    probability: Annotated[float, Field(gt=0, lt=1)]
    """What we give for it."""
    linux: Text
    """What Linux did at that age, from which it is taken."""
    linux_entry: Id | None = None
    """The entry that tells of it."""
    linux_sources: tuple[Source, ...] = ()
    """Or what it rests on, where no entry tells of it."""
    outcome: Literal["true", "false"] | None = None
    """Set on its due day or when it has come true, with `judged` and `evidence`."""
    judged: FuzzyDate | None = None
    evidence: Url | None = None
