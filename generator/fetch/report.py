"""What a fetcher did: the value that each returns, and that the command line prints."""

from __future__ import annotations

from dataclasses import dataclass


def not_asked(number: int, what: str) -> tuple[str, ...]:
    """The trouble of what was left when the time of a run was over, if anything was."""
    return (f"{number:,} {what} not asked, as the time of the run was over; give it more with --within",) if number else ()


@dataclass(frozen=True, slots=True)
class Report:
    """One fetcher's run. Sentences are for a reader of a terminal."""

    what: str
    """`hub`, `news` or `links`."""
    asked: int
    """How many things were asked for."""
    got: int
    """How many gave an answer that could be used, unchanged ones among them."""
    changed: tuple[str, ...] = ()
    """What is new or other than before, a line each."""
    troubles: tuple[str, ...] = ()
    """What went wrong, a line each; what was kept is untouched."""
    notes: tuple[str, ...] = ()
    """What somebody should look at, though nothing went wrong."""
    lost: bool = False
    """Nothing was got where there was something before: the run as a whole is an error."""

    @property
    def code(self) -> int:
        """0 all well, 3 partly failed, 1 failed."""
        if self.lost or (self.asked and not self.got):
            return 1
        return 3 if self.troubles else 0
