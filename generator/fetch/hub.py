"""The Hub: what the Hugging Face Hub says of the models that entries name.

The routes and their quirks as of November 2026: `GET /api/models/ID` with `expand[]` gives only the fields that are asked for;
an unknown field is a 400 that lists the known ones; whoever is not logged in gets a 401 for what is private, gone or never was;
a renamed repository answers with a 307, but so may another one that took the name, so the Hub's key (`_id`) decides.
Left out: files, cards and anything else that a model's owner can write freely, save the tags that name licence and bases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, TypeGuard, get_args
from urllib.parse import quote, urlencode

from generator.disk.fetched_files import Store
from generator.fetch.answer import Answer
from generator.fetch.failures import Failure, Trouble, reason
from generator.fetch.http import Client
from generator.fetch.plain_text import plain
from generator.fetch.report import Report, not_asked
from generator.values.dates import A_DAY_AHEAD
from generator.values.fetched import Derivative, Derived, HubModel, HubPoint, Provenance

ENDPOINT: Final = "https://huggingface.co"
FIELDS: Final = (
    "createdAt",
    "lastModified",
    "downloads",
    "downloadsAllTime",
    "likes",
    "gated",
    "tags",
    "safetensors",
    "baseModels",
    "childrenModelCount",
    "disabled",
)
_EARLIEST: Final = datetime(2016, 1, 1, tzinfo=UTC)
"""The Hub is younger; a repository from before is none."""
_MOST_PARAMETERS: Final = 10**15
_ID: Final = re.compile(r"[A-Za-z0-9_./-]{1,140}")
_WEEK: Final = 7
_MOST_NAMED: Final = 5
"""Derivatives of each kind that are named."""
_MOST_LIST_PAGES: Final = 20
"""Pages of a list that are followed at most."""
_GATES: Final[Mapping[Any, Any]] = {False: "open", "auto": "auto", "manual": "manual"}
_DERIVED: Final[tuple[Derived, ...]] = get_args(Derived)


@dataclass(frozen=True, slots=True)
class Hub:
    """Where the Hub is and who asks; `token` is sent to no other host."""

    client: Client
    endpoint: str = ENDPOINT
    token: str | None = None

    def get(self, path: str, query: Iterable[tuple[str, str]] = ()) -> Answer:
        """The answer to an API route, or to an address that a Link header gave."""
        url = path if path.startswith(f"{self.endpoint}/") else f"{self.endpoint}{path}"
        query_string = urlencode(list(query))
        return self.client.get(f"{url}?{query_string}" if query_string else url, self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Accept": "application/json"} | ({"Authorization": f"Bearer {self.token}"} if self.token else {})


class Unusable(Failure):
    """An answer that says nothing of the model; what was kept stays."""


def run(  # noqa: PLR0913  a run is all of these
    hub: Hub, store: Store, models: Iterable[str], today: date, tick: Callable[[int, int], None], *, derivatives: bool = False
) -> Report:
    """Ask the Hub for every model, and keep what it says, each in a file of its own; one that fails does not stop the rest."""
    names = sorted(set(models), key=str.casefold)
    changed: list[str] = []
    troubles: list[str] = []
    got = had = late = 0

    def attempt(name: str) -> tuple[str, HubModel | None, HubModel | None, list[str]]:
        messages: list[str] = []
        old: HubModel | None = None
        new: HubModel | None = None
        try:
            old = store.read(model_file(name), HubModel)
            new = ask_hub(hub, name, old, today, messages)
            if derivatives and any(new.children.values()):
                new = new.model_copy(update={"derivatives": top(hub, new)})
        except Exception as error:
            # What derives from it may give nothing: what the Hub said of the model itself is kept.
            not_begun = isinstance(error, Trouble) and error.kind == "not-asked" and not new
            return name, old, new, messages if not_begun else [*messages, reason(error)]
        return name, old, new, messages

    with ThreadPoolExecutor(max_workers=2) as pool:
        for done, (name, old, new, messages) in enumerate(pool.map(attempt, names), 1):
            troubles += [text if text.startswith("entries/") else f"{name}: {text}" for text in messages]
            had += old is not None
            late += not new and not messages
            if new:
                got += 1
                if (old is None or without_origin(new) != without_origin(old)) and store.write(model_file(name), new):
                    changed.append(f"{name}: {differences(old, new)}")
            tick(done, len(names))
    troubles += not_asked(late, "of the models")
    return Report("hub", len(names), got, tuple(changed), tuple(troubles), lost=bool(had and not got))


def model_file(name: str) -> str:
    """The file of a model in the store."""
    return f"hub/{name}.json"


def without_origin(model: HubModel) -> HubModel:
    """A model without when it was asked: what counts as its values."""
    return model.model_copy(update={"origin": None})


def ask_hub(hub: Hub, name: str, old: HubModel | None, today: date, complaints: list[str]) -> HubModel:
    """What the Hub says of a model now, with what was good before where the answer is not.

    Adds to `complaints` what was wrong with single values. Raises Trouble or Unusable if there is nothing to keep.
    """
    answer = hub.get(f"/api/models/{quote(name)}", [("expand[]", field) for field in FIELDS])
    origin = Provenance(url=answer.asked.partition("?")[0], retrieved=answer.retrieved, sha256=answer.sha256)
    if answer.status in (401, 403, 404, 410):
        return _absent(answer, old, known=bool(hub.token))
    if answer.status == 400:
        raise Unusable(f"the Hub knows a field by another name: {_error(answer)}")
    if not answer.ok:
        raise Unusable(f"the Hub answered {answer.status}: {_error(answer)}")
    body = answer.json()
    if not isinstance(body, dict) or not _is_id(body.get("id")) or not _is_id(body.get("_id")):
        raise Unusable("the answer is no model: " + (_error(answer) if isinstance(body, dict) else "no object"))
    if old and old.key and old.key != body["_id"]:
        raise Unusable(f"another repository now has this name (it is {body['id']}); the entry should name the one it means")
    moved = body["id"] != name
    if moved and not (old and old.key):
        raise Unusable(f"the Hub leads to {body['id']}, which may be another repository; name it in the entry if it is the same")
    return _read(body, name, old, origin, today, complaints)


def _absent(answer: Answer, old: HubModel | None, *, known: bool) -> HubModel:
    """Gone only if the Hub says so to somebody whom it tells: to others it says the same of what is private."""
    code = answer.headers.get("X-Error-Code", "")
    gone = code == "RepoNotFound" or answer.status == 410 or (known and answer.status == 404)
    state = "gone" if gone else "hidden"
    if not old:
        raise Unusable(f"the Hub has nothing for it to show ({answer.status}): misspelt, private or gone")
    # When it was last well stays with the values; only the state is new.
    return old.model_copy(update={"state": state}) if old.state != state else old


def _read(  # noqa: PLR0913  an answer, what was before, and where complaints go
    body: Mapping[str, Any], name: str, old: HubModel | None, origin: Provenance, today: date, complaints: list[str]
) -> HubModel:
    tags = [tag for tag in body.get("tags") or () if isinstance(tag, str)] if isinstance(body.get("tags"), list) else []
    children = body.get("childrenModelCount")
    tensors = body.get("safetensors")
    facts: dict[str, Any] = {
        "created": _time(body.get("createdAt"), today),
        "modified": _time(body.get("lastModified"), today),
        "downloads": _count(body.get("downloads")),
        "downloads_in_all": _count(body.get("downloadsAllTime")),
        "likes": _count(body.get("likes")),
        "gate": _GATES.get(gated) if isinstance(gated := body.get("gated"), str | bool) else None,
        "licence": next((plain(tag.removeprefix("license:"), 100) for tag in tags if tag.startswith("license:")), None) or None,
        "parameters": _count(tensors.get("total"), _MOST_PARAMETERS) if isinstance(tensors, dict) else None,
        "bases": _bases(tags),
        "children": {how: n for how in _DERIVED if (n := _count(children.get(how))) is not None} if isinstance(children, dict) else {},
    }
    for field, key in (
        ("created", "createdAt"),
        ("likes", "likes"),
        ("downloads_in_all", "downloadsAllTime"),
        ("parameters", "safetensors"),
    ):
        before = getattr(old, field) if old else None
        if before is not None and (facts[field] is None or _absurd(field, before, facts[field])):
            if facts[field] is not None or key in body:
                complaints.append(f"{key} was {before} and is now said to be {facts[field]}: kept as it was")
            facts[field] = before
    state = "disabled" if body.get("disabled") is True else "there"
    point = HubPoint(day=today, downloads=facts["downloads"], likes=facts["likes"], children=facts["children"])
    return HubModel(
        id=name,
        name=body["id"] if body["id"] != name else None,
        key=body["_id"],
        state=state,
        origin=origin,
        **facts,
        derivatives=old.derivatives if old else (),
        history=_history(old, point),
    )


def _time(value: object, today: date) -> datetime | None:
    """A time of the Hub in UTC, whole seconds; None for one that cannot be."""
    try:
        moment = datetime.fromisoformat(value).replace(microsecond=0) if isinstance(value, str) else None
        # A time without an offset is one in UTC, not one of this machine's zone.
        moment = moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None
    return moment if moment and moment >= _EARLIEST and moment.date() <= today + A_DAY_AHEAD else None


def _is_id(value: object) -> TypeGuard[str]:
    """Whether something can be the id of a repository, or the Hub's key of one."""
    return isinstance(value, str) and bool(_ID.fullmatch(value))


