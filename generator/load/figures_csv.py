"""The figures of a series: a CSV file -> points, or every reason why not, with its line.

Long form, one point a row: `date,value` and, as the series needs them, `name` (which of several lines) and `note`
(what the point is, such as a version). Dates are those of entries, values plain numbers without units or separators.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from generator.load.lost_text import unseen_character
from generator.values.characters import unseen
from generator.values.corpus import Point, Problem
from generator.values.dates import FuzzyDate
from generator.values.fields import MOST

REQUIRED: Final = ("date", "value")
OPTIONAL: Final = ("name", "note")
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?\Z")
_MOST_TOLD: Final = 100
"""Of one file's unseen characters."""


def read_figures(raw: bytes, path: str) -> tuple[tuple[Point, ...], list[Problem]]:
    """The points of one file in its order; those of a wrong row are left out."""
    try:
        text = raw.decode("utf-8-sig")
        if hidden := [*islice(_unseen(text, path), _MOST_TOLD)]:
            return (), hidden
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        table = [(rows.line_num, row) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        return (), [Problem(path, 1, 1, f"no CSV in UTF-8: {error}", "save it as CSV, UTF-8", "csv-syntax")]
    header = table[0][1] if table else []
    wrong = [name for name in header if name not in REQUIRED + OPTIONAL]
    if wrong or len(set(header)) < len(header) or not set(REQUIRED) <= set(header):
        mend = "write date,value and, if needed, name and note"
        return (), [Problem(path, 1, 1, f"the first row is '{','.join(header)}'", mend, "csv-header")]
    points: list[Point] = []
    problems: list[Problem] = []
    for line, row in table[1:]:
        if len(row) != len(header):
            what = f"{len(row)} cells under a first row of {len(header)}"
            problems.append(Problem(path, line, 1, what, "put a text with a comma in quotes", "csv-row"))
            continue
        if broken := next((name for name, cell in zip(header, row, strict=True) if "\n" in cell), None):
            problems.append(Problem(path, line, 1, f"the {broken} has several lines", "write it on one line", "csv-row"))
            continue
        cells = dict(zip(header, (cell.strip() for cell in row), strict=True))
        value = _number(cells["value"])
        try:
            when = FuzzyDate.parse(cells["date"])
        except ValueError as error:
            what, _, mend = str(error).partition("; ")
            problems.append(Problem(path, line, 1, what, mend, "csv-date"))
            continue
        if value is None:
            mend = f"write a plain number of at most {MOST:,}, such as 39500000 or 12.5"
            problems.append(Problem(path, line, 1, f"'{cells['value']}' is no number that is read here", mend, "csv-value"))
            continue
        points.append(Point(when, value, cells.get("name") or "", cells.get("note") or "", line))
    return tuple(points), problems


def _number(cell: str) -> int | float | None:
    if not _NUMBER.match(cell):
        return None
    value = float(cell) if "." in cell else int(cell)
    return value if abs(value) <= MOST else None


def _unseen(text: str, path: str) -> Iterator[Problem]:
    for at, character in unseen(text):
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        yield Problem(path, line, column, *unseen_character(character))
