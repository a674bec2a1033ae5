"""Values in a reader's words: what the templates of `render` print. Text in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from math import ceil, floor, inf
from typing import Any, Final

import pycountry
from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.values.addresses import SECTIONS
from generator.values.comparison import Comparand, EventTime, Growth, View
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.fields import OTHER, TRACK_WORDS, Track
from generator.values.span import DAYS_A_MONTH, Ratio, Span
from generator.values.statistics import Tally

_PLACES: Final = {"EU": "European Union", "UN": "United Nations"}
LITTLE_WORDS: Final = frozenset("a an and as at by for from in into is it its of on or the to with".split())  # noqa: SIM905  words
"""English words that say nothing of what a text is about."""
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


def size(octets: int) -> str:
    """How large a file is, in decimal units: `812 B`, `41 kB`, `1.3 MB`."""
    for unit, word in ((10**6, "MB"), (10**3, "kB")):
        if octets >= unit:
            return f"{octets / unit:.1f} {word}" if octets < 10 * unit else f"{octets / unit:.0f} {word}"
    return f"{octets} B"


def field_value(field: str, value: object) -> str:
    """The value of a field that a source gives otherwise, as the field itself is printed: dates as dates, counts as counts."""
    if field == "date":
        with suppress(ValueError):
            return str(FuzzyDate.parse(value))
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return count(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def lag(days: int | None, order: str = "later") -> str:
    """Days in words: `the same day`, `4 days later`, `3 years and 2 months earlier`; empty if not known."""
    if days is None:
        return ""
    if days < DAYS_AS_DAYS:
        return "the same day" if not days else f"{days} day{'s' * (days != 1)} {order}"
    years, months = divmod(round(days / DAYS_A_MONTH), 12)
    parts = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((years, "year"), (months, "month")) if n]
    return f"{' and '.join(parts)} {order}"


def months(span: Span) -> str:
    """A span in mean months, never more exact than it is: `95.5 months`, `5–7 months`, `at least 101 months`, `3 months before`.

    Bounds are rounded outward, one exact number to the nearest tenth.
    """
    low, high = span.months
    about = "about " if span.about else ""
    if span.high is not None and span.high < 0:
        return f"{months(Span(-span.high, -span.low, span.about))} before"
    if span.low == span.high:
        return f"{about}{low:,.1f} month{'s' * (round(low, 1) != 1)}"
    if high is None:
        return f"at least {about}{floor(low)} months"
    return f"{about}{_bounds(floor(low), ceil(high))} months"


def times(ratio: Ratio) -> str:
    """A speed-up, never more exact than it is: `2.1×`, `1.26–1.63×`, `at least 2.3×`, `at most 1.9×`.

    Bounds are rounded outward, one exact number to the nearest; two places below 2, one below 10, none above.
    """
    about = "about " if ratio.about else ""
    if ratio.high is None:
        return f"at least {about}{_rounded(ratio.low, floor)}×"
    if ratio.low == 0:
        return f"at most {about}{_rounded(ratio.high, ceil)}×"
    low, high = _rounded(ratio.low, floor), _rounded(ratio.high, ceil)
    if ratio.low == ratio.high or low == high:
        return f"{about}{_rounded(ratio.low, round)}×"
    return f"{about}{low}–{high}×"


def _rounded(value: float, rounding: Callable[[float], float]) -> str:
    decimals = 2 if value < 2 else 1 if value < 10 else 0
    return f"{rounding(value * 10**decimals) / 10**decimals:,.{decimals}f}"


def _bounds(low: int, high: int) -> str:
    return f"{low:,}–{high:,}" if low >= 0 else f"−{-low:,} to {high:,}"


def reached(side: EventTime) -> str:
    """When one side was reached, on its clock."""
    return months(side.age) if side.when else f"not yet, after {floor(side.age.months[0])} months"


def speed(comparand: Comparand) -> str:
    """The speed-up of one thing, or in words why there is none."""
    if comparand.ratio:
        return times(comparand.ratio)
    return "met by neither" if comparand.state == "neither" else "none: at an origin, or before"


def span_of_life(days: float) -> str:
    """An age in words for a sentence: `8 years and 5 months`, `23 months`."""
    years, rest = divmod(int(days // DAYS_A_MONTH), 12)
    parts = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts) or "less than a month"


def share_of(tally: Tally, track: Track) -> str:
    """How many criteria a track had met, no more exactly than its dates say: `17`, `16 or 17`, `15 to 18`."""
    low, high = tally.certain[track], tally.possible[track]
    return str(low) if low == high else f"{low} or {high}" if high == low + 1 else f"{low} to {high}"


def the_answer(view: View) -> str:
    """The answer in one sentence, from one choice of origins: how many criteria each track had met by the age of the younger."""
    linux, ai = view.clocks["linux"], view.clocks["ai"]
    start = f"counted from {linux.name} ({linux.origin.value.date}) and from {ai.name} ({ai.origin.value.date})"
    if isinstance(view.tally, str):
        return f"{view.tally.removesuffix('.')}, {start}."
    younger: Track = "ai" if ai.now.low <= linux.now.low else "linux"
    older = OTHER[younger]
    return (
        f"By the age that {TRACK_WORDS[younger]} has now, {span_of_life(view.tally.age)}, {TRACK_WORDS[older]} had met {share_of(view.tally, older)} "
        f"of {view.tally.of} criteria drawn from lists that others wrote, {TRACK_WORDS[younger]} {share_of(view.tally, younger)}, {start}."
    )


def between(low: float, high: float) -> str:
    """A range of ratios: `1.18 to 1.73`, `1.40 or more` where it has no end."""
    return f"{low:.2f} or more" if high == inf else f"{low:.2f} to {high:.2f}"


def how_much_faster(view: View) -> str:
    """The ratio behind the answer with both its ranges; or why there is none."""
    survival = view.survival
    if isinstance(survival, str):
        return survival
    low, high = survival.by_choice
    if survival.ratio > 1 and low > 1:
        so = "Up to that age Linux needed"
    elif survival.ratio < 1 and high < 1:
        so = "Up to that age Linux needed less time:"
    else:
        so = "Who was faster stays open: up to that age Linux needed"
    return (
        f"{so} {survival.ratio:.2f} times as long on average; {between(low, high)} if other criteria of the kind had been drawn, "
        f"{between(*survival.by_dates)} by what the dates leave open."
    )


def doubling(growth: Growth) -> str:
    """How fast a curve doubles, with the 95 % interval: `every 7.9 months (7.6–8.2)`, `every 7.3 years (7.1–7.5)`."""
    size, word = (1.0, "years") if growth.doubling >= 2 else (12.0, "months")
    return f"every {growth.doubling * size:.1f} {word} ({growth.low * size:.1f}–{growth.high * size:.1f})"


_FIELDS: Final[Mapping[str, str]] = {
    "body": "text",
    "release": "facts",
    "fork": "facts",
    "policy": "facts",
    "aliases": "other names",
    "hub": "names on the Hub",
    "disputes": "where sources disagree",
    "former_ids": "former addresses",
    "formerly": "former names",
    "home": "home page",
    "id": "address",
    "file": "the whole file",
    "ai": "open AI's side",
    "linux": "Linux's side",
}


def fields(names: Iterable[str]) -> str:
    """Names of fields for readers: `body, release, sources` -> `text, facts, sources`."""
    return ", ".join(dict.fromkeys(_FIELDS.get(name, name.replace("_", " ")) for name in names))


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
    for folder in SECTIONS:
        rendered = rendered.replace(f'href="/{folder}/', f'href="{root}{folder}/')
    return Markup(rendered)  # noqa: S704  markdown-it escapes everything that is not Markdown
