"""Mutants of the fake corpus: files that differ from good ones in one place, by what people and programs get wrong.

`mutants(seed, count)` knows where the texts, numbers, dates, keys and ends of lines of each file are, and puts something else there;
what comes of it may be right or wrong, and the program is to bear either.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import yaml

from generator.load.strict_yaml import compose
from tests.conftest import FAKE

ESCAPES: Final = (
    *(rf"\{letter}" for letter in "0abtnvfre N_LP/\\"),
    *(
        r"\x08",
        r"\x00",
        r"\x7F",
        r"\x85",
        r"\u200b",
        r"\u200d",
        r"\u202e",
        r"\u2028",
        r"\u00ad",
        r"\ufeff",
        r"\ufe0f",
        r"\ufffe",
        r"\uFFFF",
    ),
    *(r"\ud800", r"\udfff", r"\ud83d\ude00", r"\U000E0001", r"\U0001FFFF", r"\U00110000", r"\x4", r"\q", r"\u00e9", r"\u6DF1"),
)
RAW: Final = "\0\x08\x0b\x0c\x1b\x7f\x85\xa0\xad\u034f\u061c\u200b\u200d\u2028\u2029\u202e\u3164\ufe0f\ufeff\uffff\U000e0001\U0010ffff\t\réß深😀\u0301"
SCALARS: Final = (
    *(
        "007",
        "08",
        "0o14",
        "0b1",
        "0x1F",
        "1_000.5",
        "1_",
        "1e3",
        "1E400",
        ".5",
        "1.",
        "+1",
        "-0",
        "1:30",
        "12:30:45.5",
        ".inf",
        "-.INF",
        ".nan",
    ),
    *(
        "~",
        "null",
        "NULL",
        "yes",
        "No",
        "ON",
        "off",
        "y",
        "n",
        "true",
        "FALSE",
        "=",
        "<<",
        "2024-01-01",
        "2024-01-01 10:00:00",
        "2024-01-01T10:00Z",
    ),
    *(
        "''",
        '""',
        "[]",
        "{}",
        "[a, b]",
        "{a: b}",
        "[[[[[[[[[[[[[[a]]]]]]]]]]]]]]",
        "&a b",
        "*a",
        "!!str a",
        "! a",
        "!x a",
        "@a",
        "`a`",
        "%a",
        "| a",
        ">",
    ),
    *(
        "|\n  a\n  b",
        ">-\n  a\n  b",
        "a: b",
        "- a",
        "? a",
        "#",
        "# a",
        "a #1 b",
        "a b # c",
        '"a',
        "'a",
        "'a''b'",
        "<https://e.org>",
        "https://e.org/a|b",
    ),
    *(
        "con",
        "aux",
        "NUL",
        "a.",
        "a/b",
        "../a",
        "A",
        "a--b",
        "a" * 61,
        "Owner/Name",
        "深度求索",
        "{{ 7*7 }}",
        "<script>",
        "![a](b)",
        "[a](javascript:b)",
    ),
)
WORDS: Final = (
    *("Is it open?", "Yahoo!", "“Quoted”", 'He said "no".', "it's", "a \\ b", "…", "C#", "#1", "@all", "=1+1", "-cmd", "+1", "'"),
    *("<b>&amp;</b>", "</script><script>", "<!--", "]]>", "<!--<script>", "{{ 1 }}", "{% raw %}", "{#", "${x}", "$a$", "%s", "\\textbf{a}"),
    *("深度求索", "ディープ", "مرحبا بالعالم", "नमस्ते", "😀", "👩\u200d💻", "e\u0301", "ﬁ", "ß", "İ", "\U00020000"),
    *(
        "a" * 60,
        "a, b; c: d",
        "ER  - ",
        "BEGIN:VEVENT",
        "@article{a,",
        "| a | b |",
        "[a]: b",
        "* a",
        "1. a",
        "~~~",
        "a--b",
        "&nbsp;",
        "null",
        "0",
    ),
)
"""What people may well write, and some format or other reads as more than words."""
NUMBERS: Final = (
    *("0", "-1", "1", "2_000", "999_999_999_999_999", "1_000_000_000_000_000", "1_000_000_000_000_001", "9_223_372_036_854_775_807"),
    *(
        "9_223_372_036_854_775_808",
        "18446744073709551616",
        "9300000000000000000000",
        "9" * 39,
        "9" * 400,
        "1" + "0" * 5000,
        "0.1",
        "1.0",
        "1.10",
    ),
    *("-0.5", "0." + "1" * 400, "9" * 400 + ".0", "1e400", "1e-400", "true", "'5'", "5 #1"),
)
DATES: Final = (
    *(
        "9999-12-31",
        "9999",
        "0001-01-01",
        "0001",
        "0000",
        "0999-12-31",
        "1000",
        "1000-01-01",
        "2199-12-31",
        "2199",
        "2200-01-01",
        "10000-01-01",
    ),
    *(
        "2024-02-29",
        "2023-02-29",
        "2025-13",
        "2025-00-01",
        "2025-1-2",
        "2025-06-31",
        "1970-01-01",
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
        "2026-11-27",
    ),
    *(
        "2025~",
        "2025-01?",
        "2025-01-20%",
        "~2025",
        "2025-01-20/2025-01-27",
        "2025/2024",
        "1000/2199",
        "1990/9999",
        "1990/..",
        "../1990",
        "2025/",
        "/2025",
    ),
    *("2025-21", "199X", "20250120", "２０２５", "2025-01-20T10:00:00", "'2025-01-20'", "-0044", "Y17E7", "[2025, 2026]", "1:30"),
)
KEYS: Final = (
    "yes",
    "null",
    "~",
    "<<",
    "=",
    "1",
    "1.10",
    '"a\\u202e"',
    '"\\0"',
    "? a",
    "title",
    "Title",
    "titel",
    "a b",
    "con",
    "LicenseRef-mine",
    "é",
    "e\u0301",
)
_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}[~?%]?(/.*)?\Z")
_NUMBER: Final = re.compile(r"-?[\d_]+(\.\d+)?\Z")


class Spot(NamedTuple):
    """A scalar of a file: where it begins and ends, counted in characters, and what it is."""

    start: int
    end: int
    kind: str
    """`text`, `number`, `date` or `key`."""
    value: str


def spots(text: str) -> list[Spot]:
    """Every scalar of a file, as it is written."""
    node, _ = compose(text.encode())
    return [*_in(node, key=False)] if node else []


def _in(node: yaml.Node, *, key: bool) -> Iterator[Spot]:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _in(name, key=True)
            yield from _in(value, key=False)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _in(item, key=False)
    else:
        kind = "key" if key else "date" if _DATE.match(node.value) else "number" if _NUMBER.match(node.value) else "text"
        yield Spot(node.start_mark.index, node.end_mark.index, kind, str(node.value))


def _quoted(text: str, middle: str, choice: random.Random) -> str:
    """A text in double quotes, with something as it stands there in its middle, at its start or at its end."""
    at = choice.choice([0, len(text) // 2, len(text)])
    return json.dumps(text[:at], ensure_ascii=False)[:-1] + middle + json.dumps(text[at:], ensure_ascii=False)[1:]


def _escape(spot: Spot, choice: random.Random) -> str:
    return _quoted(spot.value, choice.choice(ESCAPES), choice)


def _raw(spot: Spot, choice: random.Random) -> str:
    at = choice.randrange(len(spot.value) + 1)
    text = spot.value[:at] + choice.choice(RAW) + spot.value[at:]
    return choice.choice([text, f'"{text}"', f"'{text}'"])


def _line_end(spot: Spot, choice: random.Random) -> str:
    return _quoted(
        spot.value, choice.choice([r"\n", r"\r\n", r"\nER  - \nTY  - JOUR", "\n", "\n\n", "\r", "\r\n", "\u2028", r"\N"]), choice
    )


def _comment(spot: Spot, choice: random.Random) -> str:
    at = choice.choice([len(spot.value), *(match.start() for match in re.finditer(" ", spot.value))])
    return spot.value[:at] + choice.choice([" #1", " # 1", " #", "  # a comment", "#1", " #\u266f"]) + spot.value[at:]


def _words(spot: Spot, choice: random.Random) -> str:
    words = choice.choice(WORDS)
    text = choice.choice([f"{words} {spot.value}", f"{spot.value} {words}", spot.value.replace(" ", f" {words} ", 1)])
    return json.dumps(text, ensure_ascii=False)


_REPLACED: Final[dict[str, tuple[frozenset[str], Callable[[Spot, random.Random], str]]]] = {
    "escape": (frozenset({"text", "key"}), _escape),
    "raw": (frozenset({"text", "key", "date", "number"}), _raw),
    "line end": (frozenset({"text"}), _line_end),
    "comment": (frozenset({"text"}), _comment),
    "scalar": (frozenset({"text", "number", "date"}), lambda _, choice: choice.choice(SCALARS)),
    "words": (frozenset({"prose"}), _words),
    "more words": (frozenset({"prose"}), _words),
    "still more words": (frozenset({"prose"}), _words),
    "number": (frozenset({"number", "text"}), lambda _, choice: choice.choice(NUMBERS)),
    "date": (frozenset({"date"}), lambda _, choice: choice.choice(DATES)),
    "key": (frozenset({"key"}), lambda _, choice: choice.choice(KEYS)),
}
"""For each kind of mutation of one scalar: of what scalars, and what stands there instead."""


def _without_a_line(text: str, choice: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[choice.randrange(len(lines))]
    return "".join(lines)


_WHOLE: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "CRLF": lambda text, _: text.replace("\n", "\r\n"),
    "CR": lambda text, _: text.replace("\n", "\r"),
    "mixed lines": lambda text, choice: re.sub("\n", lambda _: choice.choice(["\n", "\r\n", "\r"]), text),
    "line": _without_a_line,
    "twice": lambda text, choice: text + choice.choice(text.splitlines(keepends=True)),
    "cut": lambda text, choice: text[: choice.randrange(len(text))],
    "mark": lambda text, choice: choice.choice(["\ufeff", "---\n", "%YAML 1.1\n---\n", "...\n", "\t"]) + text,
}
"""For each kind of mutation of a whole file: what becomes of it."""
KINDS: Final = (*_REPLACED, *_WHOLE)


def _row(text: str, choice: random.Random) -> str:
    """The figures of a series with another cell."""
    rows = text.splitlines(keepends=True)
    n = choice.randrange(1, len(rows))
    cells = rows[n].rstrip("\n").split(",")
    what = choice.choice([DATES, NUMBERS, SCALARS, tuple(RAW), ('"a\nb"', '"', "=1+1", "")])
    cells[choice.randrange(len(cells))] = choice.choice(what)
    rows[n] = ",".join(cells) + "\n"
    return "".join(rows)


def mutants(seed: int, count: int) -> Iterator[tuple[str, str, str]]:
    """As many mutants of files of the fake corpus, the same for the same seed: the kind of mutation, the path of the file from the
    root of the checkout, and all of its text."""
    choice = random.Random(seed)
    files = [file for file in sorted((FAKE / "entries").rglob("*")) if file.suffix in (".yaml", ".csv")]
    texts = {file.relative_to(FAKE).as_posix(): file.read_text("utf-8") for file in files}
    places = {path: spots(text) for path, text in texts.items() if path.endswith(".yaml")}
    for n in range(count):
        path = choice.choice([*texts])
        text = texts[path]
        if path.endswith(".csv"):
            yield "cell", path, _row(text, choice)
            continue
        kind = KINDS[n % len(KINDS)]
        if kind in _WHOLE:
            yield kind, path, _WHOLE[kind](text, choice)
            continue
        kinds, replaced = _REPLACED[kind]
        prose = "prose" in kinds  # of texts those with several words, which may say anything
        fitting = [spot for spot in places[path] if spot.kind in kinds or (prose and spot.kind == "text" and " " in spot.value)]
        if fitting:
            spot = choice.choice(fitting)
            yield kind, path, text[: spot.start] + replaced(spot, choice) + text[spot.end :]
