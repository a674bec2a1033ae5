"""Forms in the browser, and what is read of them."""

from __future__ import annotations

from typing import Any, get_args

import pytest
import yaml

from generator.contribute.issue_forms import CORRECTABLE, FORMS, LABELS, TRACKS_BY_ANSWER, Form, Unreadable, answers
from generator.values.entries import How
from generator.values.fields import KINDS
from tests.conftest import CHECKOUT


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_ask_what_is_read(form: Form) -> None:
    """Headings in the same order, and the same choices."""
    template = yaml.safe_load((CHECKOUT / f".github/ISSUE_TEMPLATE/{form}.yml").read_text())
    questions = [part["attributes"] for part in template["body"] if part["type"] != "markdown"]
    assert tuple(part["label"] for part in questions) == LABELS[form]
    options = {part["label"]: part["options"] for part in questions if "options" in part}
    choices: dict[str, Any] = {
        "Track": list(TRACKS_BY_ANSWER),
        "Kind": list(KINDS),
        "How derived": ["none", *get_args(How)],
        "What is wrong": [*CORRECTABLE, "something else"],
    }
    assert {label: choice for label, choice in options.items() if label != "I read it"} == {
        k: choices[k] for k in options if k != "I read it"
    }


def test_an_answer_counts_once_and_in_order() -> None:
    """A heading within an answer does not answer an earlier question."""
    text = "### Page\n\na\n\n### What it supports\n\nx\n### Page\n\nb\n### Source: address\n\nhttps://e.org/x"
    assert answers(text, "source") == {"Page": "a", "What it supports": "x\n### Page\n\nb", "Source: address": "https://e.org/x"}
    with pytest.raises(Unreadable):
        answers("nothing", "source")
