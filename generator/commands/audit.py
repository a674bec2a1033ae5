"""timeline audit: a sheet of statements with planted errors among them, and what an auditor made of it."""

from __future__ import annotations

import secrets
import sys
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

import click
from rich.markup import escape

from generator.commands.entries import day_option, read_graph
from generator.commands.terminal import err, out, root_option, tell
from generator.contribute.audit import Changed, TooFew, audit_text, key_text, sample, sheet_text, taken
from generator.disk import git
from generator.load.paths import MAX_BYTES, ROOT
from generator.load.shaped import parse
from generator.values.audited import findings_of
from generator.values.audits import MOST_ROWS, Audit, KeyFile, Sheet, digest_of_key
from generator.values.dates import FuzzyDate
from generator.values.fields import Value

SHEET: Final = "sheet.yaml"
KEY: Final = "key.yaml"
V = TypeVar("V", bound=Value)


@click.group("audit")
def command() -> None:
    """Draw statements for an audit, and take its judgements back. docs/audit.md is the protocol.

    \b
    Examples:
      timeline audit sample --statements 200 --planted 20 --out ../audit --keeper "Ada Keeper"
      timeline audit take ../audit --auditor "Bo Auditor"
    """


@command.command("sample")
@click.option("--statements", type=click.IntRange(1, MOST_ROWS), required=True, metavar="N", help="How many statements to draw.")
@click.option("--planted", type=click.IntRange(1, MOST_ROWS), required=True, metavar="K", help="How many errors to plant besides.")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), required=True, help="A folder outside the checkout, for the sheet and its key."
)
@click.option("--keeper", required=True, metavar="NAME", help="Who draws, and keeps the key; not the auditor.")
@click.option("--seed", metavar="HASH", help="The commit whose hash decides what is drawn.  [default: the newest one]")
@click.option("--secret", metavar="WORDS", help="The secret of an open key, to draw its sheet again.  [default: a new one]")
@root_option
@day_option
def sample_command(  # noqa: PLR0913  each is an option
    statements: int, planted: int, folder: Path, keeper: str, seed: str | None, secret: str | None, root: Path, today: date
) -> None:
    """Draw N statements and plant K errors: a sheet for the auditor, a key for the keeper, and a file to commit.

    Every statement of every entry is as likely as any other. The file in entries/audits/ has the hashes of the sheet and of the key;
    commit it before anybody judges. Hand on the sheet alone.

    \b
    Examples:
      timeline audit sample --statements 200 --planted 20 --out ../audit --keeper "Ada Keeper"
      timeline audit sample --statements 200 --planted 20 --out ../again --keeper anybody --secret 4f1c…
    """
    if folder.resolve().is_relative_to(root.resolve()):
        raise click.BadParameter("the key has to lie outside the checkout; name another folder", param_hint="--out")
    if statements + planted > MOST_ROWS:
        raise click.UsageError(f"{statements + planted} rows are too many for one sheet; draw {MOST_ROWS} at most, or two sheets")
    commit = _commit(root, "HEAD")
    seed = _commit(root, seed) if seed else commit
    if _git(root, "status", "--porcelain", "--", ROOT).strip():
        raise click.UsageError(f"{ROOT}/ is not as it is in commit {commit[:12]}; commit first, so that the sample can be drawn again")
    graph = read_graph(root, today)
    name = f"{today}-{commit[:7]}"
    ledger = root / ROOT / "audits" / f"{name}.yaml"
    for file in (folder / SHEET, folder / KEY, ledger):
        if file.exists():
            raise click.UsageError(f"{file} is there already; it is not overwritten")
    try:
        drawn = sample(graph, seed, secret or secrets.token_hex(32), statements, planted)
    except TooFew as error:
        raise click.UsageError(str(error)) from None
    audit = Audit(
        keeper=keeper,
        drawn=FuzzyDate.parse(str(today)),
        commit=commit,
        seed=seed,
        statements=statements,
        planted=planted,
        sheet=drawn.sheet_digest,
        key=digest_of_key(drawn.key),
    )
    folder.mkdir(parents=True, exist_ok=True)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    (folder / SHEET).write_text(sheet_text(name, drawn.rows), "utf-8", newline="")
    (folder / KEY).write_text(key_text(name, drawn.key), "utf-8", newline="")
    ledger.write_text(audit_text(audit), "utf-8", newline="")
    out.print(f"seed   {seed}\nsheet  {audit.sheet}\nkey    {audit.key}")
    err.print(f"Commit {escape(_place(name))} now, hand on {escape(str(folder / SHEET))} alone, and keep {escape(str(folder / KEY))}.")


