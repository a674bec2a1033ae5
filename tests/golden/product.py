"""Makes the product anew: pages and files from a scripted history of the fake corpus, and what the commands answer in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from generator import build
from generator.__main__ import main
from generator.site import front
from generator.values.addresses import Addresses
from generator.values.graph import Graph
from generator.values.history import History
from tests.conftest import CHECKOUT, FAKE, TODAY
from tests.repository import Repository

ADDRESSES: Final = Addresses("https://site.example", "https://git.example/repo")
ENTRY: Final = "entries/ai/releases/open-model.yaml"
ACTOR: Final = "entries/actors/student.yaml"
PREFERRED: Final = ("open-model", "kernel-lines", "student", "first-call-and-weights", "US", "MIT", "reasoning", "2025", "speed-ups")
"""Of a kind of page with many, the one that has most on it."""
UNTOLD: Final = ("assets/vega.js", ".parquet", ".sqlite")
"""Files of other programs' making, which their own tests read back."""
COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("check",),
    "check-github": ("check", "--format", "github"),
    "check-json": ("check", "--format", "json"),
    "check-changed": ("check", "--changed", "--base", "HEAD~1"),
    "show-entry": ("show", "open-model"),
    "show-actor": ("show", "lab"),
    "show-nothing": ("show", "open-modl"),
    "compare": ("compare",),
    "compare-csv": ("compare", "--format", "csv"),
    "compare-json": ("compare", "--format", "json"),
    "compare-no-origin": ("compare", "--origin", "nothing"),
    "review": ("review", "--base", "HEAD~1"),
    "fmt": ("fmt", "--check"),
    "inbox": ("inbox",),
    "help": ("--help",),
    "help-check": ("check", "--help"),
    "help-new": ("new", "--help"),
}
"""What is asked of the program in the checkout, by the name of the file that keeps the answer."""
BROKEN: Final = "entries/ai/releases/broken.yaml"


def checkout(folder: Path) -> Repository:
    """The fake corpus with a past: all came on one day, an entry was corrected on a second, an actor described on a third."""
    repository = Repository(folder)
    shutil.copytree(FAKE / "entries", folder / "entries")
    entry, actor = folder / ENTRY, folder / ACTOR
    texts = {file: file.read_text("utf-8") for file in (entry, actor)}
    entry.write_text(texts[entry].replace("title: ", "title: At first, ", 1), "utf-8")
    actor.write_text(re.sub(r"(?m)^country:.*\n", "", texts[actor]), "utf-8")
    repository.commit("Begin with the fake corpus", "2026-11-01")
    entry.write_text(texts[entry], "utf-8")
    repository.commit("Correct a title: it said more than its source", "2026-11-10")
    actor.write_text(texts[actor], "utf-8")
    repository.commit("Say where the student lived", "2026-11-20")
    return repository


def product(folder: Path) -> dict[str, str]:
    """Every golden file by its path below tests/golden/, from a checkout that is made in an empty folder."""
    repository = checkout(folder)
    graph = build.graph(folder, TODAY)
    files = dict(_site(graph, build.history(folder, graph)))
    broken = folder / BROKEN
    broken.write_text("title: Two words\ndate: 2020-13-01\nsumary: none\nsources: []\n", "utf-8")
    for name in ("check", "check-github", "check-json"):
        files[f"commands/{name}-broken.txt"] = answer(folder, COMMANDS[name])
    broken.unlink()
    for name, words in COMMANDS.items():
        files[f"commands/{name}.txt"] = answer(folder, words)
    assert not repository.git("status", "--porcelain"), "a command that was asked something wrote something"
    return files


def answer(root: Path, words: tuple[str, ...]) -> str:
    """What the program answers to a command in a checkout: the words, what it printed, and its exit code."""
    options = () if "--help" in words else ("--root", str(root))
    day = ("--today", TODAY.isoformat()) if words[0] in ("check", "show", "compare", "review") and options else ()
    environment = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": None}
    ran = CliRunner(env=environment).invoke(main, [*words, *options, *day])
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    text = ran.output.replace(str(root), "CHECKOUT")
    return f"$ timeline {' '.join(words)}\n{text}\nexit code {ran.exit_code}\n"


def _site(graph: Graph, past: History) -> Iterator[tuple[str, str]]:
    """One file of each kind, as text; of pictures, how large they are."""
    pages = {page.path: page for page in build.pages(graph, TODAY, ADDRESSES, past, CHECKOUT / "docs/assets/fonts")}
    chosen: dict[str, str] = {}
    for path in sorted(pages, key=lambda path: (not any(name in path for name in PREFERRED), path)):
        chosen.setdefault(_kind(graph, path), path)
    sizes = []
    for path in sorted(chosen.values()):
        if path.endswith(UNTOLD):
            continue
        content = pages[path].text
        if isinstance(content, str):
            meta = pages[path].meta
            text = content if meta is None else front.write(meta, content)
            yield f"site/{path}", text if text.endswith("\n") else f"{text}\n"
        elif isinstance(content, bytes) and not path.endswith(".png"):
            yield f"site/{path}", content.decode("utf-8").replace("\r\n", "\n")
        else:
            picture = content if isinstance(content, bytes) else content.draw()
            sizes.append(f"{len(picture):>7} {path}\n")
    yield "site/pictures.txt", "".join(sizes)


def _kind(graph: Graph, path: str) -> str:
    """A path with a word in place of what differs between files of a kind."""
    names = {record.id for _, record in graph.pages()} | {
        name for _, record in graph.pages() for name in getattr(record.value, "former_ids", ())
    }
    names |= {*graph.by_tag, *map(str, graph.by_year), *graph.licences, "origins", "speed-ups", "ai", "linux"}
    names |= {
        "releases",
        "forks",
        "policies",
        "milestones",
        "release",
        "fork",
        "policy",
        "milestone",
        "actor",
        "parallel",
        "stages",
        "series",
    }
    folder, _, file = path.rpartition("/")
    stem, dot, suffix = file.partition(".")
    parts = [*folder.split("/"), stem]
    shown = ["*" if n and part in names else part for n, part in enumerate(parts)]
    return re.sub(
        r"\b([0-9a-f]{10}|\d{4}-\d{2}|[A-Z]{2}|[\w.-]*-\d\.\d-only|MIT|CC-BY-4\.0|LicenseRef-\w+)(?=[./]|$)",
        "*",
        "/".join(shown) + dot + suffix,
    )
