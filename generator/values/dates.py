"""FuzzyDate: a date as precisely as it is known, and no more precisely.

The part of EDTF that history needs: a day, a month, a year, each exact, approximate (`~`), uncertain (`?`)
or both (`%`), and an interval of two of these whose end may be open (`..`).
EDTF is the Library of Congress's Extended Date/Time Format, level 1: https://www.loc.gov/standards/datetime/.
Left out on purpose: seasons, unspecified digits, sets, years of less than four digits, times of day.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import Any, Final, Literal

from pydantic_core import CoreSchema, core_schema

Precision = Literal["day", "month", "year"]

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2199
"""Dates lie in these years and those between, so that whatever counts days or years from them stays on the calendar."""
A_DAY_AHEAD: Final = timedelta(days=1)
"""What has happened, was published or was read may lie so far ahead of today, which is that of UTC: in Auckland it is tomorrow."""
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?\Z", re.ASCII)
_FORMS = "write 2025-01-20, 2025-01, 2025, 2025-01~ (about), 2025? (uncertain) or 2025-01-20/2025-01-27"
_RANK = {"day": 0, "month": 1, "year": 2}
_MODIFIER = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


@dataclass(frozen=True, slots=True)
class _Part:
    """One EDTF date: its first and last possible day, its precision and its modifier."""

    first: date
    last: date
    precision: Precision
    modifier: str

    def __str__(self) -> str:
        """The date in words, without its modifier: `20 January 2025`, `January 2025`, `2025`."""
        month = calendar.month_name[self.first.month]
        if self.precision == "day":
            return f"{self.first.day} {month} {self.first.year}"
        return f"{month} {self.first.year}" if self.precision == "month" else str(self.first.year)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class FuzzyDate:
    """A date or an interval, with its precision.

    Sorts by its first possible day; of two that begin together the more precise comes first, then the one
    without a modifier, then the one that ends first. Equal when the EDTF text is equal.
    """

    edtf: str
    _start: _Part
    _end: _Part | None  # None: not an interval, or an open one
    interval: bool

    @classmethod
    def parse(cls, value: object) -> FuzzyDate:
        """Read EDTF text, or the whole number that YAML makes of a bare year.

        Raises ValueError that says which forms are allowed.
        """
        if isinstance(value, FuzzyDate):
            return value
        if isinstance(value, date):
            return _parse(value.isoformat()[:10])
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise ValueError(f"a date is text, not {type(value).__name__}; {_FORMS}")
        return _parse(f"{value:04d}" if isinstance(value, int) else str(value))

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        return self._start.first

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None for an interval with an open end."""
        if not self.interval:
            return self._start.last
        return self._end.last if self._end else None

    @property
    def bound(self) -> date:
        """The last day it can mean, or the first of an interval with an open end: a bound where one is needed."""
        return self.latest or self.earliest

    @property
    def precision(self) -> Precision:
        """Precision of the date, or of the start of the interval."""
        return self._start.precision

    @property
    def exact(self) -> bool:
        """True for one certain day."""
        return not self.interval and self.precision == "day" and not self._start.modifier

    @property
    def approximate(self) -> bool:
        """True if a date of it is about so or uncertain."""
        return bool(self._start.modifier or (self._end and self._end.modifier))

    @property
    def year(self) -> int:
        """Year of the first possible day."""
        return self.earliest.year

    @property
    def html(self) -> str:
        """A value that HTML's `<time datetime>` allows: the start, without its modifier."""
        return self._start.first.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    @property
    def sort_key(self) -> tuple[date, int, bool, date]:
        """See the class: the order in time."""
        part = self._start
        return (part.first, _RANK[part.precision], bool(part.modifier), self.latest or date.max)

    def before(self, other: FuzzyDate) -> bool:
        """True only if every day that this can mean lies before every day that the other can mean."""
        return self.latest is not None and self.latest < other.earliest

    def __str__(self) -> str:
        """In words, as the site prints it: `20–27 January 2025`, `about January 2025`, `since 2003`."""
        start = _MODIFIER[self._start.modifier] + str(self._start)
        if not self.interval:
            return start
        if self._end is None:
            return f"since {start}"
        a, b = self._start, self._end
        end = _MODIFIER[b.modifier] + str(b)
        if a.modifier == b.modifier == "" and a.precision == b.precision and a.first.year == b.first.year:
            if a.precision == "day" and a.first.month == b.first.month:
                return f"{a.first.day}–{end}"
            if a.precision != "year":
                return f"{str(a).rsplit(' ', 1)[0]} – {end}"
        return f"{start}–{end}" if a.precision == b.precision == "year" else f"{start} – {end}"

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, FuzzyDate) else NotImplemented

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, FuzzyDate):
            return NotImplemented
        return (self.sort_key, self.edtf) < (other.sort_key, other.edtf)

    def __hash__(self) -> int:
        return hash(self.edtf)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(lambda d: d.edtf)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: Any) -> dict[str, Any]:
        part = r"(1\d|2[01])\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[~?%]?"
        return {
            "description": f"An EDTF date: {_FORMS}",
            "examples": ["2025-01-20", "2025-01", "2025~"],
            "anyOf": [
                {"type": "string", "pattern": rf"^{part}(/({part}|\.\.))?$"},
                {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            ],
        }


@lru_cache(maxsize=32_768)
def _parse(text: str) -> FuzzyDate:
    head, slash, tail = text.partition("/")
    start = _part(head, text)
    end = _part(tail, text) if slash and tail != ".." else None
    if end and end.last < start.first:
        raise ValueError(f"the interval '{text}' ends before it starts; swap its two dates")
    return FuzzyDate(text, start, end, bool(slash))


def _part(text: str, whole: str) -> _Part:
    match = _PART.match(text)
    if not match:
        raise ValueError(f"'{whole}' is no date that is read here; {_FORMS}")
    year, month, day, modifier = int(match[1]), int(match[2] or 0), int(match[3] or 0), match[4] or ""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"'{text}' is out of bounds; write a date of the years {FIRST_YEAR} to {LAST_YEAR}, or '..' for an open end")
    try:
        if match[3]:
            first = last = date(year, month, day)
        elif match[2]:
            first, last = date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        else:
            first, last = date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"'{text}' is on no calendar; check its month and day") from None
    return _Part(first, last, "day" if match[3] else "month" if match[2] else "year", modifier)
