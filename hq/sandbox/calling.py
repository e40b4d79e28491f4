"""Asking a running sandbox something, from its own commands."""

import argparse
import urllib.request
from typing import Any

import msgspec

from app.base.errors import Trouble

PORT = 8790


def url_argument(parser: argparse.ArgumentParser) -> None:
    """Let the caller say where the sandbox is."""
    parser.add_argument("--url", default=f"http://127.0.0.1:{PORT}")


def call(url: str, path: str, body: bytes | None = None) -> dict[str, Any]:
    """Return its answer; raises Trouble when it does not answer."""
    return msgspec.json.decode(fetch(url, path, body), type=dict[str, Any])


def fetch(url: str, path: str, body: bytes | None = None) -> bytes:
    """Return what it answers, as it is; raises Trouble when it does not answer."""
    try:
        request = urllib.request.Request(f"{url}{path}", body)  # noqa: S310 - the caller's address
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            read: bytes = response.read()
            return read
    except (OSError, ValueError) as error:
        raise Trouble("sandbox_silent", url=url) from error
