"""How the figures of a series are read from a table of its source, so that anybody can read them again and see what was left out.

A recipe names every row that is not used. One that it does not name, and that cannot be read, stops the reading: a column headed
"V6.0" among columns headed "v5.19" is then told of, and not dropped.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.values.fields import Pattern, Text, Value

Conditions = Annotated[dict[str, Pattern], Field(min_length=1)]
"""Fields of the table, each with a regular expression that its whole cell matches."""


class Column(Value):
    """A field of the table, or a part of it."""

    field: Text
    """The field's name, as the table writes it."""
    part: Text | None = None
    """A regular expression with one group, which is what is used of the cell."""


class SkippedRows(Value):
    """Rows that are not used."""

    where: Conditions
    """Which rows: fields with a regular expression that the whole cell matches; all must."""
    why: Text
    """Why they are not used."""


class CorrectedRows(Value):
    """Cells that the source has wrong."""

    where: Conditions
    """Which rows, as for skip."""
    set: Conditions
    """Fields with what is true of them."""
    why: Text
    """What shows that the source is wrong."""


class KnownTruth(Value):
    """What is known of some rows from elsewhere. A field that fails it is not used."""

    where: Conditions
    """Which rows, as for skip."""
    reads: Conditions
    """Fields with a regular expression that their cell must match."""


class NamedRows(Value):
    """Rows that make one of several lines."""

    name: Text
    """The name of the line."""
    where: dict[str, Pattern] = Field(default_factory=dict)
    """Which rows, as for skip; without it all that no line above has."""


class Distinct(Value):
    """Names in a cell, each counted once, at its first row."""

    field: Text
    """The field that holds them."""
    split: Text | None = None
    """What stands between several in a cell, such as a comma."""


class Derived(Value):
    """Only rows made from another row of the table are counted."""

    field: Text
    """The field that names, in quotes, what a row is made from."""
    of: Text
    """The field with the name that such a row has itself."""


class Recipe(Value):
    """How `timeline figures` reads a table of the source into the CSV of a series."""

    sheet: Text | None = None
    """In a file of several sheets: the sheet's name."""
    across: bool = False
    """Whether a record is a column and the fields stand in the first one."""
    date: Column
    """The field with the date: EDTF, or year.month.day."""
    value: Column | None = None
    """The field with the figure; without it rows are counted."""
    note: Column | None = None
    """The field with what the point is."""
    each: Literal["month", "year"] | None = None
    """Where rows are counted: in which stretch of time. They are added up if the series is cumulative."""
    once: Distinct | None = None
    """Where names are counted, not rows: the field that has them."""
    derived: Derived | None = None
    """Where only what is made from another row counts."""
    lines: tuple[NamedRows, ...] = ()
    """Where there are several lines: which rows make which; the first that fits."""
    skip: tuple[SkippedRows, ...] = ()
    """Rows that are not used, each with why."""
    correct: tuple[CorrectedRows, ...] = ()
    """Cells that the source has wrong, each with why."""
    truths: tuple[KnownTruth, ...] = ()
    """What some rows must read, before any is used."""
