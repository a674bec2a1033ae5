"""Finding names in news: which entries a title is about.

All names are looked for in one pass (Aho-Corasick) over text without its spaces and hyphens, so that `DeepSeek R1`,
`DeepSeek-R1` and `DeepSeekR1` are one name. Of what is found, most is then thrown away: what is part of a longer name or of
another version (`GPT-4` in `GPT-4.1`, `Llama 3` in `Llama 3.1`), what stands inside a word, what has not the case of a name.
The longest that is left counts. A name that may mean several things, or lacks the word that would make it clear, proposes its
entries and links none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import ahocorasick

from generator.values.entries import Alias

_SEPARATORS: Final = " \t\n\r\u00a0\u2009\u202f-\u2010\u2011\u2012\u2013\u2014_"
_SQUEEZE: Final = str.maketrans("", "", _SEPARATORS)
_HYPHENS: Final = "-\u2010\u2011\u2012\u2013_"
_CJK: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f]")
_ENDING: Final = re.compile(
    r"(based|like|level|style|class|powered|compatible|derived|trained|era|beating|rivalling|rivaling|maker|makers|"
    r"instruct|base|chat|\d+(\.\d+)?[bm](-a\d+b)?)(?![^\W_])",
    re.IGNORECASE,
)
"""What may follow a name after a hyphen without making it another: a word that leans on it, a size, or a tuning."""
_VARIANT: Final = re.compile(
    r"(Turbo|Mini|Nano|Pro|Ultra|Flash|Lite|Vision|VL|Omni|Coder|Math|Plus|Max|Large|Medium|Small|Next|Preview|XL|Tiny|Exp)(?![^\W_])",
    re.IGNORECASE,
)
"""What makes a name that ends in a number another one when it follows after a space."""
_VERSION: Final = re.compile(r"v?\d{1,2}(\.\d+)*(?![^\W_]|[.,]\d| ?(billion|million|percent|%|[bm]\b))", re.IGNORECASE)
_LONGEST_ALWAYS_CASED: Final = 3
_AFTER_HYPHEN: Final = 5


@dataclass(frozen=True, slots=True)
class NameMatches:
    """What a text is about."""

    links: tuple[tuple[str, str], ...] = ()
    """Entries with the name that each has in the text, in the order of the text."""
    near: tuple[str, ...] = ()
    """Entries that an unclear name in it may mean."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name and whose it is."""

    text: str
    """As written, in NFKC."""
    letters: str
    """Without its spaces and hyphens."""
    owners: tuple[tuple[str, tuple[str, ...]], ...]
    """Entries, each with the words of which it needs one."""
    cased: bool
    """It must stand in the text in the case in which it is written."""
    plain: bool
    """A word that may mean anything: it links only with a word that it needs."""
    joints: frozenset[int]
    """Places in `letters` before which it may be parted."""


