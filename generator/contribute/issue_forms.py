"""issue_forms: the body of an issue that was filed by one of the forms in .github/ISSUE_TEMPLATE/ -> what it asks for.

A body is anybody's text. A heading counts only where the form has it, in the form's order; everything else is part of an answer,
and an answer becomes a value or a refusal, never code, markup or a path.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args
from urllib.parse import quote, urlsplit

from generator.contribute.draft import Facts
from generator.contribute.gather import tag_of
from generator.values.characters import visible
from generator.values.entries import How
from generator.values.fields import ID_PATTERN, KINDS, NOT_IN_ADDRESS, Kind, Track

Form = Literal["entry", "correction", "source"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
MOST_LETTERS: Final = 70_000
"""Letters of a body; GitHub takes 65,536."""
_SOURCE: Final = (
    "Source: address",
    "Source: title",
    "Source: publisher",
    "Source: day of publication",
    "Source: its exact words",
    "I read it",
)
LABELS: Final[Mapping[Form, tuple[str, ...]]] = {
    "entry": (
        "Track",
        "Kind",
        "What happened",
        "When",
        "In one or two sentences",
        "Who",
        "Subjects",
        "Model on the Hub",
        "Licence",
        "Derived from",
        "How derived",
        "Place",
        *_SOURCE,
    ),
    "correction": ("Page", "What is wrong", "What would be right", *_SOURCE),
    "source": ("Page", "What it supports", *_SOURCE),
}
"""The questions of each form, in its order; a test holds them to the forms themselves."""
TRACKS_BY_ANSWER: Final[Mapping[str, Track]] = {"Open AI": "ai", "Linux": "linux"}
CORRECTABLE: Final = ("title", "date", "summary")
"""Fields that a filed correction can change; any other is edited in the file."""
_LONGEST_SHOWN: Final = 120
_EMPTY: Final = frozenset({"", "_no response_", "none", "n/a", "-"})
_TICKED: Final = re.compile(r"^- \[[xX]\]", re.MULTILINE)
_PAGE: Final = re.compile(r"(?:.*/)?e/([^/?#\s]+)/?(?:[?#].*)?\Z|([^/\s]+)\Z")


class Unreadable(Exception):  # noqa: N818  it is an answer about a form
    """What the form says cannot be taken; each message is for whoever filed it."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Asked:
    """A change of an entry that is there: another value of a field, a further source, or both."""

    entry: str
    field: str = ""
    text: str = ""
    source: Mapping[str, Any] | None = None


def answers(body: str, form: Form) -> dict[str, str]:
    """Each answer by its question; an empty one is not among them. Raises Unreadable for what is no body of this form."""
    if len(body) > MOST_LETTERS:
        raise Unreadable(f"The text has {len(body):,} letters; a form has {MOST_LETTERS:,} at most.")
    lines_of: dict[str, list[str]] = {}
    waiting = list(LABELS[form])
    current: list[str] = []
    for line in body.replace("\r\n", "\n").split("\n"):
        if line.startswith("### ") and line[4:].strip() in waiting:
            label = line[4:].strip()
            # Only forward: what stands behind an answer cannot answer an earlier question again.
            del waiting[: waiting.index(label) + 1]
            current = lines_of.setdefault(label, [])
        else:
            current.append(line)
    if not lines_of:
        raise Unreadable("The text does not have the headings of the form. File it by the form, and leave its headings as they are.")
    filed = {label: "\n".join(lines).strip() for label, lines in lines_of.items()}
    return {label: text for label, text in filed.items() if text.lower() not in _EMPTY}


def entry(body: str, actors: Mapping[str, str], today: str) -> Facts:
    """What a form for a new entry says. `actors` has ids by name and by id, in small letters. Raises Unreadable."""
    filed = answers(body, "entry")
    reasons = [
        f"**{label}** is empty." for label in ("Track", "Kind", "What happened", "When", "In one or two sentences") if label not in filed
    ]
    track, kind = TRACKS_BY_ANSWER.get(filed.get("Track", "")), filed.get("Kind")
    if "Track" in filed and not track:
        reasons.append(f"**Track**: {_shown(filed['Track'])} is none; it is {' or '.join(TRACKS_BY_ANSWER)}.")
    if kind and kind not in KINDS:
        reasons.append(f"**Kind**: {_shown(kind)} is none; it is {', '.join(KINDS)}.")
    actor_ids, unknown = _people(filed.get("Who", ""), actors)
    reasons += [
        f"**Who**: nobody here is called {_shown(name)}. Leave the name out, or first add `entries/actors/ID.yaml` by a pull request."
        for name in unknown
    ]
    values: dict[str, Any] = {
        "title": visible(filed.get("What happened", "")),
        "date": visible(filed.get("When", "")),
        "summary": visible(filed.get("In one or two sentences", "")),
        "actors": tuple(actor_ids),
        "tags": tuple(tag_of(tag) for tag in filed.get("Subjects", "").split(",") if tag.strip()),
    }
    facts: dict[str, Any] = {}
    if kind in ("release", "fork"):
        facts = {"hub": _parts(filed.get("Model on the Hub", "")), "licence": visible(filed.get("Licence", ""))}
    if kind == "fork":
        how = filed.get("How derived", "")
        if "Derived from" not in filed:
            reasons.append(
                "**Derived from** is empty: a fork derives from something; name its entry, or its model on the Hub as owner/name."
            )
        if how not in get_args(How):
            reasons.append(f"**How derived**: choose one of {', '.join(get_args(How))}.")
        facts |= {"of": _parts(filed.get("Derived from", "")), "how": how}
    if kind == "policy":
        facts = {"jurisdiction": visible(filed.get("Place", "")).upper()}
    values["facts"] = {name: value for name, value in facts.items() if value}
    source = _source(filed, reasons, today, tuple(name for name in ("title", "date", "summary") if values[name]))
    if reasons or not track or not kind or not source:
        raise Unreadable(*reasons)
    return Facts(cast(Kind, kind), track, values, (source,))


