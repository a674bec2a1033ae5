"""The comparison as rows of plain values, for the command line and for whoever reads its output by program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from math import inf
from typing import Any

from generator.values.addresses import API
from generator.values.comparison import Answer, Clock, Comparand, Comparison, EventTime, Growth, View
from generator.values.corpus import CriteriaRecords
from generator.values.criteria import First
from generator.values.dates import FuzzyDate
from generator.values.edition import Edition
from generator.values.fields import TRACKS
from generator.values.span import Ratio
from generator.values.statistics import Agreement, Multiverse, Starts, Survival, Tally
from generator.values.words import doubling, how_much_faster, reached, speed, the_answer, times


def comparison_files(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path and text of each file; none where there is nothing to count from."""
    if edition.comparison:
        text = json.dumps(document(edition.comparison), ensure_ascii=False, indent=1)
        yield "compare/comparison.json", text
        yield f"{API}/comparison.json", text
        yield "compare/comparison.csv", table(edition.comparison.view)
        yield "compare/firsts.csv", firsts(edition.graph.criteria)
        if edition.comparison.starts:
            yield "compare/starts.csv", _starts(edition.comparison.starts)
        if edition.comparison.multiverse:
            yield "compare/choices.csv", _choices(edition.comparison.multiverse)


def document(comparison: Comparison) -> dict[str, Any]:
    """Everything, nested, in values that JSON has. Days are whole numbers; null is "no bound" or "not known"."""
    comparands = rows(comparison.view)
    return {
        "today": comparison.today.isoformat(),
        "answer": the_answer(comparison.view),
        "origins": {track: _clock(comparison.view.clocks[track]) for track in TRACKS},
        "faster": how_much_faster(comparison.view),
        "tally": _tally(comparison.view.tally),
        "survival": _survival(comparison.view.survival),
        "parts": {
            by: [{"name": part.name, "ratio": None if part.name == "ai" else part.ratio, **_tally(part.tally)} for part in parts]
            for by, parts in comparison.view.parts.items()
        },
        "agreement": _agreement(comparison.agreement),
        "choices": _multiverse(comparison.multiverse),
        "break_even_days": comparison.starts.earlier if comparison.starts else None,
        "median_of_parallels": _answer(comparison.view.of_parallels),
        "comparands": comparands,
        "measured": comparands,  # its name in 1.0 and 1.1
        "other_origins": [
            {
                "linux": linux,
                "ai": ai,
                "tally": _tally(view.tally),
                "survival": _survival(view.survival),
                "parallels": _answer(view.of_parallels),
            }
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
        "hand": comparand.criterion.hand if comparand.criterion else None,
        "thing": comparand.criterion.thing if comparand.criterion else None,
        "moves_with": comparand.criterion.group if comparand.criterion else None,
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
        f"{track}_date": side.when.edtf if side.when else None,
        f"{track}_event": side.title or None,
        f"{track}_days_low": side.age.low,
        f"{track}_days_high": side.age.high,
        f"{track}_after": reached(side),
    }


def firsts(criteria: CriteriaRecords) -> str:
    """Every first in all its readings as CSV: number 0 is the one decided, `before` one that lies before the usual start; a row without
    days says "not yet". Days are the first and the last that the date allows."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("criterion", "hand", "stage", "thing", "group", "track", "reading", "first_day", "last_day", "event", "url"))
    wordings = {record.id: record.value for record in criteria.wordings}
    for record in criteria.firsts:
        asked = wordings.get(record.id)
        if not asked:
            continue
        for track in TRACKS:
            first: First = getattr(record.value, track)
            url = first.sources[0].url if first.sources else ""
            readings: list[tuple[str, FuzzyDate | None, str, str]] = [("0", first.date, first.event or "", str(url))]
            for rival in first.considered:
                if rival.counts in ("defensible", "before"):
                    name = "before" if rival.counts == "before" else str(len([r for r in readings if r[0] != "before"]))
                    readings.append((name, rival.date, rival.event, str(rival.url or "")))
            for name, when, event, address in readings:
                days = (when.earliest.isoformat(), when.bound.isoformat()) if when else ("", "")
                out.writerow((record.id, asked.hand, asked.stage, asked.thing, asked.group, track, name, *days, event, address))
    return text.getvalue()


def _starts(starts: Starts) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("ai_start", "criteria", "linux_met", "ai_met", "ratio"))
    out.writerows((s.day.isoformat(), s.of, s.linux, s.ai, f"{s.ratio:.4f}") for s in starts.starts)
    return text.getvalue()


def _choices(multiverse: Multiverse) -> str:
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(("linux", "ai", "criteria", "readings", "ai_faster", "lowest_ratio", "highest_ratio"))
    out.writerows((c.linux, c.ai, c.subset, c.of, c.faster, f"{c.low:.4f}", f"{c.high:.4f}") for c in multiverse.crosses)
    return text.getvalue()


def _tally(tally: Tally | str) -> dict[str, Any]:
    if isinstance(tally, str):
        return {"of": None, "why_not": tally}
    return {
        "of": tally.of,
        "days": tally.age,
        "linux": [tally.certain["linux"], tally.possible["linux"]],
        "ai": [tally.certain["ai"], tally.possible["ai"]],
        "left_out": list(tally.left_out),
    }


def _survival(survival: Survival | str) -> dict[str, Any]:
    if isinstance(survival, str):
        return {"ratio": None, "why_not": survival}
    return {
        "ratio": survival.ratio,
        "mean_days": dict(survival.mean),
        "by_choice": [None if end == inf else end for end in survival.by_choice],
        "by_dates": [None if end == inf else end for end in survival.by_dates],
        "median_days": dict(survival.median),
        "log_rank_p": survival.log_rank,
        "sooner": survival.sooner,
        "later": survival.later,
        "even": survival.even,
        "sign_p": survival.sign,
        "without": dict(survival.without),
    }


def _agreement(agreement: Agreement | None) -> dict[str, Any] | None:
    if agreement is None:
        return None
    return {
        "cells": agreement.cells,
        "alike": agreement.alike,
        "kappa": agreement.kappa,
        "dates": agreement.dates,
        "within_a_month": agreement.within,
        "differences": len(agreement.differences),
    }


def _multiverse(multiverse: Multiverse | None) -> dict[str, Any] | None:
    if multiverse is None:
        return None
    worst = multiverse.worst[0]
    return {
        "of": multiverse.of,
        "faster": multiverse.faster,
        "middle": multiverse.middle,
        "worst": {"linux": worst.linux, "ai": worst.ai, "criteria": worst.subset, "reading": worst.reading, "ratio": worst.ratio},
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
