"""The figures of a series, read from a table of its source by the recipe in the series' file. Pure: a table in, figures out.

Every row is accounted for: it was read, the recipe names it among those to skip, or it is told of and nothing may be written.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.values.dates import FuzzyDate
from generator.values.parallels import Series
from generator.values.recipe import Column, Derived, Recipe

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?\Z")
_DOTTED: Final = re.compile(r"(\d{4})\.(\d{1,2})(?:\.(\d{1,2}))?\Z")
_MONTHS: Final = 12
Figure = tuple[str, str, str, str]
"""date, value, name, note: a row of the CSV."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record of the table: its number in the file, from 1, and its cells by field."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that was not read, with its first cells and why; `named` if the recipe says so."""

    number: int
    row: str
    why: str
    named: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a table."""

    rows: int
    """All rows under the header (or columns beside it)."""
    read: int
    unread: tuple[Unread, ...]
    corrected: tuple[Unread, ...]
    """Rows with a cell that the recipe corrects, and why."""
    source_fails: tuple[str, ...]
    """Truths that the source fails before it is corrected."""
    fails: tuple[str, ...]
    """Truths that still fail, and rules that meet no row: nothing may be written."""
    figures: tuple[Figure, ...]

    @property
    def refused(self) -> bool:
        """Whether a row was dropped that the recipe does not name, or a truth fails."""
        return bool(self.fails) or any(not row.named for row in self.unread)


class RecipeError(ValueError):
    """The recipe and the table do not fit; the text says how."""


def read(table: Sequence[Sequence[str]], series: Series, recipe: Recipe) -> Reading:
    """The figures of a series, with every row that was not read; `RecipeError` if the table has none of its fields."""
    records, unread = _records(table, recipe)
    rows = len(records) + len(unread)
    used: list[Row] = []
    for row in records:
        why = next((rule.why for rule in recipe.skip if _meets(row, rule.where)), None)
        if why is None:
            used.append(row)
        else:
            unread.append(_unread(row, why, named=True))
    source_fails = tuple(_failures(records, recipe))
    right, corrected = _correct(used, recipe)
    fails = (*_failures(right, recipe), *_idle(records, recipe))
    pairs: list[tuple[FuzzyDate, Row]] = []
    for row in right:
        try:
            pairs.append((_when(row, recipe), row))
        except ValueError as error:
            unread.append(_unread(row, str(error), named=False))
    if recipe.derived:
        names = {row.cells.get(recipe.derived.of, "") for _, row in pairs} - {""}
        made = [(when, row) for when, row in pairs if _made_from(row, recipe.derived, names)]
        kept = {id(row) for _, row in made}
        why = f"{recipe.derived.field} names no other row that is used"
        unread += [_unread(row, why, named=True) for _, row in pairs if id(row) not in kept]
        pairs = made
    figures = tuple(_valued(pairs, recipe, recipe.value) if recipe.value else _counted(pairs, series, recipe))
    unread.sort(key=lambda row: row.number)
    return Reading(rows, len(pairs), tuple(unread), corrected, source_fails, fails, figures)


def write(figures: Iterable[Figure]) -> str:
    """The CSV of a series, with the columns that it needs."""
    rows = list(figures)
    columns = [n for n in range(4) if n < 2 or any(row[n] for row in rows)]
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerows([row[n] for n in columns] for row in (("date", "value", "name", "note"), *rows))
    return text.getvalue()


def _records(table: Sequence[Sequence[str]], recipe: Recipe) -> tuple[list[Row], list[Unread]]:
    """The rows below the one that names the date's field; rows above it are told of as what they are."""
    lines = [list(line) for line in table]
    if recipe.across:
        width = max((len(line) for line in lines), default=0)
        lines = [list(column) for column in zip(*(line + [""] * (width - len(line)) for line in lines), strict=True)]
    top = next((n for n, line in enumerate(lines) if recipe.date.field in line), None)
    if top is None:
        raise RecipeError(f"no row names the field '{recipe.date.field}'")
    header = lines[top]
    wanted = _fields(recipe)
    for field in sorted(wanted):
        if header.count(field) != 1:
            raise RecipeError(f"the field '{field}' stands {header.count(field)} times in the header, not once")
    unread = [Unread(n + 1, _start(line), "above the header", named=True) for n, line in enumerate(lines[:top])]
    records = []
    for n, line in enumerate(lines[top + 1 :], top + 2):
        if any(line):
            cells = dict(zip(header, [*line, *[""] * (len(header) - len(line))], strict=False))
            records.append(Row(n, {field: cells[field].strip() for field in header if field in wanted}))
        else:
            unread.append(Unread(n, "", "empty", named=True))
    return records, unread


def _fields(recipe: Recipe) -> set[str]:
    fields = {column.field for column in (recipe.date, recipe.value, recipe.note, recipe.once, recipe.derived) if column}
    fields |= {recipe.derived.of} if recipe.derived else set()
    fields |= {field for where in _conditions(recipe) for field in where}
    for correction in recipe.correct:
        fields |= set(correction.set)
    for truth in recipe.truths:
        fields |= set(truth.reads)
    return fields


def _conditions(recipe: Recipe) -> list[Mapping[str, str]]:
    """What each rule of the recipe asks of a row."""
    return [
        *(rule.where for rule in recipe.skip),
        *(rule.where for rule in recipe.correct),
        *(rule.where for rule in recipe.truths),
        *(line.where for line in recipe.lines),
    ]


def _meets(row: Row, where: Mapping[str, str]) -> bool:
    return all(re.fullmatch(pattern, row.cells[field], re.DOTALL) for field, pattern in where.items())


def _start(cells: Iterable[str]) -> str:
    return " | ".join(cell for cell in cells if cell)[:90].replace("\n", " ")


