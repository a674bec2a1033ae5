"""The schema page says what the vocabulary says, and the architecture page names what is there."""

from __future__ import annotations

import html
import re
from pathlib import Path

from generator.values.graph import Graph
from generator.values.schemas import SCHEMAS
from tests.conftest import CHECKOUT, printed


def test_every_field_of_every_shape_is_told(graph: Graph) -> None:
    """By the name that a person writes, with its meaning and whether it has to be there."""
    text = printed(graph)["schema/index.md"]
    for name, shape in SCHEMAS.items():
        part = text.split(f'<h2 id="{name}">')[1].split("<h2")[0]
        rows = {row[1]: row[0] for row in re.finditer(r'<tr><th scope="row"><code>(.*?)</code>.*?</tr>', part)}
        assert list(rows) == [info.alias or field for field, info in shape.model_fields.items()], name
        for field, info in shape.model_fields.items():
            row = rows[info.alias or field]
            assert ('<span class="of-kind">needed</span>' in row) == info.is_required()
            assert (
                html.escape(" ".join((info.description or "").split()), quote=False)[:30] in html.unescape(row).replace("<", "&lt;")
                or not info.description
            )
    links = set(re.findall(r'href="#([a-z]+)"', text))
    assert links <= set(re.findall(r'id="([a-z]+)"', text))


def test_the_architecture_names_every_room() -> None:
    """A module or folder that it does not name is one that nobody will find."""
    text = (CHECKOUT / "docs/architecture.md").read_text()
    rooms = {path.stem for path in Path(CHECKOUT / "generator").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert {room for room in rooms - {"__init__"} if not re.search(rf"\b{re.escape(room)}\b", text)} == set()


def test_the_architecture_names_every_workflow() -> None:
    """With what each does."""
    text = (CHECKOUT / "docs/architecture.md").read_text()
    assert {file.name for file in (CHECKOUT / ".github/workflows").glob("*.yml") if f"`{file.name}`" not in text} == set()
