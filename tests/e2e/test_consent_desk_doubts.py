"""Somebody may have asked to leave: the agent answers with one key, and offers are held, go out or are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop.front import Dress
from server_stub.contract.gate import Verdict
from tests.helpers.consent_desk import ConsentOffice, Seat, agreed, at_the_counter, seated
from tests.helpers.shop import eventually

PROMOTION = "promocao_da_semana"
MAY = (Verdict.ALLOW, "ALLOW_CONSENT_VALID")
LEFT = (Verdict.DENY, "DENY_OPTED_OUT_PURPOSE")
LEFT_ALL = (Verdict.DENY, "DENY_OPTED_OUT_ALL")


async def offers_are(seat: Seat, wanted: tuple[Verdict, str]) -> None:
    """What the gate says of a promotion to the open conversation, as this desktop knows it."""
    place = seat.scene.open_conversation().id
    await seat.until(lambda: any(it.name == PROMOTION for it in seat.desk.templates()), "the templates are known")
    template = next(it for it in seat.desk.templates() if it.name == PROMOTION)

    async def look() -> tuple[Verdict, str] | None:
        outlook = await seat.desk.outlook(place)
        decision = outlook.templates.get(template.id) if outlook else None
        return (decision.verdict, decision.reason.value) if decision else None

    await eventually(look, lambda told: told == wanted)


@pytest.mark.parametrize(
    ("key", "name", "phone", "digit", "state", "scope", "after"),
    [
        ("dora", "Dora Pinto", "+55 11 98877-2001", Qt.Key.Key_1, "REVOKED", "mkt.*", LEFT),
        ("davi", "Davi Melo", "+55 11 98877-2002", Qt.Key.Key_2, "REVOKED", "*", LEFT_ALL),
        ("duda", "Duda Lins", "+55 11 98877-2003", Qt.Key.Key_3, "ACTIVE", "", MAY),
    ],
)
async def test_a_doubt_is_settled_with_one_key(
    consent_office: ConsentOffice,
    wear: Dress,
    tmp_path: Path,
    key: str,
    name: str,
    phone: str,
    digit: Qt.Key,
    state: str,
    scope: str,
    after: tuple[Verdict, str],
) -> None:
    async with at_the_counter(consent_office) as counter, seated(wear, counter, "ana", tmp_path) as seat:
        await agreed(counter, seat, key, name, phone)
        await offers_are(seat, MAY)
        await counter.says(key, "CANCELAR")
        await seat.until(lambda: "CANCELAR" in seat.text("doubt_bar_text"), "the question quotes the customer")
        await offers_are(seat, (Verdict.HOLD, "HOLD_OPTOUT_DOUBT"))
        await seat.hands.press(digit, Qt.KeyboardModifier.AltModifier, on="composer_input")
        await seat.until(lambda: not seat.shows("doubt_bar"), "the question is gone")
        await seat.until_state(name, state)
        await offers_are(seat, after)
        events = await counter.events(seat.scene.person(name).id)
        assert [it for it in events if it[0] == "REVOKED"] == ([("REVOKED", scope, "agent")] if scope else [])
