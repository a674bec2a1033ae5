"""What the timeline's script draws from: compact, whole, and no more exact than the entries."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from generator.load import load
from generator.relate import relate
from generator.render.timeline import EPOCH, rows
from generator.values.graph import Graph
from tests.conftest import CHECKOUT, MILESTONE, TODAY, Corner, printed


def test_every_entry_has_one_row_with_its_days(graph: Graph) -> None:
    """In order of time; a certain day has no words and lasts no days, a month lasts to its last one."""
    row_of = {row[0]: row for row in rows(graph, TODAY)["entries"]}
    assert list(row_of) == [record.id for record in graph.entries]
    for record in graph.entries:
        _, title, _, _, first, days, about, words, *_ = row_of[record.id]
        when = record.value.date
        assert title == record.value.title
        assert first == (when.earliest - EPOCH).days
        assert (days == 0 and not words) if when.exact else words == str(when)
        assert about == when.approximate
    kernel = row_of["kernel-1-0"]
    assert kernel[4] == (date(1994, 3, 1) - date(1970, 1, 1)).days
    assert kernel[5] == 30
    assert kernel[7] == "March 1994"


def test_rows_point_to_names(graph: Graph) -> None:
    """Actors, tags, countries and licences of a row are places in lists of id and name."""
    data = rows(graph, TODAY)
    row = next(row for row in data["entries"] if row[0] == "open-model")
    names = data["names"]
    assert names["track"][row[2]][0] == "ai"
    assert names["kind"][row[3]][0] == "release"
    assert ["lab", "The Lab"] in [names["actor"][n] for n in row[9]]
    assert all(len(pair) == 2 for facet in names.values() for pair in facet)
    for row in data["entries"]:
        for facet, numbers in zip(("actor", "tag", "country", "licence"), row[9:13], strict=True):
            assert all(0 <= number < len(names[facet]) for number in numbers)


def test_a_licence_expression_counts_for_each_of_its_licences(corner: Corner) -> None:
    """`AND`, `OR`, `WITH` and brackets are no licences."""
    release = MILESTONE + "release:\n  licence: (MIT OR Apache-2.0) AND GPL-2.0-only WITH Linux-syscall-note\n"
    corner.write("linux/releases/a.yaml", release)
    data = rows(relate(load(corner.root)[0]), TODAY)
    assert [name for name, _ in data["names"]["licence"]] == ["MIT", "Apache-2.0", "GPL-2.0-only", "Linux-syscall-note"]


def test_what_goes_on_has_no_last_day(corner: Corner) -> None:
    """An interval with an open end says so, and the script draws it until today."""
    corner.write("linux/milestones/a.yaml", MILESTONE.replace("2020-05-01", "2020-05-01/.."))
    row = rows(relate(load(corner.root)[0]), TODAY)["entries"][0]
    assert row[5] is None
    assert row[7] == "since 1 May 2020"


def test_summaries_stand_in_the_order_of_the_rows(graph: Graph) -> None:
    """The second file is read by place."""
    pages = printed(graph)
    ids = [row[0] for row in json.loads(pages["timeline/entries.json"])["entries"]]
    summaries = json.loads(pages["timeline/summaries.json"])
    assert summaries == [graph.by_id[name].value.summary for name in ids]


def test_vendored_scripts_are_as_their_makers_published_them() -> None:
    """Each part of the file has the length and the SHA-256 that stand beside it, and nothing stands between them."""
    folder = CHECKOUT / "docs/assets/vendor"
    rest = (folder / "d3-timeline.js").read_bytes()
    parts = json.loads((folder / "d3-timeline.json").read_text())["parts"]
    licences = (folder / "LICENSES.txt").read_text()
    for part in parts:
        program, rest = rest[: part["bytes"]], rest[part["bytes"] :]
        assert hashlib.sha256(program).hexdigest() == part["sha256"], part["name"]
        assert rest.startswith(b"\n")
        rest = rest[1:]
        assert f"{part['name']} {part['version']}\n" in licences
    assert rest == b""
