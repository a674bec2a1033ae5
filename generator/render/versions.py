"""The versions of a page: what each said, what changed in it, and each as a file that stays."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from generator.render.template import Page, Renderer
from generator.values.addresses import api_of
from generator.values.corpus import Record
from generator.values.graph import Graph
from generator.values.history import History, Revision

_WORD: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in a field: parts with `same`, `gone` or `new`."""

    field: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a page with what made it another one than the state before."""

    revision: Revision
    differences: tuple[Difference, ...]
    anchor: str
    """Its name, with a number if the page had said the same before."""


def versions(renderer: Renderer, graph: Graph, past: History) -> Iterator[Page]:
    """A file for each version of an entry, parallel and series under `/api/v1/`, and `…/versions/` where there are two or more."""
    for page, record in graph.citable():
        revisions = [revision for revision in past.revisions.get(page, ()) if revision.version]
        first: dict[str, Revision] = {}
        for revision in revisions:  # a version that comes back is in the file that it has
            first.setdefault(revision.version, revision)
        for revision in first.values():
            yield _file(page, revision)
        if len(revisions) > 1:
            yield _all(renderer, page, record, revisions)


def _all(renderer: Renderer, page: str, record: Record[Any], revisions: list[Revision]) -> Page:
    times: Counter[str] = Counter()
    states: list[Version] = []
    for old, new in zip((revisions[0], *revisions), revisions, strict=False):
        times[new.version] += 1
        again = times[new.version]
        changes = differences(old.values, new.values, new.fields)
        states.append(Version(new, changes, new.version if again == 1 else f"{new.version}-{again}"))
    title = record.value.title
    meta = {
        "title": f"Versions of “{title}”",
        "description": f"What each of the {len(states)} versions of this page changed, when and why.",
    }
    return renderer.page(
        f"{page}/versions/index.md", "versions.html.jinja", record.path, meta, title=title, api=address(page), versions=states[::-1]
    )


def address(page: str) -> str:
    """Where the versions of a page are as files."""
    return f"{api_of(page)}/versions"


def _file(page: str, revision: Revision) -> Page:
    version = {
        "page": f"{page}/",
        "version": revision.version,
        "day": revision.day.isoformat(),
        "commit": revision.commit,
        "change": revision.what,
        "fields": revision.fields,
        "reason": revision.subject,
        "who": revision.who,
        "file": revision.path,
        "values": revision.values,
    }
    text = json.dumps(version, ensure_ascii=False, indent=1)
    return Page(f"{address(page)}/{revision.version}.json", text, revision.path)


def differences(old: Mapping[str, object], new: Mapping[str, object], fields: tuple[str, ...]) -> tuple[Difference, ...]:
    """What changed in each field, word by word in text, part by part in lists."""
    return tuple(Difference(name, tuple(_parts(old.get(name), new.get(name)))) for name in fields)


def _parts(old: object, new: object) -> Iterator[tuple[str, str]]:
    if isinstance(old, str) and isinstance(new, str):
        yield from _words(old, new)
        return
    a, b = _lines(old), _lines(new)
    for word, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if word == "equal":  # of a list, only what changed
            continue
        both = min(a_to - a_from, b_to - b_from)
        for before, after in zip(a[a_from : a_from + both], b[b_from : b_from + both], strict=True):
            yield from (*_words(before, after), ("same", "\n"))
        yield from (("gone", f"{line}\n") for line in a[a_from + both : a_to])
        yield from (("new", f"{line}\n") for line in b[b_from + both : b_to])


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    a, b = _WORD.findall(old), _WORD.findall(new)
    for word, a_from, a_to, b_from, b_to in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if word == "equal":
            yield "same", "".join(a[a_from:a_to])
            continue
        if a_to > a_from:
            yield "gone", "".join(a[a_from:a_to])
        if b_to > b_from:
            yield "new", "".join(b[b_from:b_to])


def _lines(value: object) -> list[str]:
    """Parts of a list or a mapping, a line each."""
    if value is None:
        return []
    if isinstance(value, tuple | list):
        return [_line(part) for part in value]
    if isinstance(value, Mapping):
        return [f"{key}: {_line(part)}" for key, part in value.items()]
    return [str(value)]


def _line(value: object) -> str:
    """`url: …; title: …; supports: date, title`."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_line(part)}" for key, part in value.items())
    return ", ".join(map(_line, value)) if isinstance(value, tuple | list) else str(value)
