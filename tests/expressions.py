"""A workflow as a file, and its expressions: of GitHub's language, what the workflows here use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_WORD = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|[(),!]|[\w*-]+(?:\.[\w*-]+)*|\d+)")


def read(file: Path) -> dict[str, Any]:
    """A workflow; YAML 1.1 takes its `on` for a truth value."""
    values: dict[Any, Any] = yaml.safe_load(file.read_text())
    return {"on": values[True], **{key: value for key, value in values.items() if key is not True}}


def evaluate(expression: str, contexts: Mapping[str, Any]) -> Any:
    """The value of what stands between `${{` and `}}`."""
    words = _WORD.findall(expression)
    assert "".join(words) == re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*\Z)", "", expression), expression

    def either() -> Any:
        value = both()
        while words[:1] == ["||"]:
            words.pop(0)
            other = both()
            value = value or other
        return value

    def both() -> Any:
        value = equal()
        while words[:1] == ["&&"]:
            words.pop(0)
            other = equal()
            value = value and other
        return value

    def equal() -> Any:
        value = single()
        while words[:1] in (["=="], ["!="]):
            same = words.pop(0) == "=="
            value = (value == single()) is same
        return value

    def single() -> Any:
        word = words.pop(0)
        if word == "!":
            return not single()
        if word == "(":
            value = either()
            words.pop(0)
            return value
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if words[:1] == ["("]:
            arguments: list[Any] = []
            while words.pop(0) != ")":
                if words[0] != ")":
                    arguments.append(either())
            return _call(word, arguments, contexts)
        return _look_up(word, contexts)

    return either()


def _call(name: str, arguments: list[Any], contexts: Mapping[str, Any]) -> Any:
    match name, arguments:
        case "contains", [whole, part]:
            return part in (whole if isinstance(whole, list) else str(whole or ""))
        case "startsWith", [text, start]:
            return str(text or "").startswith(start)
        case "format", [text, *values]:
            return text.format(*(value or "" for value in values))
        case "always", []:
            return True
        case "success", []:
            return not contexts.get("failed")
    raise AssertionError(name)


def _look_up(path: str, contexts: Mapping[str, Any]) -> Any:
    value: Any = contexts
    for part in path.split("."):
        if part == "*":
            continue
        value = [item.get(part) for item in value] if isinstance(value, list) else value.get(part) if isinstance(value, Mapping) else None
    return value


def filled(text: Any, contexts: Mapping[str, Any]) -> str:
    """A value of a workflow with what its expressions come to."""
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda hit: str(evaluate(hit[1], contexts) or ""), str(text))
