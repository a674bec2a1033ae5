"""From reports to what they are about: mentions of entries, and proposals of what may be an event without an entry."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from generator.fetch.names import NameMatches
from generator.values.fetched import Mention, News, NewsItem, Proposal
from generator.values.words import LITTLE_WORDS

MOST_KEPT: Final = 200
"""Mentions of an entry, and proposals, that are kept."""
_RECENT: Final = 60
"""Days after which a report is no news."""
_LIKE: Final = 0.8
"""Two titles are the same report if so many of their words agree (Jaccard's index), their names and numbers all."""
_MOST_DAYS_BETWEEN_COPIES: Final = 3
"""Days that two copies of a report lie apart at most."""
_RARE: Final = 3
_CROWD: Final = 200
_WORD: Final = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_COMMON_WORDS: Final = LITTLE_WORDS | {
    *"has have how new now over says say than that their this under up us was what will".split(),  # noqa: SIM905  words
    *"der die das und ein eine le la les un une des et el los las de y".split(),  # noqa: SIM905  words
}
"""Words by which no report is told from another; those of other languages too."""
_EVENTS: Final[tuple[tuple[float, str, re.Pattern[str]], ...]] = tuple(
    (weight, what, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])" if latin else words, re.IGNORECASE))
    for weight, what, latin, words in (
        (
            0.35,
            "something is released",
            True,
            r"releas(?:e[ds]?|ing)|launch(?:e[ds]|ing)?|unveil(?:s|ed)?|publish(?:e[ds])|open[- ]sourc(?:e[ds]|ing)|"
            r"veröffentlicht|stellt vor|publie|dévoile|lance|lanza|publica|presenta",
        ),
        (0.35, "something is released", False, r"发布|开源|推出"),
        (
            0.35,
            "a law, a rule or a ruling",
            True,
            r"bill|act|law|regulation|rule[sd]?|ruling|court|judge|lawsuit|sues|ban(?:s|ned)?|bars|sanction(?:s|ed)?|"
            r"executive order|directive|gesetz|verordnung|urteil|verbietet|loi|règlement|interdit|ley|prohíbe",
        ),
        (0.35, "a law, a rule or a ruling", False, r"法规|条例|禁令|判决"),
        (
            0.3,
            "a licence changes",
            True,
            r"relicens\w+|licen[cs]e change|new licen[cs]e|under (?:the )?(?:mit|apache|gpl)\b.*|lizenzwechsel",
        ),
        (
            0.25,
            "somebody is bought or founded",
            True,
            r"acquir(?:e[ds]?|ing)|acquisition|buys|bought|merge[ds]?|foundation|founded|joins|"
            r"übernimmt|rachète|compra",
        ),
        (0.2, "a fork or a derivative", True, r"fork(?:s|ed)?|fine-?tun\w+|distill?(?:s|ed|ation)|quanti[sz]\w+|rebuild|clone"),
        (0.2, "a number that is a mark", True, r"(?:first|million|billion|record|surpass(?:es|ed)?|overtak(?:es|en))"),
    )
)
_SUBJECTS: Final = re.compile(
    r"open[- ]?(?:source|weights?|model)|(?:open|local) (?:ai|llm)|\bllms?\b|language model|foundation model|hugging ?face|linux|"
    r"kernel|distribution|distro|debian|ubuntu|red hat|fedora|开源|大模型|quelloffen|code source ouvert|código abierto",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A report with what it is about, and the addresses of its copies."""

    item: NewsItem
    matches: NameMatches
    also: tuple[str, ...] = ()


def collapse(reports: Iterable[Seen]) -> list[Seen]:
    """One for each report and its near copies: the oldest, then the one whose address comes first.

    Copies agree in every number and every name, and in nearly all other words, and lie a few days apart.
    """
    order = sorted(reports, key=lambda report: (report.item.published or date.max, str(report.item.url)))
    titles = [_Title.of(seen) for seen in order]
    often = Counter(word for title in titles for word in title.words)
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    originals: list[int] = []
    copies: defaultdict[int, list[str]] = defaultdict(list)
    for n, title in enumerate(titles):
        rare = sorted(title.words, key=lambda word: (often[word], word))[:_RARE]
        candidates = sorted({m for word in rare for m in by_word[word][-_CROWD:]})
        first = next((m for m in candidates if _same(title, titles[m])), None)
        if first is not None:
            copies[first].append(str(order[n].item.url))
            continue
        originals.append(n)
        for word in rare:
            by_word[word].append(n)
    return [Seen(order[n].item, order[n].matches, tuple(sorted(copies[n]))) for n in originals]


@dataclass(frozen=True, slots=True)
class _Title:
    """A title as it is compared."""

    words: frozenset[str]
    names: frozenset[str]
    """Words with a capital or a digit, in lower case."""
    entries: frozenset[str]
    day: date | None

    @classmethod
    def of(cls, report: Seen) -> _Title:
        """Without the publisher's name at the end."""
        text = re.sub(rf"\s+[-–—|]\s+{re.escape(report.item.publisher)}\Z", "", report.item.title)
        words = _WORD.findall(text)
        plain = frozenset(word.lower() for word in words) - _COMMON_WORDS
        # The first word has its capital from where it stands.
        names = {
            word.lower()
            for n, word in enumerate(words)
            if any(c.isdigit() for c in word) or (n and word[:1].isupper()) or word[1:] != word[1:].lower()
        }
        return cls(plain, frozenset(names) & plain, frozenset(entry for entry, _ in report.matches.links), report.item.published)


def _same(title: _Title, other: _Title) -> bool:
    if title.names - other.words or other.names - title.words or title.entries != other.entries:
        return False
    if title.day and other.day and abs((title.day - other.day).days) > _MOST_DAYS_BETWEEN_COPIES:
        return False
    shared = len(title.words & other.words)
    return bool(shared) and shared / len(title.words | other.words) >= _LIKE


def mentions(reports: Iterable[Seen], before: Mapping[str, News], sources: frozenset[str]) -> dict[str, News]:
    """What is reported on each entry, with what was before: a feed forgets, this does not.

    A report that an entry already has as a source is no mention. Entries without a change are left out.
    """
    by_entry: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
    for report in reports:
        for entry, alias in report.matches.links:
            if str(report.item.url) not in sources:
                by_entry[entry][str(report.item.url)] = Mention(item=report.item, alias=alias[:100], also=report.also)
    news: dict[str, News] = {}
    for entry in sorted(by_entry):
        old = {str(mention.item.url): mention for mention in before[entry].mentions} if entry in before else {}
        copies = {url for mention in old.values() for url in mention.also}
        # What is kept stays as it was first seen, with copies that came later.
        merged = {url: mention for url, mention in by_entry[entry].items() if url not in copies}
        for url, mention in old.items():
            also = sorted({*mention.also, *(merged[url].also if url in merged else ())})
            merged[url] = mention.model_copy(update={"also": tuple(also)})
        updated = News(entry=entry, mentions=tuple(sorted(merged.values(), key=lambda mention: _newest(mention.item))[:MOST_KEPT]))
        if entry not in before or updated != before[entry]:
            news[entry] = updated
    return news


def propose(reports: Iterable[Seen], sources: frozenset[str], names: Sequence[str], today: date) -> tuple[Proposal, ...]:
    """What may be an event without an entry, the likeliest first. `names` are those of actors."""
    actors = re.compile("|".join(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])" for name in sorted(names, key=len, reverse=True)) or r"\Z.")
    proposals = []
    for report in reports:
        item = report.item
        if report.matches.links or str(item.url) in sources or (item.published and (today - item.published).days > _RECENT):
            continue
        proposal = _proposal(report, actors)
        if proposal:
            proposals.append(proposal)
    return tuple(sorted(proposals, key=lambda proposal: (-proposal.score, _newest(proposal.item)))[:MOST_KEPT])


def _proposal(report: Seen, actors: re.Pattern[str]) -> Proposal | None:
    """None for what does not look like an event, or has nothing to do with open models or Linux."""
    why: list[str] = []
    score = 0.0
    for weight, what, words in _EVENTS:
        if (hit := words.search(report.item.title)) and f"{what}:" not in " ".join(why):
            why.append(f"{what}: “{hit[0][:40]}”")
            score += weight
    if not score:
        return None
    subject, actor = _SUBJECTS.search(report.item.title), actors.search(report.item.title)
    if not subject and not actor and not report.matches.near:
        return None
    if subject:
        why.append(f"is about “{subject[0]}”")
        score += 0.25
    if actor:
        why.append(f"names {actor[0]}")
        score += 0.2
    if report.matches.near:
        why.append(f"may be about {', '.join(report.matches.near[:3])}")
        score += 0.1
    if report.also:
        why.append(f"reported {len(report.also) + 1} times")
        score += min(0.05 * len(report.also), 0.2)
    return Proposal(item=report.item, score=round(min(score, 1.0), 2), why=tuple(why), near=report.matches.near, also=report.also)


def _newest(item: NewsItem) -> tuple[bool, int, str]:
    """Newest first, those without a day last, then by address."""
    return item.published is None, -item.published.toordinal() if item.published else 0, str(item.url)
