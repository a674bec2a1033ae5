"""One field of an entry said otherwise, or one more source."""

from __future__ import annotations

import pytest

from generator.contribute.amend import Unmendable, amended, with_source


def test_what_cannot_be_mended_says_why() -> None:
    """Flow lists, fields that are not there, broken files."""
    for raw, act in (
        (b"a: [", lambda raw: amended(raw, "a", "b")),
        (b"a: 1\n", lambda raw: amended(raw, "b", "c")),
        (b"a: [1]\n", lambda raw: amended(raw, "a", "c")),
        (b"sources: [{url: u}]\n", lambda raw: with_source(raw, {"url": "v"})),
    ):
        with pytest.raises(Unmendable):
            act(raw)


TEXT = """\
# a comment
title: Old one  # said so
date: 2025-01
summary: >-
  Something happens
  that is told.

# about sources
sources:
  - url: https://e.org/a
    title: "A"

tags: [a]
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("name", "text", "old", "new"),
    [
        ("title", "New: one", "title: Old one  # said so\n", 'title: "New: one"  # said so\n'),
        ("title", "1984", "title: Old one  # said so\n", 'title: "1984"  # said so\n'),
        ("title", "bug #1", "title: Old one  # said so\n", 'title: "bug #1"  # said so\n'),
        ("date", "2025-02-03", "date: 2025-01\n", "date: 2025-02-03\n"),
        ("summary", "Other words.", "  Something happens\n  that is told.\n", "  Other words.\n"),
    ],
)
def test_one_field_is_said_otherwise_and_every_other_line_stays(end: str, name: str, text: str, old: str, new: str) -> None:
    """With its comment, the blank lines below it and its ends of lines."""
    raw = TEXT.replace("\n", end).encode()
    assert amended(raw, name, text).decode() == TEXT.replace(old, new).replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_source_is_added_below_the_others(end: str) -> None:
    """In lines that end as the others do."""
    added = with_source(TEXT.replace("\n", end).encode(), {"url": "https://e.org/b", "title": "1984", "published": "2025"})
    lines = '    title: "A"\n  - url: https://e.org/b\n    title: "1984"\n    published: 2025\n'
    assert added.decode() == TEXT.replace('    title: "A"\n', lines).replace("\n", end)


@pytest.mark.parametrize("sign", ["\r", "\x85", "\u2028", "\u2029", "\x0c", "\x1d"])
def test_a_file_whose_lines_could_be_counted_in_two_ways_is_left_alone(sign: str) -> None:
    """And it is said that 'timeline check' tells why: never is another line changed."""
    raw = TEXT.replace("Old one", f"Old{sign}one").encode()
    for act in (lambda: amended(raw, "summary", "x"), lambda: amended(raw, "title", "x"), lambda: with_source(raw, {"url": "v"})):
        with pytest.raises(Unmendable, match="timeline check"):
            act()


def test_what_cannot_be_changed_alone_is_left_to_a_person() -> None:
    """All in braces on one line, where the field's line has others too; a list of sources in one."""
    for raw in (b"{title: a, date: 2025}\n", b"{title: a,\n date: 2025}\n"):
        with pytest.raises(Unmendable, match="edit the file itself"):
            amended(raw, "title", "x")
    with pytest.raises(Unmendable, match="edit the file itself"):
        with_source(b"a: {b: c}\nsources:\n- {url: x}\n", {"url": "https://e.org"})
