"""The calendars: read back by another program than the one that wrote them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject

from generator import build
from generator.export.calendars import names_of_changes
from generator.values.dates import FuzzyDate
from generator.values.entries import Policy
from generator.values.graph import Graph
from generator.values.history import History, Revision
from tests.conftest import TODAY, altered, published
from tests.repository import Repository

TITLE = "通义 & <b>“R&D”</b> {at} 100 %; 🐧, \\ done"


def calendar(graph: Graph, path: str, past: History | None = None) -> Any:
    """A calendar of the site, read by vobject."""
    content = published(graph, past=past)[path]
    assert isinstance(content, bytes)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return vobject.readOne(content.decode())


def dated(graph: Graph, when: str, title: str = TITLE) -> Graph:
    """The fake corpus with another date and title of one entry."""
    return altered(graph, title=title, date=FuzzyDate.parse(when))


def named(ics: Any, name: str) -> list[Any]:
    """Events of an entry."""
    return [event for event in ics.vevent_list if event.uid.value.startswith(f"{name}-")]


def test_an_anniversary_comes_every_year(graph: Graph) -> None:
    """On its day, all day, with the whole title, the year and the way to the page."""
    (event,) = named(calendar(dated(graph, "2025-01-20"), "on-this-day/anniversaries.ics"), "open-model")
    assert event.summary.value == f"{TITLE} (2025)"
    assert (event.dtstart.value, event.dtend.value) == (date(2025, 1, 20), date(2025, 1, 21))
    assert event.url.value == "https://site.example/e/open-model/"
    assert [day.date() for day in event.getrruleset(addRDate=True)[:3]] == [date(2025 + n, 1, 20) for n in range(3)]


def test_the_29th_of_february_is_the_last_of_the_month(graph: Graph) -> None:
    """In years that do not have it."""
    (event,) = named(calendar(dated(graph, "2024-02-29"), "on-this-day/anniversaries.ics"), "open-model")
    days = [day.date() for day in event.getrruleset(addRDate=True)[:5]]
    assert days == [date(2024, 2, 29), date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize("when", ["2025-01", "2025~", "2025-01-20~", "2025-01-20/2025-01-27", "2025-01-20/.."])
def test_what_has_no_certain_day_has_no_anniversary(graph: Graph, when: str) -> None:
    """Nothing is made up."""
    assert named(calendar(dated(graph, when), "on-this-day/anniversaries.ics"), "open-model") == []


def test_dates_of_policies_are_those_of_their_changes(real: Graph) -> None:
    """Past ones and those to come, each once."""
    dates = calendar(real, "jurisdictions/dates.ics")
    wanted = sorted(
        (change.date.earliest, record.id)
        for record in real.entries
        if isinstance(record.value, Policy)
        for change in record.value.policy.changes
        if change.date.exact
    )
    assert sorted((event.dtstart.value, event.url.value.split("/")[-2]) for event in dates.vevent_list) == wanted
    assert any(day > TODAY for day, _ in wanted)
    assert len({event.uid.value for event in dates.vevent_list}) == len(wanted)


def test_steps_of_one_status_are_told_apart_by_their_titles(real: Graph) -> None:
    """A list of events shows nothing else of them."""
    events = calendar(real, "jurisdictions/dates.ics").vevent_list
    titles = [event.summary.value for event in events if "/eu-gpai-obligations/" in event.url.value]
    assert len(titles) == len(set(titles)) == 3
    assert any(title.endswith("(enforcement is possible from here on)") for title in titles)


A, B, C = ("2025-03-25", "adopted"), ("2027-01-01", "in-force"), ("2024-11-01", "proposed")


@pytest.mark.parametrize(
    ("versions", "names"),
    [
        ([[A, B]], ["2025-03-25-adopted", "2027-01-01-in-force"]),
        ([[A, B], [C, A, B]], ["2024-11-01-proposed", "2025-03-25-adopted", "2027-01-01-in-force"]),
        ([[A, B], [B, A]], ["2027-01-01-in-force", "2025-03-25-adopted"]),
        ([[A, B], [A, ("2027-02-01", "in-force")]], ["2025-03-25-adopted", "2027-01-01-in-force"]),
        ([[A, B], [A, ("2027-01-01", "applies")]], ["2025-03-25-adopted", "2027-01-01-in-force"]),
        ([[A, B], [A], [A, B]], ["2025-03-25-adopted", "2027-01-01-in-force"]),
        (
            [[A, B], [A, ("2027-02-01", "in-force")], [A, ("2027-02-01", "in-force"), B]],
            ["2025-03-25-adopted", "2027-01-01-in-force", "2027-01-01-in-force-1"],
        ),
        (
            [[A, B], [A, ("2027-02-01", "in-force"), ("2028-01-01", "in-force")]],
            ["2025-03-25-adopted", "2027-02-01-in-force", "2028-01-01-in-force"],
        ),
        ([[A, A]], ["2025-03-25-adopted", "2025-03-25-adopted-1"]),
        ([[A], []], []),
    ],
    ids=[
        "first",
        "put in before",
        "in another order",
        "date put right",
        "status put right",
        "gone and back",
        "date put right, then the old one again",
        "two may be meant",
        "twice",
        "gone",
    ],
)
def test_a_change_of_a_policy_keeps_its_name(versions: list[list[tuple[str, str]]], names: list[str]) -> None:
    """Whatever is put in, put right, put in order or taken out around it."""
    assert names_of_changes(versions) == names


POLICY = """\
title: A ministry lists the lab
date: 2025-03-25
summary: A ministry forbids exports to the lab without a licence.
policy:
  jurisdiction: US
  instrument: listing
  changes:
    - {date: 2025-03-25, status: adopted}
    - {date: 2027-01-01, status: in-force}
