"""What may run on a page: our own files, and of inline scripts the one that is known by its hash."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from properdocs.livereload import LiveReloadServer

from generator.site import engine
from generator.site.hooks import on_serve
from generator.site.policy import permitted, policy
from tests.conftest import CHECKOUT, TODAY

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def test_every_page_says_what_may_run_on_it_before_anything_could(checkout: Path, tmp_path: Path) -> None:
    """In its first element but the encoding: also those that stand in frames, lead on, or are shown for what is not there."""
    engine.build(checkout, tmp_path / "site", TODAY, strict=True)
    pages = list((tmp_path / "site").rglob("*.html"))
    policies = set()
    for page in pages:
        text = page.read_text()
        head = text[text.index("<head>") + 6 :].lstrip()
        assert re.match(r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy"', head), page
        (said,) = META.findall(text)
        policies.add(said)
        assert "unsafe-eval" not in said.replace("wasm-unsafe-eval", ""), page
        assert said.startswith("default-src 'none'"), page
        directives = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
        assert "unsafe-inline" not in directives.get("script-src", ""), page
        assert directives.get("style-src-elem", "'self'") == "'self'", page
        assert "http" not in said, page
        scripts = [body for attributes, body in re.findall(r"<script\b([^>]*)>(.*?)</script>", text, re.DOTALL) if not attributes.strip()]
        for script in scripts:
            assert permitted(b"script-src 'self'", script.encode()).split(b" ")[1].decode() in said, page
        assert not re.search(r"<style\b|<base\b|\son\w+=|javascript:", re.sub(r"<script\b.*?</script>", "", text, flags=re.DOTALL)), page
    assert len(policies) == 3, "with a frame, to stand in another's, and to lead on"
    assert (tmp_path / "site/404.html") in pages


def test_the_policy_follows_the_script_that_it_permits(tmp_path: Path) -> None:
    """A changed script has another hash; one more is permitted beside it, and changes nothing else."""
    shutil.copytree(CHECKOUT / "docs/overrides", tmp_path / "overrides")
    before = policy(tmp_path)
    header = tmp_path / "overrides/partials/header.html"
    header.write_text(header.read_text().replace("no-js", "no-script"))
    after = policy(tmp_path)
    assert before != after
    assert re.sub(r"'sha256-[^']+'", "", before) == re.sub(r"'sha256-[^']+'", "", after)
    page = f'<meta content="{after}"><script>1</script>'.encode()
    assert permitted(page, b"1").replace(b"'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=' ", b"") == page


class Server(LiveReloadServer):  # type: ignore[misc]
    """The preview's, without a socket."""

    def __init__(self) -> None:
        pass


def test_a_preview_permits_the_script_that_loads_it_anew() -> None:
    """The server puts another into each page that it hands out."""
    page = b'<head><meta http-equiv="Content-Security-Policy" content="script-src \'self\'"></head><body></body>'
    served = on_serve(Server())._inject_js_into_html(page, 7)
    script = re.findall(rb"<script>(.*?)</script>", served, re.DOTALL)[0]
    assert b"livereload(7" in script
    assert permitted(page, script)[:120] == served[:120]
