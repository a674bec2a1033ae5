"""What is wrong between what people wrote and what was fetched, and with the feeds that are to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from license_expression import get_spdx_licensing

from generator.check.index import Index
from generator.values.corpus import EntryRecord, Problem, hub_ids, problem, warning
from generator.values.entries import Override
from generator.values.fetched import HubModel
from generator.values.fields import ID_PATTERN, licences_in

HUB_BEGINS: Final = date(2022, 3, 2)
"""The day that the Hub gives for every repository that is older: https://huggingface.co/docs/hub/api (createdAt)."""
_MOST_DAYS_OFF: Final = timedelta(days=60)
"""A repository may be made some weeks before a model is announced in it, or after it was published elsewhere."""
_MOST_SHARE_OFF: Final = 0.1
"""Counts of parameters are told rounded, and a repository may leave out a part."""
NO_WORD: Final = frozenset({"other", "unknown"})
"""What the Hub says where it does not know a licence."""


def the_hub_agrees(index: Index) -> Iterator[Problem]:
    """What an entry says of a model is what the Hub measured, or it says why not; and what it says of the Hub still holds."""
    for record in index.corpus.entries:
        models = [(name, index.corpus.fetched.models[name]) for name in hub_ids(record) if name in index.corpus.fetched.models]
        excused = {(override.field, override.hub) for override in record.value.overrides}
        differences = [difference for name, model in models for difference in _differences(record, name, model)]
        # Where one repository of several agrees, it is the one that the entry counts.
        agree = {field for field in ("date", "parameters") if len({name for what, name, _ in differences if what == field}) < len(models)}
        for field, name, what in differences:
            if (field, name) not in excused and field not in agree:
                mend = "mend the entry, or say why not under 'overrides' (field, hub, said, reason)"
                at = ("date",) if field == "date" else (record.kind, field)
                yield warning(record, at, "hub-differs", what, mend)
        for name, model in models:
            if model.state == "gone":
                what = f"the Hub has no '{name}' any more"
                yield warning(record, (record.kind, "hub"), "hub-gone", what, "tell where it went, or take it out")
        yield from _overrides(record, dict(models))


def _overrides(record: EntryRecord, models: dict[str, HubModel]) -> Iterator[Problem]:
    for n, override in enumerate(record.value.overrides):
        at = ("overrides", n)
        if override.hub not in hub_ids(record):
            what = f"an override for '{override.hub}', which is not among the entry's models"
            yield problem(record, (*at, "hub"), "override-nothing", what, "name one of 'hub'")
        elif override.hub in models and (now := _hub_value(override, models[override.hub])) not in (None, override.said):
            what = f"the Hub no longer says {override.said} of '{override.hub}' but {now}"
            yield warning(record, (*at, "said"), "override-stale", what, "look again, and mend the override or take it out")


def _hub_value(override: Override, model: HubModel) -> str | int | None:
    """What the Hub says now of a field, as an override writes it."""
    if override.field == "date":
        return model.created.date().isoformat() if model.created else None
    return model.licence if override.field == "licence" else model.parameters


def _differences(record: EntryRecord, name: str, model: HubModel) -> Iterator[tuple[str, str, str]]:
    """Field, repository, and what is said there and here."""
    value, facts = record.value, record.value.work
    if not facts:
        return
    if model.licence and facts.licence and not _same_licence(model.licence, facts.licence):
        yield "licence", name, f"the Hub says that '{name}' is under '{model.licence}'"
    if model.parameters and facts.parameters and abs(model.parameters / facts.parameters - 1) > _MOST_SHARE_OFF:
        yield "parameters", name, f"the Hub counts {model.parameters:,} parameters in '{name}'"
    created = model.created.date() if model.created else None
    if created and created != HUB_BEGINS and not value.date.earliest - _MOST_DAYS_OFF <= created <= value.date.bound + _MOST_DAYS_OFF:
        yield "date", name, f"the Hub says that '{name}' was made on {created}"


def _same_licence(word: str, expression: str) -> bool:
    """Whether the Hub's word for a licence can mean an SPDX expression. Its words are SPDX ids in small letters, or its own."""
    if word in NO_WORD:
        return True
    ids = {name.lower() for name in licences_in(expression)}
    own = {name for name in ids if name.startswith("licenseref-")}
    return word in ids if word in _spdx() else bool(own)


@lru_cache(maxsize=1)
def _spdx() -> frozenset[str]:
    return frozenset(name.lower() for name in get_spdx_licensing().known_symbols)


def feeds_are_told_apart(index: Index) -> Iterator[Problem]:
    """Every feed has an id of its own kind and an address of its own."""
    seen: dict[str, str] = {}
    for feed in index.corpus.feeds:
        if not re.fullmatch(ID_PATTERN, feed.id):
            mend = "write it in small letters and digits, in words joined by '-'"
            yield problem(feed, (feed.id,), "feed-id", f"'{feed.id}' is no id", mend)
        if feed.value.url in seen:
            what = f"the feed of '{seen[feed.value.url]}' again"
            yield problem(feed, (feed.id, "url"), "feed-twice", what, "keep one of the two")
        seen[feed.value.url] = feed.id