def _count(value: object, most: int = 10**13) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most else None


def _absurd(field: str, before: Any, now: Any) -> bool:
    """Whether a value cannot have become another: a day does not move, and likes and all downloads hardly fall."""
    if field == "created":
        return bool(before != now)
    if field == "parameters":
        return not before / 100 <= now <= before * 100
    return bool(before >= 100 and now < before / 2)


def _bases(tags: list[str]) -> tuple[tuple[str, str], ...]:
    """`base_model:merge:ID` tags, and `base_model:ID` for those whose kind is not told."""
    relations: dict[str, str] = {}
    for tag in tags:
        first, _, rest = tag.partition(":")
        how, _, name = rest.rpartition(":")
        if first == "base_model" and _is_id(name) and "/" in name:
            if how in _DERIVED:
                relations[name] = how
            elif not how:
                relations.setdefault(name, "base")
    return tuple(sorted((how, name) for name, how in relations.items()))


def _history(old: HubModel | None, point: HubPoint) -> tuple[HubPoint, ...]:
    before = old.history if old else ()
    nothing = point.downloads is None and point.likes is None and not point.children
    if nothing or (before and (point.day - before[-1].day).days < _WEEK):
        return before
    return (*before, point)


def top(hub: Hub, model: HubModel) -> tuple[Derivative, ...]:
    """The most downloaded of what says that it derives from a model."""
    derivatives: list[Derivative] = []
    for how in _DERIVED:
        if model.children.get(how):
            derivatives += list(_listed(hub, model.name or model.id, how))[:_MOST_NAMED]
    return tuple(derivatives)


