"""load: the files of `entries/` -> records, each with the file it came from.

The YAML is strict (`strict_yaml.py`) and the shapes are the vocabulary's (`values/entries.py`). Whatever is wrong becomes a
Problem with line, column and mend; a wrong file never hides the problems of another.

Positions are not kept: a record knows its path, and `place` reads the file again for the few that need a line.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError

from generator.load.figures_csv import read_figures
from generator.load.strict_yaml import compose, plain_value, position
from generator.values.addresses import SECTION_OF_FILES
from generator.values.corpus import Corpus, EntryRecord, Point, Problem, Record, SeriesRecord
from generator.values.entries import KINDS, TRACKS, Feed, Kind, Licence, Track, Value, plural
from generator.values.schemas import SCHEMAS

MAX_BYTES: Final = 256 * 1024
MANY: Final = 3_000
"""From this many files on, starting more processes is worth its half second."""
ROOT: Final = "entries"
MACHINE_WRITTEN: Final = frozenset({"_fetched", "schema"})

Tick = Callable[[int, int], None]
"""Told how many of how many files are read."""

_KIND_OF: Final[dict[str, Kind]] = {plural(kind): kind for kind in KINDS}
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_PATTERNS: Final = {
    "^https?": "an address that starts with http:// or https:// and has no spaces",
    "^[a-z0-9]+(-": "small letters and digits in words joined by '-', such as deepseek-r1",
    "^[A-Za-z0-9][": "a Hub id, owner/name",
    "^[A-Z]{2}(-": "an ISO 3166 code such as US or US-CA, or EU or UN",
    "^[A-Z]{2}$": "an ISO 3166-1 code such as US, or EU or UN",
    "^[a-z]{2,3}": "a BCP 47 language tag such as zh or pt-BR",
}
"""What each pattern of the vocabulary means in words, by how the pattern starts."""


def _humane(error: Any, shape: type) -> tuple[str, str]:
    """What is wrong and what would be right, from one of pydantic's errors."""
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    where = ".".join(str(step) for step in error["loc"])
    name = next((str(step) for step in reversed(error["loc"]) if isinstance(step, str)), "")
    if kind == "missing":
        return f"the field '{where}' is missing", "add it"
    if kind == "extra_forbidden":
        near = get_close_matches(name, _fields(shape), 1)
        return f"'{where}' is no field here", f"did you mean '{near[0]}'?" if near else "take it out"
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", context["expected"])
        near = get_close_matches(str(value), allowed, 1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        return f"{where}: '{value}' is not one of its words", f"{hint}allowed: {', '.join(allowed)}"
    if kind == "string_type":
        shown = "text in quotes" if isinstance(value, int | float) else "text"
        return f"{where}: {value!r} is not text", f"write {shown}"
    if kind == "tuple_type":
        return f"{where}: '{value}' is not a list", f"write [{value}] or one '- ' line for each"
    if kind in ("model_type", "dict_type"):
        return f"{where}: '{value}' is not a mapping", "write its fields as 'key: value', or in braces"
    if kind == "string_pattern_mismatch":
        words = next((w for start, w in _PATTERNS.items() if context["pattern"].startswith(start)), context["pattern"])
        return f"{where}: '{value}' does not have the right form", f"write {words}"
    if kind == "value_error":
        what, _, mend = str(context["error"]).partition("; ")
        return f"{where}: {what}", mend
    if kind in ("int_type", "int_from_float"):
        return f"{where}: {value!r} is not a whole number", "write the raw count, such as 671_000_000_000"
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}", ""


def _fields(shape: Any) -> set[str]:
    """Names of all fields of a shape and of the shapes inside it, as a person writes them."""
    found: set[str] = set()
    for name, info in getattr(shape, "model_fields", {}).items():
        found.add(info.alias or name)
        for inner in (info.annotation, *getattr(info.annotation, "__args__", ())):
            if inner is not shape:
                found |= _fields(inner)
    return found


Plain = tuple[dict[str, Any] | None, list[Problem]]
"""A file's plain values, None if it has none, and what is wrong with it as YAML."""


def parse(raw: bytes, shape: type[Any], path: str) -> tuple[Any | None, list[Problem]]:
    """Read one file's bytes as a value of the given shape; the value is None if there is any problem."""
    return _shaped(_plain(raw, path), shape, path, lambda: raw)


def _plain(raw: bytes, path: str) -> Plain:
    node, flaws = compose(raw)
    value, more = plain_value(node) if node else (None, [])
    return value, [Problem(path, *flaw) for flaw in (*flaws, *more)]


