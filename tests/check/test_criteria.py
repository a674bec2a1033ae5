"""Criteria: each comes from its hand, the draw can be repeated, what is frozen stays, and each first is borne out."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest

from generator.check.criteria import earlier_entries_were_considered
from generator.check.index import Index
from generator.load import load
from generator.values.corpus import Corpus, EntryRecord
from generator.values.criteria import Firsts, Query
from generator.values.dates import FuzzyDate
from generator.values.fields import Track
from tests.check.test_parallels import spoil
from tests.conftest import CHECKOUT, FAKE, TODAY, Corner


@pytest.fixture
def fake(corner: Corner) -> Corner:
    """A copy of the fake corpus."""
    shutil.copytree(FAKE / "entries", corner.root / "entries", dirs_exist_ok=True)
    return corner


def rules(corner: Corner) -> set[str]:
    """The rules that find something."""
    return {problem.rule for problem in corner.problems()}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('line: {list: ladder, line: "2"}', "proposal: {title: A guess}", "wording-hand"),
        ("proposal: {title: A guess}", 'line: {list: ladder, line: "4"}', "wording-hand"),
        ('{list: ladder, line: "2"}', '{list: laddr, line: "2"}', "wording-line"),
        ('{list: ladder, line: "2"}', '{list: ladder, line: "9"}', "wording-line"),
        ('{list: ladder, line: "2"}', '{list: ladder, line: "1"}', "wording-line"),
    ],
)
def test_a_wording_comes_from_its_hand(fake: Corner, old: str, new: str, rule: str) -> None:
    """A drawn one words a line that there is, each line once; another says where it was taken from."""
    spoil(fake, "criteria/wordings.yaml", old, new)
    assert rule in rules(fake)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("seed: 4", "seed: 5", "draw-order"),
        ("ladder 4, reason", "ladder 3, reason", "draw-order"),
        ("stop: 3", "stop: 2", "draw-stop"),
        ("reason: undatable}", "reason: undateable}", "draw-reason"),
        ("\n  struck:\n    - {line: ladder 4, reason: undatable}", "", "draw-order"),
    ],
)
def test_the_draw_can_be_repeated(fake: Corner, old: str, new: str, rule: str) -> None:
    """Another seed, a line that was not drawn, one that is passed over, a stop that was not kept: each is told."""
    spoil(fake, "criteria/draw.yaml", old, new)
    assert rule in rules(fake)


@pytest.mark.parametrize("name", ["lists", "draw", "wordings"])
def test_what_is_frozen_stays(fake: Corner, name: str) -> None:
    """Even a comment more breaks the freeze; logging the new hash mends it."""
    path = fake.root / f"entries/criteria/{name}.yaml"
    path.write_text(path.read_text() + "# more\n")
    assert fake.positions("not-frozen") == ["criteria/log.yaml:1:1"]
    digest = re.findall(r"[0-9a-f]{64}", fake.problems("not-frozen")[0].mend)[0]
    log = fake.root / "entries/criteria/log.yaml"
    log.write_text(
        log.read_text()
        + f"second:\n  date: 2025-04-01\n  what: A word more.\n  reason: For clarity.\n  before: a\n  after: a\n  frozen: {digest}\n"
    )
    assert fake.problems() == []


def test_a_freeze_is_logged(fake: Corner) -> None:
    """Wordings without a log are told, with the hash to write."""
    (fake.root / "entries/criteria/log.yaml").unlink()
    assert fake.problems("not-frozen")[0].path == "entries/criteria/wordings.yaml"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  sources: [{url: https://example.org/distro, accessed: 2025-03-01, quote: distribution}]\n", "", "first-unread"),
        (", accessed: 2025-03-01, quote: distribution", "", "first-unread"),
        ("  event: A fine-tune\n", "", "first-event"),
        ("  only: No other is known.\n", "", "first-reading"),
        ("entry: first-distro", "entry: fine-tune", "wrong-track"),
        ("entry: first-distro", "entry: first-distr", "link-dangling"),
        ("date: 1992~", "date: 1999", "first-date"),
        ("url: https://example.org/port, ", "", "rival-unread"),
        ("counts: defensible", "counts: before", "rival-before"),
        ("query: {kinds: [fork]}", "query: {kinds: [fork]}\nno_query: None.", "first-query"),
        ("  decided: The first coder, who found it; the second says that he cannot say.\n", "", "first-decided"),
    ],
)
def test_a_first_is_borne_out(fake: Corner, old: str, new: str, rule: str) -> None:
    """Unread, half said, with one reading and no reason, of the wrong track or day, or undecided between coders: each is told."""
    spoil(fake, "firsts/built-on.yaml", old, new)
    assert rule in rules(fake)


def test_each_criterion_has_its_firsts_and_no_more(fake: Corner) -> None:
    """A missing file is told where it should be; one of no criterion too, with the nearest id."""
    (fake.root / "entries/firsts/relied-on.yaml").rename(fake.root / "entries/firsts/relied-onn.yaml")
    assert [p.path for p in fake.problems("firsts-missing")] == ["entries/firsts/relied-on.yaml"]
    assert fake.problems("criterion-unknown")[0].mend == "did you mean 'relied-on'?"


def test_an_earlier_entry_has_to_be_considered(fake: Corner) -> None:
    """One that the query finds before the first fails the check; naming it among those considered mends it."""
    text = (fake.root / "entries/ai/forks/fine-tune.yaml").read_text()
    fake.write("ai/forks/earlier.yaml", re.sub(r"date: \S+", "date: 2025-02-01", text, count=1))
    assert [p.path for p in fake.problems("rival-missing")] == ["entries/firsts/built-on.yaml"]
    spoil(
        fake,
        "firsts/built-on.yaml",
        "{date: 2025-01-25, event: A port, url: https://example.org/port,",
        "{date: 2025-02-01, event: It, entry: earlier,",
    )
    assert fake.problems("rival-missing") == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("due: 2027-01-31", "due: 2025-02-01", "forecast-due"),
        ("  linux:", "  outcome: 'true'\n  linux:", "forecast-outcome"),
        ("due: 2027-01-31", "due: 2026-01-31", "forecast-late"),
        ("linux_entry: kernel-1-0", "linux_entry: nobody", "forecast-linux"),
        ("linux_entry: kernel-1-0", "linux_entry: open-model", "forecast-linux"),
        ("  linux_entry: kernel-1-0\n", "", "forecast-linux"),
    ],
)
def test_a_forecast_can_be_judged(fake: Corner, old: str, new: str, rule: str) -> None:
    """Made before it is due, judged with its evidence, and not forgotten on its day."""
    spoil(fake, "criteria/forecasts.yaml", old, new)
    assert rule in rules(fake)


QUERIES = sorted((record.id, track) for record in load(CHECKOUT)[0].criteria.firsts if record.value.query for track in ("linux", "ai"))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The real one."""
    return load(CHECKOUT)[0]


