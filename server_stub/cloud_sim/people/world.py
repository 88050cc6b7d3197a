"""The simulated world: everybody in it, found by any of their identifiers."""

from __future__ import annotations

from dataclasses import dataclass

from server_stub.cloud_sim.ids import bsuid
from server_stub.cloud_sim.people.business import Account, Number
from server_stub.cloud_sim.people.phones import digits_of, is_bsuid, wa_id_of, with_country
from server_stub.cloud_sim.people.user import User, stranger_name


@dataclass(kw_only=True)
class Addressee:
    """Whom a send is for, and what its answer says about them."""

    user: User | None
    input: str
    by_user_id: bool


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
