"""Who a message goes to, as the Cloud API wants it named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """`phone` (digits of the wa_id) goes into `to`; only without one the business-scoped id goes into `recipient`.

    A business-scoped id in `to` is answered with success and never delivered (3.2).
    """

    phone: str | None
    user_id: str | None

    def fields(self) -> dict[str, str]:
        if self.phone:
            return {"to": self.phone}
        return {"recipient": self.user_id or ""}
