"""Accounts, their tokens, and the count of failed logins."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from server_stub.contract.model import Account, Role
from server_stub.domain.throttling import Standing
from server_stub.storage.database import Tx
from server_stub.storage.tables.accounts import account, login_throttle, token

# Asked by every request and by every open stream at each wake-up, hence not built anew each time.
_HOLDER_SQL: Final = """
SELECT token.digest, token.last_used_at, token.expires_at,
       account.id, account.login, account.name, account.role, account.available
FROM token JOIN account ON account.id = token.account_id
WHERE token.digest = ? AND token.revoked_at IS NULL AND token.expires_at > ? AND account.disabled_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Credentials:
    account: Account
    password_hash: str


@dataclass(frozen=True, slots=True)
class TokenRow:
    account: Account
    digest: bytes
    last_used_at: int
    expires_at: int


class AccountRepository:
    """Everything about accounts in SQL; callers hold the transaction."""

    def add(self, tx: Tx, new: Account, password_hash: str, now: int) -> None:
        """Raises sqlalchemy.exc.IntegrityError when the login is taken."""
        tx.execute(
            account.insert().values(
                id=new.id,
                login=new.login,
                name=new.name,
                role=new.role.value,
                password_hash=password_hash,
                created_at=now,
            )
        )

    def get(self, tx: Tx, account_id: str) -> Account | None:
        row = tx.execute(sa.select(account).where(account.c.id == account_id)).one_or_none()
        return None if row is None else _account(row)

    def find(self, tx: Tx, login: str) -> Credentials | None:
        """Also disabled accounts: they are told apart by `Account.disabled`."""
        row = tx.execute(sa.select(account).where(account.c.login == login)).one_or_none()
        return None if row is None else Credentials(_account(row), row.password_hash)

    def everyone(self, tx: Tx, *, with_disabled: bool) -> list[Account]:
        query = sa.select(account).order_by(account.c.name, account.c.id)
        if not with_disabled:
            query = query.where(account.c.disabled_at.is_(None))
        return [_account(row) for row in tx.execute(query)]

    def update(self, tx: Tx, account_id: str, **values: Any) -> None:
        tx.execute(account.update().where(account.c.id == account_id).values(**values))

    def add_token(self, tx: Tx, digest: bytes, account_id: str, device: str, now: int, expires_at: int) -> None:
        tx.execute(
            token.insert().values(
                digest=digest,
                account_id=account_id,
                device=device,
                created_at=now,
                last_used_at=now,
                expires_at=expires_at,
            )
        )

    def token(self, tx: Tx, digest: bytes, now: int) -> TokenRow | None:
        """The account behind a token that is valid at `now`; None when it is unknown, revoked, expired, or disabled."""
        row = tx.driver.execute(_HOLDER_SQL, (digest, now)).fetchone()
        if row is None or not hmac.compare_digest(row[0], digest):
            return None
        identifier, login, name, role, available = row[3:]
        holder = Account(id=identifier, login=login, name=name, role=Role(role), available=bool(available))
        return TokenRow(holder, row[0], row[1], row[2])

    def touch(self, tx: Tx, digest: bytes, now: int) -> None:
        tx.execute(token.update().where(token.c.digest == digest).values(last_used_at=now))

    def revoke(self, tx: Tx, digest: bytes, now: int) -> None:
        tx.execute(token.update().where(token.c.digest == digest, token.c.revoked_at.is_(None)).values(revoked_at=now))

    def revoke_all(self, tx: Tx, account_id: str, now: int) -> int:
        """How many tokens were valid until now."""
        mine = token.update().where(token.c.account_id == account_id, token.c.revoked_at.is_(None))
        return int(tx.execute(mine.values(revoked_at=now)).rowcount)

    def signed_in(self, tx: Tx, account_id: str, now: int) -> bool:
        """Whether any token of the account is valid."""
        query = sa.select(token.c.digest).where(
            token.c.account_id == account_id, token.c.revoked_at.is_(None), token.c.expires_at > now
        )
        return tx.execute(query).first() is not None

    def standing(self, tx: Tx, subject: str) -> Standing:
        query = sa.select(
            login_throttle.c.failures, login_throttle.c.blocked_until, login_throttle.c.last_failure_at
        ).where(login_throttle.c.subject == subject)
        row = tx.execute(query).one_or_none()
        return Standing() if row is None else Standing(*row)

    def set_standing(self, tx: Tx, subject: str, standing: Standing) -> None:
        tx.execute(login_throttle.delete().where(login_throttle.c.subject == subject))
        tx.execute(
            login_throttle.insert().values(
                subject=subject,
                failures=standing.failures,
                blocked_until=standing.blocked_until,
                last_failure_at=standing.last_failure_at,
            )
        )


def _account(row: sa.Row[Any]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        available=bool(row.available),
        disabled=row.disabled_at is not None,
    )
