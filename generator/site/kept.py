"""Texts that take long to make, kept from one build to the next by a hash of what they are made from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path


class Kept(MutableMapping[str, str]):
    """Texts by their keys, as a file has them. A file that is damaged or cannot be written to keeps nothing."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.used: set[str] = set()
        self.texts: dict[str, str] = {}
        with suppress(OSError, ValueError):
            texts = json.loads(file.read_text("utf-8")) if file.is_file() else None  # a pipe would be waited on for ever
            if isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values()):
                self.texts = texts

    def __getitem__(self, key: str) -> str:
        self.used.add(key)
        return self.texts[key]

    def __setitem__(self, key: str, text: str) -> None:
        self.used.add(key)
        self.texts[key] = text

    def __delitem__(self, key: str) -> None:
        del self.texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def save(self) -> None:
        """Write what this build used, and forget the rest."""
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            partial = self.file.with_name(f"{self.file.name}.{os.getpid()}")
            partial.write_text(json.dumps({key: self.texts[key] for key in sorted(self.used)}, ensure_ascii=False), "utf-8")
            partial.replace(self.file)
