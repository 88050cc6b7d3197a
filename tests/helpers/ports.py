"""Ports for servers that must come back where they were."""

from __future__ import annotations

import random
import socket

_LOWEST, _HIGHEST = 20_000, 29_999
"""Below what systems give to connections: nobody gets one of these while our server is away, not even by connecting
to it (a connection to a port of its own range may meet itself)."""


def free_ports(count: int) -> list[int]:
    """Different ones on which nothing listens now."""
    found: list[int] = []
    while len(found) < count:
        port = random.randint(_LOWEST, _HIGHEST)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found
