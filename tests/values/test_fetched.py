"""What machines wrote is held to what every page, table and format can bear, as what people write is."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.values.fetched import HubModel, LinkState, News

MODEL: dict[str, Any] = {"id": "lab/model", "origin": {"url": "https://hub.example/lab/model", "retrieved": "2026-11-24T12:00:00Z"}}
ITEM = {"url": "https://press.example/a", "title": "A title", "publisher": "The Press", "feed": "press"}


def test_what_fetchers_write_is_read() -> None:
    """The good case of those below; a title in any script is one."""
    HubModel.model_validate(MODEL | {"likes": 10**15, "licence": "mit"})
    News.model_validate({"entry": "a", "mentions": [{"item": ITEM | {"title": "عنوان خبر، 深度求索 👩‍💻"}, "alias": "A"}]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"likes": 2**63},
        {"parameters": 10**15 + 1},
        {"downloads": -1},
        {"children": {"merge": 2**70}},
        {"history": [{"day": "2026-11-24", "downloads": 2**64}]},
        {"history": [{"day": "9999-12-31"}]},
        {"created": "9999-12-31T23:59:59Z"},
        {"licence": "mit\x1b[31m"},
        {"licence": "mit\u202e"},
        {"licence": "mit\nother"},
        {"key": "a\x00"},
        {"id": "lab/mod\u00ebl"},
        {"name": "lab/ model"},
        {"bases": [["merge", "lab/\u200bmodel"]]},
    ],
    ids=str,
)
def test_what_no_column_or_page_can_bear_is_refused(wrong: dict[str, Any]) -> None:
    """Of the Hub, also where a person changed the file."""
    with pytest.raises(ValidationError):
        HubModel.model_validate(MODEL | wrong)


@pytest.mark.parametrize(
    "wrong", [{"title": "A\x08"}, {"title": "A\u2028B"}, {"publisher": "\ufeffP"}, {"published": "0001-01-01"}], ids=str
)
def test_reports_are_held_to_the_same(wrong: dict[str, Any]) -> None:
    """Of the news."""
    with pytest.raises(ValidationError):
        News.model_validate({"entry": "a", "mentions": [{"item": ITEM | wrong, "alias": "A"}]})


def test_states_of_links_too() -> None:
    """A status has three figures."""
    with pytest.raises(ValidationError):
        LinkState.model_validate({"state": "ok", "checked": "2026-11-24", "status": 2**64})
