"""An entry, a correction or a source from a form that somebody filed, kind or not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.__main__ import main
from generator.contribute.issue_forms import LABELS, Form
from generator.load.strict_yaml import compose, plain_value
from generator.values.fields import KINDS
from tests.commands.conftest import SUMMARY, call, files
from tests.conftest import TODAY, Corner


def body(form: Form = "entry", **answers: str) -> str:
    """What GitHub makes of a filed form; questions are named by their first word, in small letters."""
    filled = {
        "Track": "Open AI",
        "Kind": "release",
        "What happened": "The Lab releases Thing",
        "When": "2026-11-01",
        "In one or two sentences": SUMMARY,
        "Who": "The Lab",
        "Subjects": "licences, Language models",
        "Page": "https://site.example/e/model-one/",
        "What is wrong": "date",
        "What would be right": "2024-07-21",
        "What it supports": "date",
        "Source: address": "https://lab.example/thing?a=1",
        "Source: title": "Thing: it is out",
        "Source: publisher": "The Lab",
        "Source: day of publication": "2026-11-01",
        "Source: its exact words": "“Thing is out”",
        "I read it": "- [X] I read this source today, and it says so.",
    } | answers
    return "\n\n".join(f"### {label}\n\n{filled.get(label, '') or '_No response_'}" for label in LABELS[form])


def filed(corner: Corner, form: Form = "entry", **answers: str) -> Result:
    """A form, filed."""
    return call(corner, "from-issue", "--form", form, "--body", "-", text=body(form, **answers))


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
    assert (source["url"], str(source["accessed"]), source["quote"]) == ("https://lab.example/thing?a=1", str(TODAY), "Thing is out")
    assert [p for p in checkout.problems() if p.severity == "error"] == []
    assert CliRunner().invoke(main, ["fmt", "--check", "--root", str(checkout.root), f"{checkout.root}/{path}"]).exit_code == 0


def test_a_source_that_nobody_read_is_said_to_support_nothing(checkout: Corner) -> None:
    """Unless whoever filed it says what; of one that was read, a new entry takes what it fills in."""
    unread = {"I read it": "- [ ] I read this source today, and it says so.", "Source: its exact words": ""}
    assert filed(checkout).exit_code == 0
    assert filed(checkout, **{"What happened": "The Lab releases Other"} | unread).exit_code == 0
    assert filed(checkout, "source", **unread).exit_code == 0
    supports = [
        yaml.safe_load((checkout.root / f"entries/ai/releases/{name}.yaml").read_text())["sources"][-1].get("supports")
        for name in ("lab-releases-thing", "lab-releases-other", "model-one")
    ]
    assert supports == [["title", "date", "summary"], None, ["date"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_filed(checkout: Corner, kind: str) -> None:
    """With what only it has."""
    answers = (
        {"Derived from": "model-one, other/base", "How derived": "fine-tune", "Model on the Hub": "lab/thing", "Licence": "MIT"}
        if kind == "fork"
        else {"Place": "eu"}
        if kind == "policy"
        else {}
    )
    result = filed(checkout, Kind=kind, **answers)
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
)
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


@pytest.mark.parametrize("title", ["1984", "08", "1_000.5", "yes", "2025-01-20", "C #1", "~", "1:30"])
def test_an_answer_that_looks_like_a_number_is_text(checkout: Corner, title: str) -> None:
    """The filer has no quotes to write, so the program writes them."""
    result = filed(checkout, **{"Source: title": title, "Source: publisher": title})
    assert result.exit_code == 0, result.output
    (source,) = yaml.safe_load((checkout.root / "entries/ai/releases/lab-releases-thing.yaml").read_text())["sources"]
    assert (source["title"], source["publisher"]) == (title, title)


def test_events_in_another_script_have_ids_of_their_own(checkout: Corner) -> None:
    """From the model, then from kind and day, each counted on; never one that all share."""
    for title in ("深度求索发布新模型", "深度求索发布另一模型", "Яндекс выпускает модель", "2025年发布"):
        assert filed(checkout, **{"What happened": title, "Model on the Hub": "deepseek-ai/DeepSeek-R1"}).exit_code == 0
    names = {path.rpartition("/")[2] for path in files(checkout) if "/releases/" in path} - {"model-one.yaml"}
    assert names == {"deepseek-r1.yaml", "release-2026-11-01.yaml", "release-2026-11-01-2.yaml", "release-2026-11-01-3.yaml"}
    nothing = filed(checkout, **{"What happened": "深度求索发布新模型", "When": "yesterday"})
    assert (nothing.exit_code, "say it in Latin letters" in nothing.output) == (1, True)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://e.org/a|b", "`https://e.org/a|b` has `|`, which no address has; take it out, or write %7C for it"),
        ("<https://e.org/a>", "`<https://e.org/a>` has `<`"),
        ("https://e.org/a b", "`https://e.org/a b` has a space, which no address has; take it out, or write %20 for it"),
        ("https://e.org/a`b", "`` https://e.org/a`b `` has `` ` ``, which"),
        ('https://e.org/"a"', 'has `"`, which'),
        ("https://e.org:abc/", "`https://e.org:abc/` is no address of a page"),
        ("[a](https://e.org/)", "`[a](https://e.org/)` is no address of a page"),
    ],
)
def test_an_address_is_shown_with_the_sign_that_is_wrong(checkout: Corner, address: str, told: str) -> None:
    """To the letter, as code, and with what would be right."""
    result = filed(checkout, **{"Source: address": address})
    assert result.exit_code == 1
    assert told in result.output, result.output


HOSTILE = [
    "../../../.github/workflows/evil",
    "a\n### Kind\n\npolicy",
    "x: !!python/object/apply:os.system ['id']",
    "'\"]}\n- a: b",
    "*anchor &a <<: *a",
    "<script>alert(1)</script> @everyone",
    "`rm -rf /` $(id) ${{ secrets.TOKEN }}",
    "\u202egnp.exe\u200b\x00\x1b[31m",
    "# comment",
    "%TAG ! x",
    "---\n...",
    "🐧 通义",
    "::set-output name=x::y",
    "\r\n### When\r\n\r\n1999",
]


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize(
    "label",
    ["What happened", "In one or two sentences", "Source: title", "Subjects", "Who", "When", "Derived from", "Licence", "Model on the Hub"],
)
def test_a_hostile_answer_is_a_value_or_a_refusal(checkout: Corner, label: str, evil: str) -> None:
    """Never a path, a further field, or another file."""
    before = files(checkout)
    text = f"{SUMMARY} {evil}" if label.startswith("In one") else evil
    result = filed(
        checkout,
        **{label: text, "Kind": "fork", "How derived": "merge"} | ({} if label == "Derived from" else {"Derived from": "model-one"}),
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
    assert [source["url"] for source in value["sources"]] == ["https://lab.example/one", "https://lab.example/thing?a=1"]


def test_a_summary_is_corrected_and_a_wrong_value_is_not(checkout: Corner) -> None:
    """What `check` refuses is taken back."""
    good = filed(checkout, "correction", **{"What is wrong": "summary", "What would be right": f"{SUMMARY} Then: more."})
    assert good.exit_code == 0, good.output
    accepted = files(checkout)
    bad = filed(checkout, "correction", **{"What would be right": "the other day", "Source: address": ""} | {"Source: its exact words": ""})
    assert bad.exit_code == 1
    assert files(checkout) == accepted
    other = filed(checkout, "correction", **{"What is wrong": "something else"})
    assert (other.exit_code, "a person will look" in other.output) == (1, True)
    gone = filed(checkout, "correction", Page="https://site.example/e/../../x/")
    assert (gone.exit_code, files(checkout)) == (1, accepted)


def test_a_source_is_added_once(checkout: Corner) -> None:
    """With what it supports."""
    assert filed(checkout, "source").exit_code == 0
    again = filed(checkout, "source")
    assert (again.exit_code, "is one of its sources already" in again.output) == (1, True)
    assert filed(checkout, "source", Page="model-two").exit_code == 1
