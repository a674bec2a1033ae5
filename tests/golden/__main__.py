"""`python -m tests.golden` keeps the product as it is made now, in tests/golden/."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.golden.product import product

FOLDER: Final = Path(__file__).parent
PARTS: Final = ("site", "commands")


def kept(folder: Path = FOLDER) -> list[str]:
    """Paths of all golden files."""
    return sorted(file.relative_to(folder).as_posix() for part in PARTS for file in (folder / part).rglob("*") if file.is_file())


def renew(folder: Path = FOLDER) -> list[str]:
    """Write what differs, take away what is no longer made, and return the paths of both. Leaves CI with a message."""
    if os.environ.get("CI"):
        sys.exit("In CI nothing is kept anew: run 'make golden' where you made the change, and look at what it shows.")
    with tempfile.TemporaryDirectory() as scratch:
        made = product(Path(scratch) / "checkout")
    gone = [path for path in kept(folder) if path not in made]
    changed = [path for path, text in made.items() if not (folder / path).is_file() or (folder / path).read_bytes() != text.encode()]
    for path in gone:
        (folder / path).unlink()
    for path in changed:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(made[path].encode())
    return sorted([*gone, *changed])


if __name__ == "__main__":
    renewed = renew()
    print("\n".join(f"tests/golden/{path}" for path in renewed) or "Nothing has changed.")
