"""pywa, a public client library, pointed at a stand-in, and its handlers fed with what the stand-in sends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from pywa_async import WhatsApp, handlers

from tests.unit.cloud_sim.sim_stage import ACCESS_TOKEN, APP_SECRET, VERIFY_TOKEN, Stage

KINDS = (
    handlers.MessageHandler,
    handlers.CallbackButtonHandler,
    handlers.CallbackSelectionHandler,
    handlers.MessageStatusHandler,
    handlers.PhoneNumberChangeHandler,
    handlers.TemplateStatusUpdateHandler,
    handlers.TemplateCategoryUpdateHandler,
    handlers.TemplateQualityUpdateHandler,
    handlers.TemplateComponentsUpdateHandler,
    handlers.UserMarketingPreferencesHandler,
    handlers.EditedMessageHandler,
    handlers.DeletedMessageHandler,
    handlers.AccountUpdateHandler,
)


@asynccontextmanager
async def pywa_for(stage: Stage) -> AsyncIterator[WhatsApp]:
    """A client of the stand-in. Its constructor points the session at Meta, so the address is set again."""
    async with httpx.AsyncClient(trust_env=False) as session:
        client = WhatsApp(
            phone_id=stage.sim.phone_number_id,
            waba_id=stage.sim.waba_id,
            token=ACCESS_TOKEN,
            app_secret=APP_SECRET,
            verify_token=VERIFY_TOKEN,
            session=session,
            server=None,
        )
        session.base_url = httpx.URL(f"{stage.sim.base_url}/v26.0")
        yield client


async def parsed(stage: Stage, client: WhatsApp) -> list[Any]:
    """Every webhook that came, checked and parsed by pywa; one that it cannot take fails the test."""
    seen: list[Any] = []

    async def keep(_: WhatsApp, update: Any) -> None:
        seen.append(update)

    added = [kind(keep) for kind in KINDS]
    client.add_handlers(*added)
    for raw, signature in zip(stage.business.bodies, stage.business.signatures, strict=True):
        before = len(seen)
        assert await client.webhook_update_validator(raw, signature) is None
        assert (await client.webhook_update_handler(raw))[1] == 200
        assert len(seen) == before + 1, raw
    client.remove_handlers(*added)
    return seen
