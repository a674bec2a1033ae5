"""The examples of CONTRIBUTING.md, which newcomers copy: they are entries that `check` has nothing against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from generator.contribute.formatter import tidy
from generator.load.strict_yaml import compose, plain_value
from generator.values.entries import ForkFacts, Policy, Release, ReleaseFacts
from generator.values.schemas import inner_shape
from tests.conftest import CHECKOUT, MILESTONE, Corner

SHORT, WHOLE, BLOCKS = re.findall(r"```yaml\n(.*?)```", (CHECKOUT / "CONTRIBUTING.md").read_text(), re.DOTALL)


def written(value: Any, shape: Any) -> Iterator[tuple[str, str]]:
    """Each field that plain values have, with the shape that it belongs to."""
    for item in value if isinstance(value, tuple) else (value,):
        for name, info in shape.model_fields.items() if isinstance(item, dict) else ():
            if (info.alias or name) in item:
                yield shape.__name__, name
                if inner := inner_shape(info.annotation):
                    yield from written(item[info.alias or name], inner)


def known(shape: Any) -> Iterator[tuple[str, str]]:
    """Each field that a shape has, and those of the shapes within it."""
    for name, info in shape.model_fields.items():
        yield shape.__name__, name
        if inner := inner_shape(info.annotation):
            yield from known(inner)


def values(text: str) -> dict[str, Any]:
    """What an example says, in strict YAML."""
    node, flaws = compose(text.encode())
    assert node
    value, more = plain_value(node)
    assert [*flaws, *more] == []
    return value or {}


@pytest.fixture
def around(corner: Corner) -> Corner:
    """What the examples name: two actors, the entry on which each builds, a licence; and who names the actors and the licence."""
    corner.write("actors/linus-torvalds.yaml", "name: Linus Torvalds\nkind: person\n")
    corner.write("actors/the-lab.yaml", "name: The Lab\nkind: lab\n")
    corner.write("licences.yaml", "Apache-2.0: {name: Apache License 2.0, summary: Permits all., terms: permissive}\n")
    for path, year, more in (
        ("linux/milestones/gnu-project", 1983, "actors: [linus-torvalds]\n"),
        ("ai/releases/open-model", 2024, "actors: [the-lab]\nrelease: {licence: Apache-2.0}\n"),
    ):
        text = MILESTONE.replace("Something happens\n", f"{path} happens\n", 1).replace("2020-05-01", str(year))
        corner.write(f"{path}.yaml", f"{text}{more}body: See [the other](/e/gnu-project/) and [this](/e/open-model/).\n")
    return corner


def test_the_short_example_passes(around: Corner) -> None:
    """As it stands."""
    around.write("linux/milestones/example.yaml", SHORT)
    assert around.problems() == []


def test_the_whole_example_passes_and_says_everything(around: Corner) -> None:
    """Every field that a release and its parts can have, in the order in which `timeline fmt` puts them."""
    around.write("ai/releases/example.yaml", WHOLE)
    assert around.problems() == []
    assert set(known(Release)) - set(written(values(WHOLE), Release)) == set()
    assert tidy(WHOLE.encode(), Release, "../../schema/release.json") == WHOLE.encode()


@pytest.mark.parametrize("kind", ["fork", "policy"])
def test_the_blocks_of_other_kinds_pass(around: Corner, kind: str) -> None:
    """With every field that a release does not have."""
    block = {kind: yaml.safe_load(BLOCKS)[kind]}
    text = MILESTONE.replace("2020-05-01", "2025-03-04").replace("example.org/a", "lab.example/small-model")
    around.write(
        f"ai/{'forks' if kind == 'fork' else 'policies'}/example.yaml",
        text + yaml.safe_dump(block, sort_keys=False) + "links: [{to: open-model, as: responds-to, note: said so}]\n",
    )
    assert around.problems() == []
    shape = ForkFacts if kind == "fork" else Policy.model_fields["policy"].annotation
    alone = set(known(shape)) - {(ForkFacts.__name__, name) for name in ReleaseFacts.model_fields} - set(known(ReleaseFacts))
    assert alone - set(written(values(BLOCKS)[kind], shape)) == set()
