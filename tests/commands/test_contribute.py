"""The ways in: an entry from the command line, and one from a form that somebody filed, kind or not."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from generator.__main__ import main
from generator.contribute.amend import Unmendable, amended, with_source
from generator.contribute.draft import SHAPES, Facts, clean, draft, place_of, scalar
from generator.contribute.duplicates import alike
from generator.contribute.issue_forms import CORRECTABLE, FORMS, LABELS, TRACKS_SAID, Form, Unreadable, answers
from generator.fetch import page_head
from generator.load.strict_yaml import compose, plain_value
from generator.values.dates import FuzzyDate
from generator.values.entries import KINDS, How
from tests.conftest import CHECKOUT, TODAY, Corner
from tests.fetch.faulty import Reply, faulty

SUMMARY = "The Lab releases a model under a licence that lets anybody do anything with it, and says so plainly."


def body(form: Form = "entry", **said: str) -> str:
    """What GitHub makes of a filed form; questions are named by their first word, in small letters."""
    good = {
        "Track": "Open AI", "Kind": "release", "What happened": "The Lab releases Thing", "When": "2026-11-01",
        "In one or two sentences": SUMMARY, "Who": "The Lab", "Subjects": "licences, Language models", "Page": "https://site.example/e/model-one/",
        "What is wrong": "date", "What would be right": "2024-07-21", "What it supports": "date", "Source: address": "https://lab.example/thing?a=1",
        "Source: title": "Thing: it is out", "Source: publisher": "The Lab", "Source: day of publication": "2026-11-01",
        "Source: its exact words": "“Thing is out”", "I read it": "- [X] I read this source today, and it says so.",
    } | said  # fmt: skip
    return "\n\n".join(f"### {label}\n\n{good.get(label, '') or '_No response_'}" for label in LABELS[form])


@pytest.fixture
def checkout(corner: Corner) -> Corner:
    """An actor and an entry of it."""
    corner.write("actors/lab.yaml", "name: The Lab\nkind: lab\n")
    corner.write(
        "ai/releases/model-one.yaml",
        f"# yaml-language-server: $schema=../../schema/release.json\ntitle: The Lab releases Model One\ndate: 2024-07-20   # its page\nsummary: >-\n"
        f"  {SUMMARY}\nactors: [lab]\nsources:\n  # the first\n  - url: https://lab.example/one\n    title: One\n# facts\nrelease: {{hub: [lab/one]}}\n",
    )
    return corner


def call(corner: Corner, *words: str, text: str | None = None) -> Result:
    """A command in the checkout."""
    return CliRunner().invoke(main, [*words, "--root", str(corner.root), "--today", str(TODAY)], input=text)


def filed(corner: Corner, form: Form = "entry", **said: str) -> Result:
    """A form, filed."""
    return call(corner, "from-issue", "--form", form, "--body", "-", text=body(form, **said))


def files(corner: Corner) -> dict[str, str]:
    """Every file of the checkout."""
    return {str(file.relative_to(corner.root)): file.read_text() for file in corner.root.rglob("*") if file.is_file()}


def test_a_filed_entry_becomes_a_valid_file(checkout: Corner) -> None:
    """In the order of the vocabulary, without an error, with the day on which its source was read."""
    result = filed(checkout)
    assert result.exit_code == 0, result.output
    path = "entries/ai/releases/lab-releases-thing.yaml"
    assert result.output.startswith(f"`{path}` is made.")
    value = yaml.safe_load((checkout.root / path).read_text())
    assert value["title"] == "The Lab releases Thing"
    assert value["actors"] == ["lab"]
    assert value["tags"] == ["licences", "language-models"]
    (source,) = value["sources"]
    assert (source["url"], str(source["accessed"]), source["quote"]) == (
        "https://lab.example/thing?a=1",
        str(TODAY),
        "Thing is out",
    )
    assert [p for p in checkout.problems() if p.severity == "error"] == []
    assert (
        CliRunner().invoke(main, ["fmt", "--check", "--root", str(checkout.root), f"{checkout.root}/{path}"]).exit_code
        == 0
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_filed(checkout: Corner, kind: str) -> None:
    """With what only it has."""
    said = (
        {
            "Derived from": "model-one, other/base",
            "How derived": "fine-tune",
            "Model on the Hub": "lab/thing",
            "Licence": "MIT",
        }
        if kind == "fork"
        else {"Place": "eu"}
        if kind == "policy"
        else {}
    )
    result = filed(checkout, Kind=kind, **said)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"When": "yesterday"}, "date"),
        ({"When": ""}, "**When** is empty"),
        ({"Who": "Nobody Known"}, "nobody here is called `Nobody Known`"),
        ({"Kind": "fork"}, "**Derived from** is empty"),
        ({"Kind": "theft"}, "`theft` is none"),
        ({"Source: address": "javascript:alert(1)"}, "is no address of a page"),
        ({"Source: address": ""}, "every statement here rests on a source"),
        ({"I read it": "- [ ] I read this source today, and it says so."}, "quote only what you read"),
        ({"What happened": "x" * 200}, "title"),
        ({"What happened": "../../etc/passwd"}, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_is_said_exactly(checkout: Corner, said: dict[str, str], told: str) -> None:
    """And nothing is left changed."""
    before = files(checkout)
    result = filed(checkout, **said)
    if told:
        assert result.exit_code == 1
        assert told in result.output
        assert files(checkout) == before
    else:
        assert set(files(checkout)) - set(before) == {"entries/ai/releases/etc-passwd.yaml"}


HOSTILE = [
    "../../../.github/workflows/evil", "a\n### Kind\n\npolicy", "x: !!python/object/apply:os.system ['id']", "'\"]}\n- a: b", "*anchor &a <<: *a",
    "<script>alert(1)</script> @everyone", "`rm -rf /` $(id) ${{ secrets.TOKEN }}", "\u202egnp.exe\u200b\x00\x1b[31m", "# comment", "%TAG ! x", "---\n...", "🐧 通义",
    "::set-output name=x::y", "\r\n### When\r\n\r\n1999",
]  # fmt: skip


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize(
    "label",
    [
        "What happened",
        "In one or two sentences",
        "Source: title",
        "Subjects",
        "Who",
        "When",
        "Derived from",
        "Licence",
        "Model on the Hub",
    ],
)
def test_a_hostile_answer_is_a_value_or_a_refusal(checkout: Corner, label: str, evil: str) -> None:
    """Never a path, a further field, or another file."""
    before = files(checkout)
    text = f"{SUMMARY} {evil}" if label.startswith("In one") else evil
    result = filed(
        checkout,
        **{label: text, "Kind": "fork", "How derived": "merge"}
        | ({} if label == "Derived from" else {"Derived from": "model-one"}),
    )
    assert result.exit_code in (0, 1), result.output
    new = set(files(checkout)) - set(before)
    assert all(files(checkout)[name] == was for name, was in before.items())
    assert len(new) == (result.exit_code == 0)
    for name in new:
        assert Path(name).parent == Path("entries/ai/forks")
        node, flaws = compose(files(checkout)[name].encode())
        assert flaws == []
        assert node
        value, more = plain_value(node)
        assert more == []
        assert set(value or {}) <= {"title", "date", "summary", "actors", "tags", "sources", "fork"}
    assert "<script" not in result.output
    assert "@everyone" not in result.output


@pytest.mark.parametrize("text", ["", "hello", "### Nothing\n\nof ours", "x" * 100_000, "\x00\xff"])
def test_what_is_no_form_is_said_so(checkout: Corner, text: str) -> None:
    """Nothing is changed."""
    before = files(checkout)
    result = call(checkout, "from-issue", "--form", "entry", "--body", "-", text=text)
    assert result.exit_code == 1
    assert result.output.startswith("This cannot be taken over yet:")
    assert files(checkout) == before


def test_an_id_that_is_taken_is_refused(checkout: Corner) -> None:
    """And what may be the same event is named."""
    assert filed(checkout).exit_code == 0
    again = filed(checkout)
    assert (again.exit_code, "There is an entry with the id `lab-releases-thing` already" in again.output) == (1, True)
    near = filed(checkout, **{"What happened": "The Lab releases Thing at last"})
    assert "may tell of the same event" in near.output


def test_a_correction_changes_one_field_and_adds_its_source(checkout: Corner) -> None:
    """Every other line stays, its comments too."""
    before = files(checkout)["entries/ai/releases/model-one.yaml"]
    result = filed(checkout, "correction")
    assert result.exit_code == 0, result.output
    after = files(checkout)["entries/ai/releases/model-one.yaml"]
    assert "date: 2024-07-21   # its page\n" in after
    assert [line for line in before.splitlines() if line not in after.splitlines()] == ["date: 2024-07-20   # its page"]
    assert after.index("lab.example/thing") < after.index("# facts")
    value = yaml.safe_load(after)
    assert [source["url"] for source in value["sources"]] == [
        "https://lab.example/one",
        "https://lab.example/thing?a=1",
    ]


def test_a_summary_is_corrected_and_a_wrong_value_is_not(checkout: Corner) -> None:
    """What `check` refuses is taken back."""
    good = filed(
        checkout, "correction", **{"What is wrong": "summary", "What would be right": f"{SUMMARY} Then: more."}
    )
    assert good.exit_code == 0, good.output
    kept = files(checkout)
    bad = filed(
        checkout,
        "correction",
        **{"What would be right": "the other day", "Source: address": ""} | {"Source: its exact words": ""},
    )
    assert bad.exit_code == 1
    assert files(checkout) == kept
    other = filed(checkout, "correction", **{"What is wrong": "something else"})
    assert (other.exit_code, "a person will look" in other.output) == (1, True)
    gone = filed(checkout, "correction", Page="https://site.example/e/../../x/")
    assert (gone.exit_code, files(checkout)) == (1, kept)


def test_a_source_is_added_once(checkout: Corner) -> None:
    """With what it supports."""
    assert filed(checkout, "source").exit_code == 0
    again = filed(checkout, "source")
    assert (again.exit_code, "is one of its sources already" in again.output) == (1, True)
    assert filed(checkout, "source", Page="model-two").exit_code == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_ask_what_is_read(form: Form) -> None:
    """Headings in the same order, and the same choices."""
    said = yaml.safe_load((CHECKOUT / f".github/ISSUE_TEMPLATE/{form}.yml").read_text())
    asked = [part["attributes"] for part in said["body"] if part["type"] != "markdown"]
    assert tuple(part["label"] for part in asked) == LABELS[form]
    options = {part["label"]: part["options"] for part in asked if "options" in part}
    wanted: dict[str, Any] = {
        "Track": list(TRACKS_SAID), "Kind": list(KINDS), "How derived": ["none", *get_args(How)], "What is wrong": [*CORRECTABLE, "something else"],
    }  # fmt: skip
    assert {label: choice for label, choice in options.items() if label != "I read it"} == {
        k: wanted[k] for k in options if k != "I read it"
    }


@given(st.text(max_size=200))
def test_any_text_is_a_scalar(text: str) -> None:
    """That strict YAML reads as what was written, on one line and without what cannot be seen."""
    node, flaws = compose(f"a: {scalar(text)}\n".encode("utf-8", "replace"))
    assert flaws == []
    assert node
    found, more = plain_value(node)
    assert more == []
    assert (found or {})["a"] in (clean(text), clean(text).encode("utf-8", "replace").decode(), None)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_file_of_every_shape_teaches(checkout: Corner, shape: str) -> None:
    """Its comments name each field that is missing, and `check` asks for those that have to be there."""
    result = call(checkout, "new", shape, "--track", "ai", "--title", "Something new", "--offline")
    assert result.exit_code == 0, result.output
    path = result.output.splitlines()[0]
    text = (checkout.root / path).read_text()
    assert "Something new" in text
    assert text.startswith("# yaml-language-server: $schema=")
    assert {p.rule for p in checkout.problems() if p.path == path} == {"field-missing"}
    assert call(checkout, "new", shape, "--track", "ai", "--title", "Something new", "--offline").exit_code == 1


def test_at_a_terminal_it_asks_and_asks_again(checkout: Corner) -> None:
    """For what is not given; an answer that cannot be is asked for once more, an empty one leaves the field open."""
    ours, theirs = pty.openpty()
    answers = [
        "nonsense",
        "linux",
        "",
        "The Lab releases Model One again",
        "soon",
        "2026-11-20",
        SUMMARY,
        "model-one",
        "hard-fork",
    ]
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "new", "fork", "--root", str(checkout.root), "--today", str(TODAY)],
        stdin=theirs, capture_output=True, text=True, check=False, timeout=60, cwd=CHECKOUT,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "entries/linux/forks/lab-releases-model-one-again.yaml"
    assert "'nonsense' is not one of" in ran.stderr
    assert "'soon' is no date" in ran.stderr
    assert "model-one.yaml may tell of the same event" in ran.stderr
    value = yaml.safe_load((checkout.root / ran.stdout.strip()).read_text())
    assert (str(value["date"]), value["fork"]) == ("2026-11-20", {"of": ["model-one"], "how": "hard-fork"})


def test_a_source_and_a_model_fill_in_what_they_say(checkout: Corner) -> None:
    """From the page's head and from the Hub; what does not answer is told, and the file is written all the same."""
    head = '<html lang="fr"><title>x</title><meta property="og:title" content="Thing: it is out"><meta property="og:site_name" content="Lab">'
    with faulty() as server:
        server.at(
            "/thing",
            Reply(
                200,
                {"Content-Type": "text/html"},
                (head + '<meta property="article:published_time" content="2026-11-01T10:00:00Z">').encode(),
            ),
        )
        result = call(
            checkout,
            "new",
            "milestone",
            "--track",
            "ai",
            "--url",
            f"{server.address}/thing",
            "--id",
            "thing",
            "--private",
        )
        assert result.exit_code == 0, result.output
        silent = call(
            checkout, "new", "milestone", "--track", "ai", "--url", f"{server.address}/thing", "--id", "other"
        )
    text = (checkout.root / "entries/ai/milestones/thing.yaml").read_text()
    assert 'title: "Thing: it is out"' in text
    assert "published: 2026-11-01" in text
    assert "lang: fr" in text
    assert (silent.exit_code, "note:" in silent.output) == (0, True)
    assert (checkout.root / "entries/ai/milestones/other.yaml").exists()


