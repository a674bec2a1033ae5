"""The script that mkdocs-gen-files runs in a build: hands the generated pages to ProperDocs as files of docs/."""

from __future__ import annotations

from pathlib import Path

from mkdocs_gen_files.editor import FilesEditor
from properdocs.exceptions import PluginError

from generator import build
from generator.site.pages import Drawn, Failed, address_of, addresses_of, hand_over, pages

editor = FilesEditor.current()
config = editor.config
root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
by_hand = {address_of(file.src_uri): f"docs/{file.src_uri}" for file in editor.files}


def write(path: str, content: bytes) -> None:
    """Add a file to those of docs/, for this build."""
    with editor.open(path, "wb") as file:
        file.write(content)


try:
    addresses = addresses_of(config.site_url, config.extra["repository"])
    hand_over(pages(root, docs, addresses), by_hand.get, write, Drawn.under(root))
except (build.Refused, Failed, ValueError) as error:
    raise PluginError(str(error)) from None