def correction(body: str, today: str) -> Asked:
    """What a form for a correction says. Raises Unreadable."""
    filed = answers(body, "correction")
    reasons = [f"**{label}** is empty." for label in LABELS["correction"][:3] if label not in filed]
    name = visible(filed.get("What is wrong", ""))
    if "What is wrong" in filed and name not in CORRECTABLE:
        reasons.append(f"**What is wrong**: only {', '.join(CORRECTABLE)} can be corrected by this form; a person will look at the rest.")
    source = _source(filed, reasons, today, (name,), needed=False)
    page = _page(filed.get("Page", ""), reasons)
    if reasons:
        raise Unreadable(*reasons)
    return Asked(page, name, visible(filed["What would be right"]), source)


def missing_source(body: str, today: str) -> Asked:
    """What a form for a missing source says. Raises Unreadable."""
    filed = answers(body, "source")
    reasons = [] if "Page" in filed else ["**Page** is empty."]
    supports = _parts(filed.get("What it supports", "").lower())
    source = _source(filed, reasons, today, supports)
    if source:
        source["supports"] = supports  # somebody says so, whether they read it today or not
    page = _page(filed.get("Page", ""), reasons)
    if reasons:
        raise Unreadable(*reasons)
    return Asked(page, source=source)


def _parts(text: str) -> tuple[str, ...]:
    """Words between commas or spaces."""
    return tuple(part for part in re.split(r"[,\s]+", visible(text)) if part)


def _page(text: str, reasons: list[str]) -> str:
    """The id of the entry that a page or an address is of."""
    match = _PAGE.fullmatch(visible(text))
    name = (match[1] or match[2] or "") if match else ""
    if text and not re.fullmatch(ID_PATTERN, name):
        reasons.append(f"**Page**: {_shown(text)} is no page of an entry; give its address, which ends in /e/ID/.")
    return name


def _source(
    filed: Mapping[str, str], reasons: list[str], today: str, supports: Iterable[str], *, needed: bool = True
) -> dict[str, Any] | None:
    """The source that a form names. That it was read counts from today; one that was not read gives no words and supports nothing."""
    address = visible(filed.get("Source: address", ""))
    if not address:
        if needed:
            reasons.append("**Source: address** is empty: every statement here rests on a source.")
        return None
    if why := _no_address(address):
        reasons.append(f"**Source: address**: {why}.")
    read = bool(_TICKED.search(filed.get("I read it", "")))
    words = visible(filed.get("Source: its exact words", "")).strip("“”\"'")
    if words and not read:
        reasons.append("**Source: its exact words**: quote only what you read, and tick that you read it.")
    return {
        "url": address,
        "title": visible(filed.get("Source: title", "")),
        "publisher": visible(filed.get("Source: publisher", "")),
        "published": visible(filed.get("Source: day of publication", "")),
        "accessed": today if read else "",
        "quote": words if read else "",
        "supports": tuple(supports) if read else (),
    }


def _no_address(address: str) -> str:
    """Why a text is no address of a page, with the sign that is wrong in it; empty if it is one."""
    if sign := re.search(NOT_IN_ADDRESS, address):
        name, written = ("a space", "%20") if sign[0].isspace() else (_code(sign[0]), quote(sign[0]))
        return f"{_code(address)} has {name}, which no address has; take it out, or write {written} for it"
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  it is looked at so that a wrong one is told
        valid = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        valid = False
    return "" if valid else f"{_code(address)} is no address of a page; it starts with https://"


def _people(text: str, actors: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Ids of those who are named, and names that nobody here has."""
    names = [visible(name) for name in text.split(",") if visible(name)]
    known = [actors[name.lower()] for name in names if name.lower() in actors]
    return list(dict.fromkeys(known)), [name for name in names if name.lower() not in actors]


def _shown(text: str) -> str:
    """Somebody's text in an answer to them: short, and without any effect."""
    bare = re.sub(r"[`\n\r<>@\[\]()!*_|]", " ", visible(text))[:60].strip()
    return f"`{bare}`" if bare else "this"


def _code(text: str) -> str:
    """Somebody's text to the letter, as code, which has no effect either: GitHub reads nothing within it. The fence is longer than
    any run of its sign within."""
    text = visible(text) if len(visible(text)) <= _LONGEST_SHOWN else f"{visible(text)[:_LONGEST_SHOWN]}…"
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    blank = " " if "`" in text else ""
    return f"{fence}{blank}{text}{blank}{fence}"
