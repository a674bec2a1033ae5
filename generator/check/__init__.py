"""check: records -> Problems. Everything that can be wrong across files, or in a value that has the right shape.

Offline and without side effects. Each rule is a small generator of its own; `check` runs them all, so that one
run tells everything. Errors stop a build; warnings do not.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Final

from generator.check import criteria, drafts, entries, hub_facts, parallels, sources, texts
from generator.check.index import Index, Rule
from generator.values.corpus import Corpus, Problem

_RULES: Final[tuple[Rule, ...]] = (
    entries.ids_are_unique,
    entries.links_lead_somewhere,
    entries.forks_follow_their_base,
    entries.actors_are_known,
    texts.texts_can_be_quoted,
    drafts.drafts_are_written_out,
    sources.sources_support_what_is_there,
    sources.dates_are_past,
    sources.codes_are_real,
    sources.licences_are_told,
    hub_facts.the_hub_agrees,
    hub_facts.feeds_are_told_apart,
    parallels.parallels_pair_the_tracks,
    parallels.origins_start_the_clocks,
    parallels.series_are_curves,
    criteria.wordings_come_from_their_hands,
    criteria.draw_can_be_repeated,
    criteria.wordings_are_as_frozen,
    criteria.sheets_name_criteria,
    criteria.firsts_are_borne_out,
    criteria.earlier_entries_were_considered,
    criteria.forecasts_can_be_judged,
)


def check(corpus: Corpus, today: date) -> list[Problem]:
    """Every problem in the corpus, sorted by path; each names its field in `at`, and `load.locate` finds the line."""
    index = Index(corpus, today)
    return sorted(chain.from_iterable(rule(index) for rule in _RULES))
