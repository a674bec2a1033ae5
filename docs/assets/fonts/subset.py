"""Make the two fonts of the site from the packages that README.txt names: fewer glyphs, fewer weights, their own names.

    pip install 'fonttools>=4.60' brotli
    python docs/assets/fonts/subset.py SOURCE-SERIF.woff2 PLEX-MONO.woff2

The licence of Source Serif reserves the name Source for unchanged fonts, so what is changed here is called otherwise.
What lies outside these glyphs is drawn in the reader's own serif.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

GLYPHS = "20-7E,A0-FF,131,152-153,2010-2015,2018-201A,201C-201E,2020-2022,2026,2032-2033,20AC,2190-2193,2212,2264-2265"
FOLDER = Path(__file__).parent


def main(serif: str, mono: str) -> None:
    """Write `of-serif.woff2` (weights 400 to 700) and `of-mono.woff2`."""
    write(instantiateVariableFont(TTFont(serif), {"wght": (400, 700)}), "Only Faster Serif", "of-serif.woff2")
    write(TTFont(mono), "Only Faster Mono", "of-mono.woff2")


def write(font: TTFont, name: str, file: str) -> None:
    """Cut a font down, rename it, and write it packed. Its copyright stays in it."""
    options = Options(hinting=False, desubroutinize=True, name_IDs=["*"], flavor="woff2")
    options.layout_features = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=parse_unicodes(GLYPHS))
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = name.replace(" ", "") if record.nameID in (6, 25) else name
    font.flavor = "woff2"
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(FOLDER / file)


if __name__ == "__main__":
    main(*sys.argv[1:])
