"""The one client by which commands reach the network, with the machine's clock and certificates."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from generator.fetch import hub
from generator.fetch.http import Client, Limits

_CONTACT: Final = "https://git.example/only-faster/only-faster"

private_option = click.option("--private", is_flag=True, help="Allow addresses that are not public: for stand-in servers on this machine.")


def client_of(*, private: bool = False, limits: Limits | None = None, within: timedelta | None = None) -> Client:
    """A client for one run, with the machine's clock and certificates; it tells servers who asks. It begins no request after `within`."""
    certificates = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE") or True
    return Client(
        agent=f"OnlyFaster/0.1 (+{os.environ.get('REPO_URL', _CONTACT)})",
        sleep=time.sleep,
        now=lambda: datetime.now(UTC),
        private=private,
        verify=certificates,
        limits=limits or Limits(),
        ends=datetime.now(UTC) + within if within else None,
    )


def hub_of(client: Client) -> hub.Hub:
    """The Hub, where the environment says that it is, and as whoever it says that asks."""
    endpoint = os.environ.get("HF_ENDPOINT", hub.ENDPOINT).rstrip("/")
    return hub.Hub(client, endpoint, os.environ.get("HF_TOKEN") or None)
