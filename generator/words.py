"""Values in a reader's words: what the templates of `render` print. Text in, text out."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

import pycountry
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.dates import FuzzyDate
from generator.record import EntryRecord

_PLACES: Final = {"EU": "European Union", "UN": "United Nations"}
DAYS_PER_MONTH: Final = 365.2425 / 12  # of the Gregorian calendar
DAYS_AS_DAYS: Final = 92
"""From this many days on, a time between two entries is told in months and years."""


def country(code: str) -> str:
    """A place in words: `US` -> `United States`, `US-CA` -> `California, United States`."""
    if code in _PLACES:
        return _PLACES[code]
    if "-" in code:
        subdivisions: Any = pycountry.subdivisions
        part = subdivisions.get(code=code)
        return f"{part.name}, {country(code[:2])}" if part else code
    whole: Any = pycountry.countries.get(alpha_2=code)
    return str(getattr(whole, "common_name", whole.name)) if whole else code


def licence_url(name: str) -> str:
    """The page of a licence or exception in SPDX's list; brackets around it do not count."""
    return f"https://spdx.org/licenses/{name.strip('()')}.html"


def count(number: int) -> str:
    """A raw count for readers: `671 billion`, `1.5 billion`, `128,000`; every digit where rounding would lose one."""
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if number >= size and number % (size // 100) == 0:
            return f"{number / size:.2f}".rstrip("0").rstrip(".") + f" {word}"
    return f"{number:,}"


def figure(value: float) -> str:
    """A value of a curve, every digit of it: `39,500,000`, `12.5`."""
    return f"{value:,}"


def told(field: str, value: object) -> str:
    """The value of a field that a source gives otherwise, as the field itself is printed: dates as dates, counts as counts."""
    if field == "date":
        with suppress(ValueError):
            return str(FuzzyDate.parse(value))
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return count(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def lag(days: int | None, order: str = "later") -> str:
    """Days in words: `the same day`, `4 days later`, `3 years and 2 months earlier`; empty if not known."""
    if days is None:
        return ""
    if days < DAYS_AS_DAYS:
        return "the same day" if not days else f"{days} day{'s' * (days != 1)} {order}"
    years, months = divmod(round(days / DAYS_PER_MONTH), 12)
    parts = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((years, "year"), (months, "month")) if n]
    return f"{' and '.join(parts)} {order}"


def spaced(identifier: str) -> str:
    """`continued-training` -> `continued training`."""
    return identifier.replace("-", " ")


def day_of_month(record: EntryRecord) -> str:
    """What stands before a title in a list under its month: `20`, `20–27`, or nothing where the day is not known."""
    when = record.value.date
    if when.precision != "day":
        return "" if when.exact or when.edtf == when.html else str(when).split(" ")[0]
    if not when.interval:
        return str(when.earliest.day)
    same = when.latest and (when.latest.year, when.latest.month) == (when.earliest.year, when.earliest.month)
    return f"{when.earliest.day}–{when.latest.day if same and when.latest else ''}"


_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def markdown(text: str, root: str) -> Markup:
    """The safe subset of Markdown that bodies have: no HTML, no images; addresses within the site (`/e/ID/`) made relative."""
    rendered = _MARKDOWN.render(text)
    for folder in ("e", "actors", "parallels", "series"):
        rendered = rendered.replace(f'href="/{folder}/', f'href="{root}{folder}/')
    return Markup(rendered)  # noqa: S704  markdown-it escapes everything that is not Markdown
