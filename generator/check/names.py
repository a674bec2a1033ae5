"""What is wrong with names by which files, folders and addresses are made, beyond those of the files that people write."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from generator.check.index import Index
from generator.values.corpus import Problem, Record, hub_ids, problem
from generator.values.fields import no_file_name

_Named = tuple[str, Record[Any], tuple[str | int, ...]]  # a name, the record that has it, and where it stands in its file


def names_are_told_apart(index: Index) -> Iterator[Problem]:
    """Two names of a kind differ by more than case or Unicode form, which not every system tells apart, and each can be a file's."""
    corpus = index.corpus
    criteria = corpus.criteria
    sheets = criteria.sheets.values()
    files: tuple[Iterable[Record[Any]], ...] = (corpus.licences, corpus.feeds, criteria.lists, criteria.wordings, criteria.log)
    rows: tuple[Iterable[Record[Any]], ...] = (corpus.hosts, criteria.forecasts, *sheets)
    for records in (*files, *rows):
        yield from _alike((record.id, record, (record.id,)) for record in records)
    for record in chain.from_iterable(files):
        if why := no_file_name(record.id):
            yield problem(record, (record.id,), "name-unfit", why, "choose another")
    of_hub = ((name, record, (record.kind, "hub", n)) for record in corpus.entries for n, name in enumerate(hub_ids(record)))
    yield from _alike(of_hub)


def _alike(names: Iterable[_Named]) -> Iterator[Problem]:
    first: dict[str, tuple[str, Record[Any]]] = {}
    for name, record, at in names:
        other, where = first.setdefault(_folded(name), (name, record))
        if other != name:
            what = f"'{name}' and '{other}' ({where.path}) differ by case or Unicode form alone, and are one name on some systems"
            yield problem(record, at, "name-clash", what, f"write '{other}', or choose another name")


def _folded(name: str) -> str:
    """A name as a system sees it that tells neither case nor Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())
