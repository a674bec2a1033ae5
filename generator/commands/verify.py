"""timeline verify: whether each quote stands in what was read, offline; or whether its source still has it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_corpus
from generator.commands.network import client_of, private_option
from generator.commands.terminal import err, out, progress, root_option
from generator.fetch import passages
from generator.values.corpus import Corpus, Record
from generator.values.entries import Source
from generator.values.passages import Standing, standing_of


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    url: str
    quote: str
    standing: str
    more: str = ""


@click.command("verify")
@click.option("--only", metavar="ID", help="Only the quotes of this entry, actor, parallel, series or first.")
@click.option("--again", is_flag=True, help="Read every source again over the network: its words may have moved, drifted or gone.")
@click.option(
    "--copies",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --again: read repositories from bare copies at OWNER/NAME in this folder, and ask no server.",
)
@click.option("--format", "form", type=click.Choice(["plain", "json"]), default="plain", show_default=True)
@private_option
@root_option
@day_option
def command(  # noqa: PLR0913  each is an option
    only: str | None, again: bool, copies: Path | None, form: str, private: bool, root: Path, today: date
) -> None:
    """Hold every quote against the words that were kept when its source was read.

    Nothing is asked of the network but with --again, which tells apart: a quote still stands, its page has moved, has drifted (it
    answers, and the words are gone), is gone, or could not be read.

    \b
    Exit code: 0 every quote that can be held stands, 1 one does not, 2 a wrong call.
    \b
    Examples:
      timeline verify
      timeline verify --only deepseek-r1
      timeline verify --again --format json
    """
    corpus, _ = read_corpus(root, today)
    quoted = [(record, [source for source in of if source.quote]) for record, of in corpus.quoted() if only in (None, record.id)]
    quoted = [(record, sources) for record, sources in quoted if sources]
    if only and not quoted:
        raise click.BadParameter(f"'{only}' is nothing that has quotes", param_hint="--only")
    rows = list(_again(quoted, copies, private) if again else _offline(corpus, quoted))
    bad = [row for row in rows if row.standing in ("altered", "drifted", "gone")]
    if form == "json":
        out.print_json(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
    else:
        for row in [row for row in rows if row in bad or row.standing == "moved"]:
            out.print(
                f"[cyan]{escape(row.path)}:[/cyan] [red]{row.standing}[/red]: “{escape(row.quote)}” {escape(row.url)} {escape(row.more)}"
            )
        _sum_up(rows)
    sys.exit(1 if bad else 0)


def _offline(corpus: Corpus, quoted: list[tuple[Record[Any], list[Source]]]) -> Iterator[_Row]:
    for record, sources in quoted:
        kept = corpus.fetched.passages.get(record.path, ())
        for source in sources:
            standing = standing_of(source, kept)
            yield _Row(record.path, str(source.url), str(source.quote), standing, _MEANS[standing])


_MEANS: dict[Standing, str] = {
    "stands": "",
    "hashed": "",
    "altered": "(not in the words that were kept; mend it, or read again: timeline fetch passages --only ID)",
    "not kept": "",
}


def _again(quoted: list[tuple[Record[Any], list[Source]]], copies: Path | None, private: bool) -> Iterator[_Row]:
    with client_of(private=private) as client, progress("Reading sources") as tick:
        reader = passages.Reader(None if copies else client, copies)
        for done, (record, sources) in enumerate(quoted, 1):
            for source, fate, more in passages.fates(reader, sources):
                yield _Row(record.path, str(source.url), str(source.quote), fate, more)
            tick(done, len(quoted))


def _sum_up(rows: list[_Row]) -> None:
    counts = Counter(row.standing for row in rows)
    total = len(rows)
    held = sum(counts[standing] for standing in ("stands", "hashed", "altered"))
    parts = ", ".join(f"{number:,} {standing}" for standing, number in sorted(counts.items(), key=lambda item: -item[1]))
    share = f"; {held / total:.0%} can be held against what was kept" if total and counts.keys() & {"hashed", "not kept", "altered"} else ""
    err.print(f"{total:,} quotes: {parts}{share}")
