"""timeline show: one entry or actor as the build sees it."""

from __future__ import annotations

import json
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_graph
from generator.commands.terminal import out, root_option
from generator.values.fields import INVERSE
from generator.values.graph import Edge, Graph, actors_of
from generator.values.statements import statements as statements_of
from generator.values.statements import version_of


@click.command("show")
@click.argument("entry_id", metavar="ID")
@click.option("--statements", is_flag=True, help="List what the entry says, a statement a line, with the keys of its sources.")
@click.option("--format", "form", type=click.Choice(["plain", "json"]), default="plain", show_default=True)
@root_option
@day_option
def command(entry_id: str, statements: bool, form: str, root: Path, today: date) -> None:
    """Show one entry or actor as the build sees it, with what links to it.

    \b
    Examples:
      timeline show deepseek-r1
      timeline show deepseek-r1 --statements
      timeline show linus-torvalds --format json
    """
    graph = read_graph(root, today)
    try:
        values = _statements_of(graph, entry_id) if statements else _values_of(graph, entry_id)
    except KeyError:
        matches = get_close_matches(entry_id, [*graph.by_id, *graph.actors], 3)
        hint = f"; did you mean {' or '.join(matches)}?" if matches else "; 'timeline show' takes the file's name without .yaml"
        raise click.UsageError(f"no entry or actor has the id '{entry_id}'{hint}") from None
    if form == "json":
        out.print_json(json.dumps(values))
        return
    for key, value in values.items():
        lines = value if isinstance(value, list) else [value]
        for n, line in enumerate(lines):
            text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
            out.print(f"[bold]{key if not n else '':<12}[/bold] {escape(text)}")


def _statements_of(graph: Graph, entry_id: str) -> dict[str, Any]:
    """What a reading is of. Raises KeyError for an id that is no entry's."""
    record = graph.by_id[entry_id]
    said = statements_of(record)
    lines = [f"{n}. {s.field}: {s.text}" + (f" [{', '.join(s.keys)}]" if s.keys else "") for n, s in enumerate(said, 1)]
    return {"path": record.path, "version": version_of(record), "statements": lines}


def _values_of(graph: Graph, entry_id: str) -> dict[str, Any]:
    """What `show` tells, in order. Raises KeyError for an id that does not exist."""
    if entry_id in graph.actors:
        actor = graph.actors[entry_id]
        entries = [f"{r.value.date}: {r.value.title} ({r.id})" for r in graph.of_actor.get(entry_id, ())]
        return {"path": actor.path, **actor.value.model_dump(mode="json", exclude_defaults=True), "entries": entries}
    record = graph.by_id[entry_id]

    def line(edge: Edge, inverse: bool) -> str:
        other, word = (edge.source, INVERSE[edge.word]) if inverse else (edge.target, edge.word)
        return f"{word} {other.id} ({other.value.date})"

    value = record.value.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"links", "actors"})
    return {
        "path": record.path,
        "track": record.track,
        "kind": record.kind,
        "version": version_of(record),
        **value,
        "printed date": str(record.value.date),
        "actors": [f"{actor}: {graph.actors[actor].value.name}" for actor in actors_of(record)],
        "links": [line(edge, inverse=False) for edge in graph.links.get(entry_id, ())],
        "backlinks": [line(edge, inverse=True) for edge in graph.backlinks.get(entry_id, ())],
        "ancestors": [r.id for r in graph.ancestors(entry_id)],
        "descendants": [r.id for r in graph.descendants(entry_id)],
    }
