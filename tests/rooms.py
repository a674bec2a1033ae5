"""The rooms of the program and what each may import: the rows that test_imports.py holds, and the table that the docs show.

`python -m tests.rooms` writes the table into the pages that have it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

GENERATOR: Final = Path(__file__).parent.parent / "generator"
PAGES: Final = ("docs/architecture.md", "CONTRIBUTING.md")
ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "values": (),
    "disk": (),
    "load": ("values",),
    "enrich": ("disk", "values"),
    "check": ("values",),
    "relate": ("values",),
    "history": ("disk", "load", "values"),
    "compare": ("values",),
    "charts": ("values",),
    "cite": ("values",),
    "render": ("values",),
    "export": ("values",),
    "build": ("charts", "check", "cite", "compare", "enrich", "export", "history", "load", "relate", "render", "values"),
    "site": ("build", "disk", "load"),
    "fetch": ("disk", "values"),
    "contribute": ("disk", "load", "values"),
    "commands": ("build", "contribute", "disk", "fetch", "load", "site", "values"),
    "__main__": ("commands",),
}
"""What a room may import of the others, in the order of the sentence; the files of a room may import each other."""


def purpose(room: str) -> str:
    """What a room says of itself: the first sentences of its docstring, up to the first empty line, without its name."""
    file = GENERATOR / room / "__init__.py" if (GENERATOR / room).is_dir() else GENERATOR / f"{room}.py"
    words = " ".join((ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split("\n\n")[0].split())
    return words.removeprefix(f"{room}: ")


def table() -> str:
    """The table of rooms, as the docs have it."""
    rows = ["| room | what it does | imports |", "| --- | --- | --- |"]
    for room, allowed in ALLOWED.items():
        name = f"`{room}/`" if (GENERATOR / room).is_dir() else f"`{room}.py`"
        rows.append(f"| {name} | {purpose(room)} | {', '.join(allowed) or 'nothing of the program'} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    for page in PAGES:
        file = GENERATOR.parent / page
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"\| room \| what .*?\n(?!\|)", lambda _: table(), text, flags=re.DOTALL), "utf-8")
