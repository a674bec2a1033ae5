"""The group of commands, each imported when it is called. Exit codes: 0 is clean, 1 is problems, 2 is a wrong call."""

from __future__ import annotations

import gc
import signal
import threading
from importlib import import_module
from types import FrameType
from typing import Final

import click

from generator import commands

COMMANDS: Final = (
    "audit",
    "build",
    "check",
    "compare",
    "fetch",
    "figures",
    "fmt",
    "from-issue",
    "inbox",
    "new",
    "review",
    "schema",
    "serve",
    "show",
    "verify",
)
"""Each stands in the file of `commands/` with its name, which is imported only when it is called: some take longer to import than
a small check does."""


def _stop(number: int, _frame: FrameType | None) -> None:
    """End as after Ctrl-C: what is open is closed, and what grows beside the old is taken away."""
    raise SystemExit(128 + number)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. What the machine refuses is told by its name, whatever the command was doing."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                if signal.getsignal(number) is signal.SIG_DFL:  # whoever started it with nohup has SIG_IGN
                    signal.signal(number, _stop)
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # click knows that the reader of a pipe may go
        except OSError as error:
            raise click.ClickException(f"{error.filename or 'this machine'}: {error.strerror or error}") from None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with 'timeline check', then 'timeline serve'. CONTRIBUTING.md tells how to write an entry, and /coverage/ on the site where one is wanted.",
)
@click.version_option(package_name="only-faster")
def main() -> None:
    """Only Faster: check the entries, build the site, look at one entry, fetch what others say of it."""
    # Records and pages are many, small and lasting: looking for garbage among them as often as Python does by default
    # takes a fifth of a build of 10,000 entries, and frees nothing.
    gc.set_threshold(20_000, 50, 1_000)


if __name__ == "__main__":
    main()
