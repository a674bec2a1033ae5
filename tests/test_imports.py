"""The house's rule: a room imports `values` and libraries; a row a folder, and the pages that tell it are made from these rows."""

from __future__ import annotations

import ast
from typing import Final

import pytest

from tests.conftest import CHECKOUT
from tests.rooms import ALLOWED, GENERATOR, table

ENGINES: Final = ("mkdocs", "material", "properdocs", "zensical")
CLOCKS: Final = {"today", "now", "utcnow", "time"}
MODULES = sorted(
    ".".join(file.relative_to(GENERATOR).with_suffix("").parts)
    for file in GENERATOR.rglob("*.py")
    if file.parent != GENERATOR or file.stem != "__init__"
)


def tree(module: str) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse((GENERATOR / (module.replace(".", "/") + ".py")).read_text())


def room(module: str) -> str:
    """The folder at the root in which a module stands, or the module itself where it is one of the verbs there."""
    return module.partition(".")[0]


def imported(module: str) -> set[str]:
    """Rooms that a module imports from, wherever in it the import stands."""
    rooms: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            if node.module == "generator":
                rooms |= {alias.name for alias in node.names}
            elif (node.module or "").startswith("generator."):
                rooms.add(room((node.module or "").removeprefix("generator.")))
        elif isinstance(node, ast.Import):
            rooms |= {room(a.name.removeprefix("generator.")) for a in node.names if a.name.startswith("generator")}
    return rooms


def test_every_room_has_its_row() -> None:
    """And no row is left of a room that is gone."""
    assert {room(module) for module in MODULES} == set(ALLOWED)


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_what_its_row_says(module: str) -> None:
    """A step imports `values` and libraries; build the steps; site and the command line build."""
    assert imported(module) <= {*ALLOWED[room(module)], room(module)}


def test_no_row_allows_what_nobody_needs() -> None:
    """So that the rows stay as strict as the house is."""
    needed = {name: set[str]() for name in ALLOWED}
    for module in MODULES:
        needed[room(module)] |= imported(module) - {room(module)}
    assert needed == {name: set(allowed) for name, allowed in ALLOWED.items()}


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_the_pages_tell_the_same_rule(page: str) -> None:
    """The table of rooms is made from the rows and from what each room says of itself: `python -m tests.rooms` writes it anew."""
    assert table() in (CHECKOUT / page).read_text("utf-8")


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "site"])
def test_only_site_knows_the_engine(module: str) -> None:
    """No module outside generator/site/ names the site engine in code."""
    nodes = list(ast.walk(tree(module)))
    names = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    assert not [name for name in names if name.startswith(ENGINES)]


@pytest.mark.parametrize("module", [m for m in MODULES if m != "__main__"])
def test_only_the_command_line_prints(module: str) -> None:
    """print, exit and the clock stay at the edges."""
    nodes = list(ast.walk(tree(module)))
    calls = {n.func.id for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not calls & {"print", "exit", "input"}
    clocks = {
        n.attr
        for n in nodes
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id in ("date", "datetime", "time")
    }
    assert module in ("build", "commands.network") or not CLOCKS & clocks


def test_no_module_only_hands_on_the_names_of_another() -> None:
    """A name is imported from where it is defined; `build` is the one door to the sentence."""
    for module in MODULES:
        body = [node for node in tree(module).body if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))]
        assert not body or any(not isinstance(node, ast.Import | ast.ImportFrom) for node in body), module
