"""One item of CSL-JSON -> a line of a bibliography in HTML, by citeproc-py, with what it leaves out.

citeproc-py reads `punctuation-in-quote` from the locale and does not act on it, sets quotation marks within others alike, leaves
the last word of a title and the first of a quotation small, and looks a macro up by XPath each time that it is called, which is most
of its time. All are mended in its own classes, so that what it returns is final.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, model
from citeproc.formatter import html as tags
from citeproc.source.json import CiteProcJSON
from citeproc.string import MixedString

FOLDER: Final = Path(__file__).parent / "csl"
"""The styles as their authors publish them."""
_INNER: Final = str.maketrans("“”", "‘’")
_ENDS: Final = (".", "?", "!")


def format_item(item: Mapping[str, Any], style: str) -> str:
    """The line of `item` in a style of FOLDER, as HTML. Texts of the item are HTML too: escape what is not."""
    with warnings.catch_warnings():
        # It tells of parts of CSL that it does not know, which these citations do not use.
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), _FORMATTER)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])


@cache
def style_version(style: str) -> str:
    """What a line hangs on besides its item: the style, and what reads it."""
    read = (FOLDER / f"{style}.csl").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(read + version("citeproc-py").encode()).hexdigest()


@cache
def _style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(str(FOLDER / f"{name}.csl"), validate=False)


class _Line(MixedString):  # type: ignore[misc]
    """Pieces of a citation, joined as American English joins them: a full stop or a comma goes within quotation marks before it,
    and no full stop follows another mark that ends a sentence."""

    def __add__(self, other: Any) -> Any:
        text, mark = str(self), str(other)[:1]
        if mark not in (".", ","):
            return super().__add__(other)
        shown = text.removesuffix("</i>")
        quoted = shown.rstrip("”’")
        if mark == "." and quoted.endswith(_ENDS):
            return super().__add__(str(other)[1:])
        if quoted == shown:
            return super().__add__(other)
        return _Line([f"{quoted}{mark}{text[len(quoted) :]}"]) + str(other)[1:]

    def __radd__(self, other: Any) -> Any:
        # Defined here, so that Python asks it before the `__add__` of what stands to the left.
        return super().__radd__(other)


_FORMATTER: Final = SimpleNamespace(**{**vars(tags), "Italic": lambda text: _Line([tags.Italic(text)])})


class Text(model.Text, model.CitationStylesElement):  # type: ignore[misc]
    """CSL's `cs:text`. The engine takes the last class of an element's name among those that derive from its own base."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """Its text with the capitals of the style; in a title the last word has one too, and the first of a quotation
        (https://docs.citationstyles.org/en/stable/specification.html#title-case-conversion)."""
        cased = super().case(text, language)
        if self.get("text-case") != "title" or language != "en":
            return cased
        before, space, last = str(cased).rpartition(" ")
        first, *quoted = f"{before}{space}{last.capitalize() if last in self._stop_words else last}".split("“")
        return "“".join((first, *(part if part.split(" ")[0] in self._stop_words else part[:1].upper() + part[1:] for part in quoted)))

    def quote(self, string: Any) -> Any:
        """Its text within quotation marks, if the style says so; those within it become single ones."""
        if self.get("quotes") != "true":
            return string
        return _Line([super().quote(str(string).translate(_INNER))])

    def get_macro(self, name: str) -> Any:
        """A macro of the style."""
        return self._looked_up()[0][name]

    def calls_variable(self) -> bool:
        """Whether it shows a variable, itself or through its macro."""
        known, macro = self._looked_up()[1], self.get("macro")
        if macro is None:
            return bool(super().calls_variable())
        if macro not in known:
            known[macro] = bool(super().calls_variable())
        return known[macro]

    def _looked_up(self) -> tuple[dict[str, Any], dict[str, bool]]:
        root = self.get_root()
        if root.base not in _LOOKED_UP:
            _LOOKED_UP[root.base] = {macro.get("name"): macro for macro in root.findall("cs:macro", self.nsmap)}, {}
        return _LOOKED_UP[root.base]


_LOOKED_UP: Final[dict[str, tuple[dict[str, Any], dict[str, bool]]]] = {}
"""By style: its macros by name, and which of them show a variable."""
