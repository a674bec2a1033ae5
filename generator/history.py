"""history: the git history of `entries/` -> History. Reads git by its command, and writes nothing.

A version is what stood on the first-parent line of HEAD: what the site said, commit by commit, with a branch counted on the day
on which it was merged. Files that are not committed are no part of it. Two versions are compared as plain values, field by
field, so that a new line break or a comment is no change. Left out: everything outside `entries/`, and what machines write there.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from generator.disk import git
from generator.load.strict_yaml import compose, plain_value
from generator.values.addresses import SECTION_OF_FILES
from generator.values.characters import visible
from generator.values.fields import PLURALS
from generator.values.footnotes import without_marks
from generator.values.history import History, HistoryState, Revision, What

_SINGLE: Final = {"entries/stages.yaml": "stages", "entries/origins.yaml": "compare", "entries/licences.yaml": "licences"} | {
    f"entries/criteria/{name}.yaml": "criteria" for name in ("lists", "draw", "wordings", "log", "sheet-a", "sheet-b")
}
"""Files that one page each is made from."""
_KINDS: Final = {folder: kind for kind, folder in PLURALS.items()}
_HASH: Final = 10
_BEGAN: Final = date(2005, 4, 7)
"""The day of git's own first commit: none is older, and one that says so takes the day of the one before it."""
_SECONDS: Final = re.compile(r"[0-9]{1,11}")
_MARK: Final = "\x01"
_NAME: Final = re.compile(r"\s*<[^>]*>\s*$")
_LOG: Final = (
    "log",
    "--reverse",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "-z",
    "--relative",
    "--no-show-signature",
    "--no-color",
    "--encoding=UTF-8",
    # A line each, since neither a subject nor a name can hold the end of one.
    f"--format={_MARK}%H %ct %P%n%s%n%aN%n%(trailers:key=Co-authored-by,valueonly,unfold)",
)

Values = Mapping[str, object]
_Texts = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class _Touch:
    """A commit that left another text at a path, or took the file away (then `blob` is empty)."""

    commit: str
    day: date
    who: tuple[str, ...]
    subject: str
    merge: bool
    path: str
    blob: str


def read_history(root: Path, renamed: Mapping[str, str]) -> History:
    """The history of the pages of `root`, as of HEAD.

    `renamed` leads from each former address of a page to the one of today, both as `e/ID`. Never raises for want of a
    history: the state says why there is none.
    """
    state, reason = _state(root)
    if state != "whole":
        return History(state, reason=reason)
    try:
        touches = _named(root, list(_touches(root, "--first-parent", "-m")))
        of_page: defaultdict[str, dict[str, list[_Touch]]] = defaultdict(dict)
        for touch in touches:
            if page := _page(touch.path):
                of_page[renamed.get(page, page)].setdefault(touch.commit, []).append(touch)
        with _reading(root) as text:
            revisions = {page: tuple(_revisions(page, of_page[page], text)) for page in sorted(of_page)}
    except git.Failed as failed:
        return History("refused", reason=str(failed))
    # A folder inside somebody else's repository has a git, but no history in it.
    if not revisions:
        return History("none")
    order = {touch.commit: n for n, touch in enumerate(touches)}
    line = sorted(
        (revision for versions in revisions.values() for revision in versions),
        key=lambda revision: (-order[revision.commit], revision.page),
    )
    return History("whole", revisions, tuple(line))


def _revisions(page: str, commits: Mapping[str, list[_Touch]], text: _Texts) -> Iterator[Revision]:
    """Of one page, oldest first: each commit that changed what its files say."""
    files: dict[str, _Touch] = {}
    last: Values = {}
    revisions: list[Revision] = []
    for touches in commits.values():
        old = files
        files = _after(old, touches)
        before, now, new = old.get("yaml"), files.get("yaml"), touches[0]
        values = _values(now, files.get("csv"), text) if now else {}
        if now and before:
            if fields := _differ(last, values):
                what: What = "changed" if _differ(_said(last), _said(values)) else "annotated"
                revision = Revision(page, what, new.day, new.commit, new.subject, now.path, now.blob, fields, who=new.who)
                revisions.append(replace(revision, version=_version(files), values=values))
        elif now:
            revision = Revision(page, "added", new.day, new.commit, new.subject, now.path, now.blob, who=new.who)
            revisions.append(replace(revision, version=_version(files), values=values))
        elif before:
            revisions.append(Revision(page, "withdrawn", new.day, new.commit, new.subject, before.path, before.blob, who=new.who))
        last = values
    yield from revisions


def _version(files: Mapping[str, _Touch]) -> str:
    """The name of a state of a page's files: git's names of their texts, hashed where there are two."""
    blobs = [files[suffix].blob for suffix in sorted(files, reverse=True)]
    return (blobs[0] if len(blobs) == 1 else hashlib.sha256(" ".join(blobs).encode()).hexdigest())[:_HASH]


def _after(files: Mapping[str, _Touch], touches: list[_Touch]) -> dict[str, _Touch]:
    """The files of a page, by their suffix, after a commit."""
    after = dict(files)
    for touch in sorted(touches, key=lambda touch: bool(touch.blob)):  # a file that moves goes before it comes
        suffix = touch.path.rpartition(".")[2]
        if touch.blob:
            after[suffix] = touch
        elif suffix in after and after[suffix].path == touch.path:
            del after[suffix]
    return after


def _differ(old: Values, new: Values) -> tuple[str, ...]:
    """Names of the fields of which only one version has a value, or each another."""
    return tuple(name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name))


_ANNOTATIONS: Final[Mapping[str, frozenset[str]]] = {"sources": frozenset({"key", "grade", "read_at"}), "links": frozenset({"source"})}
"""Of the parts of a field, what says where a statement comes from and is none itself."""