def _listed(hub: Hub, name: str, how: Derived) -> Iterator[Derivative]:
    """Derivatives, the most downloaded first, along the Link header from page to page."""
    query = [("filter", f"base_model:{how}:{name}"), ("sort", "downloads"), ("direction", "-1"), ("limit", str(_MOST_NAMED))]
    answer = hub.get("/api/models", query)
    seen = 0
    for _ in range(_MOST_LIST_PAGES):
        if not answer.ok:
            raise Unusable(f"the list of what derives from it was answered with {answer.status}: {_error(answer)}")
        rows = answer.json()
        if not isinstance(rows, list):
            raise Unusable("the list of what derives from it is no list")
        for row in rows:
            if isinstance(row, dict) and _is_id(row.get("id")):
                yield Derivative(id=row["id"], how=how, downloads=_count(row.get("downloads")))
                seen += 1
        after = next_page(answer.headers.get("Link", ""))
        if seen >= _MOST_NAMED or not after or not after.startswith(f"{hub.endpoint}/"):
            return
        answer = hub.get(after)


def next_page(link: str) -> str | None:
    """The address of the next page in a Link header (RFC 8288)."""
    for part in link.split(","):
        address, _, about = part.partition(";")
        if 'rel="next"' in about and address.strip().startswith("<"):
            return address.strip(" <>")
    return None


def _error(answer: Answer) -> str:
    """What an answer says went wrong, cut short, as plain text."""
    message = answer.headers.get("X-Error-Message") or ""
    if not message:
        try:
            body = answer.json()
            message = str(body.get("error", "")) if isinstance(body, dict) else ""
        except Trouble as trouble:
            message = str(trouble)
    return plain(message, 200) or "it says no more"


def differences(old: HubModel | None, new: HubModel) -> str:
    """What changed, in words for the summary."""
    if old is None:
        return "new"
    changes = []
    for field in ("state", "name", "licence", "gate", "parameters", "downloads", "likes"):
        before, now = getattr(old, field), getattr(new, field)
        if before != now:
            changes.append(f"{field} {before} → {now}")
    return ", ".join(changes) or "updated"
