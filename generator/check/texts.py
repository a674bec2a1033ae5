"""What is wrong in titles, summaries and Markdown."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from generator.check.index import RECORD_LINK, Index, did_you_mean
from generator.values.addresses import SECTIONS
from generator.values.corpus import Problem, Record, problem, warning
from generator.values.fields import LONGEST_SUMMARY, LONGEST_TITLE, SHORTEST_SUMMARY

_HTML: Final = re.compile(r"<(/?[a-zA-Z][^\s<>]*|!--)")
_INTERNAL_LINK: Final = re.compile(rf"\]\((?!https?://|{'|'.join(f'/{folder}/' for folder in SECTIONS)}|mailto:)([^)\s]*)")


def texts_can_be_quoted(index: Index) -> Iterator[Problem]:
    """Titles and summaries are short enough to quote, titles differ, and Markdown is the safe subset."""
    kinds: tuple[tuple[Record[Any], ...], ...] = (index.corpus.entries, index.corpus.parallels, index.corpus.series)
    for records in kinds:
        for record in records:
            yield from _lengths(record)
            for name in ("body", "why", "limits") if records is not index.corpus.series else ():
                if text := getattr(record.value, name, None):
                    yield from _markdown(index, record, name, text)
        yield from _repeated(records)


def _lengths(record: Record[Any]) -> Iterator[Problem]:
    title, summary = len(record.value.title), len(record.value.summary)
    if title > LONGEST_TITLE:
        what = f"the title has {title} characters, more than {LONGEST_TITLE}"
        yield problem(record, ("title",), "title-long", what, "say who did what, and leave the rest to the summary")
    if summary > LONGEST_SUMMARY:
        what = f"the summary has {summary} characters, too long to quote (at most {LONGEST_SUMMARY})"
        yield problem(record, ("summary",), "summary-long", what, "keep what happened; move the rest to the body")
    elif summary < SHORTEST_SUMMARY:
        what = f"the summary has {summary} characters"
        yield warning(record, ("summary",), "summary-short", what, "let it stand alone, for someone who quotes it")


def _repeated(records: Iterable[Record[Any]]) -> Iterator[Problem]:
    titles: defaultdict[str, list[Record[Any]]] = defaultdict(list)
    for record in records:
        titles[re.sub(r"\W+", " ", record.value.title.casefold()).strip()].append(record)
    for title, same in titles.items():
        for record in same[1:]:
            what = f"the title '{title}' is also that of {same[0].path}"
            yield problem(record, ("title",), "title-repeats", what, "say what sets it apart")


def _markdown(index: Index, record: Record[Any], name: str, text: str) -> Iterator[Problem]:
    if match := _HTML.search(text):
        mend = "write Markdown, and put code in `backticks`"
        if not re.search(r"`[^`\n]*" + re.escape(match[0]), text):
            yield problem(record, (name,), "body-html", f"HTML ('{match[0]}') in the {name}", mend)
    if "![" in text:
        yield problem(record, (name,), "body-image", f"an image in the {name}", "link to its page instead")
    for match in _INTERNAL_LINK.finditer(text):
        mend = "write a whole https:// address, /e/ID/ or /actors/ID/"
        yield problem(record, (name,), "body-link", f"the {name} links to '{match[1]}'", mend)
    for match in RECORD_LINK.finditer(text):
        known = index.pages[match[1]]
        if match[2] not in known and match[2] not in index.corpus.unread:
            what = f"the {name} links to /{match[1]}/{match[2]}/, which does not exist"
            yield problem(record, (name,), "link-dangling", what, did_you_mean(match[2], known))