@command.command("take")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--auditor", required=True, metavar="NAME", help="Who judged; neither the keeper nor a writer or reader of the entries.")
@root_option
@day_option
def take_command(folder: Path, auditor: str, root: Path, today: date) -> None:
    """Take the judgements of the sheet in DIR into entries/audits/, and open the key.

    Refuses a sheet that is not judged to its last row, one whose statements were changed, a key whose hash is another, and an audit
    whose hashes are not committed.

    \b
    Exit code: 0 it is written, 1 the sheet or the key is not good, 2 a wrong call.
    \b
    Example:
      timeline audit take ../audit --auditor "Bo Auditor"
    """
    sheet, key = _read(folder / SHEET, Sheet), _read(folder / KEY, KeyFile)
    ledger = root / _place(sheet.audit)
    if key.audit != sheet.audit:
        raise click.UsageError(f"{folder / KEY} is of the audit {key.audit}, and {folder / SHEET} of {sheet.audit}")
    if not ledger.is_file():
        raise click.UsageError(f"no audit is called '{sheet.audit}': there is no {_place(sheet.audit)}")
    drawn = _read(ledger, Audit)
    if drawn.taken:
        raise click.UsageError(f"{_place(sheet.audit)} has its judgements already")
    if not _committed(root, sheet.audit, ledger):
        raise click.UsageError(f"{_place(sheet.audit)} is not committed as it was drawn; its hashes prove nothing until it is")
    try:
        audit = taken(drawn, sheet, key.key, auditor, FuzzyDate.parse(str(today)))
    except Changed as error:
        raise click.ClickException(str(error)) from None
    text = audit_text(audit)
    if len(text.encode()) > MAX_BYTES:
        raise click.ClickException(f"{len(text.encode()):,} bytes, more than a file may have ({MAX_BYTES:,}); shorten what was tried")
    ledger.write_text(text, "utf-8", newline="")
    _sum_up(audit)
    err.print(f"{escape(_place(sheet.audit))} is written; see 'timeline check', and commit it")


def _place(name: str) -> str:
    return f"{ROOT}/audits/{name}.yaml"


def _read(file: Path, shape: type[V]) -> V:
    """A file in its shape; what is wrong with it is told with its lines, and ends the command."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        raise click.UsageError(f"there is no {file}") from None
    value, problems = parse(raw, shape, str(file))
    if not isinstance(value, shape) or problems:
        tell(problems, "plain")
        sys.exit(1)
    return value


def _sum_up(audit: Audit) -> None:
    findings = findings_of(audit)
    out.print(escape(f"wrong: {findings.wrong}"))
    out.print(escape(f"not right: {findings.not_right}"))
    out.print(escape(f"planted errors caught: {findings.planted.hits:,} of {findings.planted.of:,}"))


def _commit(root: Path, name: str) -> str:
    return _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()


def _git(root: Path, *words: str) -> bytes:
    try:
        return git.output(root, *words)
    except git.Failed as error:
        raise click.UsageError(f"git {' '.join(words)}: {error}") from None
    except FileNotFoundError:
        raise click.UsageError("git is not installed, and a sample is drawn by the hash of a commit") from None


def _committed(root: Path, name: str, ledger: Path) -> bool:
    """Whether the newest commit has the audit as it stands here."""
    try:
        blob = git.output(root, "show", f"HEAD:./{_place(name)}")
    except git.Failed:
        return False
    return blob.replace(b"\r\n", b"\n") == ledger.read_bytes().replace(b"\r\n", b"\n")
