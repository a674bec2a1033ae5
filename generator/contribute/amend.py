"""amend: the text of an entry -> the same with one field said otherwise, or with one more source. Every other line stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from generator.contribute.draft import field_lines, source_lines
from generator.load.strict_yaml import compose, plain_value
from generator.values.characters import visible


class Unmendable(Exception):  # noqa: N818  it is an answer about a file
    """The text has no place for the change; the message says why."""


def amended(raw: bytes, name: str, text: str) -> bytes:
    """The bytes with another value of a field of one text. Raises Unmendable if the field is not there, or not of text."""
    key, value = _field_of(raw, name)
    if not isinstance(value, yaml.ScalarNode):
        raise Unmendable(f"'{name}' is no single text; edit the file itself")
    lines = raw.decode().split("\n")
    first, end = key.start_mark.line, _end(value)
    while end > first + 1 and not lines[end - 1].strip():  # blank lines below a folded text
        end -= 1
    rest_of_line = lines[value.end_mark.line][value.end_mark.column :] if value.end_mark.line == first else _carriage(lines[first])
    field_text = [*field_lines(name, text)]
    lines[first:end] = [*_ended(field_text[:-1], lines[first]), field_text[-1] + rest_of_line]
    changed = "\n".join(lines).encode()
    before, after = _plain(raw), _plain(changed)
    if str(after.pop(name, None)) != visible(text) or after != {key: value for key, value in before.items() if key != name}:
        raise Unmendable(f"'{name}' stands where it cannot be changed alone; edit the file itself")
    return changed


def with_source(raw: bytes, source: Mapping[str, Any]) -> bytes:
    """The bytes with a source after those that are there. Raises Unmendable if its address is one of theirs."""
    _, value = _field_of(raw, "sources")
    if not isinstance(value, yaml.SequenceNode) or value.flow_style or not value.value:
        raise Unmendable("its sources are not a list of lines; edit the file itself")
    for known_source in value.value:
        for key, address in known_source.value if isinstance(known_source, yaml.MappingNode) else ():
            if key.value == "url" and address.value == source["url"]:
                raise Unmendable(f"{source['url']} is one of its sources already")
    lines = raw.decode().split("\n")
    last = value.value[-1]
    # A mapping of lines ends where the next thing begins; its last value knows better.
    end = _end(last) if last.flow_style else _end(last.value[-1][1])
    lines[end:end] = _ended(source_lines(source), lines[value.start_mark.line])
    changed = "\n".join(lines).encode()
    before, after = _plain(raw), _plain(changed)
    *known, added = after.pop("sources", None) or (None,)
    if tuple(known) != before.pop("sources") or not isinstance(added, dict) or added["url"] != source["url"] or after != before:
        raise Unmendable("its sources are written so that none can be added below them; edit the file itself")
    return changed


def _carriage(line: str) -> str:
    """What stands before LF at the end of a line, so that a file of Windows stays one."""
    return "\r" if line.endswith("\r") else ""


def _ended(lines: Iterable[str], like: str) -> list[str]:
    """New lines that end as another one does."""
    return [line + _carriage(like) for line in lines]


def _plain(raw: bytes) -> dict[str, Any]:
    """The values of a file; empty if it has none, or something is wrong with it."""
    node, flaws = compose(raw)
    value, more = plain_value(node) if node else (None, [])
    return {} if flaws or more else value or {}


def _field_of(raw: bytes, name: str) -> tuple[yaml.Node, yaml.Node]:
    node, flaws = compose(raw)
    if flaws or not isinstance(node, yaml.MappingNode):
        raise Unmendable("it is not readable as YAML; 'timeline check' says why")
    for key, value in node.value:
        if key.value == name:
            return key, value
    raise Unmendable(f"it has no '{name}'")


def _end(value: yaml.Node) -> int:
    """The line after the last one of a value."""
    if isinstance(value, yaml.SequenceNode | yaml.MappingNode) and not value.flow_style and value.value:
        last = value.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    mark = value.end_mark
    return int(mark.line if mark.column == 0 and mark.line > value.start_mark.line else mark.line + 1)
