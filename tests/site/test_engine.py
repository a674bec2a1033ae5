"""The whole way through the engine, on the fake corpus."""

from __future__ import annotations

import calendar
import filecmp
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from generator.build import Refused
from generator.site import engine
from tests.conftest import CHECKOUT, TODAY
from tests.repository import Repository


def files(folder: Path) -> list[str]:
    """Every file below a folder, sorted."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_builds_the_whole_site_strictly(checkout: Path, tmp_path: Path) -> None:
    """Each page has title, description, canonical link, language and social tags; addresses come from outside."""
    seen: list[tuple[int, int]] = []
    pages = engine.build(checkout, tmp_path / "site", TODAY, strict=True, tick=lambda *n: seen.append(n))
    html = [
        p
        for p in (tmp_path / "site").rglob("*.html")
        if p.name != "404.html" and "embed" not in p.parts and 'http-equiv="refresh"' not in p.read_text()
    ]
    assert pages == len(html)
    assert seen[-1] == (pages, pages)
    for page in html:
        text = page.read_text()
        path = page.relative_to(tmp_path / "site").parent.as_posix().strip(".")
        for part in (
            '<html lang="en"',
            "<title>",
            '<meta name="description" content="',
            'property="og:title"',
            'name="twitter:card"',
            f'rel="canonical" href="https://site.example/base/{path}',
        ):
            assert part in text, (page, part)
        assert text.count("<h1") == 1, page
        assert "fonts.googleapis" not in text
        assert "example/only-faster" not in text
    entry = (tmp_path / "site/e/open-model/index.html").read_text()
    assert "https://git.example/them/it/edit/main/entries/ai/releases/open-model.yaml" in entry
    assert (tmp_path / "site/e/distro-two/index.html").exists()
    assert "Search the entries" in (tmp_path / "site/404.html").read_text()
    sheets = re.findall(r'rel="stylesheet" href="([^"]*assets/css/[^"]*)"', entry)
    assert sheets == ["../../assets/css/pages.css"], "a page asks for one style sheet of ours"
    joined = (tmp_path / "site/assets/css/pages.css").read_text()
    assert all(sheet.read_text() in joined for sheet in (checkout / "docs/assets/css").glob("*.css") if sheet.stem != "embed")


def test_the_engine_adds_no_word_of_its_own(checkout: Path, tmp_path: Path) -> None:
    """What a builder reads is ours: how many pages there are; no notice of the theme or a plugin, and nothing of MkDocs runs."""
    program = "import sys; from generator.__main__ import main; main(standalone_mode=False); print(sys.modules['mkdocs'].__name__)"
    words = [sys.executable, "-c", program, "build", "--strict", "--root", str(checkout), "--out", str(tmp_path / "site")]
    process = subprocess.run(words, capture_output=True, text=True, check=True)
    assert process.stdout == "properdocs\n"
    assert re.fullmatch(r"[\d,]+ pages in .*/site/\n", process.stderr.replace("\n", "") + "\n")


def test_a_site_without_a_path_is_whole_too(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a domain of its own: 404.html, which is shown at any depth, asks for everything from the root of the host."""
    monkeypatch.setenv("SITE_URL", "https://site.example/")
    engine.build(checkout, tmp_path / "site", TODAY, strict=True)
    not_found = (tmp_path / "site/404.html").read_text()
    addresses = set(re.findall(r"""(?:href|src|action)=["']?([^"'\s>]*)""", not_found))
    assert {"/", "/search/", "/timeline/", "/assets/frame.js"} <= addresses
    assert [address for address in sorted(addresses) if not re.match(r"/(?!/)|https://|#", address)] == []
    assert 'rel="canonical" href="https://site.example/about/"' in (tmp_path / "site/about/index.html").read_text()


SURROUNDINGS: Final = {
    "one": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"},
    "another place": {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "LANGUAGE": "de"},
}


def test_two_builds_of_one_commit_are_the_same(checkout: Path, tmp_path: Path) -> None:
    """Byte for byte, whatever the time zone, locale, encoding, umask, order of hashes, working directory, path and cache."""
    repository = Repository(checkout)
    repository.commit("All of it")
    for name, surroundings in SURROUNDINGS.items():
        root = tmp_path / name / "checkout"
        repository.git("clone", "-q", f"file://{checkout}", str(root))
        umask = 0o077 if name == "one" else 0o002
        subprocess.run(
            [sys.executable, "-m", "generator", "build", "--strict", "--root", str(root), "--out", str(tmp_path / name / "site")],
            cwd=root.parent,
            env={**os.environ, **surroundings, "PYTHONPATH": str(CHECKOUT), "SOURCE_DATE_EPOCH": str(calendar.timegm(TODAY.timetuple()))},
            preexec_fn=lambda umask=umask: os.umask(umask),
            check=True,
            capture_output=True,
        )
    one, other = (tmp_path / name / "site" for name in SURROUNDINGS)
    assert files(one) == files(other)
    assert "feed.atom" in files(one), "the history is part of it"
    _, different, errors = filecmp.cmpfiles(one, other, files(one), shallow=False)
    assert (different, errors) == ([], [])


