"""The people, numbers and accounts of the simulated world."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from server_stub.cloud_sim.config import DAY
from server_stub.cloud_sim.ids import bsuid
from server_stub.cloud_sim.phones import digits_of, is_bsuid, wa_id_of, with_country

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


@dataclass(kw_only=True)
class Number:
    """One business number (`id` is the phone number id of the send address)."""

    id: str
    display: str
    verified_name: str
    quality: str = "GREEN"
    registered: bool = True
    throughput: str = "STANDARD"
    limit: str = "TIER_2K"
    restriction: int | None = None
    override: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    profile: dict[str, Any] = field(default_factory=dict)
    short_links: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def digits(self) -> str:
        """The number as webhooks show it, digits only."""
        return "".join(sign for sign in self.display if sign.isdigit())


@dataclass(kw_only=True)
class Account:
    """The WhatsApp Business Account with the objects around it."""

    id: str
    name: str
    business_id: str
    app_id: str
    subscribed: bool = True
    override: dict[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Addressee:
    """Whom a send is for, and what its answer says about them."""

    user: User | None
    input: str
    by_user_id: bool


def stranger_name(digits: str) -> str:
    """The profile name of somebody nobody introduced."""
    return _STRANGERS[int(digits[-4:]) % len(_STRANGERS)]


class World:
    """All users and numbers; finds people by any of their identifiers."""

    def __init__(self, account: Account, numbers: list[Number], seed: int) -> None:
        self.account = account
        self.numbers = {number.id: number for number in numbers}
        self.users: dict[str, User] = {}
        self.undeliverable: set[str] = set()
        self._by_wa_id: dict[str, User] = {}
        self._by_user_id: dict[str, User] = {}
        self._seed = seed

    @property
    def main_number(self) -> Number:
        """The first number of the account."""
        return next(iter(self.numbers.values()))

    def add(
        self,
        key: str,
        name: str,
        phone: str,
        *,
        username: str | None = None,
        shows_phone: bool = True,
    ) -> User:
        """Create a user; raises ValueError when the key or the number is taken, or the phone is none."""
        digits = digits_of(phone)
        if digits is None or key in self.users or self.by_phone(with_country(digits)):
            raise ValueError(key)
        user = User(
            key=key,
            name=name,
            phone=with_country(digits),
            user_id=bsuid(self._seed, digits),
            username=username,
            shows_phone=shows_phone,
        )
        self.users[key] = user
        self._index(user)
        return user

    def _index(self, user: User) -> None:
        self._by_wa_id[user.wa_id] = user
        self._by_user_id[user.user_id] = user

    def by_phone(self, digits: str) -> User | None:
        """The user with this number, with or without the ninth digit."""
        return self._by_wa_id.get(wa_id_of(digits))

    def by_user_id(self, user_id: str) -> User | None:
        """The user with this BSUID."""
        return self._by_user_id.get(user_id)

    def address_phone(self, text: str) -> Addressee | None:
        """Resolve the field `to`; None when it is no number. A BSUID in it resolves to nobody.

        Numbers nobody has yet become strangers: the Cloud API accepts them all.
        """
        if is_bsuid(text):
            return Addressee(user=None, input=text, by_user_id=False)
        digits = digits_of(text)
        if digits is None:
            return None
        digits = with_country(digits)
        user = self.by_phone(digits) or self.add(f"stranger-{digits}", stranger_name(digits), digits)
        if digits in self.undeliverable or wa_id_of(digits) in self.undeliverable:
            user.on_whatsapp = False
        return Addressee(user=user, input=text, by_user_id=False)

    def address_user_id(self, text: str) -> Addressee | None:
        """Resolve the field `recipient`; None when no user has this BSUID."""
        user = self.by_user_id(text)
        return None if user is None else Addressee(user=user, input=text, by_user_id=True)

    def renumber(self, user: User, phone: str) -> User:
        """Give `user` a new number and, with it, a new BSUID; returns a copy of the old self."""
        digits = digits_of(phone)
        if digits is None or self.by_phone(with_country(digits)):
            raise ValueError("phone")
        before = User(key=user.key, name=user.name, phone=user.phone, user_id=user.user_id)
        before.shows_phone = user.shows_phone
        del self._by_wa_id[user.wa_id], self._by_user_id[user.user_id]
        user.phone = with_country(digits)
        user.user_id = bsuid(self._seed, digits + "/moved")
        self._index(user)
        return before

    def rotate(self, user: User, user_id: str) -> None:
        """Give `user` another BSUID."""
        del self._by_user_id[user.user_id]
        user.user_id = user_id
        self._index(user)
