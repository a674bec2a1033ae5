"""What is wrong in what an entry says: facts without a footnote, words that claim too much, things told as they were once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from generator.check.index import Index, did_you_mean
from generator.values.corpus import EntryRecord, Problem, problem, warning
from generator.values.entries import Fork, Policy, ReleaseFacts
from generator.values.footnotes import as_written, marks
from generator.values.hosts import grade_of
from generator.values.statements import Statement, unmarked

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_NUMBER: Final = re.compile(rf"\d|\b(?:{_MONTHS}|hundreds?|thousands?|millions?|billions?|half|third|quarter|twice|dozens?)\b")
_COMPARISON: Final = re.compile(
    r"\b(?:more|less|fewer|most|least|better|worse|best|worst|larger|largest|smaller|smallest|faster|fastest|slower|cheaper|earlier|"
    r"earliest|later|latest|higher|highest|lower|lowest|older|oldest|newer|newest|stronger|strongest|ahead|behind|outperform\w*|beat\w*|"
    r"exceed\w*|than|unlike)\b"
)
_JUDGEMENT: Final = re.compile(
    r"\b(?:important|significant|major|remarkabl[ey]|widely|popular|famous|success\w*|fail\w*|turning point|proved|shows? that|meant that|"
    r"reason to|lesson|Either way|Those who|Critics|Supporters)\b"
)
_UNIVERSAL: Final = re.compile(
    r"\b(?:the (?:very |world's )?first (?=\w)|(?:is|was|were|are|be|becomes?|became) (?:among )?the first\b|first (?:to|ever)\b|for the first time|"
    r"the only\b|only one\b|nobody|no one\b|none of\b|everyone|everybody|anyone|anybody|always|never)",
    re.IGNORECASE,
)
_HARMLESS: Final = re.compile(
    r"\b(?:one of|among) the first\b|\bthe first (?:of|half|quarter|day|days|week|weeks|month|months|year|years|time|version|versions|part|step|"
    r"stage|phase|draft|edition|round|two|three|four|five|ten|hundred|name|author|and)\b|\bthe first \d",
    re.IGNORECASE,
)
_OVERTAKEN: Final = re.compile(
    r"\b(?:so far|as yet|not yet|yet to|until now|to date|up to now|has not been published|have not been published|is expected|are expected|"
    r"currently|at present|recently|nowadays|these days|is still|are still)\b",
    re.IGNORECASE,
)
_ENDED: Final = frozenset({"rescinded", "repealed", "expired", "withdrawn", "vetoed", "suspended", "superseded"})
_END_TOLD: Final = re.compile(
    r"rescin|repeal|expir|withdr|lift|revo[kc]|replac|supersed|suspen|veto|struck|overturn|annul|cancel|abandon|dropped|until|ended|end of|gave way|took back|taken back|undid|undone|scrapp",
    re.IGNORECASE,
)
_CONTESTED: Final = re.compile(
    r"\b(?:accus\w+|sues?|sued|alleg\w+|bans?|banned|bars?|sanction\w*|suspend\w*|withdraw\w*|plagiar\w*|cop(?:y|ies|ied) of|cannot|refus\w+|"
    r"blacklist\w*|entity list|takes? down|pulls?|disputed?|denies|denied)\b",
    re.IGNORECASE,
)
_AFTERWARDS: Final = timedelta(days=30)
_DATA: Final = re.compile(r"\b(?:training )?data(?: ?sets?)?\b", re.IGNORECASE)
_LIMITED: Final = re.compile(
    r"\b(?:part|some|most|much|many|few|without|not|no|closed|kept|partly|half|share|subset|for making|to make)\b", re.IGNORECASE
)


def footnotes_lead_to_sources(index: Index) -> Iterator[Problem]:
    """Keys of sources differ, and every footnote and link names one; in the body each fact has one."""
    for record in index.corpus.entries:
        keys: dict[str, int] = {}
        for n, source in enumerate(record.value.sources):
            if source.key in keys:
                yield problem(record, ("sources", n, "key"), "key-twice", f"another source has the key '{source.key}'", "give it its own")
            if source.key:
                keys.setdefault(source.key, n)
        for name, text in (("summary", record.value.summary), ("body", record.value.body)):
            for key in marks(as_written(text or "")):
                if key not in keys:
                    what = f"the footnote '[^{key}]' names no source of this entry"
                    mend = did_you_mean(key, keys) or "give that source 'key', or name the key of another"
                    yield problem(record, (name,), "footnote-nowhere", what, mend)
        for n, link in enumerate(record.value.links):
            if link.source and link.source not in keys:
                what = f"'{link.source}' is the key of no source of this entry"
                yield problem(record, ("links", n, "source"), "footnote-nowhere", what, did_you_mean(link.source, keys))
        for statement in index.statements(record):
            if statement.field == "body" and not statement.keys and (why := _is_fact(unmarked(statement.text))):
                what = f"{why} without a footnote: “{_start(statement.text)}”"
                mend = "put [^key] behind it, the key of the source that says so; or leave the sentence out"
                # Where keys are used, all of the text is held to them: an entry from before there were any is only warned.
                yield (problem if keys else warning)(record, ("body",), "footnote-none", what, mend)


def _is_fact(sentence: str) -> str:
    """Why a sentence needs a source; empty if it does not."""
    if sentence.rstrip().endswith("?"):
        return ""
    for pattern, why in ((_NUMBER, "a number or a date"), (_COMPARISON, "a comparison"), (_JUDGEMENT, "a judgement")):
        if pattern.search(sentence):
            return why
    return ""


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"


def universals_are_borne(index: Index) -> Iterator[Problem]:
    """What says first, only, nobody or all points to who says so, and not against the entry's own disputes."""
    for record in index.corpus.entries:
        disputed = {dispute.field for dispute in record.value.disputes}
        for statement in index.statements(record):
            if statement.field not in ("title", "summary", "body"):
                continue
            words = _HARMLESS.sub("", unmarked(statement.text))
            if "nobody disputes" in words.lower() and disputed:
                what = f"says that nobody disputes, and has a dispute about {', '.join(sorted(disputed))}"
                yield problem(record, statement.at, "universal", what, "leave it out")
            elif not statement.keys and (match := _UNIVERSAL.search(words)) and not _borne(record, statement):
                what = f"'{match[0]}' without who says so: “{_start(statement.text)}”"
                mend = "give it a footnote to a source that says it after a search, or say less"
                yield warning(record, statement.at, "universal", what, mend)


