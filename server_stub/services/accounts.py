"""Accounts as administrators and their owners change them; whoever loses access loses it at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import sqlalchemy as sa

from server_stub.contract.events import EventKind
from server_stub.contract.ids import new_id
from server_stub.contract.model import Account, Role
from server_stub.services.assignment import Assignment
from server_stub.services.claims import Claims
from server_stub.services.login import normal_login
from server_stub.services.passwords import Passwords
from server_stub.services.team.agent_states import AgentStates
from server_stub.storage.database import Database, Tx
from server_stub.storage.events import EventLog
from server_stub.storage.repositories.accounts import AccountRepository
from server_stub.storage.setup import team_key

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")


class AccountProblem(Exception):
    """An administrator's request cannot be done. `code`: login_taken, login_invalid, login_unknown, name_empty,
    last_admin, password_too_short, password_too_long.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Accounts:
    """Adds, changes, disables and signs out."""

    def __init__(
        self,
        database: Database,
        accounts: AccountRepository,
        passwords: Passwords,
        claims: Claims,
        assignment: Assignment,
        events: EventLog,
        states: AgentStates,
        clock: Callable[[], int],
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._passwords = passwords
        self._claims = claims
        self._assignment = assignment
        self._events = events
        self._states = states
        self._clock = clock

    async def add(self, login: str, name: str, role: Role, password: str) -> Account:
        """Raises AccountProblem."""
        normal = normal_login(login)
        if not _LOGIN.fullmatch(normal):
            raise AccountProblem("login_invalid")
        if not name.strip():
            raise AccountProblem("name_empty")
        hashed = await self._hash(password)
        now = self._clock()
        account = Account(id=new_id(now), login=normal, name=name.strip(), role=role)

        def work(tx: Tx) -> Account:
            self._accounts.add(tx, account, hashed, now)
            return self._tell(tx, account.id)

        try:
            return await self._database.write(work)
        except sa.exc.IntegrityError:
            raise AccountProblem("login_taken") from None

    async def everyone(self, *, with_disabled: bool = True) -> list[Account]:
        return await self._database.read(lambda tx: self._accounts.everyone(tx, with_disabled=with_disabled))

    async def set_password(self, login: str, password: str) -> Account:
        """Ends every session of the account. Raises AccountProblem."""
        hashed = await self._hash(password)
        return await self._change(login, lambda tx, account: self._set(tx, account, password_hash=hashed))

    async def set_role(self, login: str, role: Role) -> Account:
        """Ends every session of the account, so that no desktop keeps what the new role may not see."""

        def work(tx: Tx, account: Account) -> None:
            self._keep_an_admin(tx, account, stays=role is Role.ADMIN)
            self._set(tx, account, role=role.value)

        return await self._change(login, work)

    async def disable(self, login: str) -> Account:
        """Ends every session and gives back the conversations and claims of the account."""

        def work(tx: Tx, account: Account) -> None:
            self._keep_an_admin(tx, account, stays=False)
            self._set(tx, account, disabled_at=self._clock())
            self._assignment.release_all(tx, account.id, self._clock())

        return await self._change(login, work)

    async def enable(self, login: str) -> Account:
        return await self._change(login, lambda tx, account: self._set(tx, account, disabled_at=None))

    async def sign_out(self, login: str) -> Account:
        """End every session of the account, on all its machines."""
        return await self._change(login, self._sign_out)

    async def logout(self, account: Account, digest: bytes) -> None:
        """End one session; with the last one of an account it is off duty: its claims end, its cases go by policy."""

        def work(tx: Tx) -> None:
            self._accounts.revoke(tx, digest, self._clock())
            if not self._accounts.signed_in(tx, account.id, self._clock()):
                self._leave(tx, account)
            self._tell(tx, account.id)

        await self._database.write(work)

    async def set_available(self, account: Account, *, available: bool) -> Account:
        """Raises GatewayRefusal BREAK_TOO_EARLY."""

        def work(tx: Tx) -> Account:
            self._states.set_available(tx, account, self._clock(), available=available)
            return self._accounts.get(tx, account.id) or account

        return await self._database.write(work)

    async def _change(self, login: str, work: Callable[[Tx, Account], object]) -> Account:
        def change(tx: Tx) -> Account:
            found = self._accounts.find(tx, normal_login(login))
            if found is None:
                raise AccountProblem("login_unknown")
            work(tx, found.account)
            return self._tell(tx, found.account.id)

        return await self._database.write(change)

    def _set(self, tx: Tx, account: Account, **values: object) -> None:
        self._accounts.update(tx, account.id, **values)
        self._sign_out(tx, account)

    def _sign_out(self, tx: Tx, account: Account) -> None:
        self._accounts.revoke_all(tx, account.id, self._clock())
        self._leave(tx, account)

    def _leave(self, tx: Tx, account: Account) -> None:
        self._claims.drop_all(tx, account.id, self._clock())
        self._states.left(tx, account.id, self._clock())

    def _keep_an_admin(self, tx: Tx, account: Account, *, stays: bool) -> None:
        if stays or account.role is not Role.ADMIN or account.disabled:
            return
        others = (a for a in self._accounts.everyone(tx, with_disabled=False) if a.id != account.id)
        if not any(other.role is Role.ADMIN for other in others):
            raise AccountProblem("last_admin")

    def _tell(self, tx: Tx, account_id: str) -> Account:
        account = self._accounts.get(tx, account_id)
        if account is None:
            raise AccountProblem("login_unknown")
        # Also what wakes the account's streams, which then find that their token is no longer valid.
        self._events.append(tx, EventKind.ACCOUNT, account, key_id=team_key(tx), now=self._clock())
        return account

    async def _hash(self, password: str) -> str:
        try:
            return await self._passwords.hash(password)
        except ValueError as problem:
            raise AccountProblem(str(problem)) from None
