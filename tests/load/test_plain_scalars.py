"""What a text without quotes is to one program and another."""

from __future__ import annotations

import re
import string
from itertools import product

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.load.plain_scalars import Other, other_type, read
from generator.values.fields import PlainDay

# https://yaml.org/spec/1.2.2/#1032-tag-resolution, line by line.
CORE = [
    r"null|Null|NULL|~",
    r"",
    r"true|True|TRUE|false|False|FALSE",
    r"[-+]?[0-9]+",
    r"0o[0-7]+",
    r"0x[0-9a-fA-F]+",
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
    r"[-+]?(\.inf|\.Inf|\.INF)",
    r"\.nan|\.NaN|\.NAN",
]
SCALARS = st.one_of(
    st.text("0123456789_.:+-eExXoObaAfFnN", min_size=1, max_size=8),
    st.sampled_from(["yes", "No", "ON", "off", "y", "N", "True", "null", "~", "=", "<<", ".inf", "-.INF", ".NaN", "2024-01-01t10:00:00Z"]),
    *(st.from_regex(rf"\A(?:{rule})\Z", alphabet=string.printable) for rule in CORE if rule),
)


@given(SCALARS)
def test_text_is_only_what_every_program_reads_as_text(text: str) -> None:
    """PyYAML, which has the rules of 1.1, and the core schema of 1.2 agree on whatever passes as text."""
    value = read(text)
    if type(value) is str:
        assert yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str"
        assert not any(re.fullmatch(rule, text) for rule in CORE)


@given(SCALARS)
def test_a_number_is_the_same_to_every_program(text: str) -> None:
    """What is read as a number or as true is read so by PyYAML, and loses no digit."""
    value = read(text)
    if isinstance(value, int | float):
        assert yaml.safe_load(text) == value
        assert isinstance(value, bool) or str(value) == text.replace("_", "") or text == "-0"


@pytest.mark.parametrize(
    ("texts", "means"),
    [
        (["007", "08", "0o14", "0b1", "0x1F", "0X1F", "+1", "1_", "1__0", "-08", "9" * 60], "a number"),
        (["1_000.5", "1e3", "1E-3", ".5", "1.", "+1.5", "1.10", ".inf", "-.INF", ".nan", ".NaN", "9" * 400 + ".0"], "a number"),
        (["1:30", "12:30:45", "-1:59", "190:20:30.15"], "a number"),
        (["2024-01-01 10:00", "2024-01-01 10:00:00", "2024-1-1T1:00:00Z", "2024-01-01t10:00:00.5 +2"], "a moment"),
        (["yes", "No", "ON", "off", "y", "N", "nO", "True", "FALSE"], "true or false"),
        (["", "~", "null", "Null", "NULL", "nUll"], "nothing"),
        (["="], "a sign for a default value"),
        (["<<"], "a sign that merges fields"),
    ],
)
def test_whatever_one_program_reads_otherwise_is_told(texts: list[str], means: str) -> None:
    """With what it may be read as."""
    assert {text: read(text) for text in texts} == dict.fromkeys(texts, Other(means))


@pytest.mark.parametrize(
    ("text", "value"), [("671_000_000_000", 671_000_000_000), ("-5", -5), ("1984", 1984), ("0.06", 0.06), ("true", True), ("false", False)]
)
def test_numbers_and_truth_are_read(text: str, value: object) -> None:
    """As everybody reads them."""
    assert (read(text), type(read(text))) == (value, type(value))


@pytest.mark.parametrize(
    "text", ["R1", "5.0-rc1", "1.2.3", "Nothing", "no one", "2025-01", "2025~", "2025-01-20/..", "e3", "a=b", "10 %", "1,000", "-", "- a"]
)
def test_what_nobody_reads_otherwise_is_text(text: str) -> None:
    """Versions, dates that YAML does not know, and words."""
    assert (read(text), type(read(text)), other_type(text)) == (text, str, None)


def test_a_day_knows_that_it_was_not_in_quotes() -> None:
    """It is text for a date, and refused where any text may stand."""
    assert (read("2025-01-20"), type(read("2025-01-20"))) == ("2025-01-20", PlainDay)


def test_every_word_of_two_letters_is_read_as_one_thing() -> None:
    """A walk through all short words: none but those that stand for truth or nothing is told."""
    told = {"".join(pair) for pair in product(string.ascii_letters, repeat=2) if other_type("".join(pair))}
    assert {word.lower() for word in told} == {"no", "on"}
