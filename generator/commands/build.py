"""timeline build: the whole site, from committed files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import click

from generator import build
from generator.commands.entries import day_option, refuse
from generator.commands.terminal import count, err, progress, root_option, warn
from generator.site import engine


@click.command("build")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default="site",
    show_default=True,
    help="Where the site goes. What stands there is replaced only when the new site is whole.",
)
@click.option("--strict", is_flag=True, help="Let a warning of the site engine, or a history that git refuses to show, fail the build.")
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["properdocs", "zensical"]),
    default="properdocs",
    show_default=True,
    help="Which program puts the frame around the pages; zensical is installed by the extra of that name.",
)
@root_option
@day_option
def command(folder: Path, strict: bool, engine_name: Literal["properdocs", "zensical"], root: Path, today: date) -> None:
    """Build the whole site from committed files, offline.

    The site's address comes from SITE_URL, and the repository's from REPO_URL; mkdocs.yml has the defaults.

    \b
    Examples:
      timeline build
      timeline build --strict --out public
      timeline build --engine zensical
    """
    with progress("Building pages") as tick:
        try:
            pages = engine.build(root, folder, today, strict=strict, tick=tick, engine=engine_name, say=warn)
        except build.Refused as refused:
            refuse(refused)
        except engine.Failed as failed:
            raise click.ClickException(str(failed)) from None
    err.print(f"{count(pages, 'page')} in {folder}/")
