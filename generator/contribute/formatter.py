"""formatter: the text of a file of `entries/` -> the same with its fields in the order of the vocabulary.

Whole lines are moved and nothing is written anew, so that every comment, quote and line break stays as its writer set it: a
comment goes with the field below it. What would change the meaning is not done: the values are read before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import yaml
from pydantic import BaseModel

from generator.load.strict_yaml import compose, plain_value
from generator.values.schemas import MODELINE, inner_shape

_COMMENT: Final = re.compile(r"\s*#")


def tidy(raw: bytes, shape: type[BaseModel], schema: str) -> bytes:
    """The bytes of a file in order; the same bytes if they are in order, or not readable as strict YAML.

    `schema` is the path of the file's JSON Schema as the file is to name it in its first line.
    """
    node, flaws = compose(raw)
    if flaws or not isinstance(node, yaml.MappingNode) or plain_value(node)[1] or b"\r" in raw:
        return raw
    lines = [line.rstrip() for line in raw.decode().splitlines()]
    if not lines[0].startswith(MODELINE):
        return tidy("\n".join([MODELINE + schema, *lines, ""]).encode(), shape, schema)
    _sort(lines, node, shape, len(lines), 1)
    while not lines[-1]:
        lines.pop()
    ordered = ("\n".join(lines) + "\n").encode()
    ordered_node = compose(ordered)[0]
    return ordered if ordered_node and plain_value(ordered_node)[0] == plain_value(node)[0] else raw


def _sort(lines: list[str], node: yaml.MappingNode, shape: Any, end: int, least: int) -> None:
    """Put the fields of a mapping in order, in its lines up to `end`; of what is within its fields first."""
    if node.flow_style or not node.value:
        return
    column = node.start_mark.column
    starts = [_start(lines, key.start_mark.line, column, least) for key, _ in node.value]
    bounds = list(pairwise([*starts, end]))
    fields = getattr(shape, "model_fields", {})
    by_name = {field.alias or name: field for name, field in fields.items()}
    for (key, value), (_, stop) in zip(node.value, bounds, strict=True):
        inner = inner_shape(by_name[key.value].annotation) if key.value in by_name else None
        for part, last in _parts(lines, value, stop):
            _sort(lines, part, inner, last, part.start_mark.line)
    order = {name: n for n, name in enumerate(by_name)}
    names = [key.value for key, _ in node.value]
    sequence = sorted(range(len(names)), key=lambda n: (order.get(names[n], len(order)), n))
    if sequence == list(range(len(names))):
        return
    blocks = [lines[start:stop] for start, stop in bounds]
    lead = blocks[0][0][:column]
    if lead.strip():  # the dash of a list's part stands before its first field, whichever that is
        if _COMMENT.match(blocks[sequence[0]][0]):
            return
        blocks[0][0] = " " * column + blocks[0][0][column:]
    sorted_lines = [line for n in sequence for line in blocks[n]]
    if lead.strip():
        sorted_lines[0] = lead + sorted_lines[0][column:]
    lines[starts[0] : end] = sorted_lines


def _start(lines: list[str], line: int, column: int, least: int) -> int:
    """The first line of a field: its own, or that of the comment right above it that is set in as far."""
    while line > least and _COMMENT.match(lines[line - 1]) and len(lines[line - 1]) - len(lines[line - 1].lstrip()) == column:
        line -= 1
    return line


def _parts(lines: list[str], value: yaml.Node, end: int) -> Iterator[tuple[yaml.MappingNode, int]]:
    """The mappings that a field holds, each with the line before which it ends."""
    if isinstance(value, yaml.MappingNode):
        yield value, end
    elif isinstance(value, yaml.SequenceNode) and not value.flow_style:
        dashes = [_start(lines, item.start_mark.line, value.start_mark.column, 0) for item in value.value]
        for item, last in zip(value.value, [*dashes[1:], end], strict=True):
            if isinstance(item, yaml.MappingNode):
                yield item, last
