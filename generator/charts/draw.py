"""Drawing: a plan -> SVG for both schemes and both widths, and PNG.

vl-convert runs Vega in an engine of its own; its fonts come with it, so that a chart is the same on every machine.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import Final

import vl_convert

from generator.charts.colours import DARK
from generator.charts.specs import NARROW, WIDE, Plan
from generator.values.pictures import Chart, Sketch

SCRIPT: Final = "assets/vega.js"
"""Where the site keeps the script that makes charts interactive."""
_VEGA_LITE: Final = "6.4"
_ALONE: Final = (
    "<style>:root{color-scheme:light dark}"
    + "@media(prefers-color-scheme:dark){:root{"
    + "".join(f"{name}:{dark};" for name, dark in DARK.values())
    + "}}</style>"
)
_ROOT: Final = re.compile(r"<svg\b[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\" viewBox=\"([^\"]+)\"[^>]*>")
_PART: Final = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*")')
"""What Vega calls each group of marks; a part of a picture is none, and a picture without a name fails its reader."""
_COLOUR: Final = re.compile("|".join(re.escape(colour) for colour in DARK), re.IGNORECASE)


def draw_chart(plan: Plan) -> Chart:
    """One chart in every form."""
    spec = plan.at(WIDE)
    wide, narrow = (_svg(plan, width, name) for width, name in ((WIDE, "wide"), (NARROW, "narrow")))
    return Chart(
        id=plan.id,
        page=plan.page,
        folder=plan.folder,
        title=plan.title,
        description=plan.description,
        spec=spec,
        wide=wide,
        narrow=narrow,
        svg=wide.replace("<title", f"{_ALONE}<title", 1),
        png=_png(json.dumps(spec)),
    )


def draw_sketch(plan: Plan) -> Sketch:
    """One chart for its page alone."""
    wide, narrow = (_svg(plan, width, name) for width, name in ((WIDE, "wide"), (NARROW, "narrow")))
    return Sketch(plan.title, wide, narrow)


def _svg(plan: Plan, width: int, name: str) -> str:
    """The drawing with its title and description, scalable, its colours as variables, its ids its own."""
    text = _vega_svg(json.dumps(plan.at(width)))
    mark = f"{plan.id.replace('/', '-')}-{name}"
    match = _ROOT.match(text)
    if not match:
        raise RuntimeError(f"the drawing of {plan.id} does not start as an SVG of vl-convert does: {text[:120]}")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="of-drawing {name}" viewBox="{match[3]}" width="{match[1]}" height="{match[2]}" '
        f'role="img" aria-labelledby="{mark}-title {mark}-text"><title id="{mark}-title">{escape(plan.title)}</title>'
        f'<desc id="{mark}-text">{escape(plan.description)}</desc>'
    )
    body = _PART.sub("", text[match.end() :].replace("xlink:href", "href"))
    body = re.sub(r'(id="|url\(#|href="#)(clip|gradient)', rf"\g<1>{mark}-\g<2>", body)
    body = _COLOUR.sub(lambda m: f"var({DARK[m[0].lower()][0]},{m[0].lower()})", body)
    return head + body.replace('font-family="Liberation Sans"', 'font-family="Liberation Sans, Arial, Helvetica, sans-serif"')


@lru_cache(maxsize=512)  # a preview draws the same charts at every change of a file
def _vega_svg(spec: str) -> str:
    return vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE)


@lru_cache(maxsize=256)
def _png(spec: str) -> bytes:
    return vl_convert.vegalite_to_png(spec, vl_version=_VEGA_LITE, scale=2)


@lru_cache(maxsize=1)
def script() -> str:
    """The script that draws a specification in the browser, whole: it loads nothing from elsewhere."""
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=_VEGA_LITE))