@pytest.mark.parametrize("words", [["--id", "../x"], ["--date", "soon"], ["--url", "nowhere"]])
def test_a_wrong_option_is_a_wrong_call(checkout: Corner, words: list[str]) -> None:
    """Before anything is written."""
    before = files(checkout)
    result = call(checkout, "new", "milestone", "--track", "ai", "--title", "T", "--offline", *words)
    assert (result.exit_code, files(checkout)) == (2, before)
    nameless = call(checkout, "new", "milestone", "--track", "ai", "--offline")
    assert (nameless.exit_code, files(checkout)) == (2, before)
    outside = CliRunner().invoke(main, ["fmt", "--root", str(checkout.root), __file__])
    assert outside.exit_code == 2


def test_the_same_event_is_found_by_actor_and_day_title_source_or_model(real: Any) -> None:
    """And another event is not."""
    found = {
        record.id: why
        for record, why in alike(
            real.entries, title="DeepSeek releases R1", date=FuzzyDate.parse("2025-01-21"), actors=["deepseek"]
        )
    }
    assert found["deepseek-r1"] == "the same actor, within 14 days"
    assert "deepseek-r1" in {r.id for r, _ in alike(real.entries, title="DeepSeek releases R1 with open weight")}
    assert "deepseek-r1" in {r.id for r, _ in alike(real.entries, hubs=["deepseek-ai/DeepSeek-R1"])}
    assert alike(real.entries, title="Nobody has ever done this", date=FuzzyDate.parse("1995")) == []


