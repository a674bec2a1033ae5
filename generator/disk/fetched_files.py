"""Where fetched values are kept: JSON files that are whole at any moment, and written only if their values changed."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

FOLDER = "entries/_fetched"
_SUFFIX = ".part"


class Damaged(Exception):  # noqa: N818  it is an answer about a file
    """A file is not what a fetcher writes: which, why, and how to mend it."""

    def __init__(self, path: str, what: str) -> None:
        self.path = path
        self.what = what
        self.mend = f"restore it with: git checkout -- {path}"
        super().__init__(f"{path}: {what}; {self.mend}")


class Store:
    """`entries/_fetched/` of a checkout. With `dry`, nothing is written, and what would change is still told."""

    def __init__(self, root: Path, *, dry: bool = False) -> None:
        self.folder = root / FOLDER
        self.dry = dry

    def read(self, name: str, shape: Any) -> Any:
        """What a file holds, as a value of a shape (a type); None if there is no file. Raises Damaged if it is none."""
        path = self.folder / name
        # A pipe or a device is read without end, and a link leads out of the checkout.
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise Damaged(f"{FOLDER}/{name}", "it is no plain file")
        try:
            return TypeAdapter(shape).validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (ValidationError, ValueError) as error:
            where = error.errors()[0] if isinstance(error, ValidationError) else {"loc": (), "msg": str(error)}
            field = ".".join(str(part) for part in where["loc"])
            raise Damaged(f"{FOLDER}/{name}", f"{field + ': ' if field else ''}{where['msg']}") from None

    def names(self, folder: str) -> Iterator[str]:
        """Files of a folder, from the folder of the store, in order."""
        for path in sorted((self.folder / folder).rglob("*.json")):
            yield path.relative_to(self.folder).as_posix()

    def write(self, name: str, value: BaseModel | Mapping[str, Any] | tuple[Any, ...]) -> bool:
        """Keep a value; True if another stood there, or none. What was kept is whole at any moment, whenever the power goes."""
        path, text = self.folder / name, as_json(value)
        try:
            if path.read_text("utf-8") == text:
                return False
        except (FileNotFoundError, UnicodeDecodeError):
            pass
        if not self.dry:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", suffix=_SUFFIX, delete=False) as file:
                try:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                    Path(file.name).chmod(0o644)
                    Path(file.name).replace(path)
                except BaseException:
                    Path(file.name).unlink(missing_ok=True)
                    raise
        return True

    def tidy(self) -> None:
        """Take away what a run that was killed left half written."""
        if not self.dry and self.folder.is_dir():
            for path in self.folder.rglob(f".*{_SUFFIX}"):
                path.unlink(missing_ok=True)


def as_json(value: object) -> str:
    """The text of a value: keys sorted, what is at its default left out, a line each, so that a diff tells what changed."""
    plain = TypeAdapter(Any).dump_python(_plain(value), mode="json")
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_defaults=True)
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value
