"""Agreement: how far the two coders agreed, from their sheets as they returned them."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compare.choices import middle_day
from generator.compare.survival import kappa
from generator.values.comparison import Clock
from generator.values.corpus import CriteriaRecords
from generator.values.criteria import Coded, alike
from generator.values.fields import TRACKS, Track
from generator.values.statistics import Agreement, Difference


def agreement(criteria: CriteriaRecords, clocks: Mapping[Track, Clock]) -> Agreement | None:
    """Cohen's kappa of "met by the age that open AI had on the day of the freeze", and where the two differ; None without two sheets."""
    sheets = [{record.id: record.value for record in criteria.sheets.get(coder, ())} for coder in ("a", "b")]
    if not all(sheets) or not criteria.log:
        return None
    coded_on = criteria.log[0].value.date.bound
    age = (coded_on - clocks["ai"].origin.value.date.bound).days
    firsts = {record.id: record.value for record in criteria.firsts}
    judged, dated, within, differences = [], 0, 0, []
    for name in (record.id for record in criteria.wordings if all(record.id in sheet for sheet in sheets)):
        for track in TRACKS:
            one, other = (getattr(sheet[name], track) for sheet in sheets)
            judged.append((_by(one, clocks[track], age), _by(other, clocks[track], age)))
            dated += bool(one.date and other.date)
            within += bool(one.date and other.date and alike(one, other))
            if not alike(one, other):
                decided = getattr(firsts[name], track).decided if name in firsts else None
                differences.append(Difference(name, track, (_told(one), _told(other)), decided or ""))
    return Agreement(len(judged), kappa(judged), sum(a == b for a, b in judged), dated, within, tuple(differences)) if judged else None


def _by(coded: Coded, clock: Clock, age: int) -> bool:
    return coded.date is not None and middle_day(coded.date) - clock.origin.value.date.bound.toordinal() <= age


def _told(coded: Coded) -> str:
    return coded.date.edtf if coded.date else "not yet" if coded.found else "cannot say"
