"""check: records -> Problems. Everything that can be wrong across files, or in a value that has the right shape.

Offline and without side effects. Each rule is a small generator of its own; `check` runs them all, so that one
run tells everything. Errors stop a build; warnings do not.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Final

from generator.check import audits, criteria, drafts, entries, hub_facts, names, parallels, provenance, quotes, sources, statements, texts
from generator.check.index import Index, Rule
from generator.values.corpus import Corpus, Problem

_RULES: Final[tuple[Rule, ...]] = (
    entries.ids_are_unique,
    names.names_are_told_apart,
    entries.links_lead_somewhere,
    entries.forks_follow_their_base,
    entries.actors_are_known,
    entries.readings_are_of_entries,
    audits.audits_are_whole,
    audits.audits_are_as_committed,
    audits.auditors_are_apart,
    audits.audited_entries_are_known,
    texts.texts_can_be_quoted,
    drafts.drafts_are_written_out,
    sources.sources_support_what_is_there,
    sources.dates_are_past,
    sources.codes_are_real,
    sources.licences_are_told,
    statements.footnotes_lead_to_sources,
    statements.universals_are_borne,
    statements.nothing_is_overtaken,
    statements.ended_things_are_told_as_ended,
    statements.contested_things_have_both_sides,
    statements.openness_is_not_promised,
    statements.bases_were_there,
    quotes.quotes_stand_in_what_was_read,
    quotes.rows_are_of_the_entry,
    quotes.numbers_are_quoted,
    provenance.addresses_are_originals,
    provenance.something_better_than_a_digest_is_read,
    provenance.sources_are_no_older_than_the_event,
    provenance.links_are_borne,
    provenance.licences_hold_for_the_family,
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
    criteria.forecasts_rest_on_something,
)


def check(corpus: Corpus, today: date) -> list[Problem]:
    """Every problem in the corpus, sorted by path; each names its field in `at`, and `load.locate` finds the line."""
    index = Index(corpus, today)
    return sorted(chain.from_iterable(rule(index) for rule in _RULES))