class Names:
    """All names of all entries, ready to be found. Building takes a moment; finding is quick."""

    def __init__(self, entries: Iterable[tuple[str, Iterable[Alias]]]) -> None:
        owners: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for entry, aliases in entries:
            for alias in aliases:
                owners[unicodedata.normalize("NFKC", alias.text).strip()][entry] = tuple(_lower(need) for need in alias.needs)
        by_letters: defaultdict[str, list[_Name]] = defaultdict(list)
        for text, needs_by_entry in sorted(owners.items()):
            name = _name(text, tuple(sorted(needs_by_entry.items())))
            if name.letters:
                by_letters[_lower(name.letters)].append(name)
        self._automaton: Any = ahocorasick.Automaton()
        for letters, names in by_letters.items():
            self._automaton.add_word(letters, tuple(names))
        self._empty = not by_letters
        if by_letters:
            self._automaton.make_automaton()

    def find(self, text: str) -> NameMatches:
        """What a text is about. A text is a title, or a sentence or two."""
        if self._empty:
            return NameMatches()
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text)
        squeezed = _lower(text).translate(_SQUEEZE)
        hits = list(self._automaton.iter(squeezed))
        return self._judge(text, hits) if hits else NameMatches()

    def _judge(self, text: str, hits: list[tuple[int, tuple[_Name, ...]]]) -> NameMatches:
        offsets = [n for n, letter in enumerate(text) if letter not in _SEPARATORS]
        fits: list[tuple[int, int, _Name]] = []
        for last, names in hits:
            first = last - len(names[0].letters) + 1
            start, end = offsets[first], offsets[last] + 1
            if _apart(text, start, end):
                fits += [(start, end, name) for name in names if _is(name, text, offsets[first : last + 1])]
        chosen: list[tuple[int, int, _Name]] = []
        for start, end, name in sorted(fits, key=lambda fit: (fit[0] - fit[1], fit[0], fit[2].text)):
            if all(
                end <= other_start or start >= other_end or (start, end) == (other_start, other_end) for other_start, other_end, _ in chosen
            ):
                chosen.append((start, end, name))
        words = _lower(text)
        links: dict[str, str] = {}
        near: dict[str, None] = {}
        for start, end, name in sorted(chosen, key=lambda fit: (fit[0], fit[2].text)):
            sure = [entry for entry, needs in name.owners if needs and any(_has(words, need) for need in needs)]
            sure = sure or [entry for entry, needs in name.owners if not needs and not name.plain]
            if len(sure) == 1:
                links.setdefault(sure[0], text[start:end])
            else:
                near |= dict.fromkeys(sure or [entry for entry, _ in name.owners])
        return NameMatches(tuple(links.items()), tuple(entry for entry in near if entry not in links))


def _name(text: str, owners: tuple[tuple[str, tuple[str, ...]], ...]) -> _Name:
    letters = text.translate(_SQUEEZE)
    one_word = letters == text
    cased = (one_word and not any(letter.isdigit() for letter in text) and not _CJK.search(text)) or len(letters) <= _LONGEST_ALWAYS_CASED
    joints, before, n = set(), "", 0
    for letter in text:
        if letter in _SEPARATORS:
            joints.add(n)
            continue
        if before and before.isdigit() != letter.isdigit():
            joints.add(n)
        before, n = letter, n + 1
    return _Name(text, letters, owners, cased, one_word and text.islower(), frozenset(joints))


def _lower(text: str) -> str:
    """In lower case, letter by letter, so that places stay what they are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _is(name: _Name, text: str, offsets: list[int]) -> bool:
    """Whether the letters at these offsets are a name as it may be written."""
    if name.cased and "".join(text[offset] for offset in offsets) != name.letters:
        return False
    return all(after - before == 1 or n in name.joints for n, (before, after) in enumerate(pairwise(offsets), 1))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end` is a name of its own, and no part of a word or of another name."""
    if start and not _CJK.match(text[start]) and _in_word(text, start - 1, end - start):
        return False
    rest = text[end : end + 40]
    if not rest or _CJK.match(text[end - 1]):
        return True
    after, more = rest[0], rest[1:2]
    if _CJK.match(after):
        return True
    if after.isalnum() or after == "+":
        return False
    if after in ".,:" and more.isalnum() and (after == "." or (more.isdigit() and text[end - 1].isdigit())):
        return False
    if after in _HYPHENS and more.isalnum():
        return bool(_ENDING.match(rest[1:]))
    if after in " \u00a0" and more:
        follows = _VARIANT if text[end - 1].isdigit() else _VERSION
        return not follows.match(rest[1:])
    return True


def _in_word(text: str, before: int, length: int) -> bool:
    letter, further = text[before], text[before - 1 : before]
    if letter.isalnum():
        return not _CJK.match(letter)
    if letter in _HYPHENS:
        # `Meta-Llama-3` is Llama 3, but `Open-R1` is not R1.
        return further.isalnum() and length < _AFTER_HYPHEN
    return letter in ".@#" and further.isalnum()


def _has(words: str, need: str) -> bool:
    return bool(_need(need).search(words))


@lru_cache(maxsize=4096)
def _need(need: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(need)}(?![^\W_])" if not _CJK.search(need) else re.escape(need))
