"""What is left of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from generator.check.index import Index
from generator.values.corpus import Problem, Record
from generator.values.placeholders import placeholders, still_a_draft


def drafts_are_written_out(index: Index) -> Iterator[Problem]:
    """No field says what a draft says in its place."""
    for record in chain[Record[Any]](index.corpus.sourced(), index.corpus.licences, index.corpus.feeds):
        for at in placeholders(record.value, type(record.value)):
            yield still_a_draft(record.path, at)
