"""One file's bytes -> a value of its shape, and what is wrong in it with line, column and mend.

Positions are not kept: a record knows its path, and `locate` reads the file again for the few that need a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml
from pydantic import ValidationError

from generator.load.messages import message, missing
from generator.load.paths import read_bytes
from generator.load.strict_yaml import compose, plain_value, position
from generator.values.corpus import Problem
from generator.values.placeholders import DRAFT, placeholders, still_a_draft

_DRAFT: Final = DRAFT.encode()


class Plain(NamedTuple):
    """A file's plain values, None if it has none, and what is wrong with it as YAML."""

    values: dict[str, Any] | None
    problems: list[Problem]
    draft: Problem | None = None
    """The line of a draft that is still there; the values are good all the same."""


def parse(raw: bytes, shape: type[Any], path: str) -> tuple[Any | None, list[Problem]]:
    """Read one file's bytes as a value of the given shape; the value is None if it is none of that shape."""
    return shaped(plain_of(raw, path), shape, path, lambda: raw)


def plain_of(raw: bytes, path: str) -> Plain:
    """A file's bytes as plain values."""
    node, flaws = compose(raw)
    value, more = plain_value(node) if node else (None, [])
    return Plain(value, [Problem(path, *flaw) for flaw in (*flaws, *more)], _draft(raw, path))


def _draft(raw: bytes, path: str) -> Problem | None:
    if _DRAFT not in raw or not (line := re.search(rb"^" + re.escape(_DRAFT), raw, re.MULTILINE)):
        return None
    mend = "write what is missing, then take this line out"
    return Problem(path, raw.count(b"\n", 0, line.start()) + 1, 1, "it says that this is a draft", mend, "draft")


def shaped(plain: Plain, shape: type[Any], path: str, reread: Callable[[], bytes]) -> tuple[Any | None, list[Problem]]:
    """A plain value in its shape. Only a wrong one is read again, for the places of what is wrong."""
    value, problems = plain.values, [*plain.problems, *([plain.draft] if plain.draft else [])]
    if value is None:
        return None, problems
    try:
        shaped_value = shape.model_validate(value)
    except ValidationError as error:
        node = compose(reread())[0]
        seen = {(p.line, p.column) for p in problems}
        # A list of wrong items is not too short, though pydantic says so.
        above = {flaw["loc"][:n] for flaw in error.errors() for n in range(len(flaw["loc"]))}
        errors = [flaw for flaw in error.errors() if flaw["type"] != "too_short" or flaw["loc"] not in above]
        # A mapping is told once what it lacks, in the order of the vocabulary.
        lacking: dict[tuple[int | str, ...], list[str]] = {}
        for flaw in errors:
            if flaw["type"] == "missing":
                lacking.setdefault(flaw["loc"][:-1], []).append(".".join(map(str, flaw["loc"])))
        for at, names in lacking.items():
            problems.append(Problem(path, *(position(node, at) if node else (1, 1)), *missing(names), "field-missing"))
        for at in placeholders(value, shape):
            line, column = position(node, at) if node else (1, 1)
            problems.append(still_a_draft(path, at).placed(line, column))
            seen.add((line, column))
        for flaw in errors:
            unknown = flaw["type"] == "extra_forbidden"
            line, column = position(node, flaw["loc"], key=unknown) if node else (1, 1)
            if flaw["type"] != "missing" and ((line, column) not in seen or unknown):
                problems.append(Problem(path, line, column, *message(flaw, shape), f"field-{flaw['type']}"))
        return None, _one_a_place(problems)
    return (None if plain.problems else shaped_value), problems


def read_plain(root: str, path: str) -> Plain:
    """A file's plain values, from the disk."""
    raw = read_bytes(root, path)
    return Plain(None, [raw]) if isinstance(raw, Problem) else plain_of(raw, path)


def _one_a_place(problems: list[Problem]) -> list[Problem]:
    """A union of types fails once a type: keep the first word on each field, one on its value before one on its type."""
    first_of_place: dict[tuple[object, ...], Problem] = {}
    for problem in sorted(problems, key=lambda problem: problem.rule.endswith("_type")):
        by_what = problem.rule in ("field-missing", "field-extra_forbidden")
        first_of_place.setdefault((problem.line, problem.column, problem.what if by_what else ""), problem)
    return sorted(first_of_place.values())


def locate(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Give each problem that knows only its field the line and column of that field; sorted."""
    nodes: dict[str, yaml.Node | None] = {}
    located = []
    for problem in problems:
        if not problem.line:
            if problem.path not in nodes:
                raw = read_bytes(str(root), problem.path)
                nodes[problem.path] = None if isinstance(raw, Problem) else compose(raw)[0]
            node = nodes[problem.path]
            problem = problem.placed(*(position(node, problem.at) if node else (1, 1)))  # noqa: PLW2901
        located.append(problem)
    return sorted(located)