def planted(corpus: Corpus, query: Query, track: Track, when: str) -> EntryRecord:
    """An entry that a query finds, of a day."""
    model = next(r for r in corpus.entries if r.track == track and (not query.kinds or r.kind in query.kinds))
    title = f"{query.words[0]} by a stranger" if query.words else "Planted"
    value = model.value.model_copy(update={"title": title, "date": FuzzyDate.parse(when), "tags": query.tags[:1] or model.value.tags})
    return replace(model, id="planted", value=value)


@pytest.mark.parametrize(("name", "track"), QUERIES)
def test_an_earlier_entry_planted_in_the_corpus_fails_the_check(corpus: Corpus, name: str, track: Track) -> None:
    """For each criterion with a query and either track: on the first day that a clock may start."""
    firsts: Firsts = next(record.value for record in corpus.criteria.firsts if record.id == name)
    assert firsts.query
    start = {"linux": "1991-08-25", "ai": "2018-06-11"}[track]
    first = firsts.linux if track == "linux" else firsts.ai
    if first.date and first.date.earliest <= FuzzyDate.parse(start).earliest:
        start = {"linux": "1991-08-24", "ai": "2018-06-10"}[track]
    entry = planted(corpus, firsts.query, track, start)
    problems = list(earlier_entries_were_considered(Index(replace(corpus, entries=(*corpus.entries, entry)), TODAY)))
    assert [p.path for p in problems if "'planted'" in p.what] and f"entries/firsts/{name}.yaml" in {p.path for p in problems}
