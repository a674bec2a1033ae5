"""timeline fmt: the fields of files in the order of the vocabulary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from rich.markup import escape

from generator.commands.terminal import count, err, out, root_option
from generator.contribute.formatter import tidy
from generator.load.paths import shape_of
from generator.values.schemas import SCHEMAS


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 if a file is not in order.")
@root_option
def command(paths: tuple[Path, ...], only_look: bool, root: Path) -> None:
    """Put the fields of files in the order of the vocabulary; all of entries/ if no PATH is named.

    Lines are moved as they are: comments, quotes and line breaks stay. A file that is not strict YAML is left to 'timeline check'.

    \b
    Examples:
      timeline fmt
      timeline fmt entries/ai/releases/deepseek-r1.yaml
      timeline fmt --check
    """
    disordered = 0
    for file in _files(root, paths):
        if not file.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"'{file}' is not under {root.resolve()}")
        path = file.resolve().relative_to(root.resolve()).as_posix()
        shape = shape_of(path)
        if not shape:
            continue
        raw = file.read_bytes()
        ordered = tidy(raw, SCHEMAS[shape], os.path.relpath(f"entries/schema/{shape}.json", Path(path).parent))
        if ordered != raw:
            disordered += 1
            out.print(escape(path))
            if not only_look:
                file.write_bytes(ordered)
    err.print(f"{count(disordered, 'file')} {'to put' if only_look else 'put'} in order")
    sys.exit(1 if only_look and disordered else 0)


def _files(root: Path, paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths or [root / "entries"]:
        yield from sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
