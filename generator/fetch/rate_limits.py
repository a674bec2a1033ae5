"""What a host asks of its callers: when to come again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from generator.fetch.numbers import whole

_LONGEST: Final = 10**8
"""Seconds, some three years: as good as for ever."""
_LONGEST_DATE: Final = 60
"""Letters."""
_LIMIT: Final = re.compile(r";\s*([rt])=([0-9]+)(?![\w.])", re.ASCII)


def asked_to_wait(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when a server asks to be left alone, by Retry-After or its rate limit; what is no number and no date asks for nothing.

    RFC 9110, 10.2.3; draft-ietf-httpapi-ratelimit-headers for `RateLimit: "name";r=0;t=30`, and its older form of three headers.
    """
    after = headers.get("Retry-After", "").strip() if status in (429, 503) else ""
    if (seconds := whole(after, _LONGEST)) is not None:
        return now + timedelta(seconds=seconds)
    if after and (moment := _moment(after, now)):
        return moment
    limits = dict(_LIMIT.findall(headers.get("RateLimit", "")[:1000]))
    left, wait = whole(limits.get("r"), _LONGEST), whole(limits.get("t"), _LONGEST)
    if left is None:
        left, wait = (whole(headers.get(f"RateLimit-{name}", "").strip(), _LONGEST) for name in ("Remaining", "Reset"))
    if left is not None and wait is not None and (left == 0 or status == 429):
        return now + timedelta(seconds=wait)
    return None


def _moment(text: str, now: datetime) -> datetime | None:
    """A date as HTTP has it, no later than the longest wait from now; None for what is none."""
    try:
        moment = parsedate_to_datetime(text) if text.isascii() and len(text) <= _LONGEST_DATE else None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
    return min(moment, now + timedelta(seconds=_LONGEST))
