"""compare sets the two tracks side by side: clocks, criteria, parallels, months, responses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.compare import compare
from generator.values.comparison import Comparison
from generator.values.dates import FuzzyDate
from generator.values.graph import Graph
from generator.values.span import Ratio, Span
from generator.values.statistics import Tally
from generator.values.words import months, the_answer, times
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def fake(graph: Graph) -> Comparison:
    """The fake corpus, compared from its default origins: 25 August 1991 and 20 January 2025."""
    comparison = compare(graph, TODAY)
    assert comparison
    return comparison


def test_a_criterion_is_measured_on_both_clocks(fake: Comparison) -> None:
    """1992~ is day 129 to 494, about; 18 February 2025 is day 29: between 4.4 and 17.1 times as fast."""
    built_on = next(criterion for criterion in fake.view.criteria if criterion.id == "built-on")
    assert built_on.sides["linux"].age == Span(129, 494, about=True)
    assert built_on.sides["ai"].age == Span(29, 29)
    assert built_on.ratio == Ratio(129 / 29, 494 / 29, about=True)
    assert (built_on.state, built_on.stage, built_on.page) == ("both", "movement", "criteria/built-on/")


def test_what_nobody_has_met_and_what_lies_at_an_origin_is_said(fake: Comparison) -> None:
    """Two criteria are met by neither, one by open AI alone; the one met on the first day has no speed-up."""
    states = {criterion.id: criterion.state for criterion in fake.view.criteria}
    assert states == {
        "given-away": "too-early",
        "built-on": "both",
        "relied-on": "neither",
        "expected": "neither",
        "copied": "linux-pending",
    }


def test_the_answer_counts_the_drawn_hand_alone(fake: Comparison) -> None:
    """Three criteria are drawn; what was picked from either side enters neither the count nor the ratio."""
    tally = fake.view.tally
    assert isinstance(tally, Tally)
    assert (tally.of, dict(tally.certain), dict(tally.possible), tally.left_out) == (3, {"linux": 2, "ai": 2}, {"linux": 2, "ai": 2}, ())
    assert "Linux had met 2 of 3 criteria drawn from lists that others wrote, open AI 2" in the_answer(fake.view)
    assert [part.name for part in fake.view.parts["hand"]] == ["drawn"]


def test_an_earlier_start_brings_an_earlier_first(graph: Graph) -> None:
    """From the year before, the model of June 2024 that met the test takes the place of that of January 2025."""
    origin = graph.by_id["fine-tune"]
    early = replace(origin, id="early", value=origin.value.model_copy(update={"date": FuzzyDate.parse("2024-01-01")}))
    assert graph.origins
    choice = graph.origins.value.ai[0].model_copy(update={"entry": "early"})
    origins = replace(graph.origins, value=graph.origins.value.model_copy(update={"ai": (choice,)}))
    comparison = compare(replace(graph, by_id={**graph.by_id, "early": early}, origins=origins), TODAY)
    assert comparison
    given = next(c for c in comparison.view.criteria if c.id == "given-away").sides["ai"]
    assert (given.title, str(given.when), given.entry) == ("An earlier model", "1 June 2024", None)


@pytest.mark.parametrize(
    ("criteria", "says"), [(("given-away", "built-on"), "Only 2 criteria can be counted"), ((), "Only 0 criteria can be counted")]
)
def test_too_few_criteria_give_a_sentence_and_no_number(graph: Graph, criteria: tuple[str, ...], says: str) -> None:
    """Fewer than three say nothing."""
    wordings = tuple(record for record in graph.criteria.wordings if record.id in criteria)
    comparison = compare(replace(graph, criteria=replace(graph.criteria, wordings=wordings)), TODAY)
    assert comparison
    assert isinstance(comparison.view.tally, str) and comparison.view.tally.startswith(says)
    assert comparison.view.survival == comparison.view.tally
    assert says in the_answer(comparison.view)


def test_criteria_that_nobody_met_give_a_sentence(graph: Graph) -> None:
    """Three, and none of them met on either track."""
    nothing = next(record for record in graph.criteria.firsts if record.id == "relied-on").value
    firsts = tuple(replace(record, value=nothing) for record in graph.criteria.firsts)
    comparison = compare(replace(graph, criteria=replace(graph.criteria, firsts=firsts)), TODAY)
    assert comparison
    assert comparison.view.tally == "None of the 3 criteria was met on either track by that age."


def test_criteria_all_met_on_the_first_day_give_a_sentence(graph: Graph) -> None:
    """There is no time to divide by."""
    at_once = next(record for record in graph.criteria.firsts if record.id == "given-away").value
    firsts = tuple(replace(record, value=at_once) for record in graph.criteria.firsts)
    comparison = compare(replace(graph, criteria=replace(graph.criteria, firsts=firsts)), TODAY)
    assert comparison
    assert isinstance(comparison.view.survival, str)
    assert comparison.view.survival.startswith("All 3 criteria were met by open AI on the day that its clock starts")


def test_an_origin_after_every_event_gives_a_sentence(real: Graph) -> None:
    """Everything was met before the clock starts, so nothing is left to count."""
    last = max((r for r in real.entries if r.track == "ai"), key=lambda r: r.value.date.earliest)
    comparison = compare(real, TODAY, [last.id])
    assert comparison
    assert isinstance(comparison.view.tally, str)


def test_another_origin_changes_exactly_what_depends_on_it(real: Graph) -> None:
    """From LLaMA every number of open AI moves, and none of Linux; series, responses and the entries themselves stay."""
    usual, other = compare(real, TODAY), compare(real, TODAY, ["llama"])
    assert usual and other
    shift = usual.ages["llama"].low
    for before, after in zip(usual.view.criteria, other.view.criteria, strict=True):
        assert (before.id, before.sides["linux"]) == (after.id, after.sides["linux"])
        assert after.sides["ai"].age.low == before.sides["ai"].age.low - shift
    for record in real.entries:
        moved = usual.ages[record.id].low - other.ages[record.id].low
        assert moved == (shift if record.track == "ai" else 0)
    assert other.view == usual.views["linux-announcement", "llama"]
    unmoved = ("responses", "response_times", "growth", "views", "today")
    assert [name for name in unmoved if getattr(usual, name) != getattr(other, name)] == []


@pytest.mark.parametrize(("origins", "message"), [(["lama"], "did you mean llama"), (["gpt-1", "bert"], "both of the ai track")])
def test_an_origin_that_is_none_is_refused_in_words(real: Graph, origins: list[str], message: str) -> None:
    """The nearest id is offered, and one origin a track is enough."""
    with pytest.raises(ValueError, match=message):
        compare(real, TODAY, origins)


def test_any_entry_may_start_a_clock(real: Graph) -> None:
    """Also one that is known only to the month; then nothing is exact any more."""
    comparison = compare(real, TODAY, ["mcc-interim-linux"])
    assert comparison
    assert comparison.view.clocks["linux"].choice is None
    assert comparison.ages["linux-1-0"] == Span(744, 772)


def test_without_origins_nothing_is_compared(graph: Graph) -> None:
    """A corpus that does not say from what to count has no comparison."""
    assert compare(replace(graph, origins=None), TODAY) is None


def test_the_other_track_at_the_same_age(fake: Comparison) -> None:
    """On day 29 open AI had its fine-tune; Linux had its call, and its first distribution was to come."""
    beside = fake.same_age["fine-tune"]
    assert beside.before and beside.after
    assert (beside.before.id, beside.after.id, beside.ahead) == ("first-call", "first-distro", None)
    assert fake.same_age["kernel-1-0"].ahead == date(2025, 1, 20).replace(2027, 7, 28)


def test_months_of_life_hold_what_may_have_begun_in_them(fake: Comparison) -> None:
    """Month 0 has both origins; the last month is the last that both have lived."""
    assert [r.id for r in fake.months[0]["linux"]] == ["first-call"]
    assert {r.id for r in fake.months[0]["ai"]} == {"open-model", "fine-tune"}
    assert [r.id for r in fake.months[4]["linux"]] == ["first-distro"]
    assert len(fake.months) == (TODAY - date(2025, 1, 20)).days // 30.436875 + 1


def test_every_entry_has_an_age_and_a_neighbour_on_the_other_clock(real: Graph) -> None:
    """All of the real entries, those before the origin excepted."""
    comparison = compare(real, TODAY)
    assert comparison
    assert set(comparison.ages) == set(real.by_id)
    assert set(comparison.same_age) == {name for name, span in comparison.ages.items() if span.low >= 0}
    assert all(neighbours.before or neighbours.after or neighbours.ahead for neighbours in comparison.same_age.values())


def test_responses_are_timed_and_summed_up_with_their_counts(real: Graph) -> None:
    """Each link of that word is one, and each act against a work that was there; the medians of a track's decades rest on all of them."""
    comparison = compare(real, TODAY)
    assert comparison
    edges = [e for es in real.links.values() for e in es if e.word == "responds-to"]
    acts = {r.edge.source.id for r in comparison.responses if r.edge.word == "restricts"}
    assert "us-navy-deepseek-ban" in acts and "llama-3-2-eu-exclusion" not in acts
    assert len(comparison.responses) - sum(r.edge.word == "restricts" for r in comparison.responses) == len(edges)
    for track in ("ai", "linux"):
        total = next(row.count for row in comparison.response_times if row.track == track and row.decade is None)
        assert total == sum(o.count for o in comparison.response_times if o.track == track and o.decade is not None)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(913, 913), "30.0 months"),
        (Span(160, 188), "5–7 months"),
        (Span(3088, None), "at least 101 months"),
        (Span(-40, 20), "−2 to 1 months"),
        (Span(-913, -913), "30.0 months before"),
        (Span(-188, -160), "5–7 months before"),
        (Span(2639, 2668, about=True), "about 86–88 months"),
    ],
)
def test_spans_are_told_no_more_exactly_than_they_are(span: Span, text: str) -> None:
    """Bounds are rounded outward."""
    assert months(span) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (Ratio(1.269, 1.63), "1.26–1.63×"),
        (Ratio(2.776, 2.776), "2.8×"),
        (Ratio(0, 1.816), "at most 1.82×"),
        (Ratio(0.5, None), "at least 0.50×"),
        (Ratio(8.215, 12.966), "8.2–13×"),
        (Ratio(3.585, 3.635, about=True), "about 3.5–3.7×"),
    ],
)
def test_ratios_are_told_no_more_exactly_than_they_are(ratio: Ratio, text: str) -> None:
    """Two places below 2, one below 10, none above; bounds are rounded outward."""
    assert times(ratio) == text
