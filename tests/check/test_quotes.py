"""What an audit found wrong with quotes: rows of another system, numbers that no source was quoted for."""

from __future__ import annotations

import pytest

from tests.conftest import MILESTONE, Corner

SHEET = "https://github.com/FabioLolix/LinuxTimeline/blob/0/ldt.csv"


def fork(title: str, date: str, quote: str, aliases: str) -> str:
    """A distribution that quotes a row of LinuxTimeline."""
    text = MILESTONE.replace("Something happens\n", f"{title}\n", 1).replace("2020-05-01", date).replace("https://example.org/a", SHEET)
    row = quote.replace('"', '\\"')
    return (
        text
        + f'    accessed: 2026-11-23\n    quote: "{row}"\n    supports: [date]\n'
        + f"aliases: [{aliases}]\nfork: {{of: [owner/base], how: distribution}}\n"
    )


@pytest.mark.parametrize(
    ("title", "date", "quote", "aliases", "found"),
    [
        (
            "Gentoo is built from source",
            "1999-12",
            '"N","Gentoox","#0050ff","Enoch","2003.3","2010.01.28"',
            "Gentoo",
            ["quote-date", "quote-elsewhere"],
        ),
        ("Gentoo is built from source", "1999-12", '"N","Enoch","#a0a0f0",,"1999.12"', "Gentoo, Enoch", []),
        ("Corel makes a desktop Linux", "1999-11-15", '"N","Corel","#ecba5b","Debian","1999.9","2008.8.2"', "Corel Linux", ["quote-date"]),
        ("Kali Linux gathers tools", "2013-03-13", '"N","Kali","#557c94","Debian","2013.3.14"', "Kali Linux", ["quote-date"]),
        ("openSUSE opens", "2006-12-07", '"N","S.u.S.E Linux","#4bb679","Jurix","1996.5"', "openSUSE", ["quote-date", "quote-elsewhere"]),
        ("Flatcar carries CoreOS on", "2018-03-06", '"N","Flatcar Container Linux","#0",,"2018.3.6"', "Flatcar", []),
        ("Slackware comes", "1993-07-16", '"N","Slackware","#0","SLS","1993.7.16"', "Slackware", []),
    ],
)
def test_a_row_is_of_the_entry(corner: Corner, title: str, date: str, quote: str, aliases: str, found: list[str]) -> None:
    """Its name is the entry's, and its day, or a dispute tells of it."""
    corner.write("linux/forks/a.yaml", fork(title, date, quote, aliases))
    assert sorted(p.rule for p in corner.problems() if p.rule.startswith("quote")) == found


@pytest.mark.parametrize(
    ("summary", "quote", "found"),
    [
        ("Trained on some 800,000 answers of another model, it says.", "trained on ~800k GPT-3.5-Turbo generations", True),
        ("Trained on 437,605 answers of another model, it says here.", "final subset containing 437,605 prompt-generation pairs", False),
        ("It came in 2020, on the 1st day of a month, with 3 sizes.", "released", False),
        ("It has 7 billion parameters and a window of 65,536 tokens.", "released", True),
    ],
)
def test_a_number_in_a_summary_was_quoted(corner: Corner, summary: str, quote: str, found: bool) -> None:
    """The slogan of a README is no source for the figure; the date and small counts need none."""
    text = MILESTONE.replace("Something happens that is told in a sentence of a decent length.", summary)
    corner.write("ai/milestones/a.yaml", f"{text}    accessed: 2026-11-23\n    quote: {quote}\n")
    assert bool(corner.problems("number-unquoted")) == found
    keyed = text.replace("  - url:", "  - key: a\n    url:").replace(summary, f"{summary}[^a]")
    corner.write("ai/milestones/a.yaml", keyed)
    assert corner.problems("number-unquoted") == []