def _said(values: Values) -> Values:
    """What a version says, without what only points: footnotes, keys and kinds of sources, what a date dates."""
    said: dict[str, object] = {}
    for name, value in values.items():
        if name == "date_of":
            continue
        if isinstance(value, str) and name in ("summary", "body"):
            said[name] = without_marks(value)
        elif isinstance(value, tuple) and name in _ANNOTATIONS:
            said[name] = tuple(_without(part, _ANNOTATIONS[name]) for part in value)
        else:
            said[name] = value
    return said


def _without(part: object, names: frozenset[str]) -> object:
    return {name: value for name, value in part.items() if name not in names} if isinstance(part, dict) else part


def _values(file: _Touch, figures: _Touch | None, text: _Texts) -> Values:
    """What a version says by its fields, and by its place where that says something."""
    values = dict(_parsed(text, file.blob))
    parts = file.path.removesuffix(".yaml").split("/")[1:]
    values["id"] = parts[-1]
    if len(parts) == 3:
        values |= {"track": parts[0], "kind": _KINDS[parts[1]]}
    if figures:
        values["figures"] = tuple(line.rstrip() for line in text(figures.blob).decode("utf-8", "replace").splitlines())
    return values


def _parsed(text: _Texts, blob: str) -> Values:
    raw = text(blob)
    node, _ = compose(raw)
    value = plain_value(node)[0] if node else None
    if value is None:
        return {"file": raw.decode("utf-8", "replace")}
    return {name: bare for name, part in value.items() if (bare := _same(part)) not in ("", (), {})}


def _same(value: Any) -> object:
    """A value without what its writing adds: white space at its ends, quotes around a number, an order of keys."""
    if isinstance(value, dict):
        return {name: _same(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_same(part) for part in value)
    return str(value).strip()


def _page(path: str) -> str | None:
    """The address of the page that a file is for: `entries/ai/releases/x.yaml` -> `e/x`; None if it has none."""
    parts = path.split("/")
    if path in _SINGLE:
        return _SINGLE[path]
    section = SECTION_OF_FILES.get(parts[1]) if len(parts) > 2 else None
    stem, _, suffix = parts[-1].rpartition(".")
    if not section or not stem or suffix not in (("yaml", "csv") if section.pages == "series" else ("yaml",)):
        return None
    if len(parts) != (4 if section.pages == "e" else 3) or (section.pages == "e" and parts[2] not in _KINDS):
        return None
    return f"{section.pages}/{stem}"


def _state(root: Path) -> tuple[HistoryState, str]:
    """What there is to read; and why not all, where somebody may have thought that it is there."""
    try:
        shallow = git.output(root, "rev-parse", "--is-shallow-repository").startswith(b"true")
    except git.Failed as failed:
        return ("none", "") if "not a git repository" in str(failed) else ("refused", str(failed))
    except (FileNotFoundError, NotADirectoryError):
        return "none", "git is not installed" if (root / ".git").exists() else ""
    try:
        git.output(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except git.Failed:
        return "none", ""  # no commit yet
    return ("cut", "this is a shallow clone; `git fetch --unshallow` gets the rest") if shallow else ("whole", "")


def _touches(root: Path, *options: str) -> Iterator[_Touch]:
    """Every change of a file under entries/, oldest first."""
    words = iter(git.output(root, *_LOG, *options, "HEAD", "--", "entries").decode(errors="replace").split("\0"))
    commit = subject = ""
    day, merge = _BEGAN, False
    who: tuple[str, ...] = ()
    for word in words:
        if word.startswith(_MARK):
            facts, subject, *names = word[1:].split("\n")
            who = tuple(dict.fromkeys(bare for name in names if (bare := _NAME.sub("", visible(name)).strip())))
            commit, seconds, *parents = facts.split(" ")
            day, merge, subject = _day(seconds) or day, len(parents) > 1, visible(subject)
        elif word.startswith((":", "\n:")):
            blob = word.split(" ")[3]
            yield _Touch(commit, day, who, subject, merge, next(words), blob if blob.strip("0") else "")


def _day(seconds: str) -> date | None:
    """The day of a commit's time as git prints it; None for a time that no commit can have been made at."""
    if not _SECONDS.fullmatch(seconds):
        return None
    day = datetime.fromtimestamp(int(seconds), UTC).date()
    return day if day >= _BEGAN else None


def _named(root: Path, touches: list[_Touch]) -> list[_Touch]:
    """What a merge brought in, by the subject and the author of the commit that wrote it: those of a merge say little."""
    if not any(touch.merge for touch in touches):
        return touches
    written = {(touch.path, touch.blob): touch for touch in _touches(root, "--no-merges")}
    named = ((touch, written.get((touch.path, touch.blob), touch) if touch.merge else touch) for touch in touches)
    return [replace(revision, subject=author.subject, who=author.who) for revision, author in named]


@contextmanager
def _reading(root: Path) -> Iterator[_Texts]:
    """A function that gives the text of a blob, from one git that answers them all."""
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603
            ["git", "-C", str(root), "cat-file", "--batch"],  # noqa: S607
            env=git.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as reader,
    ):
        requests, answers = reader.stdin, reader.stdout
        assert requests and answers  # noqa: S101  both are pipes

        def text(blob: str) -> bytes:
            with suppress(BrokenPipeError):  # it has ended, and said why
                requests.write(f"{blob}\n".encode())
                requests.flush()
            head = answers.readline().split()
            if len(head) != 3 or head[1] != b"blob":
                complaints.seek(0)
                raise git.Failed(complaints.read().decode(errors="replace").strip() or f"git has no text {blob}")
            return answers.read(int(head[2]) + 1)[:-1]

        yield text
