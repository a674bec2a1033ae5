"""The style sheets, where a browser would say nothing about a mistake, and prose, where a reader of a change would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import CHECKOUT

SHEETS = sorted((CHECKOUT / "docs/assets/css").glob("*.css"))
THEME = "theme-material.css"


def rules(sheet: str) -> str:
    """A style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (CHECKOUT / "docs/assets/css" / sheet).read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_block_of_a_style_sheet_closes(sheet: Path) -> None:
    """A block that stays open, as a careless merge leaves it, would hide all that follows from most screens."""
    depth = 0
    for number, line in enumerate(rules(sheet.name).splitlines(), 1):
        if line.startswith(("@", ":", "html", ".", "[")):
            assert depth == 0, f"a block before line {number} (without comments) is still open: {line}"
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_says_first_what_it_is_for(sheet: Path) -> None:
    """And no line of it is too long to be compared."""
    text = sheet.read_text()
    assert text.startswith("/* ")
    assert [line for line in text.splitlines() if len(line) > 140] == []


def test_pages_have_every_style_sheet_but_the_one_of_frames() -> None:
    """A new file that is not listed would be written for nobody."""
    listed = yaml.load((CHECKOUT / "mkdocs.yml").read_text(), yaml.BaseLoader)["extra_css"]  # noqa: S506  plain texts alone
    assert sorted(listed) == [f"assets/css/{sheet.name}" for sheet in SHEETS if sheet.name != "embed.css"]


def test_one_style_sheet_alone_knows_the_theme() -> None:
    """Another theme, or another version of this one, is a change of one file."""
    assert [sheet.name for sheet in SHEETS if re.search(r"\.md-|--md-|data-md-", rules(sheet.name))] == [THEME]


def test_dark_is_the_same_with_and_without_a_script() -> None:
    """CSS cannot say one block for a media query and for an attribute: it is written twice, to the same colours."""
    (system,) = re.findall(r":root:not\(\.js\) \{([^}]*)\}", rules("base.css"))
    (chosen,) = re.findall(r'\[data-md-color-scheme="slate"\] \{([^}]*)\}', rules(THEME))
    colours = [re.findall(r"(--(?:of|chart)-[a-z0-9-]+): ([^;]+);", block) for block in (system, chosen)]
    assert colours[0] == colours[1]
    light = set(re.findall(r"(--of-[a-z0-9-]+): #", rules("base.css").split("@media")[0]))
    assert {name for name, _ in colours[0] if name.startswith("--of-")} == light


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{page.name}" for page in sorted((CHECKOUT / "docs").glob("*.md")))]
)
def test_prose_is_wrapped_alike(page: str) -> None:
    """At 130 columns, so that a change of it can be read; tables, code, headings and pictures are lines of their own length."""
    text = re.sub(r"```.*?```", "", (CHECKOUT / page).read_text("utf-8").split("\n---\n", 1)[-1], flags=re.DOTALL)
    assert [line for line in text.splitlines() if len(line) > 130 and not re.match(r"\s*(\||#|<|!\[)", line)] == []
