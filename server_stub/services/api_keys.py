"""API keys of the company's own systems: made and revoked by administrators, good for the form routes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import msgspec

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.contract.registers import ApiKey, NewApiKey
from server_stub.domain.pacing import Rate, spend, wait_for
from server_stub.domain.written import is_line
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.api_keys import ApiKeyRows

PREFIX: Final = "blk_"
_SECRET_BYTES: Final = 32
_TOKEN_LENGTH: Final = len(PREFIX) + 43
CONSENTS_WRITE: Final = "consents:write"
CONSENTS_READ: Final = "consents:read"
CODES_WRITE: Final = "codes:write"
SCOPES: Final = frozenset({CONSENTS_WRITE, CONSENTS_READ, CODES_WRITE})
RATE: Final = Rate(interval_ms=100, burst=200)
"""Requests of one key: 200 at once, then ten a second."""
_USE_NOTED_EVERY_MS: Final = 3_600_000
_NAME_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class ApiCaller:
    """A system that makes a request, as far as its key goes."""

    key_id: str
    name: str
    scopes: frozenset[str]

    def require(self, scope: str) -> None:
        """Raises FORBIDDEN with `scope`."""
        if scope not in self.scopes:
            raise GatewayRefusal(ErrorCode.FORBIDDEN, scope=scope)


@dataclass(slots=True)
class KeyPace:
    """How fast each key may ask; of one process and its run."""

    rate: Rate = RATE
    _paid_until: dict[str, float] = field(default_factory=dict)

    def take(self, key_id: str, now: int) -> None:
        """Count one request. Raises RATE_LIMITED with `seconds`."""
        paid = self._paid_until.get(key_id, 0)
        wait = wait_for(paid, now, self.rate)
        if wait:
            raise GatewayRefusal(ErrorCode.RATE_LIMITED, seconds=-(-wait // 1000))
        self._paid_until[key_id] = spend(paid, now, self.rate)


def is_api_token(token: str) -> bool:
    """Tokens of people are four signs shorter: none of them is ever taken for a key."""
    return token.startswith(PREFIX) and len(token) == _TOKEN_LENGTH


class ApiKeys:
    def __init__(self, database: Database, rows: ApiKeyRows, clock: Callable[[], int], pace: KeyPace) -> None:
        self._database = database
        self._rows = rows
        self._clock = clock
        self._pace = pace

    async def all(self, caller: Account) -> list[ApiKey]:
        _require_admin(caller)
        return await self._database.read(self._rows.all)

    async def create(self, caller: Account, request: NewApiKey) -> ApiKey:
        """The only answer that holds the secret. Raises FORBIDDEN, VALUE_INVALID."""
        _require_admin(caller)
        name, scopes = request.name.strip(), sorted(set(request.scopes))
        if not 0 < len(name) <= _NAME_LIMIT or not is_line(name):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="name")
        if not scopes or not SCOPES.issuperset(scopes):
            raise GatewayRefusal(ErrorCode.VALUE_INVALID, field="scopes")
        now = self._clock()
        key = ApiKey(new_id(now), name, scopes, created_at=now)
        secret = PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
        await self._database.write(lambda tx: self._rows.add(tx, key, _digest(secret), caller.id))
        return msgspec.structs.replace(key, secret=secret)

    async def revoke(self, caller: Account, key_id: str) -> None:
        """From this commit on nothing is taken from the key. Raises FORBIDDEN, NOT_FOUND."""
        _require_admin(caller)

        def work(tx: Tx) -> None:
            if self._rows.get(tx, key_id) is None:
                raise GatewayRefusal(ErrorCode.NOT_FOUND)
            self._rows.revoke(tx, key_id, self._clock())

        await self._database.write(work)

    async def authenticate(self, token: str) -> ApiCaller:
        """Raises TOKEN_INVALID for a key that is unknown or revoked, RATE_LIMITED for one that asks too fast."""
        key = await self._database.read(lambda tx: self._rows.by_digest(tx, _digest(token)))
        if key is None or key.revoked_at is not None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        now = self._clock()
        self._pace.take(key.id, now)
        if key.last_used_at is None or now - key.last_used_at >= _USE_NOTED_EVERY_MS:
            await self._database.write(lambda tx: self._rows.touch(tx, key.id, now))
        return ApiCaller(key.id, key.name, frozenset(key.scopes))

    def recheck(self, tx: Tx, caller: ApiCaller) -> None:
        """In the transaction that writes: a revocation that came before it counts. Raises TOKEN_INVALID."""
        key = self._rows.get(tx, caller.key_id)
        if key is None or key.revoked_at is not None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)


def _require_admin(caller: Account) -> None:
    if caller.role is not Role.ADMIN:
        raise GatewayRefusal(ErrorCode.FORBIDDEN)


def _digest(token: str) -> bytes:
    """256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()
