"""How pages are cited: read back by other programs than those that wrote it, with titles that are hard to write."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
import rispy
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from generator.cite import cite, version_of
from generator.values.addresses import Addresses
from generator.values.citation import AUTHOR, Citation
from generator.values.dates import FuzzyDate
from generator.values.edition import Edition
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.conftest import TODAY, altered, heads, items_in, printed, published

SITE = "https://site.example"
DAY = date(2026, 11, 23)
TITLES = [
    "A model is released",
    "DeepSeek releases R1 with open weights",
    "Is open AI the new Linux?",
    "“Just a hobby”, says he",
    "R&D at 100 % & more",
    "{Braces} and \\backslashes",
    "通义千问 is out",
    "Ünïcödé and émigrés",
    "An emoji 🐧 in it",
    'He said "no"',
    "$5 for a #1 ~ thing_x ^",
    "A <b>tag</b>",
]


def cited(graph: Graph, title: str = "A model is released", when: str = "2025-01-20", day: date | None = DAY) -> Citation:
    """An entry of the fake corpus under another title and date, cited."""
    other = altered(graph, title=title, date=FuzzyDate.parse(when)).by_id["open-model"]
    line = (Revision("e/open-model", "added", day, "c", "s", other.path, "b"),) if day else ()
    past = History("whole", {"e/open-model": line}, line)
    addresses = Addresses(SITE, "https://git.example/repo")
    return cite(Edition(replace(graph, entries=(other,)), TODAY, addresses, past))["e/open-model"]


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_is_read_by_another_parser(graph: Graph, title: str) -> None:
    """Every title but for its braces, both dates, the address with the version."""
    citation = cited(graph, title, "2025-01~")
    (entry,) = parse_string(citation.bibtex, "bibtex").entries.values()
    assert entry.type == "online"
    plain = LatexNodes2Text().latex_to_text(entry.fields["title"]).replace("ˆ", "^")
    assert plain == re.sub(r"[{}]", "", title)
    assert entry.fields["url"] == citation.url == f"{SITE}/e/open-model/?v={citation.version}"
    assert (entry.fields["date"], entry.fields["eventdate"]) == ("2026-11-23", "2025-01~".replace("~", entry.fields["eventdate"][7:]))
    assert "about January 2025" in entry.fields["note"]


@pytest.mark.parametrize("title", TITLES)
def test_ris_and_csl_are_read_back(graph: Graph, title: str) -> None:
    """To the letter."""
    citation = cited(graph, title)
    (item,) = rispy.loads(citation.ris)
    assert (item["title"], item["year"], item["urls"], item["type_of_reference"]) == (title, "2026", [citation.url], "ELEC")
    assert citation.ris.startswith("TY  - ELEC\n")
    csl = json.loads(json.dumps(citation.csl))
    assert (csl["title"], csl["issued"], csl["event-date"]) == (title, {"date-parts": [[2026, 11, 23]]}, {"raw": "2025-01-20"})


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_no_text_can_begin_another_reference(graph: Graph, end: str) -> None:
    """Whatever any reader takes for the end of a line: one reference stays one, with its own address."""
    forged = f"A lab publishes{end}ER  - {end}TY  - EVIL{end}UR  - https://evil.example"
    text = cited(graph, forged).ris
    (reference,) = rispy.loads(text)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.splitlines() if line)
    assert reference["title"] == "A lab publishes ER - TY - EVIL UR - https://evil.example"
    assert all("evil" not in url for url in reference["urls"])


def test_without_a_history_no_day_is_made_up(graph: Graph) -> None:
    """The day of the build says nothing of the page."""
    citation = cited(graph, day=None)
    assert "issued" not in citation.csl
    assert "n.d." in citation.formatted["APA"]
    assert "date = " not in citation.bibtex.replace("eventdate = ", "")
    assert "dateModified" not in citation.linked


def test_a_version_changes_with_what_a_page_says(graph: Graph) -> None:
    """And with nothing else."""
    record = graph.by_id["open-model"]
    version = version_of(record)
    assert re.fullmatch(r"[0-9a-f]{10}", version)
    assert version_of(replace(record, path="entries/elsewhere.yaml")) == version
    assert version_of(replace(record, track="linux")) != version
    assert version_of(replace(record, value=record.value.model_copy(update={"summary": "Other words."}))) != version


def test_json_ld_names_event_sources_and_licence(graph: Graph) -> None:
    """With the terms of schema.org."""
    article = cited(graph, when="2025-01").linked
    assert (article["@type"], article["headline"], article["dateModified"]) == ("Article", "A model is released", "2026-11-23")
    assert article["about"] == {"@type": "Event", "name": "A model is released", "startDate": "2025-01"}
    assert [work["url"] for work in article["citation"]] == [str(source.url) for source in graph.by_id["open-model"].value.sources]
    assert article["author"]["name"] == AUTHOR


def test_each_page_carries_its_citation(graph: Graph) -> None:
    """In its head for reference managers, in its text for people, as a file of BibTeX, and as the item that a script makes others of."""
    pages, metas = printed(graph), heads(graph)
    for page in ("e/open-model", "parallels/" + graph.parallels[0].id, "series/" + graph.series[0].id):
        assert "citation_title" in dict(metas[f"{page}/index.md"]["citation"]["tags"])
        assert 'class="of-citing"' in pages[f"{page}/index.md"]
        assert parse_string(pages[f"{page}/cite.bib"], "bibtex").entries
        assert items_in(pages[f"{page}/index.md"])[0]["type"] == "webpage"


def test_all_references_are_there_as_ris_and_csl(graph: Graph) -> None:
    """In a file each, for readers without scripts and for programs."""
    pages = published(graph)
    csl = json.loads(bytes(pages["data/only-faster.csl.json"]))  # type: ignore[arg-type]
    ris = rispy.loads(bytes(pages["data/only-faster.ris"]).decode())  # type: ignore[arg-type]
    assert [item["title"] for item in ris] == [item["title"] for item in csl]
    assert {item["id"] for item in csl} >= {f"only-faster-{record.id}" for record in graph.entries}


@pytest.mark.parametrize("title", ["</script><script>alert(1)", "<!--<script>", "<!-- ", "<!--<script></script>", "]]><script", "\u2028<"])
def test_a_title_cannot_end_the_script_that_it_stands_in(graph: Graph, title: str) -> None:
    """Nor begin a comment or another script in it, after which a browser looks for another end: no sign that opens is in any of them."""
    other = altered(graph, title=title)
    linked = heads(other)["e/open-model/index.md"]["linked"]
    assert "<" not in linked
    assert json.loads(linked)["headline"] == title
    blocks = [
        block for page in printed(other).values() for block in re.findall(r'<script type="application/[^>]*>(.*?)</script>', page, re.S)
    ]
    assert any("\\u003c" in block for block in blocks)
    assert [block for block in blocks if "<" in block] == []
