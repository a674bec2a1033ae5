"""What a host asks of its callers: when to come again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime


def asked_to_wait(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when a server asks to be left alone, by Retry-After or its rate limit.

    RFC 9110, 10.2.3; draft-ietf-httpapi-ratelimit-headers for `RateLimit: "name";r=0;t=30`, and its older form of three headers.
    """
    after = headers.get("Retry-After", "").strip() if status in (429, 503) else ""
    if after.isdigit():
        return now + timedelta(seconds=min(int(after), 10**8))
    if after:
        try:
            moment = parsedate_to_datetime(after)
            return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
        except ValueError:
            pass
    limits = dict(re.findall(r";\s*([rt])=(\d{1,9})", headers.get("RateLimit", "")))
    left, wait = limits.get("r"), limits.get("t")
    if left is None:
        left, wait = headers.get("RateLimit-Remaining"), headers.get("RateLimit-Reset")
    if left and wait and left.isdigit() and wait.isdigit() and len(wait) < 10 and (left == "0" or status == 429):
        return now + timedelta(seconds=int(wait))
    return None
