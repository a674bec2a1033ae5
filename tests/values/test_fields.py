"""What a field can hold, in every shape that there is: a new field is held to it as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.load.paths import KEYED
from generator.values.fields import MOST, Id, Line, PlainDay, Prose, Text, Value, no_file_name
from generator.values.schemas import SCHEMAS

SHAPES: Final = [*SCHEMAS.values(), *KEYED.values()]
SEVERAL_LINES: Final = {"body", "why", "limits"}
"""Fields of Markdown."""


def parts(schema: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Every part of a JSON Schema, with the names that lead to it."""
    if isinstance(schema, dict):
        yield at, schema
        yield from chain.from_iterable(parts(inner, (*at, name)) for name, inner in schema.items())
    elif isinstance(schema, list):
        yield from chain.from_iterable(parts(inner, at) for inner in schema)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_number_has_bounds(shape: type[Value]) -> None:
    """Below and above, within what a column of 64 bits and a float hold exactly."""
    for at, part in parts(shape.model_json_schema()):
        if part.get("type") in ("integer", "number"):
            low, high = (part.get(name, part.get(f"exclusive{name.capitalize()}")) for name in ("minimum", "maximum"))
            assert low is not None, at
            assert high is not None, at
            assert -MOST <= low < high <= MOST < 2**53, at


def test_every_whole_number_out_of_bounds_is_refused_with_the_bound(corner: Any) -> None:
    """Of a count, of a figure of a dispute and of what the Hub said; NaN and infinity are no numbers here."""
    text = "title: One\ndate: 2020\nsummary: Something happens that is told in a sentence of a decent length.\nsources: [{url: https://e.org}]\n"
    for block, column in (
        ("release: {parameters: 9_300_000_000_000_000_000_000}", 23),
        ("release: {context: 9_223_372_036_854_775_808}", 20),
        ("release: {active_parameters: 1_000_000_000_000_001}", 30),
        ("disputes: [{field: title, value: 9300000000000000000000, source: https://e.org, resolution: x}]", 34),
        ("disputes: [{field: title, value: 99999999999999999999.5, source: https://e.org, resolution: x}]", 34),
        ("overrides: [{field: parameters, hub: a/b, said: 9300000000000000000000, reason: x}]", 49),
    ):
        corner.write("ai/releases/a.yaml", text + block + "\n")
        problems = [(p.line, p.column, p.what) for p in corner.problems() if p.severity == "error"]
        assert [(line, place) for line, place, _ in problems] == [(5, column)], problems
        assert "1,000,000,000,000,000" in problems[0][2] or "YAML may read" in problems[0][2]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_text_is_of_one_line_but_markdown(shape: type[Value]) -> None:
    """Whatever a field is called, a line end in it is refused, unless a pattern leaves no room for one."""
    fields = {
        name: field for name, field in chain.from_iterable(inner.model_fields.items() for inner in shapes_in(shape)) if "str" in str(field)
    }
    for name, field in fields.items():
        for text in ("one\ntwo", ("one\ntwo",)):
            adapter = TypeAdapter(field.rebuild_annotation())
            if name in SEVERAL_LINES:
                continue
            with pytest.raises(ValidationError):
                adapter.validate_python(text, strict=True)


def shapes_in(shape: Any) -> set[type[Value]]:
    """A shape and all that it holds."""
    seen: set[type[Value]] = set()
    waiting = [shape]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, Value):
            if part not in seen:
                seen.add(part)
                waiting += [field.annotation for field in part.model_fields.values()]
        else:
            waiting += getattr(part, "__args__", ())
    return seen


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("title: |\n  One\n  two\n", (1, 8)),
        ('title: "One\\ntwo"\n', (1, 8)),
        ("title: One\n\n  two\n", (1, 8)),
        ("title: One\nsummary: |\n  Something happens.\n  It is told.\n", (2, 10)),
        ('title: One\nsources:\n  - {url: https://e.org, quote: "a\\nER  - b"}\n', (3, 33)),
        ('title: One\naliases: ["a\\nb"]\n', (2, 11)),
    ],
)
def test_a_line_end_in_a_text_is_told_at_the_text(corner: Any, text: str, right: tuple[int, int]) -> None:
    """With what joins lines."""
    corner.write("ai/milestones/a.yaml", text)
    (problem,) = (p for p in corner.problems() if "several lines" in p.what)
    assert ((problem.line, problem.column), ">-" in problem.mend) == (right, True)


def test_markdown_keeps_its_lines_and_a_folded_text_is_one() -> None:
    """A line end at the end of a text is none within it."""
    assert TypeAdapter(Prose).validate_python("one\n\ntwo\n") == "one\n\ntwo"
    assert TypeAdapter(Text).validate_python(" one two\n") == "one two"


def test_a_day_without_quotes_is_no_text() -> None:
    """But where a value of any kind may stand it is one, and then a plain string."""
    for shape in (Text, Id, Prose):
        with pytest.raises(ValidationError, match="put it in quotes"):
            TypeAdapter(shape).validate_python(PlainDay("2025-01-20"), strict=True)
        assert TypeAdapter(shape).validate_python("2025-01-20", strict=True) == "2025-01-20"
    assert type(TypeAdapter(Line).validate_python(PlainDay("2025-01-20"), strict=True)) is str


def test_a_name_is_one_on_every_system() -> None:
    """Devices of Windows are no files, with whatever ending and in any case; what it cuts off is no part of a name."""
    assert [name for name in ("con", "NUL", "aux.json", "com1", "lpt9.x.y", "COM0", "x.", "x ", "prn") if not no_file_name(name)] == []
    assert [
        name for name in ("console", "null", "com", "com10", "auxiliary", "a.con", "lpt", "nul-1", "LicenseRef-x.y") if no_file_name(name)
    ] == []