def _shaped(plain: Plain, shape: type[Any], path: str, reread: Callable[[], bytes]) -> tuple[Any | None, list[Problem]]:
    """A plain value in its shape. Only a wrong one is read again, for the places of what is wrong."""
    value, problems = plain
    if value is None:
        return None, problems
    try:
        made = shape.model_validate(value)
    except ValidationError as error:
        node = compose(reread())[0]
        seen = {(p.line, p.column) for p in problems}
        for each in error.errors():
            whole = each["type"] in ("missing", "extra_forbidden")
            line, column = position(node, each["loc"], key=each["type"] == "extra_forbidden") if node else (1, 1)
            if (line, column) not in seen or whole:
                problems.append(Problem(path, line, column, *_humane(each, shape), f"field-{each['type']}"))
        return None, _one_a_place(problems)
    return (None if problems else made), problems


def _read_plain(root: str, path: str) -> Plain:
    raw = _read(root, path)
    return (None, [raw]) if isinstance(raw, Problem) else _plain(raw, path)


def _read_all(root: str, paths: list[str]) -> Iterator[Plain]:
    """Plain values of many files, in their order. Parsing is most of the work, so with many files all cores share it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(paths) < MANY or cores == 1:
        yield from map(partial(_read_plain, root), paths)
        return
    with ProcessPoolExecutor(min(cores, 4), get_context("spawn")) as pool:
        yield from pool.map(partial(_read_plain, root), paths, chunksize=200)


def _one_a_place(problems: list[Problem]) -> list[Problem]:
    """A union of types fails once a type: keep the first word on each field."""
    kept: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        same = problem.rule in ("field-missing", "field-extra_forbidden")
        kept.setdefault((problem.line, problem.column, problem.what if same else ""), problem)
    return list(kept.values())


def _read(root: str, path: str) -> bytes | Problem:
    full = f"{root}/{path}"
    try:
        found = os.lstat(full)
        if not stat.S_ISREG(found.st_mode):
            return Problem(path, 1, 1, "not a plain file", "commit the file itself, not a link to it", "not-a-file")
        if found.st_size > MAX_BYTES:
            what = f"{found.st_size:,} bytes, more than {MAX_BYTES:,}"
            return Problem(path, 1, 1, what, "shorten it; long texts belong in a source", "file-size")
        with open(full, "rb") as file:  # noqa: PTH123  a Path for each of 10,000 files costs as much as reading them
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(path, 1, 1, f"cannot be read: {error.strerror}", "see its permissions", "not-a-file")


@dataclass(frozen=True, slots=True)
class _Place:
    """A file and what its path says it is."""

    path: str
    id: str
    shape: str
    """Name of its schema, or "feeds", "licences" or "figures"."""
    track: Track | None = None
    kind: Kind | None = None


_KEYED: Final[Mapping[str, type[Value]]] = {"feeds": Feed, "licences": Licence}
_SINGLE: Final = {f"{ROOT}/{name}.yaml": name for name in (*_KEYED, "origins", "stages")}
_FOLDERS: Final = {folder: section.shape for folder, section in SECTION_OF_FILES.items() if section.shape}
_PLACES: Final = (
    "entries/{ai,linux}/{releases,forks,policies,milestones}/ID.yaml, entries/{actors,parallels,series}/ID.yaml, "
    "entries/series/ID.csv, or entries/{stages,origins,licences,feeds}.yaml"
)


def _walk(root: Path) -> Iterator[_Place | Problem]:
    """Every file under entries/, told what it is by its path; sorted."""
    for folder, folders, names in os.walk(root / ROOT):
        here = Path(folder).relative_to(root).as_posix()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(linked):
            yield Problem(f"{here}/{name}", 1, 1, "a link to a folder", "commit the files themselves", "not-a-file")
        folders[:] = sorted(f for f in folders if f not in linked and not (here == ROOT and f in MACHINE_WRITTEN))
        for name in sorted(names):
            yield _named(here, name)


def _named(folder: str, name: str) -> _Place | Problem:
    path, parts = f"{folder}/{name}", folder.split("/")[1:]
    stem, _, suffix = name.rpartition(".")
    if path in _SINGLE:
        return _Place(path, _SINGLE[path], _SINGLE[path])
    if len(parts) == 2 and parts[0] in TRACKS and parts[1] in _KIND_OF:
        kind = _KIND_OF[parts[1]]
        place = _Place(path, stem, kind, parts[0], kind)
    elif len(parts) == 1 and parts[0] in _FOLDERS:
        place = _Place(path, stem, "figures" if (parts[0], suffix) == ("series", "csv") else _FOLDERS[parts[0]])
    else:
        return Problem(path, 1, 1, "no place for a file", f"put it at {_PLACES}", "file-place")
    if suffix != "yaml" and place.shape != "figures":
        return Problem(path, 1, 1, f"'{name}' does not end in .yaml", "rename it ID.yaml", "file-name")
    if not _ID.match(place.id) or len(place.id) > 60:
        mend = "name it with small letters and digits in words joined by '-', at most 60"
        return Problem(path, 1, 1, f"'{place.id}' is no id", mend, "file-name")
    return place


def shape_of(path: str) -> str | None:
    """The name of the schema of the file at a path from the root of the checkout; None if none of its own is there."""
    folder, _, name = path.rpartition("/")
    found = _named(folder, name) if folder.split("/")[0] == ROOT else None
    return found.shape if isinstance(found, _Place) and found.shape in SCHEMAS else None


def _keyed(root: Path, path: str, shape: type[Value]) -> tuple[list[Record[Any]], list[Problem]]:
    """A file that is one mapping from id to value."""
    plain, problems = _read_plain(str(root), path)
    records: list[Record[Any]] = []
    for name, fields in (plain or {}).items():
        value, wrong = _shaped((fields, []), shape, path, (root / path).read_bytes)
        problems += [replace(p, line=0, at=(name,)) for p in wrong]
        if value:
            records.append(Record(name, path, value))
    return sorted(records, key=lambda record: record.id), place(problems, root)


def load(root: Path, tick: Tick | None = None) -> tuple[Corpus, list[Problem]]:
    """Read every file under `root/entries`.

    Returns what could be read, and every problem of what could not, sorted by place. Raises FileNotFoundError if
    there is no such folder.
    """
    if not (root / ROOT).is_dir():
        raise FileNotFoundError(f"no folder {ROOT}/ in {root}")
    problems: list[Problem] = []
    unread: set[str] = set()
    keyed: dict[str, list[Record[Any]]] = {shape: [] for shape in _KEYED}
    places: list[_Place] = []
    figures: dict[str, tuple[Point, ...]] = {}
    for found in _walk(root):
        if isinstance(found, Problem):
            problems.append(found)
        elif found.shape in _KEYED:
            keyed[found.shape], wrong = _keyed(root, found.path, _KEYED[found.shape])
            problems += wrong
        elif found.shape == "figures":
            figures[found.path], wrong = _figures(root, found.path)
            problems += wrong
        else:
            places.append(found)
    read: dict[str, list[Any]] = {shape: [] for shape in SCHEMAS}
    plains = _read_all(str(root), [place.path for place in places])
    for count, (place, plain) in enumerate(zip(places, plains, strict=True), 1):
        if tick:
            tick(count, len(places))
        value, wrong = _shaped(plain, SCHEMAS[place.shape], place.path, (root / place.path).read_bytes)
        problems += wrong
        if value is None:
            unread.add(place.id)
        else:
            read[place.shape].append(_record(place, value, figures))
    for path in sorted(set(figures) - {place.path.removesuffix(".yaml") + ".csv" for place in places}):
        mend = f"describe them in {path.removesuffix('.csv')}.yaml"
        problems.append(Problem(path, 1, 1, "figures without a series", mend, "series-alone"))

    def by_id(*shapes: str) -> tuple[Any, ...]:
        return tuple(sorted(chain(*(read[shape] for shape in shapes)), key=lambda record: (record.id, record.path)))

    corpus = Corpus(
        entries=by_id(*KINDS),
        actors=by_id("actor"),
        licences=tuple(keyed["licences"]),
        feeds=tuple(keyed["feeds"]),
        parallels=by_id("parallel"),
        series=by_id("series"),
        stages=next(iter(read["stages"]), None),
        origins=next(iter(read["origins"]), None),
        unread=frozenset(unread),
    )
    return corpus, sorted(problems)


def _record(place: _Place, value: Any, figures: Mapping[str, tuple[Point, ...]]) -> Record[Any]:
    if place.track and place.kind:
        return EntryRecord(place.id, place.path, value, track=place.track, kind=place.kind)
    if place.shape == "series":
        points = figures.get(place.path.removesuffix(".yaml") + ".csv", ())
        return SeriesRecord(place.id, place.path, value, points=points)
    return Record(place.id, place.path, value)


def _figures(root: Path, path: str) -> tuple[tuple[Point, ...], list[Problem]]:
    raw = _read(str(root), path)
    return ((), [raw]) if isinstance(raw, Problem) else read_figures(raw, path)


def place(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Give each problem that knows only its field the line and column of that field; sorted."""
    nodes: dict[str, yaml.Node | None] = {}
    placed = []
    for problem in problems:
        if not problem.line:
            if problem.path not in nodes:
                raw = _read(str(root), problem.path)
                nodes[problem.path] = None if isinstance(raw, Problem) else compose(raw)[0]
            node = nodes[problem.path]
            problem = problem.placed(*(position(node, problem.at) if node else (1, 1)))  # noqa: PLW2901
        placed.append(problem)
    return sorted(placed)
