"""review: entries before and after a branch -> what it changes, as Markdown for whoever looks at the pull request.

Texts of entries are quoted so that nothing in them has an effect: no mention, no markup, no address that is not one of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from generator.contribute.duplicates import alike
from generator.values.comparison import Comparison
from generator.values.corpus import EntryRecord, Problem, hub_ids
from generator.values.entries import Fork, Policy
from generator.values.graph import Graph, actors_of
from generator.values.words import country, how_much_faster, speed, the_answer

MARK: Final = "<!-- only-faster review -->"
"""By which the comment is found again, so that a later push changes it instead of adding one."""
_MOST_LISTED: Final = 25
_LENGTH: Final = 60_000
"""GitHub takes comments of 65,536 letters."""
_UNSAFE: Final = re.compile(r"([\\`*_{}\[\]()#+!|>~])")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The entries before a branch, or after it: no graph where they have errors, no comparison where nothing starts the clocks."""

    graph: Graph | None = None
    comparison: Comparison | None = None


def review(old: Snapshot, new: Snapshot, paths: Sequence[str], problems: Sequence[Problem]) -> str:
    """The comment. Without a graph of the new side there are errors, and it tells those alone."""
    parts = [MARK, "## What this changes"]
    if not paths:
        parts.append("Nothing under `entries/`.")
    errors = [problem for problem in problems if problem.severity == "error"]
    if problems:
        parts += ["### To look at", *_problems(problems)]
    if new.graph is None:
        parts.append(f"\nThe site is not built until {'this is' if len(errors) == 1 else 'these are'} mended.")
    else:
        old_records = {record.path: record for record in old.graph.entries} if old.graph else {}
        records = [record for record in new.graph.entries if record.path in paths]
        for record in records[:_MOST_LISTED]:
            parts += _entry(new.graph, old_records.get(record.path), record)
        if len(records) > _MOST_LISTED:
            parts.append(f"\nAnd {len(records) - _MOST_LISTED} more entries.")
        others = [path for path in paths if path not in {record.path for record in records}]
        if others:
            parts += ["### Other files", *(f"- `{_path(path)}`" for path in others[:_MOST_LISTED])]
            parts += [f"- and {len(others) - _MOST_LISTED} more"] if len(others) > _MOST_LISTED else []
        parts += ["### In the comparison", *_moved(old.comparison, new.comparison)]
    text = "\n".join(parts) + "\n"
    return text if len(text) <= _LENGTH else text[:_LENGTH] + "\n\n…\n"


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in problems[:_MOST_LISTED]:
        mend = f"; {problem.mend}" if problem.mend else ""
        yield f"- {'❌' if problem.severity == 'error' else '⚠️'} `{_path(problem.path)}:{problem.line}` {escaped(problem.what + mend)}"
    if len(problems) > _MOST_LISTED:
        yield f"- and {len(problems) - _MOST_LISTED} more"


def _entry(graph: Graph, old: EntryRecord | None, record: EntryRecord) -> Iterator[str]:
    value = record.value
    changed = (
        []
        if old is None
        else [
            info.alias or name for name, info in type(value).model_fields.items() if getattr(value, name) != getattr(old.value, name, None)
        ]
    )
    what = "New" if old is None else f"Changed: {', '.join(changed) or 'its form only'}"
    yield f"### {escaped(value.title)}\n"
    yield f"`{record.path}` · {what}\n"
    yield f"> {escaped(value.summary)}\n"
    rows = dict(_facts(graph, record))
    yield "| | |\n| --- | --- |\n" + "\n".join(f"| {name} | {text} |" for name, text in rows.items())
    links = [f"{edge.word} {escaped(edge.target.value.title)} (`{edge.target.id}`)" for edge in graph.links.get(record.id, ())]
    if links:
        yield "\nLinks: " + "; ".join(links)
    yield "\nSources:\n" + "\n".join(_source(source) for source in value.sources)
    unread = sum(not source.accessed for source in value.sources)
    if unread == len(value.sources):
        yield "\n⚠️ No source of it was read: none has `accessed`."
    elif len(value.sources) == 1:
        yield "\nIt rests on one source; a second, independent one makes it stronger."
    duplicates = alike(
        graph.entries,
        name=record.id,
        title=value.title,
        date=value.date,
        actors=actors_of(record),
        hubs=hub_ids(record),
        urls=[str(source.url) for source in value.sources],
    )
    if old is None and duplicates:
        yield "\nMay tell of the same event as " + "; ".join(f"`{other.path}` ({why})" for other, why in duplicates[:3])


def _facts(graph: Graph, record: EntryRecord) -> Iterator[tuple[str, str]]:
    value = record.value
    yield "Date", escaped(str(value.date))
    if actors := actors_of(record):
        yield ("Who", ", ".join(escaped(graph.actors[name].value.name) if name in graph.actors else escaped(name) for name in actors))
    if value.tags:
        yield "Tags", ", ".join(value.tags)
    if value.work and value.work.licence:
        yield "Licence", escaped(value.work.licence)
    if value.work and value.work.parameters:
        yield "Parameters", f"{value.work.parameters:,}"
    if isinstance(value, Fork):
        yield "Derives from", f"{escaped(', '.join(value.fork.of))}, by {value.fork.how}"
    if isinstance(value, Policy) and value.policy.jurisdiction:
        yield "Place", escaped(country(value.policy.jurisdiction))
    if isinstance(value, Policy) and value.policy.status:
        yield "Status", value.policy.status


def _source(source: Any) -> str:
    name = escaped(source.title or source.url)
    read = f"read {source.accessed}" if source.accessed else "not read"
    quote = f": “{escaped(source.quote)}”" if source.quote else ""
    return f"- [{name}](<{source.url}>), {read}{quote}"


def _moved(before: Comparison | None, after: Comparison | None) -> Iterator[str]:
    """Numbers of the comparison that are others than before."""
    old_numbers, new_numbers = _numbers(before), _numbers(after)
    lines = [
        f"- {name} {'moves' if name in old_numbers and name in new_numbers else 'comes in' if name in new_numbers else 'goes'}"
        + (f" from {old_numbers[name]}" if name in old_numbers else "")
        + (
            f" to {new_numbers[name]}"
            if name in new_numbers and name in old_numbers
            else f" at {new_numbers[name]}"
            if name in new_numbers
            else ""
        )
        for name in dict.fromkeys([*old_numbers, *new_numbers])
        if old_numbers.get(name) != new_numbers.get(name)
    ]
    yield from lines[:_MOST_LISTED] or ["Nothing moves."]
    if len(lines) > _MOST_LISTED:
        yield f"<details><summary>and {len(lines) - _MOST_LISTED} more</summary>\n"
        yield from lines[_MOST_LISTED:]
        yield "\n</details>"


def _numbers(comparison: Comparison | None) -> Mapping[str, str]:
    if not comparison:
        return {}
    view = comparison.view
    numbers = {"the answer": the_answer(view), "the ratio": how_much_faster(view)}
    return numbers | {f"the speed-up of “{escaped(row.title)}”": speed(row) for row in (*view.criteria, *view.parallels)}


def _path(path: str) -> str:
    """The path of a file, which whoever made the file has named."""
    return re.sub(r"[^\w./-]", "?", path)


def escaped(text: str) -> str:
    """Somebody's text in Markdown, without any effect of it: no markup, no mention, no reference to an issue."""
    text = _UNSAFE.sub(r"\\\1", " ".join(text.split())).replace("<", "&lt;")
    return re.sub(r"(@|#|https?)(?=\S)", "\\1\u200b", text)
