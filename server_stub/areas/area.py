"""What every area of the gateway offers to the composition root, and what it is built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server_stub.config import Config, Secrets
from server_stub.core import Core
from server_stub.http.asgi import Application
from server_stub.outgoing import Outgoing
from server_stub.services.hooks import InboundHook
from server_stub.services.links import Links
from server_stub.workers.supervisor import Supervisor


class PublicAddress:
    """Where people reach this gateway, without a slash at the end: what is set, else where it listens."""

    def __init__(self, config: Config) -> None:
        self._address = config.public_url or f"http://{config.host}:{config.port}"
        self._is_set = bool(config.public_url)

    def __call__(self) -> str:
        return self._address

    def listens_on(self, host: str, port: int) -> None:
        """Told by the HTTP server: any free port may have been asked for."""
        if not self._is_set:
            self._address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


@dataclass(frozen=True, slots=True)
class Base:
    """What all areas share."""

    core: Core
    outgoing: Outgoing
    links: Links
    config: Config
    secrets: Secrets
    address: PublicAddress


class Area:
    """One part of the gateway. Everything here is optional to override; nothing runs before `start`."""

    def __init__(self, base: Base) -> None:
        self._base = base

    def handlers(self) -> list[Any]:
        """Routes under /v1 for people with a token."""
        return []

    def services(self) -> dict[str, object]:
        """By the parameter names of the handlers."""
        return {}

    def public(self) -> dict[str, Application]:
        """ASGI applications without a token by the beginning of their paths, such as "/o/"; they guard themselves."""
        return {}

    def inbound_hooks(self) -> Sequence[InboundHook]:
        """Called for each new message of a customer, in its transaction."""
        return ()

    def add_workers(self, supervisor: Supervisor) -> None:
        """Loops to keep alive."""

    async def start(self) -> None:
        """After the store, before the workers."""

    async def stop(self) -> None:
        """After the workers."""
