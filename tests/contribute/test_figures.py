"""Figures are read from a table by a recipe, and every row is accounted for."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from generator.contribute.figures import Reading, RecipeError, read, write
from generator.contribute.tables import TableError, table
from generator.values.parallels import Series
from generator.values.recipe import Recipe

HEAD = ["name", "maker", "from", "open", "made", "of"]
ROWS = [
    ["One", "Deep Sea", "USA", "open", "2023-01-05", "['Zero']"],
    ["Two", "Deep Sea, Lab", "USA", "open", "2023-03-01", "['One']"],
    ["Three", "Lab", "France", "closed", "2023-03-02", "['Two']"],
]


def reading(rows: list[list[str]], *, cumulative: bool = False, **fields: Any) -> Reading:
    """What a recipe with these fields reads of the rows under HEAD."""
    series = Series.model_construct(cumulative=cumulative)
    return read([HEAD, *rows], series, Recipe.model_validate({"date": {"field": "made"}} | fields, strict=False))


def skip(field: str, matches: str) -> dict[str, Any]:
    """A rule that leaves rows out."""
    return {"where": {field: matches}, "why": f"{field} is {matches}"}


def test_a_row_that_the_recipe_does_not_name_stops_the_reading() -> None:
    """A closed model is named, one whose date cannot be read is not: both are told with number and why."""
    soon = ["Four", "Lab", "", "open", "soon", ""]
    result = reading([*ROWS, soon], each="month", skip=(skip("open", "closed"),))
    assert [(row.number, row.named) for row in result.unread] == [(4, True), (5, False)]
    assert "open is closed" in result.unread[0].why
    assert "soon" in result.unread[1].why
    assert (result.rows, result.read, result.refused) == (4, 2, True)
    assert not reading(ROWS, each="month", skip=(skip("open", "closed"),)).refused


def test_a_header_in_another_case_is_read_or_told_but_never_dropped() -> None:
    """Columns headed v5.19 and V6.0: with a pattern for the small letter alone the second stops the reading."""
    sheet = [["version", "v5.19", "V6.0", "5 sum"], ["day", "2022-07-31", "2022-10-02", ""], ["files", "76916", "77968", "9"]]
    series = Series.model_construct(cumulative=False)

    def across(letter: str) -> Reading:
        fields = {
            "across": True,
            "date": {"field": "day"},
            "value": {"field": "files"},
            "note": {"field": "version", "part": f"{letter}(.*)"},
        }
        return read(sheet, series, Recipe.model_validate(fields | {"skip": (skip("version", ".* sum"),)}, strict=False))

    assert across("[vV]").figures == (("2022-07-31", "76916", "", "5.19"), ("2022-10-02", "77968", "", "6.0"))
    assert [row.number for row in across("v").unread if not row.named] == [3]


def test_counts_have_noughts_and_sums_have_none() -> None:
    """Months without a row are nought in a rate, and left out where figures add up."""
    assert [row[:2] for row in reading(ROWS, each="month").figures] == [("2023-01", "1"), ("2023-02", "0"), ("2023-03", "2")]
    assert [row[:2] for row in reading(ROWS, cumulative=True, each="month").figures] == [("2023-01", "1"), ("2023-03", "3")]


def test_makers_count_once_and_derivatives_only_with_a_parent() -> None:
    """A cell of two makers holds one new name; a model made from one that is not in the table is left out, and told."""
    once = reading(ROWS, each="month", once={"field": "maker", "split": ","})
    assert [row[1] for row in once.figures] == ["1", "0", "1"]
    derived = reading(ROWS, each="month", derived={"field": "of", "of": "name"})
    assert derived.figures == (("2023-03", "2", "", ""),)
    assert [row.number for row in derived.unread] == [2]


def test_lines_take_the_rows_that_fit_and_the_rest() -> None:
    """The first line that fits has a row; every line stands in every year."""
    lines = ({"name": "France", "where": {"from": "France"}}, {"name": "others"})
    assert [row[1:3] for row in reading(ROWS, each="year", lines=lines).figures] == [("1", "France"), ("2", "others")]
    assert reading(ROWS, each="year", lines=lines[:1]).refused


def test_a_field_that_fails_a_known_truth_is_not_used() -> None:
    """Deep Sea is not of the USA: nothing is written until the rows are corrected, each with why."""
    truth = {"where": {"maker": "Deep Sea.*"}, "reads": {"from": "China"}}
    wrong = reading(ROWS, each="year", truths=(truth,))
    assert (len(wrong.fails), wrong.refused) == (2, True)
    correction = {"where": {"maker": "Deep Sea.*"}, "set": {"from": "China"}, "why": "it is a firm of Hangzhou"}
    right = reading(ROWS, each="year", truths=(truth,), correct=(correction,))
    assert (right.fails, right.refused, len(right.source_fails)) == ((), False, 2)
    assert [row.number for row in right.corrected] == [2, 3]
    assert "'USA' is 'China'" in right.corrected[0].why


def test_a_rule_that_meets_no_row_is_told() -> None:
    """So that a correction goes once the source is right, and a slip in a pattern is seen."""
    assert reading(ROWS, each="year", skip=(skip("maker", "Nobody"),)).refused
    idle = {"where": {"maker": "Lab"}, "set": {"from": "France"}, "why": "it is"}
    assert "by now" in reading(ROWS, each="year", correct=(idle,)).fails[0]


def test_a_field_that_the_table_lacks_is_told() -> None:
    """By its name; a field that stands twice is no field either."""
    with pytest.raises(RecipeError, match="'price' stands 0 times"):
        reading(ROWS, value={"field": "price"})
    with pytest.raises(RecipeError, match="no row names the field 'made'"):
        read([["a"]], Series.model_construct(cumulative=False), Recipe.model_validate({"date": {"field": "made"}}))


def test_the_csv_has_the_columns_that_it_needs() -> None:
    """date and value always, name and note where a figure has one."""
    assert write([("2023", "1", "", "")]) == "date,value\n2023,1\n"
    assert write([("2023", "1", "", "a, b")]) == 'date,value,note\n2023,1,"a, b"\n'


def ods(rows: str) -> bytes:
    """An OpenDocument sheet called s with these rows."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as file:
        file.writestr("content.xml", f'<office:d {names}><table:table table:name="s">{rows}</table:table></office:d>')
    return raw.getvalue()


def test_a_sheet_is_read_as_its_cells_hold_it() -> None:
    """Repeated cells are repeated, padding to the edge is not, and a value is the one held, not the one shown."""
    cells = (
        '<table:table-cell office:value="7.25"><text:p>7</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-repeated="16000"/>'
    )
    raw = ods(f'<table:table-row>{cells}</table:table-row><table:table-row table:number-rows-repeated="1000000"/>')
    assert table(raw, None) == table(raw, "s") == [["7.25", "x", "x"]]
    with pytest.raises(TableError, match="the file has s"):
        table(raw, "t")


@pytest.mark.parametrize("raw", [b"PK no archive", b'a,"b\n', b"\xff\xfe"])
def test_what_is_no_table_is_told(raw: bytes) -> None:
    """A broken archive, an open quote, bytes that are no UTF-8."""
    with pytest.raises(TableError):
        table(raw, None)
