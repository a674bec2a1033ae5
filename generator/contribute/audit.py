"""audit: a sheet of statements drawn by lot with planted errors among them, its key, and what an auditor made of it.

Which statements are drawn follows from a commit's hash, so that anybody can draw them again. Which errors are planted, and the order
of the rows, follow from a secret besides, so that nobody can who has not the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from typing import Any, Final, get_args

from generator.contribute.draft import field_lines
from generator.contribute.planted import Candidate, Error, Planter, stands_in
from generator.values.audits import (
    VERDICT_MEANS,
    Audit,
    DrawnStatement,
    ErrorKind,
    Judgement,
    Key,
    KeyFile,
    PlantedError,
    Sheet,
    SheetRow,
    digest_of_key,
    digest_of_sheet,
)
from generator.values.corpus import EntryRecord
from generator.values.dates import FuzzyDate
from generator.values.fields import LONGEST_QUOTE
from generator.values.graph import Graph
from generator.values.schemas import MODELINE
from generator.values.statements import Statement, as_shown, statements

_BLANK: Final = ("verdict", "words", "source")
"""What an auditor fills in of each row."""


class TooFew(ValueError):  # noqa: N818  it is an answer about the entries
    """There are not so many statements, or not so many that could be given an error."""


class Changed(ValueError):  # noqa: N818  it is an answer about what was handed in
    """A sheet or a key is not the one whose hash was committed."""


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A row of a sheet that nobody has judged."""

    drawn: DrawnStatement
    title: str
    """Of the entry; where the title is what is judged, as it stands on the sheet."""
    before: str
    """The sentence before; empty where there is none."""
    sources: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn: the rows of the sheet, and the key."""

    rows: tuple[BlankRow, ...]
    key: Key

    @property
    def sheet_digest(self) -> str:
        """SHA-256 of what stands on the sheet."""
        return digest_of_sheet(row.drawn for row in self.rows)


def draw(graph: Graph, seed: str, number: int) -> tuple[list[Candidate], list[Candidate]]:
    """So many statements of all entries, each as likely as any other, and all the rest, both in the order of the lot: the SHA-256 of
    the seed, the entry's id, the field and the statement, with a tab between them; the least are drawn."""
    lots = {}
    for record in graph.entries:
        for statement in statements(record):
            words = "\t".join((seed, record.id, statement.field, as_shown(statement)))
            lots[sha256(words.encode()).digest()] = Candidate(record, statement)
    if number > len(lots):
        raise TooFew(f"there are {len(lots):,} statements, and {number:,} cannot be drawn")
    ordered = [lots[lot] for lot in sorted(lots)]
    return ordered[:number], ordered[number:]


def sample(graph: Graph, seed: str, secret: str, number: int, planted: int) -> Sample:
    """A sheet with so many drawn statements and so many planted errors. Raises TooFew."""
    drawn, rest = draw(graph, seed, number)
    chance = Random(f"{seed}:{secret}")  # noqa: S311  the secret is what nobody can guess
    errors = _plant(graph, chance, drawn, rest, planted)
    shown: list[tuple[Candidate, Error | None]] = [*((of, None) for of in drawn), *errors]
    chance.shuffle(shown)
    rows, key = [], []
    for place, (of, error) in enumerate(shown, 1):
        rows.append(_row(place, of, error))
        if error:
            key.append(PlantedError(number=place, kind=error.kind, was=as_shown(of.statement)))
    return Sample(tuple(rows), Key(secret=secret, planted=tuple(key)))


def _plant(graph: Graph, chance: Random, drawn: list[Candidate], rest: list[Candidate], number: int) -> Iterator[tuple[Candidate, Error]]:
    """Errors of all kinds in turn, each in an entry that has no other, where nothing on the sheet gives it away."""
    planter = Planter(graph, chance)
    beside: dict[str, list[str]] = {}
    for of in drawn:
        beside.setdefault(of.record.id, []).append(as_shown(of.statement))
    kinds: list[ErrorKind] = list(get_args(ErrorKind))
    chance.shuffle(kinds)
    queues = {kind: iter(chance.sample(rest, len(rest))) for kind in kinds}
    used: set[str] = set()
    made = 0
    while made < number:
        if not kinds:
            raise TooFew(f"only {made:,} errors could be planted, not {number:,}; ask for fewer, or draw fewer statements")
        for kind in [*kinds]:
            for of in queues[kind]:
                if of.record.id in used or not (error := planter.error(kind, of)):
                    continue
                near = [of.record.id, *beside.get(of.record.id, ()), _before(of), _title(of, None)]
                if not any(stands_in(words, text) for words in error.tells for text in near):
                    used.add(of.record.id)
                    made += 1
                    yield of, error
                    break
            else:
                kinds.remove(kind)
            if made == number:
                return


