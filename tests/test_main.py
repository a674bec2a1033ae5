"""The group of commands: what they have in common."""

from __future__ import annotations

import click
import pytest

from generator.__main__ import COMMANDS, main
from tests.commands.conftest import GOOD, run
from tests.conftest import FAKE


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--root", "/nowhere"),
        ("check", "nowhere.yaml", *GOOD),
        ("check", "--today", "yesterday"),
        ("check", "--format", "xml"),
        ("frobnicate",),
        ("show", *GOOD),
        ("show", "open-modle", *GOOD),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_why(words: tuple[str, ...]) -> None:
    """Exit 2 and a message, never a traceback."""
    result = run(*words)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_wrong_day_in_the_environment_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH that is no number is a wrong call."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("check", "--root", str(FAKE))
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'soon'" in result.stderr


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_teaches(command: tuple[str, ...]) -> None:
    """Every command has help with an example, and every option of it says what it is for."""
    result = run(*command, "--help")
    assert result.exit_code == 0
    context = click.Context(main)
    owner = main.get_command(context, command[0]) if command else main
    assert owner
    assert owner.help
    assert not command or f"      timeline {command[0]}" in owner.help
    for parameter in owner.params:
        if parameter.param_type_name == "option" and parameter.name != "form":
            assert getattr(parameter, "help", None), (command, parameter.name)
