"""cards: what a page is of -> the picture that stands for it where its address is shared. 1200 by 630 pixels, PNG.

Drawn by Pillow in the site's own fonts. They have Latin letters only: a title that they cannot set has no card of its own.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from generator.values.corpus import EntryRecord, SeriesRecord
from generator.values.fields import TRACK_NAMES, Track
from generator.values.graph import Graph
from generator.values.pictures import Card

WIDTH: Final = 1200
HEIGHT: Final = 630
_EDGE: Final = 80
_TITLE: Final = ((76, 3), (64, 4), (54, 5))
"""Sizes of the title in pixels, each with how many lines of it there may be."""
_PAPER: Final = (0x15, 0x14, 0x1A)
_INK: Final = (0xE9, 0xE6, 0xDF)
_FILL: Final[dict[Track, tuple[int, int, int]]] = {"linux": (0xD9, 0x9A, 0x2B), "ai": (0x8B, 0xA0, 0xFF)}
"""The site's colours on dark paper: docs/assets/css/theme-material.css."""
_SHADES: Final = 64
"""From paper to ink: letters need no more, and a picture of few colours is small."""
_BRIGHT, _SOFT = 255, 170
_CARD_VERSION: Final = "1"
"""Another one whenever cards are drawn otherwise, so that none drawn before is taken from a store."""


@dataclass(frozen=True, slots=True)
class _CardText:
    """What a card says: the tracks by their marks, what the page is, its title, and its date."""

    tracks: tuple[Track, ...]
    what: str
    title: str
    date: str


def cards(graph: Graph, fonts: Path) -> Iterator[tuple[str, Card]]:
    """The card of each entry, parallel and series, by its page; none where a title has letters that the fonts lack."""
    for page, record in graph.citable():
        if isinstance(record, EntryRecord):
            what = f"{TRACK_NAMES[record.track]}, {record.kind}"
            card_text = _CardText((record.track,), what, record.value.title, str(record.value.date))
        elif isinstance(record, SeriesRecord):
            card_text = _CardText((record.value.track,), f"{TRACK_NAMES[record.value.track]}, curve", record.value.title, "")
        else:
            card_text = _CardText(("linux", "ai"), "Linux and open AI, parallel", record.value.title, "")
        if card := _card(card_text, fonts):
            yield page, card


def _card(text: _CardText, fonts: Path) -> Card | None:
    serif = _serif(fonts, _TITLE[0][0])
    if not all(_has(serif, char) for char in text.title):
        return None
    key = hashlib.sha256(repr((_CARD_VERSION, text)).encode()).hexdigest()[:24]
    return Card(key, f"{text.what}: {text.title}", lambda: _draw_card(text, fonts))


def _draw_card(text: _CardText, fonts: Path) -> bytes:
    small = _mono(fonts, 30)
    shades = Image.new("L", (WIDTH, HEIGHT), 0)
    canvas = ImageDraw.Draw(shades)
    canvas.text((_EDGE + 44 * len(text.tracks), 76), text.what, _SOFT, small)
    font, lines = _fitted(text.title, fonts)
    step = round(font.size * 1.18)
    top = 150 + (310 - step * len(lines)) // 2
    for number, line in enumerate(lines):
        canvas.text((_EDGE, top + number * step), line, _BRIGHT, font)
    canvas.text((_EDGE, HEIGHT - _EDGE), text.date, _SOFT, small, anchor="ls")
    canvas.text((WIDTH - _EDGE, HEIGHT - _EDGE), "Only Faster", _BRIGHT, _serif(fonts, 40), anchor="rs")
    picture = shades.point(lambda shade: shade * (_SHADES - 1) // 255)
    picture.putpalette(_palette())
    marks = ImageDraw.Draw(picture)
    for number, track in enumerate(text.tracks):
        box = (_EDGE + 44 * number, 80, _EDGE + 44 * number + 28, 108)
        (marks.rectangle if track == "linux" else marks.ellipse)(box, fill=_index(track))
        wide = WIDTH // len(text.tracks)
        marks.rectangle((wide * number, HEIGHT - 14, wide * (number + 1), HEIGHT), fill=_index(track))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _fitted(title: str, fonts: Path) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size in which a title fits, and its lines; at the smallest, what does not fit ends in a mark."""
    for size, most in _TITLE:
        font = _serif(fonts, size)
        lines = _broken(title, font)
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return font, lines


def _broken(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Lines of whole words, none wider than the card; only a word that is wider itself goes beyond it."""
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * _EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@lru_cache(maxsize=8)
def _serif(fonts: Path, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(fonts / "of-serif.woff2", size)
    font.set_variation_by_axes([600])
    return font


@lru_cache(maxsize=2)
def _mono(fonts: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(fonts / "of-mono.woff2", size)


@lru_cache(maxsize=4096)
def _has(font: ImageFont.FreeTypeFont, char: str) -> bool:
    """Whether a font has a letter: one that it lacks is drawn as what stands for all of them."""
    return char.isspace() or bytes(font.getmask(char)) != bytes(font.getmask("\uffff"))


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    """Shades from paper to ink, then the colours of the tracks."""
    steps = [n / (_SHADES - 1) for n in range(_SHADES)]
    shades = [round(a + (b - a) * step) for step in steps for a, b in zip(_PAPER, _INK, strict=True)]
    return [*shades, *(part for colour in _FILL.values() for part in colour)]


def _index(track: Track) -> int:
    return _SHADES + list(_FILL).index(track)