def _unread(row: Row, why: str, *, named: bool) -> Unread:
    return Unread(row.number, _start(row.cells.values()), why, named)


def _correct(rows: Iterable[Row], recipe: Recipe) -> tuple[list[Row], tuple[Unread, ...]]:
    right: list[Row] = []
    corrected: list[Unread] = []
    for row in rows:
        mended = row
        for rule in recipe.correct:
            changes = {field: value for field, value in rule.set.items() if row.cells[field] != value}
            if changes and _meets(row, rule.where):
                mended = replace(mended, cells={**mended.cells, **changes})
                words = ", ".join(f"{field}: '{row.cells[field]}' is '{value}'" for field, value in changes.items())
                corrected.append(_unread(row, f"{words} ({rule.why})", named=True))
        right.append(mended)
    return right, tuple(corrected)


def _failures(rows: Sequence[Row], recipe: Recipe) -> Iterator[str]:
    for truth in recipe.truths:
        for row in rows:
            if _meets(row, truth.where):
                for field, pattern in truth.reads.items():
                    if not re.fullmatch(pattern, row.cells[field]):
                        yield f"row {row.number}: {field} is '{row.cells[field]}', known to be '{pattern}' ({_start(row.cells.values())})"


def _idle(rows: Sequence[Row], recipe: Recipe) -> Iterator[str]:
    """Rules that meet no row, or correct what is right already: the source has changed, or the rule was never right."""
    for where in _conditions(recipe):
        if not any(_meets(row, where) for row in rows):
            yield f"no row has {dict(where)}; take the rule out"
    for rule in recipe.correct:
        met = [row for row in rows if _meets(row, rule.where)]
        if met and all(row.cells[field] == value for row in met for field, value in rule.set.items()):
            yield f"the source has {dict(rule.set)} right by now; take the correction out"


def _cell(row: Row, column: Column) -> str:
    cell = row.cells[column.field]
    if not column.part:
        return cell
    match = re.fullmatch(column.part, cell)
    if not match:
        raise ValueError(f"{column.field} is '{cell}', which does not match {column.part}")
    return match.group(1)


def _when(row: Row, recipe: Recipe) -> FuzzyDate:
    """The date of a row, once all of it can be read; ValueError says what cannot."""
    cell = _cell(row, recipe.date)
    dotted = _DOTTED.match(cell)
    when = FuzzyDate.parse("-".join(part.zfill(2) for part in dotted.groups() if part) if dotted else cell)
    if recipe.each and len(when.edtf) < len("2024-01" if recipe.each == "month" else "2024"):
        raise ValueError(f"{recipe.date.field} is '{cell}', which names no {recipe.each}")
    if recipe.value and not _NUMBER.match(_cell(row, recipe.value)):
        raise ValueError(f"{recipe.value.field} is '{_cell(row, recipe.value)}', which is no number")
    if recipe.note:
        _cell(row, recipe.note)
    if recipe.lines and not any(_meets(row, line.where) for line in recipe.lines):
        raise ValueError("no line of the recipe has it")
    return when


def _made_from(row: Row, derived: Derived, names: set[str]) -> bool:
    own, cell = row.cells[derived.of], row.cells[derived.field]
    parents = {a or b for a, b in re.findall(r"'([^']*)'|\"([^\"]*)\"", cell)} or {cell}
    return bool((parents & names) - {own})


def _line(row: Row, recipe: Recipe) -> str:
    return next((line.name for line in recipe.lines if _meets(row, line.where)), "")


def _valued(pairs: Iterable[tuple[FuzzyDate, Row]], recipe: Recipe, value: Column) -> Iterator[Figure]:
    for when, row in sorted(pairs, key=lambda pair: pair[0].earliest):
        yield when.edtf, _cell(row, value), _line(row, recipe), _cell(row, recipe.note) if recipe.note else ""


def _counted(pairs: Sequence[tuple[FuzzyDate, Row]], series: Series, recipe: Recipe) -> Iterator[Figure]:
    """How many rows or new names each stretch of time has: those with none are noughts, or left out where figures add up."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    known: set[str] = set()
    for when, row in sorted(pairs, key=lambda pair: (pair[0].earliest, pair[1].number)):
        stretch = when.edtf[: len("2024-01" if recipe.each == "month" else "2024")]
        names = _names(row, recipe)
        counts[stretch, _line(row, recipe)] += len(names - known) if recipe.once else 1
        known |= names
    seen = sorted({stretch for stretch, _ in counts})
    total: dict[str, int] = defaultdict(int)
    for stretch in seen if series.cumulative else _every(seen):
        for name in [line.name for line in recipe.lines] or [""]:
            total[name] += counts.get((stretch, name), 0)
            if series.cumulative and not recipe.lines and not counts[stretch, name] and stretch != seen[-1]:
                continue
            yield stretch, str(total[name] if series.cumulative else counts.get((stretch, name), 0)), name, ""


def _names(row: Row, recipe: Recipe) -> set[str]:
    if not recipe.once:
        return set()
    cell = row.cells[recipe.once.field]
    parts = cell.split(recipe.once.split) if recipe.once.split else [cell]
    return {part.strip().removeprefix("and ") for part in parts} - {""}


def _every(stretches: Sequence[str]) -> Iterator[str]:
    """Every year or month from the first to the last."""
    if not stretches:
        return
    if len(stretches[0]) == len("2024"):
        yield from (str(year) for year in range(int(stretches[0]), int(stretches[-1]) + 1))
        return
    first, last = (int(text[:4]) * _MONTHS + int(text[5:7]) - 1 for text in (stretches[0], stretches[-1]))
    yield from (f"{month // _MONTHS}-{month % _MONTHS + 1:02d}" for month in range(first, last + 1))
