"""What an audit is: a verdict with what decided it, and hashes that hold it to what was drawn."""

from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError

from generator.values.audits import Judgement, Key, PlantedError, digest_of_key, digest_of_sheet

ROW = {"number": 1, "entry": "a", "field": "date", "statement": "2020-05-01"}
DECIDED = {"words": "on the first of May", "source": "https://example.org/a"}
REFUSED = {
    "right without words": ({"verdict": "right"}, "'words' and 'source' do not say by what"),
    "wrong without an address": ({"verdict": "wrong", "words": "on the second"}, "'source' do not say by what"),
    "misleading without words": ({"verdict": "misleading", "source": "https://example.org/a"}, "'words' do not say by what"),
    "more words than decide": ({"verdict": "wrong", **DECIDED, "words": "word " * 26}, "26 words"),
    "unsupported after no way": ({"verdict": "unsupported"}, "0 ways were tried"),
    "unsupported after one way": ({"verdict": "unsupported", "tried": ("the page",)}, "1 ways were tried"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_a_verdict_says_what_decided_it(wrong: str) -> None:
    """Words and their address, or two ways that failed."""
    values, message = REFUSED[wrong]
    with pytest.raises(ValidationError, match=message):
        Judgement.model_validate({**ROW, **values})


@pytest.mark.parametrize("verdict", ["right", "wrong", "misleading"])
def test_a_verdict_with_its_words_stands(verdict: str) -> None:
    """So does one after two ways that failed."""
    assert Judgement.model_validate({**ROW, "verdict": verdict, **DECIDED}).verdict == verdict
    assert Judgement.model_validate({**ROW, "verdict": "unsupported", "tried": ("the page", "its copy")}).tried


def test_hashes_can_be_made_by_anybody() -> None:
    """They are those of plain JSON without blanks."""
    row = Judgement.model_validate({**ROW, "verdict": "right", **DECIDED})
    assert digest_of_sheet([row]) == hashlib.sha256(b'[[1,"a","date","2020-05-01"]]').hexdigest()
    key = Key.model_validate({"secret": "s", "planted": (PlantedError(number=1, kind="date", was="2020-05-02"),)})
    assert digest_of_key(key) == hashlib.sha256(b'["s",[[1,"date","2020-05-02"]]]').hexdigest()
