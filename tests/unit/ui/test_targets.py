"""Where a message leads, in the order in which it is shown, and nowhere else."""

from __future__ import annotations

from desktop.ui.delegates.targets import targets
from server_stub.contract.content import Card, Content, Kind, Location, Referral
from server_stub.contract.delivery import Status
from server_stub.contract.model import Message


def led(content: Content, **more: object) -> list[str]:
    return targets(Message("m", "v", "in", content, 1, Status.RECEIVED, **more))


def test_addresses_of_every_kind() -> None:
    advert = Referral("https://fb.me/abc")
    assert led(Content(Kind.TEXT, "veja loja.com.br ou ana@loja.example", referral=advert)) == [
        "https://fb.me/abc",
        "https://loja.com.br",
        "mailto:ana@loja.example",
    ]
    assert led(Content(Kind.CONTACTS, cards=[Card("A", ["+55 11 3265-4000"], ["a@b.example"])])) == [
        "tel:+551132654000",
        "mailto:a@b.example",
    ]
    (place,) = led(Content(Kind.LOCATION, location=Location(-23.5, -46.6)))
    assert place == "https://www.openstreetmap.org/?mlat=-23.500000&mlon=-46.600000#map=17/-23.500000/-46.600000"


def test_nothing_harmful_nothing_deleted_and_not_too_many() -> None:
    assert led(Content(Kind.TEXT, "oi", referral=Referral("javascript:alert(1)"))) == []
    assert led(Content(Kind.TEXT, "https://a.example"), deleted_at=2) == []
    many = " ".join(f"https://a.example/{number}" for number in range(9000))
    assert len(led(Content(Kind.TEXT, many))) == 5
    assert led(Content(Kind.TEXT, "https://a.example https://a.example")) == ["https://a.example"]