def _borne(record: EntryRecord, statement: Statement) -> bool:
    """Whether a title's or a summary's word stands in a quote of a source that supports it."""
    match = _UNIVERSAL.search(unmarked(statement.text))
    word = match[0].lower() if match else ""
    return any(statement.field in source.supports and source.quote and word in source.quote.lower() for source in record.value.sources)


def nothing_is_overtaken(index: Index) -> Iterator[Problem]:
    """Nothing is told as it stood on the day of writing."""
    for record in index.corpus.entries:
        for statement in index.statements(record):
            if statement.field in ("title", "summary", "body") and (match := _OVERTAKEN.search(statement.text)):
                what = f"'{match[0]}' says how it stood when it was written: “{_start(statement.text)}”"
                yield warning(record, statement.at, "overtaken", what, "say until when it is known, or what came of it")
        for n, source in enumerate(record.value.sources):
            if source.quote and (match := re.search(r"(?i)\b(?:has|have) not (?:yet )?been published\b|\bnot yet\b", source.quote)):
                what = f"the quote says '{match[0]}', which later days may have undone"
                yield warning(record, ("sources", n, "quote"), "overtaken", what, "look whether it is so today, and quote what is lasting")


def ended_things_are_told_as_ended(index: Index) -> Iterator[Problem]:
    """A policy that ended says so where it is quoted from: in its title or its summary."""
    for record in index.corpus.entries:
        if isinstance(record.value, Policy) and record.value.policy.status in _ENDED:
            told = f"{record.value.title} {record.value.summary}"
            if not _END_TOLD.search(told):
                what = f"its status is {record.value.policy.status}, and neither title nor summary says so"
                yield warning(record, ("summary",), "ended-untold", what, "say in the summary when and how it ended")


def contested_things_have_both_sides(index: Index) -> Iterator[Problem]:
    """An accusation, a suit, a ban or a withdrawal rests on a primary source, and somebody looked again a month later."""
    for record in index.corpus.entries:
        value = record.value
        if not _CONTESTED.search(value.title) and not (
            isinstance(value, Policy) and value.policy.instrument in ("ban", "listing", "settlement")
        ):
            continue
        grades = [grade_of(source, index.hosts) for source in value.sources]
        if "primary" not in grades:
            what = "contested, and none of its sources is primary"
            yield warning(
                record, ("sources",), "contested-primary", what, "add the court, the register, the order, or the words of each side"
            )
        if (index.today - value.date.bound) > _AFTERWARDS and not any(
            source.published and source.published.earliest >= value.date.bound + _AFTERWARDS for source in value.sources
        ):
            what = "contested, and no source is from thirty days later or more"
            yield warning(record, ("sources",), "contested-after", what, "look what came of it, and add the source")


def openness_is_not_promised(index: Index) -> Iterator[Problem]:
    """A title or summary that speaks of data does not promise more than the entry's own openness."""
    for record in index.corpus.entries:
        facts = record.value.facts
        degree = facts.openness.data if isinstance(facts, ReleaseFacts) and facts.openness else None
        if degree in ("partial", "closed") and _DATA.search(record.value.title) and not _LIMITED.search(record.value.title):
            what = f"the title speaks of data, and 'openness' has data: {degree}"
            yield problem(record, ("title",), "data-promised", what, "say how much of it (part of, some), or leave it out")


def bases_were_there(index: Index) -> Iterator[Problem]:
    """A fork that changed its base says since when."""
    for record in index.corpus.entries:
        if not isinstance(record.value, Fork) or record.value.fork.since:
            continue
        told = re.search(
            r"(?i)from its (?:second|third|fourth|next) version|rebased|moved (?:its base )?to|switched (?:its base )?to",
            record.value.summary,
        )
        if told and record.track == "linux":
            what = f"'{told[0]}': it did not derive from its base at its date"
            yield warning(record, ("fork",), "base-since", what, "add 'since' with the day from which it does")
