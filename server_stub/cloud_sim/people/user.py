"""The users of the simulated world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from server_stub.cloud_sim.config import DAY
from server_stub.cloud_sim.people.phones import wa_id_of

_STRANGERS = ("Marina", "João Pedro", "Beatriz", "Rafael", "Luíza", "Otávio", "Sônia", "Caio")


@dataclass(kw_only=True)
class User:
    """One WhatsApp user, with what the network knows about them and how they behave."""

    key: str
    name: str
    phone: str
    user_id: str
    username: str | None = None
    shows_phone: bool = True
    online: bool = True
    reads: bool = True
    on_whatsapp: bool = True
    blocks_us: bool = False
    marketing_stopped: bool = False
    last_inbound_at: dict[str, int] = field(default_factory=dict)
    free_entry_until: dict[str, int] = field(default_factory=dict)
    came_from_ad_at: dict[str, int] = field(default_factory=dict)

    @property
    def wa_id(self) -> str:
        """The account id WhatsApp keeps for the phone."""
        return wa_id_of(self.phone)

    @property
    def address(self) -> str:
        """What other modules may print into ids: the account id, or the BSUID when the phone is hidden."""
        return self.wa_id if self.shows_phone else self.user_id

    def window_open(self, number_id: str, now: int) -> bool:
        """Whether the 24 h customer service window of this pair is open."""
        last = self.last_inbound_at.get(number_id)
        return last is not None and now - last < DAY

    def summary(self) -> dict[str, Any]:
        """The user as the control interface shows it."""
        return {
            "key": self.key,
            "name": self.name,
            "phone": self.phone,
            "wa_id": self.wa_id,
            "user_id": self.user_id,
            "username": self.username,
            "shows_phone": self.shows_phone,
            "online": self.online,
            "reads": self.reads,
            "on_whatsapp": self.on_whatsapp,
            "blocks_us": self.blocks_us,
            "marketing_stopped": self.marketing_stopped,
            "last_inbound_at": dict(self.last_inbound_at),
        }


def stranger_name(digits: str) -> str:
    """The profile name of somebody nobody introduced."""
    return _STRANGERS[int(digits[-4:]) % len(_STRANGERS)]
