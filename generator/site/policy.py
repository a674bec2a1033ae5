"""The Content-Security-Policy of a page with the theme's frame: nothing from another host, and no script but our own files.

It stands in the page, as a static host sends no header of ours. Of inline scripts there is one, in docs/overrides/partials/header.html,
known by its hash. Pages that stand in others' frames, and those that only lead on, have their own in their templates.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

_DIRECTIVES: Final = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # the reader of the search index, which each page can open, is WebAssembly
    "style-src": "'self' 'unsafe-inline'",  # for browsers that do not know the two below
    "style-src-elem": "'self'",
    "style-src-attr": "'unsafe-inline'",  # bars and drawings say their measures so
    "img-src": "'self' data:",  # the theme's icons are in its style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(docs: Path) -> str:
    """The policy, for the frame as it is in `docs`."""
    scripts = _SCRIPT.findall((docs / "overrides/partials/header.html").read_text("utf-8", "replace"))
    hashes = [_hash(script.encode()) for script in scripts]
    directives = {**_DIRECTIVES, "script-src": " ".join((_DIRECTIVES["script-src"], *hashes))}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def permitted(page: bytes, script: bytes) -> bytes:
    """A page whose policy permits one more script, of which the build knows nothing."""
    return page.replace(b"script-src ", b"script-src " + _hash(script).encode() + b" ", 1)


def _hash(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