def test_entry_pages_stay_out_of_the_nav_and_can_be_searched(checkout: Path, tmp_path: Path) -> None:
    """A page's weight does not grow with the entries; the search index knows entries and actors, not lists."""
    engine.build(checkout, tmp_path / "site", TODAY)
    about = (tmp_path / "site/about/index.html").read_text()
    assert "e/open-model" not in about
    texts = [gzip.decompress(file.read_bytes()) for file in (tmp_path / "site/pagefind/fragment").iterdir()]
    fragments = {json.loads(text.removeprefix(b"pagefind_dcd"))["url"]: json.loads(text.removeprefix(b"pagefind_dcd")) for text in texts}
    assert {"/e/open-model/", "/actors/lab/", "/about/"} <= set(fragments)
    assert not {"/timeline/", "/tags/", "/embed/timeline/", "/"} & set(fragments)
    facets = fragments["/e/open-model/"]["filters"]
    assert facets["track"] == ["Open AI"]
    assert facets["kind"] == ["release"]
    assert facets["year"] == ["2025"]
    assert facets["actor"] == ["The Lab"]
    assert not list((tmp_path / "site/pagefind").glob("*ui*"))


def test_a_failing_build_leaves_the_old_site_whole(checkout: Path, tmp_path: Path) -> None:
    """Entries with errors, a hand-written page that would be shadowed, a broken setting: the old site stays."""
    site = tmp_path / "site"
    engine.build(checkout, site, TODAY)
    before = files(site)
    entry = checkout / "entries/ai/releases/open-model.yaml"
    good = entry.read_text()
    entry.write_text(good + "nonsense: 1\n")
    with pytest.raises(Refused, match="'nonsense' is no field here"):
        engine.build(checkout, site, TODAY)
    entry.write_text(good)
    (checkout / "docs/e").mkdir()
    (checkout / "docs/e/open-model.md").write_text("# Mine\n")
    with pytest.raises(engine.Failed, match=r"open-model\.yaml, would shadow docs/e/open-model\.md"):
        engine.build(checkout, site, TODAY)
    (checkout / "docs/e/open-model.md").unlink()
    settings = (checkout / "mkdocs.yml").read_text()
    (checkout / "mkdocs.yml").write_text(settings.replace("use_directory_urls: true", "use_directory_urls: false"))
    with pytest.raises(engine.Failed, match="write 'use_directory_urls: true'"):
        engine.build(checkout, site, TODAY)
    (checkout / "mkdocs.yml").write_text("nav: [\n")
    with pytest.raises(engine.Failed):
        engine.build(checkout, site, TODAY)
    assert files(site) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".site")] == []


def test_a_strict_build_fails_on_the_engines_warnings(checkout: Path, tmp_path: Path) -> None:
    """A hand-written page with a link to nowhere fails a strict build with its name, and passes a lax one."""
    with (checkout / "docs/about.md").open("a") as page:
        page.write("\n[nowhere](nowhere.md)\n")
    with pytest.raises(engine.Failed, match=r"nowhere\.md"):
        engine.build(checkout, tmp_path / "site", TODAY, strict=True)
    assert engine.build(checkout, tmp_path / "site", TODAY) > 0


def test_the_engine_itself_builds_the_same_site(checkout: Path, tmp_path: Path) -> None:
    """`properdocs build --strict` on mkdocs.yml, without our command, gives every file byte for byte."""
    day = str(calendar.timegm(TODAY.timetuple()))
    engine.build(checkout, tmp_path / "ours", TODAY, strict=True)
    words = [sys.executable, "-m", "properdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "plain")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day, "PYTHONPATH": str(CHECKOUT)}
    process = subprocess.run(words, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout + process.stderr) == (0, "")
    assert files(tmp_path / "ours") == files(tmp_path / "plain")
    _, different, errors = filecmp.cmpfiles(tmp_path / "ours", tmp_path / "plain", files(tmp_path / "ours"), shallow=False)
    assert (different, errors) == ([], [])


def test_the_engine_itself_tells_what_is_wrong(checkout: Path) -> None:
    """An entry with an error stops a plain build with the words of `timeline check`, not with a traceback."""
    entry = checkout / "entries/ai/releases/open-model.yaml"
    entry.write_text(entry.read_text() + "nonsense: 1\n")
    words = [sys.executable, "-m", "properdocs", "build"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    process = subprocess.run(words, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 1
    assert "open-model.yaml" in process.stderr
    assert "'nonsense' is no field here" in process.stderr
    assert "Traceback" not in process.stderr
