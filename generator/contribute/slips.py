"""slips: dates, numbers and claims in a text -> what somebody might have written in their place by mistake.

They need nothing but the text; what exchanges one thing of the corpus for another is in `planted.py`.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

_MONTHS: Final = tuple(month_name)[1:]
_EDTF: Final = re.compile(r"(?P<y>[12][0-9]{3})(?:-(?P<m>[0-9]{2})(?:-(?P<d>[0-9]{2}))?)?(?![0-9])")
_DATE_IN_PROSE: Final = re.compile(
    rf"\b(?:(?P<d>[0-9]{{1,2}}) )?(?P<m>{'|'.join(_MONTHS)})\b(?: (?P<y>[12][0-9]{{3}})\b)?"
    r"|(?:(?<=[Ii]n )|(?<=by )|(?<=of )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Ff]rom ))(?P<year>(?:19|20)[0-9]{2})\b(?![-–/])"
)
_FIGURE: Final = re.compile(r"(?<![\w.,/:'’-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?!\w|[.,:/'’-]\w|-)")
_NAME_BEFORE: Final = re.compile(
    r"(?:\b(?!(?:About|After|All|At|By|From|In|It|Its|Nearly|Of|Only|Over|Some|The|Under|With)\b)[A-Z][\w.+-]*|\b[Vv]ersions?|[§#]) ?\Z"
)
"""What a number belongs to that is a version or a part of a name."""
_COUNTS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT: Final = re.compile(rf"\b(?:{'|'.join(_COUNTS)})\b")
_CLAIMS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"\b{pattern}\b"), put)
    for pattern, put in (
        (r"(is|was) an? (?!number|few|lot)", r"\1 the first "),
        (r"(is|are|was|were|can|could|may|must|will|would) not", r"\1"),
        (r"(can|could|may|must|will|would) (?!not\b)(?=[a-z])", r"\1 not "),
        (r"(was|were) (?!not\b)(?=[a-z]+ed\b)", r"\1 not "),
        (r"the first", "the second"),
        (r"more than", "less than"),
        (r"less than", "more than"),
        (r"at least", "at most"),
        (r"at most", "at least"),
        (r"(?<!, )before", "after"),
        (r"(?<!, )after", "before"),
        (r"all(?= [a-z])", "most"),
        (r"most(?= [a-z]+s\b)", "all"),
        (r"only", "also"),
        (r"without", "with"),
    )
)
_KIBI: Final = 1024
"""Multiples of it are lengths in tokens, of which another is twice or half as long."""
_LONGEST_CONTEXT: Final = 100_000_000
"""In tokens; what is more counts something else."""
_LONGEST_MOVE: Final[Mapping[str, int]] = {"d": 9, "m": 3, "y": 2}
"""By how much a day, a month or a year is moved at most."""


@dataclass(frozen=True, slots=True)
class Put:
    """A part of a text, by start and end, and what takes its place."""

    start: int
    end: int
    words: str
    tells: tuple[str, ...]


def dates_in_values(text: str, chance: Random, last: date) -> Iterator[Put]:
    """Dates of a value that is one, or begins with one; not those of a span, whose ends would have to keep their order."""
    value = re.split(r": | \(", text, maxsplit=1)[0]
    if "/" in value:
        return
    for match in _EDTF.finditer(value):
        if moved := _moved((match["y"], int(match["m"]) if match["m"] else None, match["d"]), chance, last):
            y, m, d = moved
            words = "-".join([f"{y:04}", *([f"{m:02}"] if match["m"] else []), *([f"{d:02}"] if match["d"] else [])])
            yield Put(match.start(), match.end(), words, _spellings((match["y"], int(match["m"] or 0), match["d"]), y))


def dates_in_prose(text: str, chance: Random, last: date) -> Iterator[Put]:
    """Days, months and years of a sentence."""
    for match in _DATE_IN_PROSE.finditer(text):
        year, day = match["year"] or match["y"], match["d"]
        month = _MONTHS.index(match["m"]) + 1 if match["m"] else None
        if (year or day) and (moved := _moved((year, month, day), chance, last)):
            y, m, d = moved
            words = " ".join([*([str(d)] if day else []), *([_MONTHS[m - 1]] if month else []), *([str(y)] if year else [])])
            yield Put(match.start(), match.end(), words, _spellings((year, month or 0, day), y))


def _moved(was_on: tuple[str | None, int | None, str | None], chance: Random, last: date) -> tuple[int, int, int] | None:
    """Another date of the same precision, not after the last day unless it was; None for what is none."""
    year, month, day = was_on
    try:
        was = date(int(year or 2001), month or 1, int(day or 1))
    except ValueError:
        return None
    units = [unit for unit, part in (("d", day), ("m", month), ("y", year)) if part]
    unit = chance.choice(units)
    by = chance.choice((-1, 1)) * chance.randint(1, _LONGEST_MOVE[unit])
    for step in (by, -by):
        if unit == "d":
            now = was + timedelta(days=step)
        else:
            months = was.year * 12 + was.month - 1 + (step if unit == "m" else 12 * step)
            now = date(months // 12, months % 12 + 1, min(was.day, 28))
        if not year or now <= last or was > last:
            return now.year, now.month, now.day
    return None


def numbers(text: str, chance: Random) -> Iterator[Put]:
    """Numbers that count something: no years, no versions, no parts of names and dates."""
    dates = [match.span() for match in _DATE_IN_PROSE.finditer(text)]
    for match in _FIGURE.finditer(text):
        year = re.fullmatch("1[5-9][0-9]{2}|20[0-9]{2}", match[0])
        inside = any(start <= match.start() < end for start, end in dates)
        if not year and not inside and not _NAME_BEFORE.search(text[: match.start()]):
            share = re.match(r" ?(?:%|per ?cent)", text[match.end() :])
            yield Put(match.start(), match.end(), _other_number(match[0], chance, tenfold=not share), _sizes(match[0]))
    for match in _COUNT.finditer(text):
        place = _COUNTS.index(match[0])
        other = place + 1 if place == 0 else place - 1 if place == len(_COUNTS) - 1 else place + chance.choice((-1, 1))
        yield Put(match.start(), match.end(), _COUNTS[other], (match[0],))


def _other_number(text: str, chance: Random, *, tenfold: bool) -> str:
    """Another number in the same form: ten times as much, two digits exchanged, or the first digit one more or less."""
    if (value := int(text.replace(",", "").partition(".")[0])) and value < _LONGEST_CONTEXT and value % _KIBI == 0:
        return f"{chance.choice((value // 2, value * 2)):,}"
    whole, point, decimals = text.replace(",", "").partition(".")
    first = int(whole[0])
    ways = [f"{first + 1 if first < 9 else 8}{whole[1:]}"]
    ways += [f"{first - 1}{whole[1:]}"] if first > 1 else []
    ways += [whole[1] + whole[0] + whole[2:]] if len(whole) > 1 and whole[1] not in ("0", whole[0]) else []
    ways += [f"{whole}0"] if tenfold and not decimals and len(whole) > 1 else []
    number = chance.choice(ways)
    return (f"{int(number):,}" if "," in text or (len(number) > len(whole) and len(number) > 3) else number) + point + decimals


def claims(text: str) -> Iterator[Put]:
    """What a sentence says of itself: a not, a first, an all, an order in time."""
    for pattern, put in _CLAIMS:
        for match in pattern.finditer(text):
            yield Put(match.start(), match.end(), match.expand(put), (text,))


def _spellings(was_on: tuple[str | None, int, str | None], now: int) -> tuple[str, ...]:
    """How a date is written as EDTF and in prose, its month too, and its year where the other date is in year `now`."""
    year, month, day = was_on
    of_month = " ".join(filter(None, (_MONTHS[month - 1] if month else "", year)))
    prose = f"{int(day)} {of_month}" if day else of_month
    edtf = "-".join(filter(None, (year, f"{month:02}" if month else "", f"{int(day):02}" if day else ""))) if year else ""
    return tuple(dict.fromkeys(filter(None, (prose, edtf, of_month, year if year and int(year) != now else ""))))


def _sizes(figure: str) -> tuple[str, ...]:
    """How a number is written out, and how names have it: 7,000,000,000, `7 billion`, `7B`."""
    value = float(figure.replace(",", ""))
    short = ((1e12, "trillion", "T"), (1e9, "billion", "B"), (1e6, "million", "M"), (1e3, "thousand", "K"))
    for size, word, letter in short:
        if value >= size:
            return (figure, f"{value / size:g} {word}", f"{value / size:g}{letter}")
    return (figure,)
