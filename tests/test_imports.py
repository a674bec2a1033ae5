"""The star of imports: every step can be read, tested and replaced alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).parent.parent / "generator"
VOCABULARY = {
    "dates",
    "model",
    "beside",
    "record",
    "graph",
    "span",
    "comparison",
    "drawing",
    "history",
    "fetched",
    "citation",
    "download",
}
ALLOWED = {
    "dates": set(),
    "model": {"dates"},
    "beside": {"dates", "model"},
    "store": set(),
    "record": {"model", "beside", "fetched"},
    "graph": {"model", "beside", "record", "fetched"},
    "span": {"dates"},
    "drawing": set(),
    "history": set(),
    "citation": set(),
    "download": set(),
    "fetched": {"model"},
    "comparison": {"dates", "model", "beside", "record", "graph", "span"},
    "schemas": {"model", "beside"},
    "strict": set(),
    "words": VOCABULARY,
    "figures": VOCABULARY,
    "load": {"strict", "figures", "schemas"} | VOCABULARY,
    "git": set(),
    "recall": {"git", "strict"} | VOCABULARY,
    "enrich": {"store"} | VOCABULARY,
    "fetch.hub": {"store"} | VOCABULARY,
    "fetch.links": {"store"} | VOCABULARY,
    "fetch.news": {"store"} | VOCABULARY,
    "export.api": {"schemas"} | VOCABULARY,
    "export.calendars": {"words"} | VOCABULARY,
    "export.robots": {"words"} | VOCABULARY,
    "compare.rows": {"words"} | VOCABULARY,
    "charts.answers": {"words"} | VOCABULARY,
    "charts.specs": {"words"} | VOCABULARY,
    "render.actors": {"words"} | VOCABULARY,
    "render.compare": {"words"} | VOCABULARY,
    "render.coverage": {"words"} | VOCABULARY,
    "render.reference": {"schemas"} | VOCABULARY,
    "render.data": {"words"} | VOCABULARY,
    "render.entry": {"words"} | VOCABULARY,
    "render.explore": {"words"} | VOCABULARY,
    "render.jurisdictions": {"words"} | VOCABULARY,
    "render.standing": {"words"} | VOCABULARY,
    "render.printer": {"words"} | VOCABULARY,
    "build": {
        "load",
        "enrich",
        "check",
        "relate",
        "recall",
        "compare",
        "compare.rows",
        "cards",
        "cite",
        "charts",
        "render",
        "export",
    }
    | VOCABULARY,
    "site.pages": {"build"},
    "site.hooks": {"site.search"},
    "site.engine": {"build", "load"},  # load for the type of a progress callback only
    "scaffold": {"schemas"} | VOCABULARY,
    "mend": {"scaffold", "strict"},
    "tidy": {"schemas", "strict"},
    "forms": {"scaffold"} | VOCABULARY,
    "review": {"likeness", "words"} | VOCABULARY,
    "contributing": {
        "branch",
        "review",
        "build",
        "forms",
        "likeness",
        "load",
        "mend",
        "scaffold",
        "schemas",
        "terminal",
        "tidy",
    }
    | VOCABULARY,
    "starting": {"build", "fetching", "likeness", "scaffold", "terminal", "fetch"}
    | {f"fetch.{name}" for name in ("hub", "page", "http", "trouble")}
    | VOCABULARY,
    "terminal": {"build", "store"} | VOCABULARY,
    "fetching": {"build", "terminal", "store", "fetch"}
    | {f"fetch.{name}" for name in ("hub", "news", "links", "http", "report")}
    | VOCABULARY,
    "branch": {"git"},
    "__main__": {
        "branch",
        "build",
        "site",
        "site.engine",
        "schemas",
        "terminal",
        "fetching",
        "contributing",
        "starting",
    }
    | VOCABULARY,
}
"""What a module may import from the program; any step that is not named here gets the vocabulary and nothing else. The
modules of a step that is a folder may also import each other."""

MODULES = sorted(
    ".".join(file.relative_to(GENERATOR).with_suffix("").parts)
    for file in GENERATOR.rglob("*.py")
    if file.stem != "__init__"
)


def imported(module: str) -> set[str]:
    """Modules of the program that a module imports, wherever in it the import stands."""
    tree = ast.parse((GENERATOR / (module.replace(".", "/") + ".py")).read_text())
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            if node.module == "generator":
                found |= {alias.name for alias in node.names}
            elif (node.module or "").startswith("generator."):
                path = (node.module or "").removeprefix("generator.")
                inner = {f"{path}.{alias.name}" for alias in node.names}
                found |= inner & set(MODULES) or {path}
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("generator.") for a in node.names if a.name.startswith("generator")}
    return found


@pytest.mark.parametrize("module", MODULES)
def test_imports_form_a_star(module: str) -> None:
    """A step imports the vocabulary and libraries; build the steps; site build; the command line build and site."""
    room = module.rpartition(".")[0]
    own = {other for other in MODULES if room and other.startswith(f"{room}.")} - {f"{room}.__main__"}
    allowed = ALLOWED.get(module, VOCABULARY)
    assert imported(module) <= (allowed if room == "site" else allowed | own)


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith("site.")])
def test_only_site_knows_the_engine(module: str) -> None:
    """No module outside generator/site/ names the site engine in code."""
    tree = ast.parse((GENERATOR / (module.replace(".", "/") + ".py")).read_text())
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not [name for name in names if name.startswith(("mkdocs", "material"))]


@pytest.mark.parametrize("module", [m for m in MODULES if m != "__main__"])
def test_only_the_command_line_prints(module: str) -> None:
    """print, exit and the clock stay at the edges."""
    tree = ast.parse((GENERATOR / (module.replace(".", "/") + ".py")).read_text())
    calls = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not calls & {"print", "exit", "input"}
    clocks = [
        n.attr
        for n in ast.walk(tree)
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id in ("date", "datetime", "time")
    ]
    assert module in ("build", "fetching") or not {"today", "now", "utcnow", "time"} & set(clocks)
