"""A folder that is replaced as a whole: what is new grows beside it, and takes its place in one step of the file system.

At no moment is there neither the old nor the new one, whenever the program is stopped. What a killed program leaves beside the
folder is taken away by the next. One program at a time writes a folder; another is told so.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_NEW: Final = "new"
_OLD: Final = "old"
_HERE: Final = -100
"""AT_FDCWD on Linux: a path without a folder is one from the working directory."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of renameat2(2) on Linux, and RENAME_SWAP of renamex_np(2) on macOS."""


class Busy(Exception):  # noqa: N818  it is an answer about a folder
    """Another program is writing the folder."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A folder to fill, not there yet, which takes the place of `folder` when the block ends without an exception.

    Raises Busy if another program is at it, and OSError where nothing can be written. The folder's parent is made if need be; a
    link stays one, and what it leads to is replaced.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder) as scratch:
        if not folder.exists() and (scratch / _OLD).exists():
            (scratch / _OLD).rename(folder)  # a program was killed in `_exchange`, where the system knows no step for both
        _empty(scratch)
        yield scratch / _NEW
        _exchange(scratch, folder)


def scratch_of(folder: Path) -> Path:
    """The folder in which the new one grows; while it is held, a program is at it."""
    return folder.parent / f".{folder.name}.building"


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """The scratch folder, held by this program alone for as long as it lives, and gone afterwards. Raises Busy."""
    scratch = scratch_of(folder)
    while True:
        scratch.mkdir(exist_ok=True)
        held = os.open(scratch, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever had it may have taken it away since it was opened here.
            if scratch.exists() and scratch.stat().st_ino == os.fstat(held).st_ino:
                break
        except BlockingIOError:
            os.close(held)
            raise Busy(f"another program is writing {folder}; wait until it is done, or name another folder") from None
        except BaseException:
            os.close(held)
            raise
        os.close(held)
    try:
        yield scratch
    finally:
        with suppress(OSError):
            shutil.rmtree(scratch)
        os.close(held)


def _empty(scratch: Path) -> None:
    """Take away what a killed program left."""
    for remains in scratch.iterdir():
        shutil.rmtree(remains) if remains.is_dir() and not remains.is_symlink() else remains.unlink()


def _exchange(scratch: Path, folder: Path) -> None:
    """Put the new folder in the place of the old one."""
    new = scratch / _NEW
    if not folder.exists():
        new.rename(folder)
    elif not _swapped(new, folder):
        folder.rename(scratch / _OLD)
        new.rename(folder)


def _swapped(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or its file system has none. Raises OSError if it may not."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, ctypes.c_uint(_EXCHANGE))
    elif hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_EXCHANGE))
    else:
        return False
    number = ctypes.get_errno()
    if failed and number not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        raise OSError(number, os.strerror(number), str(other))
    return not failed
