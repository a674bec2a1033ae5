"""When a host wants to be asked again, in all the ways in which hosts say it, and in none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from generator.fetch.rate_limits import asked_to_wait

NOW = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)
THREE_YEARS = 10**8


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (503, {"Retry-After": "17"}, 17),
        (429, {"Retry-After": " 17 "}, 17),
        (200, {"Retry-After": "17"}, None),
        (503, {"Retry-After": "9" * 15}, THREE_YEARS),
        (503, {"Retry-After": "Tue, 24 Nov 2026 12:00:40 GMT"}, 40),
        (503, {"Retry-After": "Tue, 24 Nov 2026 13:00:40 +0100"}, 40),
        (503, {"Retry-After": "Tue, 24 Nov 9999 23:59:59 -2359"}, THREE_YEARS),
        *(
            (503, {"Retry-After": text}, None)
            for text in (
                *("", "²", "17²", "-17", "+17", "1_7", "1.5", "soon", "9" * 5000, "2026-11-24T12:00:40Z"),
                *("Tue, 24 Nov 99999999999 12:00:00 GMT", "Tue, 31 Feb 2026 12:00:00 GMT", "Tue, 24 Nov 2026 99:99:99 GMT"),
                *("Tue, 24 Nov 2026 12:00:00 +999999999", "Tue, ² Nov 2026 12:00:00 GMT", "Tue, " + "9" * 5000 + " Nov 2026 12:00:00 GMT"),
            )
        ),
        (429, {"RateLimit": '"api";r=0;t=33'}, 33),
        (200, {"RateLimit": '"api";r=0;t=33'}, 33),
        (200, {"RateLimit": '"api";r=1;t=33'}, None),
        (429, {"RateLimit": '"api";r=²;t=³'}, None),
        (429, {"RateLimit": f'"api";r=0;t={"9" * 5000}'}, None),
        (429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "9"}, 9),
        (429, {"RateLimit-Remaining": "5", "RateLimit-Reset": "9"}, 9),
        (200, {"RateLimit-Remaining": "5", "RateLimit-Reset": "9"}, None),
        (429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "²"}, None),
        (429, {"RateLimit-Remaining": "²", "RateLimit-Reset": "9"}, None),
        (429, {"RateLimit-Remaining": "0", "RateLimit-Reset": "9" * 5000}, None),
        (429, {}, None),
    ],
)
def test_a_host_is_left_alone_as_long_as_it_asks(status: int, headers: dict[str, str], seconds: int | None) -> None:
    """By a number or a date; three years are for ever, and what is neither asks for nothing."""
    until = asked_to_wait(status, headers, NOW)
    assert (until - NOW if until else None) == (timedelta(seconds=seconds) if seconds is not None else None)
