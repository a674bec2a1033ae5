"""A file that is started from the command line, at a terminal or by options."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
import yaml
from click.testing import CliRunner

from generator.__main__ import main
from generator.contribute.draft import SHAPES
from tests.commands.conftest import SUMMARY, call, files
from tests.conftest import CHECKOUT, TODAY, Corner
from tests.fetch.faulty import Reply, faulty


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_file_of_every_shape_teaches(checkout: Corner, shape: str) -> None:
    """Its comments name each field that is missing, and `check` asks for those that have to be there."""
    result = call(checkout, "new", shape, "--track", "ai", "--title", "Something new", "--offline")
    assert result.exit_code == 0, result.output
    path = result.output.splitlines()[0]
    text = (checkout.root / path).read_text()
    assert "Something new" in text
    assert text.startswith("# yaml-language-server: $schema=")
    assert {p.rule for p in checkout.problems() if p.path == path} == {"draft", "field-missing"}
    assert call(checkout, "new", shape, "--track", "ai", "--title", "Something new", "--offline").exit_code == 1


def test_at_a_terminal_it_asks_and_asks_again(checkout: Corner) -> None:
    """For what is not given; an answer that cannot be is asked for once more, an empty one leaves the field open."""
    terminal, program_end = pty.openpty()
    answers = [
        "nonsense",
        "linux",
        "",
        "The Lab releases Model One again",
        "soon",
        "2026-11-20",
        SUMMARY,
        "labb",
        "The Lab",
        "Language models, kernels",
        "model-one",
        "hard-fork",
    ]
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    process = subprocess.run(
        [sys.executable, "-m", "generator", "new", "fork", "--root", str(checkout.root), "--today", str(TODAY)],
        stdin=program_end,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=CHECKOUT,
    )
    os.close(terminal)
    os.close(program_end)
    assert process.returncode == 0, process.stderr
    assert process.stdout.strip() == "entries/linux/forks/lab-releases-model-one-again.yaml"
    assert "'nonsense' is not one of" in process.stderr
    assert "'soon' is no date" in process.stderr
    assert "no actor has the id or the name 'labb'; did you mean 'lab'?" in process.stderr
    assert "model-one.yaml may tell of the same event" in process.stderr
    value = yaml.safe_load((checkout.root / process.stdout.strip()).read_text())
    assert (value["actors"], value["tags"]) == (["lab"], ["language-models", "kernels"])
    assert (str(value["date"]), value["fork"]) == ("2026-11-20", {"of": ["model-one"], "how": "hard-fork"})


def test_a_source_and_a_model_fill_in_what_they_say(checkout: Corner) -> None:
    """From the page's head and from the Hub; what does not answer is told, and the file is written all the same."""
    head = (
        '<html lang="fr"><title>x</title><meta property="og:title" content="Thing: it is out"><meta property="og:site_name" content="Lab">'
    )
    with faulty() as server:
        server.at(
            "/thing",
            Reply(
                200,
                {"Content-Type": "text/html"},
                (head + '<meta property="article:published_time" content="2026-11-01T10:00:00Z">').encode(),
            ),
        )
        result = call(checkout, "new", "milestone", "--track", "ai", "--url", f"{server.address}/thing", "--id", "thing", "--private")
        assert result.exit_code == 0, result.output
        silent = call(checkout, "new", "milestone", "--track", "ai", "--url", f"{server.address}/thing", "--id", "other")
    text = (checkout.root / "entries/ai/milestones/thing.yaml").read_text()
    assert 'title: "Thing: it is out"' in text
    assert "published: 2026-11-01" in text
    assert "lang: fr" in text
    assert (silent.exit_code, "note:" in silent.output) == (0, True)
    assert (checkout.root / "entries/ai/milestones/other.yaml").exists()


@pytest.mark.parametrize(
    "words", [["--id", "../x"], ["--date", "soon"], ["--url", "nowhere"], ["--actor", "labb"], ["--tag", "a/b"], ["--tag", "?"]]
)
def test_a_wrong_option_is_a_wrong_call(checkout: Corner, words: list[str]) -> None:
    """Before anything is written."""
    before = files(checkout)
    result = call(checkout, "new", "milestone", "--track", "ai", "--title", "T", "--offline", *words)
    assert (result.exit_code, files(checkout)) == (2, before)
    nameless = call(checkout, "new", "milestone", "--track", "ai", "--offline")
    assert (nameless.exit_code, files(checkout)) == (2, before)
    outside = CliRunner().invoke(main, ["fmt", "--root", str(checkout.root), __file__])
    assert outside.exit_code == 2
