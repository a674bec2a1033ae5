"""load: the files of `entries/` -> records, each with the file it came from.

The YAML is strict (`strict_yaml.py`) and the shapes are the vocabulary's (`values/entries.py`). Whatever is wrong becomes a
Problem with line, column and mend; a wrong file never hides the problems of another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from generator.load.figures_csv import read_figures
from generator.load.paths import FROZEN, IN_FILE_ORDER, KEYED, ROOT, EntryFile, read_bytes, walk
from generator.load.shaped import Plain, locate, read_plain, shaped
from generator.values.corpus import Corpus, CriteriaRecords, EntryRecord, Point, Problem, Record, SeriesRecord
from generator.values.fields import KINDS, Value
from generator.values.schemas import SCHEMAS

__all__ = ["Tick", "load", "locate"]

MANY_FILES: Final = 3_000
"""From this many files on, starting more processes is worth its half second."""

Tick = Callable[[int, int], None]
"""Told how many of how many files are read."""


def load(root: Path, tick: Tick | None = None) -> tuple[Corpus, list[Problem]]:
    """Read every file under `root/entries`.

    Returns what could be read, and every problem of what could not, sorted by place. Raises FileNotFoundError if
    there is no such folder.
    """
    if not (root / ROOT).is_dir():
        raise FileNotFoundError(f"no folder {ROOT}/ in {root}")
    problems: list[Problem] = []
    unread: set[str] = set()
    keyed: dict[str, list[Record[Any]]] = {shape: [] for shape in KEYED}
    files: list[EntryFile] = []
    figures: dict[str, tuple[Point, ...]] = {}
    for file in walk(root):
        if isinstance(file, Problem):
            problems.append(file)
        elif file.shape in KEYED:
            keyed[file.shape], wrong = _keyed(root, file.path, KEYED[file.shape])
            problems += wrong
        elif file.shape == "figures":
            figures[file.path], wrong = _figures(root, file.path)
            problems += wrong
        else:
            files.append(file)
    read: dict[str, list[Any]] = {shape: [] for shape in SCHEMAS}
    plains = _read_all(str(root), [file.path for file in files])
    for count, (file, plain) in enumerate(zip(files, plains, strict=True), 1):
        if tick:
            tick(count, len(files))
        value, wrong = shaped(plain, SCHEMAS[file.shape], file.path, (root / file.path).read_bytes)
        problems += wrong
        if value is None:
            unread.add(file.id)
        else:
            read[file.shape].append(_record(file, value, figures))
    for path in sorted(set(figures) - {file.path.removesuffix(".yaml") + ".csv" for file in files}):
        mend = f"describe them in {path.removesuffix('.csv')}.yaml"
        problems.append(Problem(path, 1, 1, "figures without a series", mend, "series-alone"))

    def by_id(*shapes: str) -> tuple[Any, ...]:
        return tuple(sorted(chain(*(read[shape] for shape in shapes)), key=lambda record: (record.id, record.path)))

    corpus = Corpus(
        entries=by_id(*KINDS),
        actors=by_id("actor"),
        licences=tuple(keyed["licences"]),
        feeds=tuple(keyed["feeds"]),
        hosts=tuple(keyed["hosts"]),
        parallels=by_id("parallel"),
        series=by_id("series"),
        stages=next(iter(read["stages"]), None),
        origins=next(iter(read["origins"]), None),
        criteria=CriteriaRecords(
            lists=tuple(keyed["criteria/lists"]),
            draw=next(iter(keyed["criteria/draw"]), None),
            wordings=tuple(keyed["criteria/wordings"]),
            sheets={coder: tuple(keyed[f"criteria/sheet-{coder}"]) for coder in ("a", "b")},
            firsts=by_id("firsts"),
            log=tuple(keyed["criteria/log"]),
            frozen=_digest(root / ROOT / "criteria"),
            forecasts=tuple(keyed["criteria/forecasts"]),
        ),
        readings=by_id("readings"),
        audits=by_id("audits"),
        unread=frozenset(unread),
    )
    return corpus, sorted(problems)


def _digest(folder: Path) -> str:
    """Of the files that are frozen, one after the other; a file that is not there adds nothing, nor does CR before LF, which git puts
    there on Windows."""
    digest = sha256()
    for name in FROZEN:
        path = folder / f"{name}.yaml"
        if path.is_file() and not path.is_symlink():
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _read_all(root: str, paths: list[str]) -> Iterator[Plain]:
    """Plain values of many files, in their order. Parsing is most of the work, so with many files all cores share it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(paths) < MANY_FILES or cores == 1:
        yield from map(partial(read_plain, root), paths)
        return
    with ProcessPoolExecutor(min(cores, 4), get_context("spawn")) as pool:
        yield from pool.map(partial(read_plain, root), paths, chunksize=200)


def _keyed(root: Path, path: str, shape: type[Value]) -> tuple[list[Record[Any]], list[Problem]]:
    """A file that is one mapping from id to value."""
    values, problems, draft = read_plain(str(root), path)
    problems += [draft] if draft else []
    records: list[Record[Any]] = []
    for name, fields in (values or {}).items():
        value, wrong = shaped(Plain(fields, []), shape, path, (root / path).read_bytes)
        problems += [replace(p, line=0, at=(name,)) for p in wrong]
        if value:
            records.append(Record(name, path, value))
    ordered = records if shape in IN_FILE_ORDER else sorted(records, key=lambda record: record.id)
    return ordered, locate(problems, root)


def _record(file: EntryFile, value: Any, figures: Mapping[str, tuple[Point, ...]]) -> Record[Any]:
    if file.track and file.kind:
        return EntryRecord(file.id, file.path, value, track=file.track, kind=file.kind)
    if file.shape == "series":
        points = figures.get(file.path.removesuffix(".yaml") + ".csv", ())
        return SeriesRecord(file.id, file.path, value, points=points)
    return Record(file.id, file.path, value)


def _figures(root: Path, path: str) -> tuple[tuple[Point, ...], list[Problem]]:
    raw = read_bytes(str(root), path)
    return ((), [raw]) if isinstance(raw, Problem) else read_figures(raw, path)
