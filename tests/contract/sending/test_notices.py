"""Texts that people agree to: brought along, written by administrators, and never changed behind anybody's back."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from server_stub.contract.registers import Company, NoticeVersion, PurposeSettings
from server_stub.core import Core
from server_stub.domain.purposes import USUAL_PURPOSES
from server_stub.outgoing import Outgoing
from server_stub.services.notice_texts import ENGLISH, LANGUAGES, TEXT_LIMIT, usual_notice
from server_stub.storage.database import Tx
from server_stub.storage.repositories.registers import COMPANY
from server_stub.whatsapp.client import GraphClient
from tests.helpers.shop import Shop

PURPOSE = "mkt.promotions"
NOW = 1_800_000_000_000
DAY = 86_400_000


@dataclass(frozen=True, slots=True)
class Office:
    """A store and what writes to it, with nothing running around it."""

    core: Core
    outgoing: Outgoing

    async def write(self, work: Callable[[Tx], Any]) -> Any:
        return await self.core.database.write(work)

    async def publish_usual(self) -> None:
        await self.write(lambda tx: self.outgoing.consents.publish_notices(tx, NOW))

    async def history(self, purpose: str = "") -> list[NoticeVersion]:
        return await self.core.database.read(lambda tx: self.outgoing.notices.history(tx, purpose))

    async def publish(self, body: str, *, material: bool = False, at: int = NOW) -> NoticeVersion:
        return await self.write(
            lambda tx: self.outgoing.notices.publish_version(
                tx, PURPOSE, "pt-BR", body, material=material, effective_at=at, actor="admin", now=NOW
            )
        )


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    core = Core(tmp_path, b"m" * 32, brand="Loja Exemplo", clock=lambda: NOW)
    core.start()
    yield Office(core, Outgoing(core, GraphClient("http://127.0.0.1:9", "v26.0", "token"), arrived=lambda *_: None))
    await core.stop()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", USUAL_PURPOSES, ids=[it.code for it in USUAL_PURPOSES])
def test_every_usual_text_says_what_the_rules_ask_for(purpose: PurposeSettings, language: str) -> None:
    company = Company(
        legal_name="Loja Exemplo Comércio de Presentes Ltda",
        tax_id="12ABC34501DE35",
        dpo_name="Ana Souza",
        dpo_contact="privacidade@loja.example",
        policy_url="https://loja.example/privacidade",
    )
    text = usual_notice(language, purpose, "Loja Exemplo", company)
    assert text is not None
    assert len(text) <= TEXT_LIMIT
    leaving, optional = ("STOP", "optional") if language == ENGLISH else ("SAIR", "opcional")
    wanted = ["Loja Exemplo", company.legal_name, company.tax_id, "WhatsApp", leaving, optional]
    assert all(part in text for part in (*wanted, company.policy_url, company.dpo_contact))
    if purpose.validity_days is not None:
        assert ("2 years" if language == ENGLISH else "2 anos") in text
    if purpose.cap_month is not None:
        assert str(purpose.cap_month) in text


def test_a_purpose_of_the_companys_own_has_no_text_until_somebody_writes_one() -> None:
    own = PurposeSettings("club.news", "marketing")
    assert usual_notice("pt-BR", own, "Loja", Company()) is None


async def test_the_ledger_holds_the_digest_of_every_text(office: Office) -> None:
    await office.publish_usual()
    await office.publish_usual()
    versions = await office.history()
    assert len(versions) == len(USUAL_PURPOSES) * len(LANGUAGES)

    def digests(tx: Tx) -> dict[str, str]:
        rows = tx.driver.execute("SELECT seq, notice_version_id FROM consent_event").fetchall()
        return {name: office.core.ledger.payload(tx, seq)["sha256"] for seq, name in rows}

    kept = await office.core.database.read(digests)
    assert kept == {it.id: hashlib.sha256(it.body.encode()).hexdigest() for it in versions}


async def test_company_data_make_a_new_version_and_an_administrators_text_stays(office: Office) -> None:
    await office.publish_usual()
    mine = await office.publish("Aceita ofertas da loja? SAIR para parar.")
    assert (mine.version, mine.published_by) == (2, "admin")
    assert (await office.publish(mine.body)).id == mine.id
    company = Company(legal_name="Loja Exemplo SA")
    await office.write(lambda tx: office.core.registers.add_version(tx, COMPANY, company, "admin", NOW))
    await office.publish_usual()
    current = await office.core.database.read(lambda tx: office.outgoing.notices.current(tx, PURPOSE))
    assert current is not None
    assert current.body == mine.body
    order = await office.history("txn.order")
    assert [(it.language, it.version) for it in order] == [("en", 2), ("en", 1), ("pt-BR", 2), ("pt-BR", 1)]
    assert "Loja Exemplo SA" in order[0].body


async def test_only_a_material_change_retires_what_was_agreed_before(office: Office) -> None:
    later, sooner = NOW + 10 * DAY, NOW + DAY
    await office.publish("um")
    await office.publish("dois")
    await office.publish("três", material=True, at=later)
    await office.publish("quatro")
    told = [(it.version, it.material_change, it.retired_at) for it in await office.history(PURPOSE)]
    assert told == [(4, False, None), (3, True, None), (2, False, later), (1, False, later)]
    await office.publish("cinco", material=True, at=sooner)
    assert {it.retired_at for it in await office.history(PURPOSE) if it.version < 5} == {sooner}


async def test_company_data_reach_the_texts_at_once(shop: Shop) -> None:
    company = {"legal_name": "Loja Exemplo Comércio Ltda", "policy_url": "https://loja.example/privacidade"}
    async with shop.running.client("admin") as admin:
        saved = await admin.put("/v1/company", json=company)
        assert saved.status_code == 200, saved.text
        versions = (await admin.get("/v1/notices", params={"purpose": PURPOSE})).json()
    newest = next(it for it in versions if it["language"] == "pt-BR")
    assert newest["version"] == 2
    assert company["legal_name"] in newest["body"]
    assert company["policy_url"] in newest["body"]
    purposes = {it.code: it for it in (await shop.snapshot()).purposes}
    assert purposes[PURPOSE].notice_version == newest["id"]
