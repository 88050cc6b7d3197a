"""What tests of the send gate change in a running shop: policy, purposes, facts of a person, templates to send."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from server_stub.contract.model import Message
from server_stub.contract.registers import PurposeSettings, SendingPolicy
from server_stub.domain.policy import week
from server_stub.domain.purposes import USUAL_PURPOSES
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import POLICY
from tests.helpers.shop import Shop, eventually

CLOSED: Final = week("", "", "")
OPEN: Final = week("00:00-24:00", "00:00-24:00", "00:00-24:00", on_holidays=True)
ORDER: Final = {"nome": "Ana", "numero": "1", "prazo": "2 dias"}


async def set_policy(shop: Shop, **changes: Any) -> SendingPolicy:
    """Another version of the policy; what is held is asked about again."""
    gateway, now = shop.running.gateway, shop.clock()

    def work(tx: Tx) -> SendingPolicy:
        policy = msgspec.structs.replace(gateway.core.registers.policy(tx), **changes)
        gateway.core.registers.add_version(tx, POLICY, policy, "test", now)
        gateway.outgoing.waiting.recheck_all(tx, now)
        tx.after_commit(gateway.outgoing.dispatcher.wake)
        return policy

    return await gateway.core.database.write(work)


async def set_purpose(shop: Shop, code: str, **changes: Any) -> None:
    settings: PurposeSettings = next(it for it in USUAL_PURPOSES if it.code == code)
    changed = msgspec.structs.replace(settings, **changes)
    core, now = shop.running.gateway.core, shop.clock()
    await core.database.write(lambda tx: core.registers.save_purpose(tx, changed, "test", now))


async def run_sql(shop: Shop, sql: str, *parameters: object) -> None:
    await shop.running.gateway.core.database.write(lambda tx: tx.driver.execute(sql, parameters))


async def promotion(shop: Shop) -> dict[str, Any]:
    template = await shop.template("promocao_da_semana")
    return {"template_id": template.id, "variables": {"nome": "Ana"}}


async def order_news(shop: Shop) -> dict[str, Any]:
    template = await shop.template("pedido_enviado")
    return {"template_id": template.id, "variables": ORDER}


async def until_held(shop: Shop, conversation_id: str, message_id: str, reason: str) -> Message:
    def held(message: Message) -> bool:
        return message.hold is not None and message.hold.reason == reason

    return await eventually(lambda: shop.message(conversation_id, message_id), held)
