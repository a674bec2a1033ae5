"""Files put in order: lines move as they are, and what they say stays."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.__main__ import main
from generator.contribute.formatter import tidy
from generator.load.paths import shape_of
from generator.load.strict_yaml import compose, plain_value
from generator.values.schemas import SCHEMAS
from tests.conftest import CHECKOUT, Corner

HEAD = "# yaml-language-server: $schema=../../schema/milestone.json\n"
MIXED = """\
# about the sources
sources:
  - title: A   # its title
    # where it is
    url: https://example.org/a
    quote: >-
      some words
  - {title: B, url: https://example.org/b}
# who
actors: [a, b]
title: "Something: happens"
date: 2020-05-01   # to the day
summary: >-
  Two lines
  # of which this is no comment
"""
ORDERED = """\
title: "Something: happens"
date: 2020-05-01   # to the day
summary: >-
  Two lines
  # of which this is no comment
# who
actors: [a, b]
# about the sources
sources:
  - title: A   # its title
    # where it is
    url: https://example.org/a
    quote: >-
      some words
  - {title: B, url: https://example.org/b}
"""


def tidied(text: str, shape: str = "milestone") -> str:
    """A text in order."""
    return tidy(text.encode(), SCHEMAS[shape], f"../../schema/{shape}.json").decode()


def test_fields_go_with_the_comments_above_them() -> None:
    """In the order of the vocabulary, quotes, breaks and comments as they were."""
    assert tidied(HEAD + MIXED) == HEAD + ORDERED


def test_a_part_of_a_list_is_put_in_order_too() -> None:
    """Its dash stays before the first field, whichever that is then."""
    text = HEAD + "title: T\nsources:\n  - quote: q\n    # why\n    title: A\n    url: https://e.org/a\n  - url: https://e.org/b\n"
    assert tidied(text).endswith("sources:\n  - url: https://e.org/a\n    # why\n    title: A\n    quote: q\n  - url: https://e.org/b\n")


def test_a_file_names_its_schema() -> None:
    """In its first line, so that editors know it."""
    assert tidied("title: T\n") == HEAD + "title: T\n"


@pytest.mark.parametrize("text", ["title: [", "a: 1\na: 2\n", "title: T\r\ndate: 2020\r\n", "- a\n", ""])
def test_what_is_not_strict_yaml_is_left_alone(text: str) -> None:
    """To the messages of `check`."""
    assert tidied(text) == text


def test_the_real_entries_are_in_order_and_shuffled_ones_come_back() -> None:
    """Every file under entries/; of shuffled fields the values are the same, and every comment is there."""
    chance = random.Random(7)
    for file in sorted((CHECKOUT / "entries").rglob("*.yaml")):
        path = file.relative_to(CHECKOUT).as_posix()
        if not (name := shape_of(path)):
            continue
        raw = file.read_bytes()
        up = "../" * (path.count("/") - 1)
        assert tidy(raw, SCHEMAS[name], f"{up}schema/{name}.json") == raw, path
        node, _ = compose(raw)
        assert node
        starts = [key.start_mark.line for key, _ in node.value] if isinstance(node.value, list) else []
        lines = raw.decode().splitlines(keepends=True)
        blocks = ["".join(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
        chance.shuffle(blocks)
        ordered = tidy(("".join(lines[: starts[0]]) + "".join(blocks)).encode(), SCHEMAS[name], f"{up}schema/{name}.json")
        node_again, _ = compose(ordered)
        assert node_again
        assert plain_value(node_again)[0] == plain_value(node)[0], path
        assert ordered.count(b"#") == raw.count(b"#"), path


def test_the_command_says_which_and_changes_nothing_on_request(corner: Corner) -> None:
    """Exit code 1 where something is out of order; a second run finds nothing."""
    corner.write("ai/milestones/a.yaml", HEAD + MIXED)
    file = corner.root / "entries/ai/milestones/a.yaml"
    call = ["--root", str(corner.root)]
    looked = CliRunner().invoke(main, ["fmt", "--check", *call])
    assert (looked.exit_code, file.read_text()) == (1, HEAD + MIXED)
    assert "entries/ai/milestones/a.yaml" in looked.output
    done = CliRunner().invoke(main, ["fmt", *call, str(file)])
    assert (done.exit_code, file.read_text()) == (0, HEAD + ORDERED)
    again = CliRunner().invoke(main, ["fmt", "--check", *call, str(Path(corner.root) / "entries")])
    assert again.exit_code == 0
