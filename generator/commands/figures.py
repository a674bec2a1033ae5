"""timeline figures: the figures of a series, read again from its source's table."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_corpus
from generator.commands.terminal import count, err, out, root_option
from generator.contribute.figures import Reading, RecipeError, Unread, read, write
from generator.contribute.tables import TableError, table


@click.command("figures")
@click.argument("series")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--check", "only_look", is_flag=True, help="Change nothing; exit with 1 if the figures on file differ.")
@root_option
@day_option
def command(series: str, file: Path, only_look: bool, root: Path, today: date) -> None:
    """Read the figures of a series from FILE, a CSV or .ods of its source, by the recipe in the series' own file.

    Prints how many rows were read, and each that was not with its number and why. Nothing is written if a row was dropped that the
    recipe does not name, or if a field fails one of the recipe's truths.

    \b
    Examples:
      timeline figures kernel-lines kernel_stats.ods
      timeline figures open-models all_assets.csv --check
    """
    corpus, _ = read_corpus(root, today)
    record = next((record for record in corpus.series if record.id == series), None)
    if record is None:
        raise click.BadParameter(f"no series has the id '{series}'", param_hint="SERIES")
    if record.value.recipe is None:
        raise click.UsageError(f"{record.path} has no recipe; its method says how its figures were taken")
    try:
        reading = read(table(file.read_bytes(), record.value.recipe.sheet), record.value, record.value.recipe)
    except (TableError, RecipeError) as error:
        raise click.ClickException(f"{file}: {error}") from None
    _tell(reading, "column" if record.value.recipe.across else "row")
    if reading.refused:
        err.print(f"{record.figures} is left as it is: name these rows in the recipe, or mend it")
        sys.exit(1)
    text, target = write(reading.figures), root / record.figures
    same = target.is_file() and target.read_text("utf-8") == text
    if not same and not only_look:
        target.write_text(text, "utf-8", newline="")
    err.print(f"{record.figures}: {count(len(reading.figures), 'figure')}, {'as on file' if same else 'other than on file'}")
    sys.exit(1 if only_look and not same else 0)


def _tell(reading: Reading, row_or_column: str) -> None:
    out.print(f"{reading.rows} {row_or_column}s, {reading.read} read, {len(reading.unread)} not")
    _rows(f"not read: {row_or_column}", (row for row in reading.unread if row.named))
    _rows(f"corrected: {row_or_column}", reading.corrected)
    for line in reading.source_fails:
        out.print(escape(f"the source fails: {line}"))
    for line in reading.fails:
        err.print(escape(f"not true: {line}"))
    for row in reading.unread:
        if not row.named:
            err.print(escape(f"dropped and not named in the recipe: {row_or_column} {row.number}: {row.why} ({row.row})"))


def _rows(what: str, rows: Iterable[Unread]) -> None:
    for row in rows:
        out.print(escape(f"{what} {row.number}: {row.why} ({row.row})"))
