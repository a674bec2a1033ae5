"""timeline schema: the JSON Schemas of entries/schema/, from the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.commands.terminal import count, err, root_option
from generator.values.schemas import SCHEMAS, json_schema


@click.command("schema")
@root_option
def command(root: Path) -> None:
    """Write the JSON Schemas of entries/schema/ anew from the vocabulary, for editors.

    \b
    Example, after a change of values/entries.py:
      timeline schema
    """
    folder = root / "entries" / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.json").write_text(json.dumps(json_schema(name), indent=1, ensure_ascii=False) + "\n")
    err.print(f"{count(len(SCHEMAS), 'schema')} in {folder}/")
