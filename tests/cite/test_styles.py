"""Formatted citations: judged by CSL's own engine, in the same styles, and by what the styles demand of hard titles."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import citeproc
import pytest

from generator.cite import cite
from generator.cite.cited import Cited
from generator.cite.engine import FOLDER
from generator.cite.styles import STYLES, formatted
from generator.values.edition import Edition
from generator.values.graph import Graph
from tests.browser.conftest import tool
from tests.conftest import ADDRESSES, TODAY

HARD = [
    "A model is released",
    "Is open AI the new Linux?",
    "“Just a hobby”, says he",
    "R&D at 100 % & more",
    "通义千问 is out",
    "{Braces} and \\backslashes",
    'He said "no"',
    "$5 for a #1 ~ thing_x ^",
    "Torvalds calls it “the end”.",
    "How odd!",
    "A system to learn from",
    "The rise of the GNU: a history of it",
    "llama.cpp runs, and kernel.org is broken into",
]
DEMANDED = {
    ("APA", "How much faster?"): "<i>How much faster?</i> Only Faster.",
    ("APA", "A model is released"): "<i>A model is released</i>. Only Faster.",
    ("Chicago", "A model is released"): "2026. “A Model Is Released.” Only Faster, November 23.",
    ("Chicago", 'Microsoft calls Linux "a cancer"'): "“Microsoft Calls Linux ‘a Cancer.’” Only Faster",
    ("Chicago", "“Just a hobby”, says he"): "“‘Just a Hobby’, Says He.” Only Faster",
    ("Chicago", "A system to learn from"): "“A System to Learn From.” Only Faster",
    ("Chicago", "Code at kernel.org"): "“Code at kernel.org.” Only Faster",
    ("MLA", "Is open AI the new Linux?"): "“Is Open AI the New Linux?” <i>Only Faster</i>, 23 Nov. 2026, ",
    ("MLA", "llama.cpp runs on a laptop"): "“llama.cpp Runs on a Laptop.” <i>Only Faster</i>",
    ("MLA", "Torvalds calls it “the end”."): "“Torvalds Calls It ‘the End’.” <i>Only Faster</i>",
    ("MLA", "A <b>tag</b> & more"): "“A &lt;b&gt;tag&lt;/b&gt; &amp; More.” <i>Only Faster</i>",
}


def titled(title: str, genre: str = "", issued: date | None = date(2026, 11, 23)) -> Cited:
    """A page of that title."""
    return Cited("e/x", title, "", "v", issued, issued, None, (), (), genre)


@cache
def lines(title: str, genre: str = "") -> dict[str, str]:
    """Its citations by style."""
    return formatted(titled(title, genre), "https://site.example/e/x/?v=1&w=2", {})


def words(line: str) -> str:
    """The text of a line, without what the two engines do not set alike: capitals, and which apostrophe."""
    return html.unescape(re.sub(r"</?[ai]\b[^>]*>", "", line)).translate(str.maketrans("’‘", "''")).lower()


@pytest.mark.parametrize("name", list(STYLES))
def test_the_engine_of_csl_itself_gives_the_same(real: Graph, name: str) -> None:
    """Every word and mark, from the same style, is what citeproc-js makes: of hard titles, and of all that have marks in the real
    corpus."""
    titles = [*HARD, *(record.value.title for record in real.entries if re.search(r"[^\w ,-]", record.value.title))]
    items = [
        {
            "id": str(n),
            "type": "webpage",
            "title": title,
            "container-title": "Only Faster",
            "author": [{"literal": "Only Faster contributors"}],
            "URL": "https://site.example/e/x/?v=1&w=2",
            "language": "en",
            "issued": {"date-parts": [[2026, 11, 23]]},
            **({"genre": "Chart"} if n % 2 else {}),
        }
        for n, title in enumerate(titles)
    ]
    locale = Path(citeproc.LOCALES_PATH) / "locales-en-US.xml"
    given = json.dumps([(FOLDER / f"{STYLES[name]}.csl").read_text("utf-8"), locale.read_text("utf-8"), items])
    modules = tool("citeproc/package.json").parent.parent
    answer = subprocess.run(
        ["node", Path(__file__).parent / "citeproc.cjs"],
        input=given,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NODE_PATH": str(modules)},
    )
    for n, (title, judged) in enumerate(zip(titles, json.loads(answer.stdout), strict=True)):
        assert words(lines(title, "Chart" if n % 2 else "")[name]) == words(judged)


@pytest.mark.parametrize(("name", "title"), list(DEMANDED))
def test_what_a_style_demands_of_a_title(name: str, title: str) -> None:
    """Marks within quotation marks, one at the end of a sentence, capitals of a heading, names that are written small."""
    assert DEMANDED[name, title] in lines(title)[name]


@pytest.mark.parametrize("name", list(STYLES))
def test_the_address_is_a_link_and_a_title_is_text(name: str) -> None:
    """Markup in a title is shown, and stands for itself nowhere."""
    line = lines("A <b>tag</b>")[name]
    assert '<a href="https://site.example/e/x/?v=1&amp;w=2">https://site.example/e/x/?v=1&amp;w=2</a>' in line
    assert "<b>" not in line
    assert "nocase" not in line


def test_a_line_is_formatted_once() -> None:
    """What was kept under the content of a citation is its line; another title, day or style has another key."""
    cache: dict[str, str] = {}
    first = formatted(titled("A model is released"), "https://site.example/", cache)
    assert sorted(first.values()) == sorted(cache.values())
    marked = {key: f"kept {line}" for key, line in cache.items()}
    again = formatted(titled("A model is released"), "https://site.example/", marked)
    assert again == {name: f"kept {line}" for name, line in first.items()}
    for other in (titled("Another"), titled("A model is released", issued=None), titled("A model is released", "Chart")):
        assert not set(formatted(other, "https://site.example/", marked).values()) & set(again.values())


def test_citations_are_the_same_from_memory_and_from_what_was_kept(graph: Graph) -> None:
    """A build that keeps nothing gives what one gives that does."""
    cache: dict[str, str] = {}
    citations = [cite(Edition(graph, TODAY, ADDRESSES), cache=given_cache) for given_cache in (None, cache, cache)]
    assert cache
    assert citations[0] == citations[1] == citations[2]


def test_the_styles_are_kept_with_their_notice() -> None:
    """Each is there, says under what licence it stands, and is named beside it; so is who made it."""
    notice = (FOLDER / "NOTICE").read_text("utf-8")
    assert {file.stem for file in FOLDER.glob("*.csl")} == set(STYLES.values())
    for file in FOLDER.glob("*.csl"):
        text = file.read_text("utf-8")
        assert file.name in notice
        assert "http://creativecommons.org/licenses/by-sa/3.0/" in text
        assert "<author>" in text
