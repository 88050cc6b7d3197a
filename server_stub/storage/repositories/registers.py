"""Purposes, sending policy and company as administrators set them; what nobody has set is the strict default.

Read at every decision of the send gate, so decoded values are kept for as long as the stored text is the same.
"""

from __future__ import annotations

from typing import Final, TypeVar, cast

import msgspec

from server_stub.contract.registers import Company, PurposeSettings, SendingPolicy
from server_stub.domain.policy import STRICT
from server_stub.domain.purposes import USUAL_PURPOSES, Catalogue, of_settings
from server_stub.storage.database import Tx

T = TypeVar("T")
POLICY: Final = "policy"
COMPANY: Final = "company"
_LATEST: Final = "SELECT id, body FROM register_version WHERE kind = ? ORDER BY id DESC LIMIT 1"


class Registers:
    def __init__(self) -> None:
        self._catalogue: tuple[str, Catalogue] | None = None
        self._versions: dict[str, tuple[int, object]] = {}

    def settings(self, tx: Tx) -> list[PurposeSettings]:
        """All purposes, the inactive ones too, by code."""
        stored = dict(tx.driver.execute("SELECT code, settings FROM purpose").fetchall())
        changed = {code: msgspec.json.decode(body, type=PurposeSettings) for code, body in stored.items()}
        usual = {settings.code: settings for settings in USUAL_PURPOSES}
        return [settings for _, settings in sorted({**usual, **changed}.items())]

    def catalogue(self, tx: Tx) -> Catalogue:
        """The purposes by code, as the rules read them."""
        mark = tx.driver.execute("SELECT count(*) || ':' || coalesce(max(updated_at), 0) FROM purpose").fetchone()[0]
        if self._catalogue is None or self._catalogue[0] != mark:
            self._catalogue = (mark, {it.code: of_settings(it) for it in self.settings(tx)})
        return self._catalogue[1]

    def save_purpose(self, tx: Tx, settings: PurposeSettings, actor: str, now: int) -> None:
        sql = (
            "INSERT INTO purpose (code, category, settings, updated_at, updated_by) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (code) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at,"
            " updated_by = excluded.updated_by"
        )
        body = msgspec.json.encode(settings).decode()
        tx.driver.execute(sql, (settings.code, settings.category, body, now, actor))

    def policy(self, tx: Tx) -> SendingPolicy:
        return self._newest(tx, POLICY, SendingPolicy, STRICT)

    def promotional_words(self, tx: Tx) -> list[str]:
        """What an agent is asked about before a free text is sent; none where nobody is to be asked."""
        policy = self.policy(tx)
        return policy.promotional_words if policy.ask_about_promotions else []

    def signs(self, tx: Tx) -> bool:
        """Whether texts leave with the name of who wrote them."""
        return self.company(tx).sign_messages

    def company(self, tx: Tx) -> Company:
        return self._newest(tx, COMPANY, Company, Company())

    def add_version(self, tx: Tx, kind: str, value: SendingPolicy | Company, actor: str, now: int) -> int:
        """The number of the new version; older ones stay."""
        sql = "INSERT INTO register_version (kind, body, actor, created_at) VALUES (?, ?, ?, ?) RETURNING id"
        row = tx.driver.execute(sql, (kind, msgspec.json.encode(value).decode(), actor, now)).fetchone()
        return int(row[0])

    def _newest(self, tx: Tx, kind: str, shape: type[T], default: T) -> T:
        row = tx.driver.execute(_LATEST, (kind,)).fetchone()
        if row is None:
            return default
        number, body = row
        known = self._versions.get(kind)
        if known is None or known[0] != number:
            value = msgspec.json.decode(body, type=shape)
            if isinstance(value, SendingPolicy):
                value = msgspec.structs.replace(value, version=number)
            self._versions[kind] = (number, value)
        return cast("T", self._versions[kind][1])
