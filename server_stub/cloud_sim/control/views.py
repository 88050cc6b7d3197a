"""How the control interface shows what happened."""

from __future__ import annotations

from typing import Any

import msgspec

from server_stub.cloud_sim.core import Core, LoggedRequest, Sent
from server_stub.cloud_sim.outbox import Delivery


def state_json(core: Core) -> dict[str, Any]:
    """Clock, ids and counters."""
    world = core.world
    return {
        "now": core.now(),
        "frozen": core.clock.frozen,
        "rate": core.clock.rate,
        "base_url": core.base_url,
        "webhook_url": core.callback_address(),
        "waba_id": world.account.id,
        "app_id": world.account.app_id,
        "phone_number_id": world.main_number.id,
        "display_phone_number": world.main_number.display,
        "profile": msgspec.to_builtins(core.profile),
        "users": len(world.users),
        "sent": len(core.sent),
        "received": len(core.received),
        "requests": len(core.requests),
        "updates_waiting": core.outbox.waiting,
        "next_due": core.agenda.next_due,
        "templates": {template.name: template.status for template in core.templates.all()},
    }


def sent_json(sent: Sent) -> dict[str, Any]:
    """An accepted send with its steps."""
    return {
        "wamid": sent.wamid,
        "user": sent.user,
        "type": sent.type,
        "at": sent.at,
        "text": sent.text,
        "category": sent.category,
        "choices": [msgspec.to_builtins(choice) for choice in sent.choices],
        "steps": [msgspec.to_builtins(step) for step in sent.steps],
        "body": sent.body,
    }


def request_json(logged: LoggedRequest) -> dict[str, Any]:
    """A Graph request with its outcome."""
    return {
        "at": logged.at,
        "method": logged.method,
        "path": logged.path,
        "query": logged.query,
        "body": logged.body,
        "status": logged.status,
        "code": logged.code,
    }


def delivery_json(delivery: Delivery) -> dict[str, Any]:
    """A webhook with its attempts."""
    return {
        "id": delivery.id,
        "created_at": delivery.created_at,
        "state": delivery.state,
        "updates": delivery.updates,
        "attempts": [msgspec.to_builtins(attempt) for attempt in delivery.attempts],
        "body": delivery.body.decode(errors="replace"),
    }
