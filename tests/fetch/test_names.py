"""Finding names in news: what is a name, what is another one, and what cannot be told."""

from __future__ import annotations

import pytest

from generator.fetch.names import NameMatches, Names
from generator.values.entries import Alias

NAMES = Names(
    [
        ("gpt-4", [Alias(text="GPT-4")]),
        ("gpt-4-1", [Alias(text="GPT-4.1")]),
        ("llama-3", [Alias(text="Llama 3")]),
        ("llama-3-1", [Alias(text="Llama 3.1")]),
        ("deepseek-r1", [Alias(text="DeepSeek-R1"), Alias(text="R1", needs=("DeepSeek",))]),
        ("falcon", [Alias(text="Falcon", needs=("TII", "Abu Dhabi"))]),
        ("nova", [Alias(text="Nova", needs=("Amazon",))]),
        ("nova-distro", [Alias(text="Nova", needs=("distribution",))]),
        ("phi", [Alias(text="Phi")]),
        ("solar", [Alias(text="solar")]),
        ("qwen", [Alias(text="Qwen"), Alias(text="通义千问")]),
        ("command-r", [Alias(text="Command R")]),
        ("command-r-plus", [Alias(text="Command R+")]),
        ("mistral-small", [Alias(text="Mistral Small")]),
        ("osaid", [Alias(text="Open Source AI Definition")]),
        ("one", [Alias(text="Shared Name")]),
        ("two", [Alias(text="Shared Name")]),
    ]
)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("GPT-4 is out", ["gpt-4"]),
        ("GPT-4.1 is out", ["gpt-4-1"]),
        ("This is GPT-4.", ["gpt-4"]),
        ("OpenAI's “GPT‑4”: a look", ["gpt-4"]),
        ("GPT-4’s weights", ["gpt-4"]),
        ("GPT4 and gpt 4", ["gpt-4"]),
        ("a GPT-4-level model", ["gpt-4"]),
        ("ＧＰＴ－４", ["gpt-4"]),
        ("GPT-4o", []),
        ("GPT-4-turbo", []),
        ("GPT-4 Turbo", []),
        ("GPT-40", []),
        ("ChatGPT-4", []),
        ("GPT-4.5 and GPT-4", ["gpt-4"]),
        ("Llama 3.1 405B", ["llama-3-1"]),
        ("Meta-Llama-3-8B", ["llama-3"]),
        ("Llama3 70B", ["llama-3"]),
        ("Llama 3.2", []),
        ("Llama 33", []),
        ("Llama-3.1-8B-Instruct", ["llama-3-1"]),
        ("Llama 3, then Llama 3.1", ["llama-3", "llama-3-1"]),
        ("DeepSeek R1", ["deepseek-r1"]),
        ("DeepSeek_R1/V3", ["deepseek-r1"]),
        ("DeepSeek ships R1", ["deepseek-r1"]),
        ("Open-R1 by DeepSeek fans", []),
        ("Falcon by TII", ["falcon"]),
        ("a falcon seen by TII", []),
        ("Falcon 9, says TII", []),
        ("Falcon-based, from Abu Dhabi", ["falcon"]),
        ("Amazon's Nova", ["nova"]),
        ("Nova, a distribution", ["nova-distro"]),
        ("Phi is small", ["phi"]),
        ("phi is a letter", []),
        ("Phi-4", []),
        ("Delphi", []),
        ("阿里发布通义千问大模型", ["qwen"]),
        ("新模型Qwen发布", ["qwen"]),
        ("Command R+", ["command-r-plus"]),
        ("Command R", ["command-r"]),
        ("Mistral Small 3", []),
        ("Mistral Small is small", ["mistral-small"]),
        ("the open-source AI definition", ["osaid"]),
        ("qwen.ai", []),
        ("@Qwen says", ["qwen"]),
        ("over 1 million", []),
        ("", []),
        ("İstanbul: GPT-4", ["gpt-4"]),
    ],
)
def test_a_title_is_about_these(text: str, entries: list[str]) -> None:
    """The longest name that stands for itself, however it is joined."""
    assert [entry for entry, _ in NAMES.find(text).links] == entries


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("R1 shocks markets", ("deepseek-r1",)),
        ("Falcon lands", ("falcon",)),
        ("Nova is here", ("nova", "nova-distro")),
        ("solar panels", ("solar",)),
        ("Shared Name does it", ("one", "two")),
        ("Amazon's Nova distribution", ("nova", "nova-distro")),
    ],
)
def test_an_unclear_name_only_proposes(text: str, near: tuple[str, ...]) -> None:
    """Without the word that it needs, in common use, or shared."""
    assert NAMES.find(text) == NameMatches((), near)


def test_a_name_is_told_as_it_stands_there() -> None:
    """In the order of the text, each entry once."""
    assert NAMES.find("Qwen beats gpt 4, says Qwen").links == (("qwen", "Qwen"), ("gpt-4", "gpt 4"))


def test_no_names_find_nothing() -> None:
    """An empty corpus is no error."""
    assert Names([]).find("GPT-4") == NameMatches()
    assert Names([("x", [Alias(text="-")])]).find("- - -") == NameMatches()
