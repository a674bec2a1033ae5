"""The strict dialect of YAML in which `entries/` is written, so that people and program read the same thing.

One document of UTF-8, no duplicate keys, tabs, aliases, tags or merge keys, and no plain text that one version of
YAML or another turns into something else, or cuts off. Dates stay text. Built on libyaml through PyYAML, for its speed.
Knows nothing of entries: bytes in, plain values and flaws out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out

from generator.load.lost_text import losses, unseen_character
from generator.load.plain_scalars import Other, read
from generator.values.characters import unseen

MAX_DEPTH: Final = 12
_LONGEST_SHOWN: Final = 40
_MOST_TOLD: Final = 100
"""Of one file's tabs and unseen characters."""

_PLAIN_TAG: Final = "plain"
_ANCHOR: Final = re.compile(rb"(?:^|[\s\[{,])[&*]\S", re.MULTILINE)
_NESTING: Final = (b"[", b"{", b"- ", b"? ")
_OPEN: Final = (yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken, yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken)
_CLOSE: Final = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_TABS: Final = re.compile("\t+")
_ENDS_IN_COMMENT: Final = re.compile(r"\s*[^\s#].* #\S")
_OPENINGS: Final = {
    "scanning a quoted scalar": "close the quote, or write the text with >- on the lines below",
    "mapping values are not allowed": "a ': ' inside plain text starts a key: put the whole text in quotes",
    "block collection": "indent it like the lines beside it, and quote text that starts with a sign such as [ { & * !",
    "flow": "close the bracket or brace, with ',' between its parts",
    "expected a single document": "keep one document a file: split it at the '---' or '...'",
    "cannot start any token": "put text that starts with a sign such as @ or ` in quotes",
    "could not find expected ':'": "write 'key: value', or indent the line to continue the text above",
    "invalid Unicode character": "take the escape out, or write the character itself",
}
_CUT: Final = "' #' ends the text on the line above: put the whole text in quotes, or write it with >- on the lines below"

_STRAY_ITEM: Final = "this '- ' is in no list: put its line below 'key:' with nothing behind the colon, as far in as the other items"


class _Parser(CParser):
    """libyaml's composer without YAML 1.1's guesses: every untagged scalar stays what was written."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return _PLAIN_TAG

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to resolve by path."""

    def ascend_resolver(self) -> None:
        """Nothing to resolve by path."""


class Flaw(NamedTuple):
    """A problem of a text whose file is not known here; line and column count from 1."""

    line: int
    column: int
    what: str
    mend: str
    rule: str


def flaw(mark: Any, what: str, mend: str, rule: str) -> Flaw:
    """A flaw at one of PyYAML's marks, which count from 0."""
    return Flaw(mark.line + 1, mark.column + 1, what, mend, rule)


@dataclass
class _Reading:
    """One text being read: its flaws so far."""

    flaws: list[Flaw] = field(default_factory=list)

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        """The plain value of a node: str, int, float, bool, tuple or dict."""
        if node.tag != _PLAIN_TAG:
            self.flaws.append(flaw(node.start_mark, f"the tag '{node.tag}'", "leave tags out", "yaml-tag"))
            return ""
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            return text if node.style else self._plain(node, text)
        if depth >= MAX_DEPTH:
            self.flaws.append(flaw(node.start_mark, f"nested deeper than {MAX_DEPTH}", "flatten it", "yaml-depth"))
            return ()
        if isinstance(node, yaml.SequenceNode):
            return tuple([self.value(item, depth + 1) for item in node.value])
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, yaml.ScalarNode):
                self.flaws.append(flaw(mark, "a key that is a list or mapping", "use a plain word", "yaml-key"))
                continue
            key: str = key_node.value
            if key == "<<" and not key_node.style:
                self.flaws.append(flaw(mark, "a merge key '<<'", "write the fields out", "yaml-merge"))
            elif not key_node.style and isinstance(read(key), bool | Other):
                self.flaws.append(flaw(mark, f"the key '{key}' is not text in YAML", "use another key", "yaml-key"))
            elif key in mapping:
                self.flaws.append(
                    flaw(mark, f"the key '{key}' stands twice (first on line {first[key]})", "keep one of the two", "yaml-duplicate-key")
                )
            else:
                mapping[key] = self.value(value_node, depth + 1)
                first[key] = mark.line + 1
        return mapping

    def _plain(self, node: yaml.ScalarNode, text: str) -> str | int | float | bool:
        value = read(text)
        if not isinstance(value, Other):
            return value
        if value.means == "nothing":
            self.flaws.append(flaw(node.start_mark, "no value", "give one, or leave the field out", "yaml-empty"))
            return text
        if len(text) > _LONGEST_SHOWN:
            return self._odd(node, f"the number {text[:_LONGEST_SHOWN]}… is too long")
        return self._odd(node, f"YAML may read '{text}' as {value.means}")

    def _odd(self, node: yaml.Node, what: str) -> str:
        shown = f": '{node.value}'" if len(node.value) <= _LONGEST_SHOWN else ""
        self.flaws.append(flaw(node.start_mark, what, f"put it in quotes{shown}", "yaml-surprise"))
        return str(node.value)


