"""branch: what a branch changes of `entries/`, and what stood there before. Reads git by its command, and changes nothing."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from generator.disk import git

_MAINS: Final = ("origin/main", "main")


class NoBase(Exception):  # noqa: N818  it is an answer about a repository
    """There is nothing to compare with; the message says why, and what to do."""


def base_of(root: Path, name: str | None = None) -> str:
    """The commit from which the branch at HEAD went off: from `name`, or from origin/main or main. Raises NoBase."""
    for candidate in [name] if name else _MAINS:
        try:
            return _git(root, "merge-base", "--end-of-options", "HEAD", candidate).decode().strip()
        except NoBase:
            continue
    bases = f"'{name}'" if name else " or ".join(_MAINS)
    raise NoBase(f"git knows no common commit of HEAD and {bases} here; name another one, or fetch its history")


def changed(root: Path, base: str) -> list[str]:
    """Files under entries/ that differ from `base`, those not committed among them, from the root of the checkout; sorted."""
    words = _git(root, "diff", "--name-only", "--relative", "-z", "--end-of-options", base, "--", "entries")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", "entries")
    return sorted({path for path in (words + new).decode(errors="replace").split("\0") if path})


@contextmanager
def before(root: Path, base: str) -> Iterator[Path]:
    """A folder with entries/ as it was at `base`; it goes with the context."""
    packed = _git(root, "archive", "--format=tar", base, "--", "entries")
    with tempfile.TemporaryDirectory(prefix="only-faster-") as scratch:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            if hasattr(tarfile, "data_filter"):
                archive.extractall(scratch, filter="data")
            else:  # Python before 3.11.4; what git packs has no path that leads out of it
                archive.extractall(scratch)  # noqa: S202
        yield Path(scratch)


def _git(root: Path, *words: str) -> bytes:
    try:
        return git.output(root, *words)
    except FileNotFoundError:
        raise NoBase("git is not installed") from None
    except git.Failed as error:
        raise NoBase(str(error)) from None
