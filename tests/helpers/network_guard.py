"""Tests speak to this machine only: any other address is refused, and the test that tried fails."""

from __future__ import annotations

import ipaddress
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

RESERVED = (".invalid", ".test", ".example", ".localhost", "example.com", "example.org")
"""Names that stand for a host that is not there (RFC 2606): they fail to resolve, as they would without a network."""

_attempts: list[str] = []


def _is_here(host: object) -> bool:
    if not isinstance(host, str) or host in {"", "localhost", "0.0.0.0", "::", socket.gethostname()}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
    else:
        return
    if _is_here(host):
        return
    if str(host).endswith(RESERVED):
        raise socket.gaierror(socket.EAI_NONAME, "reserved name")
    _attempts.append(f"{event} {host}")
    raise PermissionError(f"tests speak to this machine only, not to {host}")


def install() -> None:
    """Watch every socket of this process from now on; there is no way back, and none is needed."""
    sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def only_this_machine() -> Iterator[None]:
    """Fails the test that tried to leave this machine, even where the refusal was swallowed."""
    _attempts.clear()
    yield
    if _attempts:
        pytest.fail(f"left this machine: {_attempts}", pytrace=False)
