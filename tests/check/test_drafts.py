"""What is left of a draft is no entry."""

from __future__ import annotations

import pytest

from tests.conftest import MILESTONE, Corner

SUMMARY = "One or two plain sentences that stand alone and that a reader could quote."


def test_what_a_draft_says_cannot_be_published(corner: Corner) -> None:
    """Though it has the right shape: each field is told with its line, also one that is written on several."""
    corner.write(
        "ai/releases/a.yaml",
        f"""\
        title: "Who did what, in the present tense; at most 110 characters."
        date: 2020-05-01
        summary: >-
          {SUMMARY[:26]}
          {SUMMARY[27:]}
        tags: [kernels, subjects]
        sources:
          - url: https://example.org/a
            publisher: who published it
        release: {{licence: "SPDX expression, or a LicenseRef- id from entries/licences.yaml."}}
    """,
    )
    assert corner.positions("draft") == [f"ai/releases/a.yaml:{at}" for at in ("1:8", "3:10", "6:17", "9:16", "10:20")]
    assert {problem.mend for problem in corner.problems("draft")} == {"write your own, or take the field out"}
    assert all(problem.severity == "error" for problem in corner.problems("draft"))


@pytest.mark.parametrize("line", ["# A draft: write what is missing\n", "# yaml\n# A draft:\n"])
def test_a_file_does_not_say_that_it_is_a_draft(corner: Corner, line: str) -> None:
    """The line is told where it stands, and everything else of the file too."""
    corner.write("ai/milestones/a.yaml", line + MILESTONE + "actors: [nobody]\n")
    at = line.count("\n")
    assert corner.positions("draft") == [f"ai/milestones/a.yaml:{at}:1"]
    assert corner.positions("actor-unknown") == [f"ai/milestones/a.yaml:{at + 6}:10"]
    corner.write("ai/milestones/a.yaml", MILESTONE + "# No. A draft: this is none\n")
    assert corner.positions("draft") == []
