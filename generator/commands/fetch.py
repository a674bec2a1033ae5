"""timeline fetch: what the Hub, the news and the servers of sources say, kept in entries/_fetched/."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click
from rich.markup import escape

from generator import build
from generator.commands.entries import Day, day_option, read_corpus, refuse
from generator.commands.network import client_of, hub_of, private_option
from generator.commands.terminal import err, out, progress, root_option
from generator.disk.fetched_files import Store
from generator.fetch import hub, links, news, passages
from generator.fetch.feed_reader import FeedReader
from generator.fetch.http import Client
from generator.fetch.report import Report
from generator.values.corpus import Corpus, hub_ids

FETCHERS: Final = ("hub", "news", "links", "passages")
MINUTES: Final = 90
"""Minutes that a run asks for at most; the job that fetches on a schedule has more, so that it can hand on what was got."""
_MOST_CHANGES_SHOWN: Final = 20


@click.command("fetch")
@click.argument("what", nargs=-1, type=click.Choice(FETCHERS))
@click.option("--only", metavar="ID", help="Only this entry (its models and its sources), this model of the Hub, or this feed.")
@click.option("--dry-run", is_flag=True, help="Ask, and say what would change, but write nothing.")
@click.option("--since", type=Day(), help="news: leave out reports from before this day.")
@click.option("--derivatives", is_flag=True, help="hub: name the most downloaded derivatives too; some four requests more a model.")
@click.option(
    "--copies",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="passages: read repositories from bare copies at OWNER/NAME in this folder, and ask no server.",
)
@click.option(
    "--within",
    metavar="MINUTES",
    type=click.FloatRange(0, 10_000, min_open=True),
    default=MINUTES,
    show_default=True,
    help="Ask nothing more after so long; what was got is kept, and what was not asked counts as failed.",
)
@private_option
@root_option
@day_option
def command(  # noqa: PLR0913  each is an option
    what: tuple[str, ...],
    only: str | None,
    dry_run: bool,
    since: date | None,
    derivatives: bool,
    copies: Path | None,
    within: float,
    private: bool,
    root: Path,
    today: date,
) -> None:
    """Ask the Hub, the news feeds and the sources' servers, and keep what they say in entries/_fetched/.

    WHAT is any of hub, news, links and passages; all of them if nothing is named. `passages` reads the source of each quote that is
    not borne out yet, and keeps the words around it. What was good stays when an answer is not. Nothing
    else of this program needs the network.

    \b
    Environment: HF_TOKEN (more calls an hour), HF_ENDPOINT (another address of the Hub), HF_HUB_OFFLINE=1 (leave the Hub
    out), WAYBACK_KEYS=ACCESS:SECRET (ask the Internet Archive to make copies), WAYBACK_ENDPOINT (another address of its
    availability API), REPO_URL (the contact that servers are told).
    \b
    Exit code: 0 all well, 3 partly failed, 1 failed, 2 a wrong call.
    \b
    Examples:
      timeline fetch
      timeline fetch hub --only deepseek-r1
      timeline fetch news --dry-run --since 2026-11-01
    """
    corpus = _corpus(root, today)
    fetchers = what or FETCHERS
    store = Store(root, dry=dry_run)
    store.tidy()
    reports: list[Report] = []
    with client_of(private=private, within=timedelta(minutes=within)) as client:
        for name in FETCHERS:
            if name in fetchers:
                reports += _run(name, client, store, corpus, only, today, since, derivatives, copies)
    if only and not any(report.asked for report in reports):
        raise click.BadParameter(f"'{only}' is no entry with models or sources, no model and no feed", param_hint="--only")
    for report in reports:
        _tell(report, dry_run)
    sys.exit(code(reports))


def code(reports: Iterable[Report]) -> int:
    """The exit code of several runs: 1 if one lost everything or none got anything, 3 if something went wrong, else 0."""
    codes = [report.code for report in reports if report.asked] or [0]
    if any(report.lost for report in reports) or set(codes) == {1}:
        return 1
    return 3 if any(codes) else 0


def _corpus(root: Path, today: date) -> Corpus:
    corpus, problems = read_corpus(root, today)
    # Damaged fetched files are the fetchers' own business: they tell them, and leave them.
    if any(problem.severity == "error" and problem.rule != "fetched-damaged" for problem in problems):
        refuse(build.Refused(problems))
    return corpus


def _run(  # noqa: PLR0913  what a run is made of
    name: str,
    client: Client,
    store: Store,
    corpus: Corpus,
    only: str | None,
    today: date,
    since: date | None,
    derivatives: bool,
    copies: Path | None,
) -> list[Report]:
    with progress(f"Fetching {name}") as tick:
        if name == "hub":
            if os.environ.get("HF_HUB_OFFLINE", "0") not in ("", "0"):
                return [Report("hub", 0, 0, notes=("left out: HF_HUB_OFFLINE is set",))]
            return [hub.run(hub_of(client), store, models(corpus, only), today, tick, derivatives=derivatives)]
        if name == "news":
            feeds = [feed for feed in corpus.feeds if only in (None, feed.id)]
            with FeedReader() as reader:
                return [news.run(client, reader, store, feeds, known(corpus), today, tick, since)] if feeds else []
        if name == "passages":
            records = [(record, of) for record, of in corpus.quoted() if only in (None, record.id)]
            return [passages.run(passages.Reader(None if copies else client, copies), store, records, today, tick)] if records else []
        urls = sources(corpus, only)
        archive = links.Archive(url=os.environ.get("WAYBACK_ENDPOINT", links.ARCHIVE), keys=os.environ.get("WAYBACK_KEYS") or None)
        return [links.run(client, store, urls, today, tick, archive, whole=only is None)] if urls else []


def models(corpus: Corpus, only: str | None = None) -> list[str]:
    """Ids of models of the Hub that entries name: of all, of one entry, or the one that is meant."""
    names: dict[str, None] = {}
    for record in corpus.entries:
        names |= dict.fromkeys(name for name in hub_ids(record) if only in (None, record.id, name))
    return sorted(names)


def sources(corpus: Corpus, only: str | None = None) -> list[str]:
    """Addresses of all sources, or of those of one entry."""
    return sorted({str(source.url) for record in corpus.sourced() if only in (None, record.id) for source in record.value.sources})


def known(corpus: Corpus) -> news.Known:
    """What news is held against."""
    return news.Known(
        {record.id: record.value.aliases for record in corpus.entries if record.value.aliases},
        frozenset(sources(corpus)),
        sorted({record.value.name for record in corpus.actors}),
    )


def _tell(report: Report, dry_run: bool) -> None:
    for line in report.changed[:_MOST_CHANGES_SHOWN]:
        out.print(escape(f"{report.what}: {line}"))
    if len(report.changed) > _MOST_CHANGES_SHOWN:
        out.print(f"{report.what}: and {len(report.changed) - _MOST_CHANGES_SHOWN} more")
    for line in report.notes:
        err.print(f"[yellow]{report.what}: note:[/yellow] {escape(line)}")
    for line in report.troubles:
        err.print(f"[red]{report.what}: failed:[/red] {escape(line)}")
    verb = "would change" if dry_run else "changed"
    loss = "; nothing was got, and all is kept as it was" if report.lost else ""
    err.print(f"{report.what}: {report.got} of {report.asked} answered, {len(report.changed)} {verb}, {len(report.troubles)} failed{loss}")