sources:
  - {url: "https://ministry.example/list", title: The list}
"""


def test_events_keep_their_uids_when_an_entry_is_renamed(tmp_path: Path) -> None:
    """A calendar that has them moves them instead of showing them twice."""
    repository = Repository(tmp_path / "checkout")
    repository.write("ai/policies/listing.yaml", POLICY)
    repository.commit("Add it")
    before = uids(repository)
    repository.git("mv", "entries/ai/policies/listing.yaml", "entries/ai/policies/lab-listed.yaml")
    renamed = POLICY.replace("  changes:\n", "  changes:\n    - {date: 2024-11-01, status: proposed}\n") + "former_ids: [listing]\n"
    repository.write("ai/policies/lab-listed.yaml", renamed)
    repository.commit("Rename it", "2026-01-02")
    assert uids(repository) == before | {"listing-2024-11-01-proposed@only-faster": date(2024, 11, 1)}
    assert before == {
        "listing-anniversary@only-faster": date(2025, 3, 25),
        "listing-2025-03-25-adopted@only-faster": date(2025, 3, 25),
        "listing-2027-01-01-in-force@only-faster": date(2027, 1, 1),
    }


def uids(repository: Repository) -> dict[str, date]:
    """The day of each event of both calendars, by its UID."""
    graph = build.graph(repository.root, TODAY)
    past = build.history(repository.root, graph)
    both = [calendar(graph, path, past) for path in ("on-this-day/anniversaries.ics", "jurisdictions/dates.ics")]
    return {event.uid.value: event.dtstart.value for ics in both for event in ics.vevent_list}


def test_an_event_is_stamped_with_its_last_change(graph: Graph) -> None:
    """Not with the clock: two builds give the same bytes."""
    revision = Revision("e/open-model", "added", date(2026, 1, 1), "c", "Add", "entries/ai/releases/open-model.yaml", "b", (), "aaaaaaaaaa")
    past = History("whole", {"e/open-model": (revision,)}, (revision,))
    (event,) = named(calendar(dated(graph, "2025-01-20"), "on-this-day/anniversaries.ics", past), "open-model")
    assert event.dtstamp.value == datetime(2026, 1, 1, tzinfo=UTC)
