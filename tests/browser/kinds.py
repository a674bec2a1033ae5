"""Which pages stand for all: one of each kind, and those that Lighthouse measures. A new kind of page is added here."""

from __future__ import annotations

from typing import Final

KINDS_OF_PAGE: Final = [
    "/", "/timeline/", "/e/deepseek-r1/", "/e/sls/", "/e/baai-entity-list/", "/actors/", "/actors/deepseek/",
    "/tags/", "/tags/distributions/", "/years/", "/years/2025/", "/ai/", "/linux/", "/ai/policies/", "/linux/forks/",
    "/about/", "/selection/", "/parallels/source-and-weights/", "/parallels/", "/stages/", "/series/",
    "/series/kernel-lines/", "/series/open-lag/", "/compare/", "/compare/month/", "/compare/responses/",
    "/compare/curves/", "/compare/method/", "/series/hub-downloads/", "/lineage/", "/licences/",
    "/licences/Apache-2.0/", "/licences/LicenseRef-Kimi-K3/", "/jurisdictions/", "/jurisdictions/US/",
    "/jurisdictions/US-CA/", "/search/", "/embed/timeline/", "/embed/entry/?id=deepseek-r1", "/embed/charts/speed-ups/", "/404.html", "/changes/", "/contributors/", "/coverage/", "/schema/", "/architecture/", "/sources/", "/data/", "/e/bert/", "/e/deepseek-r1/versions/", "/on-this-day/", "/timeline/?mode=aligned",
]  # fmt: skip

MEASURED: Final = ["/", "/timeline/", "/compare/", "/e/deepseek-r1/"]
"""Where Lighthouse is run: it takes a quarter of a minute a page."""
