"""Templates show what they are handed: they look nothing up, and a change of one can be reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from jinja2 import nodes

from generator.relate import relate
from generator.render.template import Renderer
from generator.values.addresses import Addresses
from generator.values.corpus import Corpus
from generator.values.edition import Edition
from generator.values.graph import Graph
from tests.conftest import CHECKOUT, TODAY

FOLDER = CHECKOUT / "generator" / "render" / "templates"
TEMPLATES = sorted(file.name for file in FOLDER.iterdir())
WIDEST: Final = 160
LOOKED_UP: Final = {"charts", "comparison", "edition", "graph", "history"}
"""Values that hold everything: of these a page's function takes what its template shows."""
LOOK_UPS: Final = {"by_id", "comparison", "get", "graph"}
"""What a look-up in one of them goes through."""


@pytest.fixture(scope="module")
def renderer(graph: Graph) -> Renderer:
    """The templates of the fake corpus."""
    return Renderer(Edition(graph, TODAY, Addresses("https://site.example", "https://git.example/repo")))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_line_can_be_reviewed(name: str) -> None:
    """None is wider than a screen."""
    wide = [n for n, line in enumerate(Path(FOLDER / name).read_text("utf-8").splitlines(), 1) if len(line) > WIDEST]
    assert wide == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_looks_nothing_up(name: str, renderer: Renderer) -> None:
    """It names nothing that holds everything, and asks no mapping for what may not be in it."""
    tree = renderer.environment.parse((FOLDER / name).read_text("utf-8"))
    assert not LOOKED_UP & {node.name for node in tree.find_all(nodes.Name)}
    assert not LOOK_UPS & {node.attr for node in tree.find_all(nodes.Getattr)}


def test_templates_share_words_and_constants_alone(renderer: Renderer) -> None:
    """Whatever depends on the entries is handed to the page that shows it."""
    blank = Renderer(Edition(graph=relate(Corpus()), today=TODAY, addresses=renderer.edition.addresses))
    assert blank.environment.globals.keys() == renderer.environment.globals.keys()
    for name, value in renderer.environment.globals.items():
        assert value is blank.environment.globals[name], name
