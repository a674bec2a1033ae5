"""timeline serve: the site on this machine, built again whenever a file changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.commands.entries import day_option
from generator.commands.terminal import err, root_option
from generator.site import engine


@click.command("serve")
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to listen.")
@root_option
@day_option
def command(address: str, root: Path, today: date) -> None:
    """Preview the site, and build it again whenever a file changes. Stop with Ctrl-C.

    \b
    Examples:
      timeline serve
      timeline serve --address 127.0.0.1:9000
    """
    try:
        engine.serve(root, today, address, lambda text: err.print(text, markup=False))
    except engine.Failed as failed:
        raise click.ClickException(str(failed)) from None