def _title(of: Candidate, error: Error | None) -> str:
    """The title that the sheet shows of an entry: where it is itself what is judged, as it stands there."""
    if of.statement.field == "title":
        return error.text if error else ""
    return of.record.value.title


def _before(of: Candidate) -> str:
    """The sentence before a sentence, without which `it` and `that` say nothing; empty before a value."""
    if of.statement.field not in ("summary", "body"):
        return ""
    text: list[Statement] = [s for s in statements(of.record) if s.field == of.statement.field]
    place = text.index(of.statement)
    return as_shown(text[place - 1]) if place else ""


def _row(number: int, of: Candidate, error: Error | None) -> BlankRow:
    text = error.text if error else as_shown(of.statement)
    title = _title(of, error) or text
    drawn = DrawnStatement(number=number, entry=of.record.id, field=of.statement.field, statement=text)
    return BlankRow(drawn, title, _before(of), tuple(_sources(of.record, of.statement.keys)))


def _sources(record: EntryRecord, keys: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """All sources of an entry without what the entry says of them, those first that a statement points to."""
    for source in sorted(record.value.sources, key=lambda source: source.key not in keys):
        yield source.model_dump(
            mode="json", exclude_none=True, include={"key", "url", "read_at", "title", "publisher", "published", "archived", "lang"}
        )


def taken(audit: Audit, sheet: Sheet, key: Key, auditor: str, day: FuzzyDate) -> Audit:
    """An audit with its judgements. Raises Changed if the sheet or the key is another than was drawn."""
    if digest_of_key(key) != audit.key:
        raise Changed("this is not the key whose hash was committed; nothing can be told from it")
    if digest_of_sheet(sheet.rows) != audit.sheet:
        raise Changed("the statements are not those that were drawn: a row was changed, moved or left out; judge the sheet as it was")
    return Audit.model_validate(
        {
            **{name: getattr(audit, name) for name in Audit.model_fields},
            "auditor": auditor,
            "judged": day,
            "opened": key,
            "rows": tuple(_judgement(row) for row in sheet.rows),
        }
    )


def _judgement(row: SheetRow) -> Judgement:
    return Judgement(**{name: getattr(row, name) for name in Judgement.model_fields})


def sheet_text(name: str, rows: Iterable[BlankRow]) -> str:
    """The file that an auditor fills in."""
    means = [f"#   {verdict}: {means}" for verdict, means in VERDICT_MEANS.items()]
    lines = [
        "# Hold each statement against the sources of its row, and against nothing else. Some statements are errors that were planted.",
        "# verdict: one of",
        *means,
        f"# words, source: the words of a source that decided it, {LONGEST_QUOTE} at most, and the address where they stand.",
        "# unsupported has neither; write instead, in the place of both, what was tried, two ways at least:",
        "#   tried: [read both pages to their end, searched the archive for the title]",
        *_fields({"audit": name}),
        "rows:",
    ]
    for row in rows:
        drawn = row.drawn
        shown = {"number": drawn.number, "entry": drawn.entry, "title": row.title, "field": drawn.field}
        shown |= {"before": row.before} if row.before else {}
        fields = _fields({**shown, "statement": drawn.statement, "sources": row.sources})
        lines += _item([*fields, *(f"{name}:" for name in _BLANK)])
    return "\n".join(lines) + "\n"


def key_text(name: str, key: Key) -> str:
    """The file that the keeper has and shows nobody until all is judged."""
    return "\n".join(_fields(KeyFile(audit=name, key=key).model_dump(mode="json"))) + "\n"


def audit_text(audit: Audit) -> str:
    """The file of an audit in entries/audits/."""
    values = audit.model_dump(mode="json", exclude_defaults=True)
    return "\n".join((f"{MODELINE}../schema/audits.json", *_fields(values))) + "\n"


def _fields(values: Mapping[str, Any]) -> Iterator[str]:
    """Values as lines of YAML: fields, and lists of them."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield f"{name}:"
            yield from (f"  {line}" for line in _fields(value))
        elif isinstance(value, tuple | list) and value and isinstance(value[0], Mapping):
            yield f"{name}:"
            for item in value:
                yield from _item([*_fields(item)])
        else:
            yield from field_lines(name, value, fold=False)


def _item(lines: list[str]) -> list[str]:
    return [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
