"""The comparison as rows of plain values, for the command line and for whoever reads its output by program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from generator.values.addresses import API
from generator.values.comparison import Answer, Clock, Comparand, Comparison, EventTime, Growth, View
from generator.values.edition import Edition
from generator.values.fields import TRACKS
from generator.values.span import Ratio
from generator.values.words import doubling, reached, speed, the_answer, times


def comparison_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path and text of each file; none where there is nothing to count from."""
    if edition.comparison:
        text = json.dumps(document(edition.comparison), ensure_ascii=False, indent=1)
        yield "compare/comparison.json", text
        yield f"{API}/comparison.json", text
        yield "compare/comparison.csv", table(edition.comparison.view)


def document(comparison: Comparison) -> dict[str, Any]:
    """Everything, nested, in values that JSON has. Days are whole numbers; null is "no bound" or "not known"."""
    comparands = rows(comparison.view)
    return {
        "today": comparison.today.isoformat(),
        "answer": the_answer(comparison.view),
        "origins": {track: _clock(comparison.view.clocks[track]) for track in TRACKS},
        "median": _answer(comparison.view.answer),
        "median_by_stage": {stage: _answer(answer) for stage, answer in comparison.view.by_stage.items()},
        "median_of_parallels": _answer(comparison.view.of_parallels),
        "comparands": comparands,
        "measured": comparands,  # its name in 1.0 and 1.1
        "other_origins": [
            {"linux": linux, "ai": ai, "criteria": _answer(view.answer), "parallels": _answer(view.of_parallels)}
            for (linux, ai), view in comparison.views.items()
        ],
        "response_days": [
            {"track": r.track, "decade": r.decade, "count": r.count, "median_low": r.low, "median_high": r.high}
            for r in comparison.response_times
        ],
        "growth": [_growth(*key, growth) for key, growth in comparison.growth.items()],
    }


def rows(view: View) -> list[dict[str, Any]]:
    """Criteria and parallels, one flat row each."""
    return [_row(comparand) for comparand in (*view.criteria, *view.parallels)]


def table(view: View) -> str:
    """The same as CSV, with a first row of names even if there is nothing below it."""
    text = io.StringIO()
    lines = rows(view)
    out = csv.DictWriter(text, list(lines[0]) if lines else ["id"], lineterminator="\n")
    out.writeheader()
    out.writerows(lines)
    return text.getvalue()


def _row(comparand: Comparand) -> dict[str, Any]:
    return {
        "id": comparand.id,
        "what": "parallel" if comparand.likeness else "criterion",
        "group": comparand.likeness or comparand.stage,
        "title": comparand.title,
        **_side("linux", comparand.sides["linux"]),
        **_side("ai", comparand.sides["ai"]),
        "state": comparand.state,
        "speed_up_low": comparand.ratio.low if comparand.ratio else None,
        "speed_up_high": comparand.ratio.high if comparand.ratio else None,
        "speed_up": speed(comparand),
    }


def _side(track: str, side: EventTime) -> dict[str, Any]:
    return {
        f"{track}_entry": side.entry.id if side.entry else None,
        f"{track}_date": side.entry.value.date.edtf if side.entry else None,
        f"{track}_days_low": side.age.low,
        f"{track}_days_high": side.age.high,
        f"{track}_after": reached(side),
    }


def _ratio(ratio: Ratio | None) -> dict[str, Any] | None:
    return {"low": ratio.low, "high": ratio.high, "text": times(ratio)} if ratio else None


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "of": answer.of,
        "both": answer.both,
        "pending": answer.pending,
        "left_out": answer.left_out,
        "ai_sooner": answer.faster,
        "ai_later": answer.slower,
        "speed_up": _ratio(answer.median),
    }


def _clock(clock: Clock) -> dict[str, Any]:
    return {"entry": clock.origin.id, "date": clock.origin.value.date.edtf, "days_today": clock.now.low}


def _growth(series: str, name: str, growth: Growth | str) -> dict[str, Any]:
    row: dict[str, Any] = {"series": series, "name": name}
    if isinstance(growth, str):
        return row | {"doubling_years": None, "why_not": growth}
    return row | {
        "doubling_years": growth.doubling,
        "low": growth.low,
        "high": growth.high,
        "r2": growth.r2,
        "points": growth.count,
        "first": growth.first.edtf,
        "last": growth.last.edtf,
        "text": doubling(growth),
    }