def _decode(raw: bytes) -> str | Flaw:
    if not raw.strip():
        return Flaw(1, 1, "the file is empty", "write the entry, or remove the file", "empty-file")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return Flaw(1, 1, "the file starts with a byte-order mark", "save it as UTF-8 without one", "encoding")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
        return Flaw(line, column, f"byte 0x{raw[error.start]:02x} is no UTF-8", "save the file as UTF-8", "encoding")


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of a place in a text."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _of_characters(text: str) -> Iterator[Flaw]:
    for match in _TABS.finditer(text):
        yield Flaw(*_place(text, match.start()), "a tab", "use spaces", "yaml-tab")
    for at, character in unseen(text):
        if character != "\t":
            yield Flaw(*_place(text, at), *unseen_character(character))


def compose(raw: bytes) -> tuple[yaml.Node | None, list[Flaw]]:
    """The node tree of one strict document, None if there is none; and what is wrong with the text, whether it has one or not."""
    text = _decode(raw)
    if isinstance(text, Flaw):
        return None, [text]
    flaws = [*islice(_of_characters(text), _MOST_TOLD)]
    try:
        if _ANCHOR.search(raw) or _deep(raw):
            flaws += _by_token(text)
        if flaws:
            return None, flaws
        node = _Parser(raw).get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, flaws or [_syntax(error, text)]
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0].strip()
        return None, flaws or [Flaw(1, 1, f"not readable as YAML: {reason}", "take the character out", "yaml-syntax")]
    if node is None:
        return None, [Flaw(1, 1, "the file holds only comments", "write the entry, or remove it", "empty-file")]
    return node, [Flaw(loss.line + 1, loss.column + 1, *loss[2:]) for loss in losses(raw, text, node)]


def _deep(raw: bytes) -> bool:
    """Whether a text could nest so deep that composing it, which is recursive in C, would overflow the stack."""
    return b" " * 100 in raw or sum(map(raw.count, _NESTING)) > 150


def _by_token(text: str) -> Iterator[Flaw]:
    """What the scanner can tell before anything is composed: anchors and aliases, and nesting without end."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            what = f"{'an anchor' if isinstance(token, yaml.AnchorToken) else 'an alias'} '{token.value}'"
            mend = "write the value out, or put text that starts with & or * in quotes"
            yield flaw(token.start_mark, what, mend, "yaml-alias")
        elif isinstance(token, _OPEN):
            depth += 1
            if depth > MAX_DEPTH:
                yield flaw(token.start_mark, f"nested deeper than {MAX_DEPTH}", "flatten it", "yaml-depth")
                return
        elif isinstance(token, _CLOSE):
            depth -= 1


def _syntax(error: yaml.MarkedYAMLError, text: str) -> Flaw:
    mark: Any = error.problem_mark or error.context_mark
    words = f"{error.context or ''} {error.problem or ''}".strip()
    lines = text.split("\n")
    item = mark and mark.line < len(lines) and lines[mark.line][mark.column :].startswith("-")
    otherwise = _STRAY_ITEM if item else "set each field in as far as the fields beside it, and write it as 'key: value'"
    mend = next((mend for sign, mend in _OPENINGS.items() if sign in words), otherwise)
    if mark and 0 < mark.line <= len(lines) and _ENDS_IN_COMMENT.match(lines[mark.line - 1]):
        mend = _CUT
    rule = "yaml-documents" if "single document" in words else "yaml-syntax"
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # libyaml takes the end of a file without a line end for a line of its own
        line, column = len(lines) - 1, len(lines[-1])
    return Flaw(line + 1, column + 1, f"not YAML: {words}", mend, rule)


def position(node: yaml.Node, at: Iterable[str | int], key: bool = False) -> tuple[int, int]:
    """Line and column of the value at a path of keys and positions, or of the nearest thing above it that exists; with `key`, of its key."""
    mark: Any = node.start_mark
    for step in at:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                continue
            mark, node = pair[0].start_mark, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
    if isinstance(node, yaml.ScalarNode) and not key:
        mark = node.start_mark
    return mark.line + 1, mark.column + 1


def plain_value(node: yaml.Node) -> tuple[dict[str, Any] | None, list[Flaw]]:
    """The mapping at the top of a document as plain values (lists are tuples), and what is wrong in it."""
    if not isinstance(node, yaml.MappingNode):
        return None, [flaw(node.start_mark, "not a mapping at the top", "start with 'title: …'", "yaml-shape")]
    reading = _Reading()
    return reading.value(node), reading.flaws
