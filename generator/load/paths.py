"""What a file of `entries/` is, by its path; and its bytes, if it is a plain file of decent size."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.values.actors import Feed, Licence
from generator.values.addresses import SECTION_OF_FILES
from generator.values.corpus import Problem
from generator.values.criteria import Change, Criterion, Draw, Forecast, SheetRow, SourceList
from generator.values.fields import ID_PATTERN, KINDS, LONGEST_ID, TRACKS, Kind, Track, Value, no_file_name, plural
from generator.values.hosts import Host
from generator.values.schemas import SCHEMAS

MAX_BYTES: Final = 256 * 1024
ROOT: Final = "entries"
MACHINE_WRITTEN: Final = frozenset({"_fetched", "schema"})
KEYED: Final[Mapping[str, type[Value]]] = {
    "feeds": Feed,
    "hosts": Host,
    "licences": Licence,
    "criteria/lists": SourceList,
    "criteria/draw": Draw,
    "criteria/wordings": Criterion,
    "criteria/sheet-a": SheetRow,
    "criteria/sheet-b": SheetRow,
    "criteria/log": Change,
    "criteria/forecasts": Forecast,
}
"""Files that are one mapping from id to value, by their path without what all share."""
FROZEN: Final = ("lists", "draw", "wordings")
"""Files of entries/criteria/ whose bytes the log vouches for."""
IN_FILE_ORDER: Final = frozenset({Criterion, Change, Forecast, SheetRow, SourceList})
"""Shapes whose order in the file says something."""
_KIND_OF: Final[dict[str, Kind]] = {plural(kind): kind for kind in KINDS}
_SINGLE: Final = {f"{ROOT}/{name}.yaml": name for name in (*KEYED, "origins", "stages")}
_FOLDERS: Final = {
    **{folder: section.shape for folder, section in SECTION_OF_FILES.items() if section.shape},
    "firsts": "firsts",
    "readings": "readings",
    "audits": "audits",
}
_NO_ENTRY: Final = re.compile(
    r"\.(?![a-z0-9-]+\.ya?ml\Z).*"  # .DS_Store, vim's .x.yaml.swp, Emacs's .#x.yaml, macOS's ._x.yaml; but .x.yaml is somebody's, and told
    r"|.*~|#.*#|4913"  # what Emacs and vim keep of a file that they write, and the file by which vim tries whether it may
    r"|.*\.(?:sw[a-p]|orig|rej|bak|tmp|save|part)"  # copies of editors, git, patch and downloads
    r"|(?i:thumbs\.db|ehthumbs\.db|desktop\.ini)|Icon\r",  # how Windows and macOS show a folder
    re.DOTALL,
)
"""Names of files and folders that programs leave where people work. They are passed over; .gitignore has them too."""
_PLACES: Final = (
    "entries/{ai,linux}/{releases,forks,policies,milestones}/ID.yaml, entries/{actors,parallels,series,firsts,readings,audits}/ID.yaml, "
    f"entries/series/ID.csv, or entries/{{{','.join(sorted(['stages', 'origins', *KEYED]))}}}.yaml"
)


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file and what its path says it is."""

    path: str
    id: str
    shape: str
    """Name of its schema, or "feeds", "licences" or "figures"."""
    track: Track | None = None
    kind: Kind | None = None


def walk(root: Path) -> Iterator[EntryFile | Problem]:
    """Every file under entries/, told what it is by its path; sorted. What programs leave there is passed over."""
    for folder, folders, names in os.walk(root / ROOT):
        folders[:] = [name for name in folders if not _NO_ENTRY.fullmatch(name)]
        here = Path(folder).relative_to(root).as_posix()
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(linked):
            yield Problem(f"{here}/{name}", 1, 1, "a link to a folder", "commit the files themselves", "not-a-file")
        folders[:] = sorted(f for f in folders if f not in linked and not (here == ROOT and f in MACHINE_WRITTEN))
        for name in sorted(names):
            if not _NO_ENTRY.fullmatch(name):
                yield _named(here, name)


def _named(folder: str, name: str) -> EntryFile | Problem:
    path, parts = f"{folder}/{name}", folder.split("/")[1:]
    stem, _, suffix = name.rpartition(".")
    if path in _SINGLE:
        return EntryFile(path, _SINGLE[path], _SINGLE[path])
    if len(parts) == 2 and parts[0] in TRACKS and parts[1] in _KIND_OF:
        kind = _KIND_OF[parts[1]]
        file = EntryFile(path, stem, kind, parts[0], kind)
    elif len(parts) == 1 and parts[0] in _FOLDERS:
        file = EntryFile(path, stem, "figures" if (parts[0], suffix) == ("series", "csv") else _FOLDERS[parts[0]])
    else:
        return Problem(path, 1, 1, "no place for a file", f"put it at {_PLACES}", "file-place")
    if suffix != "yaml" and file.shape != "figures":
        return Problem(path, 1, 1, f"'{name}' does not end in .yaml", "rename it ID.yaml", "file-name")
    if not re.fullmatch(ID_PATTERN, file.id) or len(file.id) > LONGEST_ID:
        mend = f"name it with small letters and digits in words joined by '-', at most {LONGEST_ID}"
        return Problem(path, 1, 1, f"'{file.id}' is no id", mend, "file-name")
    if why := no_file_name(file.id):
        return Problem(path, 1, 1, why, f"rename it, such as {file.id}-1.{suffix}", "file-name")
    return file


def shape_of(path: str) -> str | None:
    """The name of the schema of the file at a path from the root of the checkout; None if none of its own is there."""
    folder, _, name = path.rpartition("/")
    file = _named(folder, name) if folder.split("/")[0] == ROOT else None
    return file.shape if isinstance(file, EntryFile) and file.shape in SCHEMAS else None


def read_bytes(root: str, path: str) -> bytes | Problem:
    """All of a file, or why it is not read."""
    full = f"{root}/{path}"
    try:
        status = os.lstat(full)
        if not stat.S_ISREG(status.st_mode):
            return Problem(path, 1, 1, "not a plain file", "commit the file itself, not a link to it", "not-a-file")
        if status.st_size > MAX_BYTES:
            what = f"{status.st_size:,} bytes, more than {MAX_BYTES:,}"
            return Problem(path, 1, 1, what, "shorten it; long texts belong in a source", "file-size")
        with open(full, "rb") as file:  # noqa: PTH123  a Path for each of 10,000 files costs as much as reading them
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(path, 1, 1, f"cannot be read: {error.strerror}", "see its permissions", "not-a-file")
