"""figures reads the CSV of a series, or tells exactly why not."""

from __future__ import annotations

import pytest

from generator.load.figures_csv import read_figures
from generator.values.corpus import Point
from generator.values.dates import FuzzyDate


def test_reads_dates_values_names_and_notes() -> None:
    """Whole numbers stay whole, a date keeps its precision, and quoted commas, a BOM and Windows line ends do no harm."""
    raw = '\ufeffdate,value,name,note\r\n1991-09-17,10239,,0.01\r\n1994-03,17.5,x,"a, b"\r\n'.encode()
    points, problems = read_figures(raw, "s.csv")
    assert problems == []
    assert points == (Point(FuzzyDate.parse("1991-09-17"), 10239, "", "0.01"), Point(FuzzyDate.parse("1994-03"), 17.5, "x", "a, b"))
    assert isinstance(points[0].value, int)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", [(1, "csv-header")]),
        (b"day,value\n2020,1\n", [(1, "csv-header")]),
        (b"date,value,value\n2020,1,1\n", [(1, "csv-header")]),
        (b"date,value\n2020,1\n2021\n2022,1,2\n2023,4\n", [(3, "csv-row"), (4, "csv-row")]),
        (
            b"date,value\nsoon,1\n2020,many\n2021,1e9\n2022,1_000\n2023,nan\n",
            [(2, "csv-date"), (3, "csv-value"), (4, "csv-value"), (5, "csv-value"), (6, "csv-value")],
        ),
        (
            b"date,value\n2020,1000000000000001\n2021,-1000000000000000.5\n2022,9300000000000000000000\n2023,1." + b"9" * 400 + b"\n",
            [(line, "csv-value") for line in (2, 3, 4, 5)],
        ),
        (b"date,value\n9999-12-31,1\n0001,2\n2200,3\n", [(2, "csv-date"), (3, "csv-date"), (4, "csv-date")]),
        (b'date,value,note\n2020,1,"one\ntwo"\n2021,2,x\n', [(3, "csv-row")]),
        ("date,value,note\n2020,1,a\n2021,2,b\u202ec\n2022,3,d\x08\n".encode(), [(3, "unseen-character"), (4, "unseen-character")]),
        (b"date,value,note\r2020,1,a\r", [(1, "unseen-character"), (1, "unseen-character")]),
        ("date,value,note\n2020,1,a\u2028b\n2020,1,\ta\n".encode(), [(2, "unseen-character"), (3, "unseen-character")]),
        (b"date,value\n\xff\xfe,1\n", [(1, "csv-syntax")]),
        (b'date,value,note\n2020,1,"open\n', [(1, "csv-syntax")]),
    ],
)
def test_tells_every_row_that_is_wrong(raw: bytes, told: list[tuple[int, str]]) -> None:
    """Each with its line, and what would be right; the good rows are kept."""
    points, problems = read_figures(raw, "s.csv")
    assert [(p.line, p.rule) for p in problems] == told
    assert all(p.mend for p in problems)
    assert len(points) == (2 if b"2023,4" in raw else b"2021,2,x" in raw)