def test_a_head_without_anything_is_an_address() -> None:
    """Nothing is made up, and a day that is none is left out."""
    assert page_head.read("", "https://e.org") == {"url": "https://e.org"}
    assert page_head.read('<meta name="date" content="2026-13-45"><title> A \n b </title>', "u") == {
        "url": "u",
        "title": "A b",
    }


def test_what_cannot_be_mended_says_why() -> None:
    """Flow lists, fields that are not there, broken files."""
    for raw, act in (
        (b"a: [", lambda raw: amended(raw, "a", "b")),
        (b"a: 1\n", lambda raw: amended(raw, "b", "c")),
        (b"a: [1]\n", lambda raw: amended(raw, "a", "c")),
        (b"sources: [{url: u}]\n", lambda raw: with_source(raw, {"url": "v"})),
    ):
        with pytest.raises(Unmendable):
            act(raw)


def test_a_place_is_never_outside() -> None:
    """Whatever the name."""
    for name in ("../x", "a/b", "", "A", "a" * 61, ".."):
        with pytest.raises(ValueError, match="is no id"):
            place_of(name, "ai", "release")


def test_an_answer_counts_once_and_in_order() -> None:
    """A heading within an answer does not answer an earlier question."""
    text = "### Page\n\na\n\n### What it supports\n\nx\n### Page\n\nb\n### Source: address\n\nhttps://e.org/x"
    assert answers(text, "source") == {
        "Page": "a",
        "What it supports": "x\n### Page\n\nb",
        "Source: address": "https://e.org/x",
    }
    with pytest.raises(Unreadable):
        answers("nothing", "source")


def test_a_draft_without_comments_has_only_what_is_known() -> None:
    """For files that a program makes."""
    text = draft(Facts("milestone", "ai", {"title": "T", "date": "2026"}, ({"url": "https://e.org"},)), teach=False)
    assert json.dumps(text.splitlines()[1:]) == json.dumps(
        ["title: T", "date: 2026", "sources:", "  - url: https://e.org"]
    )
