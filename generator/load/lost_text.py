"""What YAML takes away from a text before anybody can see it, and what it puts in: words behind ` #`, a sign before the text, and
characters by their escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml

from generator.values.characters import unseen

_MARKS: Final = re.compile(rb"\\| #|(?:[ \[{,]|^)!", re.MULTILINE)
"""Without one of these nothing is lost."""
_COMMENT: Final = re.compile(r"( +)#([^\r\n]*)")
_HEADER: Final = re.compile(r"[|>][-+0-9]*( +)#([^\r\n]*)")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n[ ]*|(.))|.", re.DOTALL)
_ESCAPED: Final = {
    **{"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"},
    **{"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"},
}
"""The escapes of one letter; any other stands for itself."""
_LONGEST_SHOWN: Final = 20


class Loss(NamedTuple):
    """Something that is not as it looks: where, counted from 0, and what, as a flaw says it."""

    line: int
    column: int
    what: str
    mend: str
    rule: str


def losses(raw: bytes, text: str, node: yaml.Node) -> Iterator[Loss]:
    """What is lost or put in, in keys and values of a document in the order in which it stands."""
    if _MARKS.search(raw):
        yield from _in(text, node)


def unseen_character(character: str) -> tuple[str, str, str]:
    """What is said of a character that nobody sees, what would be right, and the rule."""
    mend = "end lines with LF, or with CR and LF" if character == "\r" else "take it out"
    return f"the invisible character U+{ord(character):04X}", mend, "unseen-character"


def _in(text: str, node: yaml.Node) -> Iterator[Loss]:
    if isinstance(node, yaml.ScalarNode):
        yield from _scalar(text, node)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _in(text, key)
            yield from _in(text, value)
    else:
        for item in node.value:
            yield from _in(text, item)


def _scalar(text: str, node: yaml.ScalarNode) -> Iterator[Loss]:
    start, end = node.start_mark, node.end_mark
    if text.startswith(("! ", "!\n", "!\r"), start.index):
        yield Loss(
            start.line, start.column, "YAML takes the '!' before this text away", "put text that starts with ! in quotes", "yaml-tag"
        )
    if node.style == '"':
        yield from _escapes(text[start.index : end.index], start)
    folded = node.style in ("|", ">")
    comment = _HEADER.match(text, start.index) if folded else _COMMENT.match(text, end.index)
    if comment and _cuts(node, comment):
        at = comment.end(1)
        words = comment[2] if len(comment[2]) <= _LONGEST_SHOWN else comment[2][:_LONGEST_SHOWN] + "…"
        mend = "put it on the lines below" if folded else "put it into the quotes" if node.style else "put the text in quotes"
        line, column = (start if folded else end).line, at - (text.rfind("\n", 0, at) + 1)
        yield Loss(line, column, f"' #' ends the text, so '#{words}' is lost", f"{mend}; or write a comment as '  # …'", "yaml-comment")


def _cuts(node: yaml.ScalarNode, comment: re.Match[str]) -> bool:
    """Whether what stands behind a text was meant to be part of it: there is no blank behind the sign, or just one before it
    where the text has several words."""
    if comment[2][:1] not in ("", " "):
        return True
    return not node.style and len(comment[1]) == 1 and " " in node.value and bool(comment[2].strip())


def _escapes(source: str, start: Any) -> Iterator[Loss]:
    """The unseen characters that escapes stand for, in a text with its quotes."""
    characters: list[str] = []
    places: list[int] = []
    for match in _ESCAPE.finditer(source):
        number, letter = match[1] or match[2] or match[3], match[4]
        characters.append(chr(int(number, 16)) if number else _ESCAPED.get(letter, letter) if letter else match[0][0])
        places.append(match.start())
    for at, character in unseen("".join(characters)):
        place = places[at]
        if source[place] == "\\" and character != "\\":
            before = source[:place]
            line = before.count("\n")
            column = place - (before.rfind("\n") + 1) + (0 if line else start.column)
            yield Loss(start.line + line, column, *unseen_character(character))
