"""What Meta itself does to numbers, accounts and templates when the control interface asks for it."""

from __future__ import annotations

from typing import Any

from server_stub.cloud_sim.core import Core
from server_stub.cloud_sim.graph.health import number_json
from server_stub.cloud_sim.people.phones import digits_of, with_country
from server_stub.cloud_sim.templates.life import TemplateLife

_NUMBER_FIELDS = ("quality", "throughput", "limit", "registered")


class MetaSide:
    """Changes from above, each with the webhook Meta sends for it."""

    def __init__(self, core: Core, life: TemplateLife) -> None:
        self._core = core
        self._life = life

    def change_number(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Set quality, throughput, limit or registration of our number.

        A limit or throughput change is told by `phone_number_quality_update`; the quality colour is not,
        it must be polled.
        """
        number = self._core.world.main_number
        old_limit = number.limit
        for name, value in wanted.items():
            if name not in _NUMBER_FIELDS:
                raise ValueError(name)
            setattr(number, name, value)
        if "limit" in wanted or "throughput" in wanted:
            event = "THROUGHPUT_UPGRADE" if "throughput" in wanted else "ONBOARDING"
            self._core.tell_event(
                "phone_number_quality_update",
                {
                    "display_phone_number": number.digits,
                    "event": event,
                    "old_limit": old_limit,
                    "current_limit": number.limit,
                    "max_daily_conversations_per_business": number.limit,
                },
            )
        return number_json(number)

    def account_event(self, wanted: dict[str, Any]) -> dict[str, Any]:
        """Tell an `account_update`; `restrict` also makes sends fail with that code, null lifts it."""
        number = self._core.world.main_number
        if "restrict" in wanted:
            number.restriction = wanted["restrict"]
        value = {name: item for name, item in wanted.items() if name != "restrict"}
        if "event" not in value and number.restriction is not None:
            expires = self._core.now() // 1000 + 3 * 86_400
            kinds = ("RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_CUSTOMER_INITIATED_MESSAGING")
            info = [{"restriction_type": kind, "expiration": expires} for kind in kinds]
            value = {"event": "ACCOUNT_RESTRICTION", "restriction_info": info}
        if "event" in value:
            self._core.tell_event("account_update", value)
        return {"restriction": number.restriction, "told": value or None}

    def change_template(self, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
        """Set status, quality or category of a template in all its languages; raises KeyError."""
        templates = self._core.templates.named(name)
        if not templates:
            raise KeyError(name)
        for template in templates:
            if wanted.get("status") == "PAUSED":
                self._life.pause(template)
            elif "status" in wanted:
                self._life.change_status(template, wanted["status"], wanted.get("reason", "NONE"))
            if "quality" in wanted:
                self._life.change_quality(template, wanted["quality"])
            if "category" in wanted:
                self._life.change_category(template, wanted["category"])
        return templates[0].as_json()

    def list_undeliverable(self, phones: list[str]) -> None:
        """Numbers without WhatsApp; raises ValueError for what is no number."""
        for phone in phones:
            digits = digits_of(phone)
            if digits is None:
                raise ValueError("phone")
            digits = with_country(digits)
            self._core.world.undeliverable.add(digits)
            user = self._core.world.by_phone(digits)
            if user is not None:
                user.on_whatsapp = False
