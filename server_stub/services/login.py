"""Signing in and out: opaque tokens, throttled guessing, the same answer for every wrong login."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from server_stub.contract.errors import ErrorCode, GatewayRefusal
from server_stub.contract.model import Account
from server_stub.contract.requests import Session
from server_stub.domain.throttling import PER_ADDRESS, PER_LOGIN, Policy, Standing, after_failure, wait_seconds
from server_stub.services.passwords import Passwords
from server_stub.storage.database import Database, Tx
from server_stub.storage.repositories.accounts import AccountRepository, Credentials, TokenRow
from server_stub.storage.vault import Vault

_TOKEN_BYTES: Final = 32
_TOUCH_EVERY_MS: Final = 60_000
_BUSY_SECONDS: Final = 2
DEVICE_LENGTH: Final = 100
Arrived = Callable[[Tx, str, int], object]
"""(transaction, account id, now): somebody signed in."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request, and with which token."""

    account: Account
    digest: bytes
    expires_at: int


def normal_login(login: str) -> str:
    """Logins are compared without regard to case, width or surrounding space."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


class Logins:
    """Opens sessions and tells who holds one. Counts of failures are stored: a restart forgives nothing."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        accounts: AccountRepository,
        passwords: Passwords,
        clock: Callable[[], int],
        *,
        session_ms: int,
        brand: str,
        arrived: Arrived | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._accounts = accounts
        self._passwords = passwords
        self._clock = clock
        self._session_ms = session_ms
        self._brand = brand
        self._arrived = arrived

    async def login(self, login: str, password: str, device: str, address: str) -> Session:
        """Raises LOGIN_THROTTLED with `seconds`, or LOGIN_FAILED: unknown, disabled and mistyped are not told apart."""
        subjects = self._subjects(normal_login(login), address)
        name = normal_login(login)

        def look_up(tx: Tx) -> Credentials | None:
            self._refuse_blocked(tx, subjects)
            return self._accounts.find(tx, name)

        found = await self._database.read(look_up)
        if self._passwords.busy:
            raise GatewayRefusal(ErrorCode.LOGIN_THROTTLED, seconds=_BUSY_SECONDS)
        usable = found is not None and not found.account.disabled
        fits = await self._passwords.verify(found.password_hash if found is not None and usable else None, password)
        renewed = await self._renewed_hash(found, password) if fits else None
        token = secrets.token_urlsafe(_TOKEN_BYTES)

        def settle(tx: Tx) -> Session | None:
            # Again, because guesses made side by side have failed since: otherwise each of them would be free.
            self._refuse_blocked(tx, subjects)
            current = self._accounts.find(tx, name) if fits else None
            if current is None or current.account.disabled or found is None:
                self._count_failure(tx, subjects)
                return None
            if renewed is not None and current.password_hash == found.password_hash:
                self._accounts.update(tx, current.account.id, password_hash=renewed)
            self._accounts.set_standing(tx, subjects[0][0], Standing())
            return self._open(tx, current.account, token, device)

        session = await self._database.write(settle)
        if session is None:
            raise GatewayRefusal(ErrorCode.LOGIN_FAILED)
        return session

    async def authenticate(self, token: str) -> Caller:
        """Raises TOKEN_INVALID for a token that is unknown, revoked, expired, or whose account is disabled."""
        digest = digest_of(token)
        row = await self._database.read(lambda tx: self._accounts.token(tx, digest, self._clock()))
        if row is None:
            raise GatewayRefusal(ErrorCode.TOKEN_INVALID)
        await self.touch(row)
        return Caller(row.account, row.digest, row.expires_at)

    def holder(self, tx: Tx, digest: bytes) -> TokenRow | None:
        """For streams, which ask again in the very transaction that reads their events."""
        return self._accounts.token(tx, digest, self._clock())

    async def touch(self, row: TokenRow) -> None:
        """Note that the token is in use, at most once a minute."""
        now = self._clock()
        if now - row.last_used_at >= _TOUCH_EVERY_MS:
            await self._database.write(lambda tx: self._accounts.touch(tx, row.digest, now))

    async def _renewed_hash(self, found: Credentials | None, password: str) -> str | None:
        if found is None or not self._passwords.outdated(found.password_hash):
            return None
        return await self._passwords.hash(password)

    def _open(self, tx: Tx, account: Account, token: str, device: str) -> Session:
        now = self._clock()
        expires_at = now + self._session_ms
        self._accounts.add_token(tx, digest_of(token), account.id, device[:DEVICE_LENGTH], now, expires_at)
        if self._arrived is not None:
            self._arrived(tx, account.id, now)
        return Session(token=token, account=account, expires_at=expires_at, brand=self._brand)

    def _subjects(self, login: str, address: str) -> tuple[tuple[str, Policy], tuple[str, Policy]]:
        by_login = self._vault.blind(login, "throttle.login").hex()
        by_address = self._vault.blind(address, "throttle.address").hex()
        return (by_login, PER_LOGIN), (by_address, PER_ADDRESS)

    def _refuse_blocked(self, tx: Tx, subjects: tuple[tuple[str, Policy], ...]) -> None:
        now = self._clock()
        seconds = max(wait_seconds(self._accounts.standing(tx, subject), now) for subject, _ in subjects)
        if seconds:
            raise GatewayRefusal(ErrorCode.LOGIN_THROTTLED, seconds=seconds)

    def _count_failure(self, tx: Tx, subjects: tuple[tuple[str, Policy], ...]) -> None:
        for subject, policy in subjects:
            standing = self._accounts.standing(tx, subject)
            self._accounts.set_standing(tx, subject, after_failure(standing, policy, self._clock()))


def digest_of(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()
