"""The tables that figures are read from: a CSV file, or a sheet of an OpenDocument file -> rows of texts, as they stand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Final, TypeVar
from xml.etree import ElementTree

T = TypeVar("T")
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
LARGEST_XML: Final = 200_000_000
"""Bytes of a sheet's XML: a file that unpacks to more is not read."""
MOST_REPEATS: Final = 10_000
"""A cell or row that says it stands more often than this pads the sheet to its edge, and is read as one."""


class TableError(ValueError):
    """The file holds no table that can be read; the text says why."""


def table(raw: bytes, sheet: str | None) -> list[list[str]]:
    """The rows of a CSV file in UTF-8, or of the named sheet (or only one) of an .ods; `TableError` if there is none."""
    if raw.startswith(b"PK"):
        return _sheet(raw, sheet)
    try:
        return [*csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"no CSV in UTF-8: {error}") from None


def _sheet(raw: bytes, name: str | None) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            size = file.getinfo("content.xml").file_size
            if size > LARGEST_XML:
                raise TableError(f"its content.xml has {size:,} bytes, more than {LARGEST_XML:,}")
            root = ElementTree.fromstring(file.read("content.xml"))  # noqa: S314  a person names the file; expat bounds entities
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise TableError(f"no OpenDocument sheet: {error}") from None
    sheets = {element.get(f"{_TABLE}name", ""): element for element in root.iter(f"{_TABLE}table")}
    if name is None and len(sheets) == 1:
        name = next(iter(sheets))
    if name is None or name not in sheets:
        raise TableError(f"the recipe's sheet is {name or 'not named'}; the file has {', '.join(sheets) or 'none'}")
    rows = [row for element in sheets[name].iter(f"{_TABLE}table-row") for row in _repeated(element, "rows", _cells(element))]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cells(row: ElementTree.Element) -> list[str]:
    cells = [
        text
        for cell in row
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
        for text in _repeated(cell, "columns", _text(cell))
    ]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _repeated(element: ElementTree.Element, what: str, content: T) -> Iterator[T]:
    times = int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    yield from (content for _ in range(times if times <= MOST_REPEATS else 1))


def _text(cell: ElementTree.Element) -> str:
    """The value that a cell has, not how the sheet shows it: 7.2, not 7."""
    value = cell.get(f"{_OFFICE}date-value") or cell.get(f"{_OFFICE}value")
    return value or "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{_TEXT}p")).strip()
