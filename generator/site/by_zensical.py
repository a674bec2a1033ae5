"""Zensical, by the makers of Material for MkDocs: it is given all pages as files of a scratch checkout, and run as a program of its own.

It knows neither mkdocs-gen-files nor hooks and passes them over in silence, so what those do for ProperDocs is done here,
before and after. It is no dependency of the program: `pip install --editable '.[zensical]'` brings it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from generator.disk import children
from generator.load import Tick
from generator.site import search
from generator.site.hooks import mended
from generator.site.pages import (
    JOINED,
    NO_SLASH,
    Drawn,
    Failed,
    Prepared,
    address_of,
    addresses_of,
    gzipped,
    hand_over,
    joined,
    pages,
    prepared,
    settings_of,
)
from generator.site.policy import policy

_SITEMAP: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{% for page in pages %}
{% set day = page.meta.updated or ("" if page.meta.generated else "DAY") %}
<url><loc>{{ page.canonical_url | e }}</loc>{% if day %}<lastmod>{{ day }}</lastmod>{% endif %}</url>
{% endfor %}
</urlset>
"""
"""Its own site map tells no days."""
_UNUSED: Final = ("search.json",)
"""The index of its own search, which is empty, since that search is off."""
_NOISE: Final = re.compile(r"\x1b\[[0-9;]*m|^Build started\n|^Traceback .*\n(?: .*\n)*", re.MULTILINE)
"""What it prints beside the message: colours, and where in its own code it stopped."""


class _Loader(yaml.SafeLoader):
    """Reads settings with addresses from the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def build(root: Path, site: Path, ready: Prepared, *, strict: bool, tick: Tick | None) -> int:
    """Build the site of `root` into the folder `site` and return its number of pages. Raises Failed."""
    if not find_spec("zensical"):
        raise Failed("Zensical is not installed; pip install --editable '.[zensical]' brings it")
    settings = _settings(root)
    scratch = site.parent / "zensical"
    docs = scratch / "docs"
    try:
        shutil.copytree(root / settings["docs_dir"], docs)
        by_hand = {address_of(path): path for path in _files(docs)}
        addresses = addresses_of(settings["site_url"], settings["extra"]["repository"])
        with prepared(ready):
            generated = hand_over(
                pages(root, docs, addresses),
                lambda address: f"docs/{by_hand[address]}" if address in by_hand else None,
                lambda path, content: _write(docs / path, content),
                Drawn.under(root),
            )
        (docs / "overrides" / "sitemap.xml").write_text(_SITEMAP.replace("DAY", str(ready.today)), "utf-8")
        _write(docs / JOINED, joined(docs, settings.get("extra_css", ())).encode())
        (scratch / "mkdocs.yml").write_text(yaml.safe_dump(_own(settings, docs)), "utf-8")
        _run(scratch, strict)
        page_count = _settle(scratch / "site", [*by_hand.values(), *generated])
        search.index(scratch / "site")
    except search.NotIndexed as error:
        raise Failed(str(error)) from None
    (scratch / "site").rename(site)
    if tick:
        tick(page_count, page_count)
    return page_count


def _settings(root: Path) -> dict[str, Any]:
    try:
        settings = yaml.load(Path(settings_of(root)).read_text("utf-8"), _Loader)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        raise Failed(f"mkdocs.yml cannot be read: {error}") from None
    for name in ("docs_dir", "site_url", "theme", "extra"):
        if not isinstance(settings, dict) or name not in settings:
            raise Failed(f"mkdocs.yml has no {name}")
    if settings.get("use_directory_urls") is False:
        raise Failed(NO_SLASH)
    return dict(settings)


def _own(settings: dict[str, Any], docs: Path) -> dict[str, Any]:
    """The settings for Zensical: Material's look, not its new one; no search of its own; what it does not know is left out."""
    shared = {key: value for key, value in settings.items() if key not in ("plugins", "hooks")}
    return {
        **shared,
        "docs_dir": "docs",
        "site_dir": "site",
        "extra_css": [JOINED],
        "theme": {**settings["theme"], "variant": "classic", "custom_dir": "docs/overrides"},
        "plugins": [{"search": {"enabled": False}}],
        "extra": {**settings["extra"], "engine": "zensical", "policy": policy(docs)},
    }


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _run(scratch: Path, strict: bool) -> None:
    """Run Zensical. What it prints of warnings in a lax build is let go. Raises Failed with what it printed if it fails."""
    words = [sys.executable, "-m", "zensical", "build", "--config-file", "mkdocs.yml"]
    words += ["--strict"] if strict else []
    code, printed = children.run(words, folder=scratch, environment={**os.environ, "NO_COLOR": "1"})
    if code:
        messages = _NOISE.sub("", printed).strip()
        raise Failed(f"Zensical could not build the site: {messages}".replace(f"{scratch}/", ""))


def _settle(site: Path, paths: list[str]) -> int:
    """Bring what it wrote into the form that the site has; its number of pages. Raises Failed if a page is not there."""
    files = {path: site / address_of(path) / "index.html" for path in paths if path.endswith(".md")}
    if missing := [path for path, file in files.items() if not file.is_file()]:
        raise Failed(f"Zensical wrote no page for {', '.join(missing[:5])}, {len(missing)} in all")
    for file in [*files.values(), site / "404.html"]:
        file.write_text(mended(file.read_text("utf-8")), "utf-8")
    for name in _UNUSED:
        (site / name).unlink(missing_ok=True)
    (site / "sitemap.xml.gz").write_bytes(gzipped((site / "sitemap.xml").read_bytes()))
    return len(files)
