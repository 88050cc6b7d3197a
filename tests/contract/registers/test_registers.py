"""What administrators keep, through the API: checked, versioned, and closed to everybody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server_stub.contract.registers import (
    CaptureKind,
    CapturePoint,
    Company,
    NewApiKey,
    NoticeVersion,
    PublishNotice,
    PurposeSettings,
    SendingPolicy,
)
from server_stub.contract.requests import Snapshot
from tests.helpers.gateway import RunningGateway, run_gateway

TEXT = "A Loja Exemplo quer mandar promoções pelo WhatsApp, até duas por mês. É opcional. Responda SAIR para parar."


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[RunningGateway]:
    async with run_gateway(tmp_path) as running:
        yield running


async def ask(shop: RunningGateway, who: str, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
    async with shop.client(who) as client:
        content = None if body is None else msgspec.json.encode(body)
        headers = {"content-type": "application/json"}
        answer = await client.request(method, path, content=content, headers=headers)
        return answer.status_code, answer.content


async def told(shop: RunningGateway, who: str, method: str, path: str, shape: Any, body: Any = None) -> Any:
    status, content = await ask(shop, who, method, path, body)
    assert status in (200, 201), content
    return msgspec.json.decode(content, type=shape)


async def refused(shop: RunningGateway, who: str, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    status, content = await ask(shop, who, method, path, body)
    error = msgspec.json.decode(content)
    return status, (error["code"], error.get("params", {}).get("field", ""))


async def test_a_fresh_gateway_is_strict_and_speaks_portuguese(shop: RunningGateway) -> None:
    purposes = await told(shop, "ana", "GET", "/v1/purposes", list[PurposeSettings])
    marketing = [it for it in purposes if it.category == "marketing"]
    assert marketing
    assert all(it.double_opt_in and it.proof_needed == 4 and it.cap_month is not None for it in marketing)
    policy = await told(shop, "ana", "GET", "/v1/policy", SendingPolicy)
    assert policy.cap_day is not None
    assert policy.profiles["marketing"].days[6] == ""
    notices = await told(shop, "ana", "GET", "/v1/notices?purpose=mkt.promotions", list[NoticeVersion])
    assert {"pt-BR", "en"} <= {it.language for it in notices}
    assert all("WhatsApp" in it.body for it in notices)


async def test_only_administrators_change_anything(shop: RunningGateway) -> None:
    company, policy = Company(legal_name="Loja Exemplo Ltda."), SendingPolicy()
    for who in ("ana", "lead"):
        for method, path, body in (
            ("PUT", "/v1/company", company),
            ("PUT", "/v1/policy", policy),
            ("PUT", "/v1/purposes/mkt.outlet", PurposeSettings("mkt.outlet", "marketing", "Outlet", "Outlet")),
            ("POST", "/v1/notices", PublishNotice("mkt.promotions", TEXT)),
            ("POST", "/v1/capture-points", CapturePoint("", CaptureKind.PAGE, "site", "Site", ["txn.order"])),
        ):
            assert await refused(shop, who, method, path, body) == (403, ("forbidden", "")), path
    assert await refused(shop, "ana", "GET", "/v1/capture-points") == (403, ("forbidden", ""))


async def test_a_purpose_of_their_own(shop: RunningGateway) -> None:
    outlet = PurposeSettings("mkt.outlet", "marketing", "Outlet", "Outlet", double_opt_in=True, cap_month=1)
    assert await told(shop, "admin", "PUT", "/v1/purposes/mkt.outlet", PurposeSettings, outlet) == outlet
    assert outlet in await told(shop, "ana", "GET", "/v1/purposes", list[PurposeSettings])
    catalogue = await shop.gateway.core.database.read(shop.gateway.core.registers.catalogue)
    assert catalogue["mkt.outlet"].cap_month == 1
    wrong = msgspec.structs.replace(outlet, proof_needed=1)
    refusal = await refused(shop, "admin", "PUT", "/v1/purposes/mkt.outlet", wrong)
    assert refusal == (400, ("value_invalid", "proof_needed"))


async def test_a_text_is_published_and_never_changes(shop: RunningGateway) -> None:
    before = await told(shop, "admin", "GET", "/v1/notices?purpose=mkt.promotions", list[NoticeVersion])
    request = PublishNotice("mkt.promotions", TEXT, material_change=True)
    published = await told(shop, "admin", "POST", "/v1/notices", NoticeVersion, request)
    after = await told(shop, "admin", "GET", "/v1/notices?purpose=mkt.promotions", list[NoticeVersion])
    assert published.body == TEXT
    assert published.published_by == shop.ids["admin"]
    assert [it.id for it in after if it not in before and it.retired_at is None] == [published.id]
    older = [it for it in after if it.language == "pt-BR" and it.id != published.id]
    assert older
    assert all(it.retired_at is not None for it in older)
    assert {it.body for it in older} == {it.body for it in before if it.language == "pt-BR"}
    assert await shop.gateway.core.database.read(shop.gateway.core.ledger_check.first) is None


WRONG_TEXTS = (
    (PublishNotice("mkt.unknown", TEXT), ("purpose_unknown", "")),
    (PublishNotice("mkt.promotions", "curto"), ("value_invalid", "body")),
    (PublishNotice("mkt.promotions", "x" * 1001), ("value_invalid", "body")),
    (PublishNotice("mkt.promotions", TEXT, language="fr"), ("value_invalid", "language")),
    (PublishNotice("mkt.promotions", TEXT, effective_at=2**52), ("value_invalid", "effective_at")),
)


async def test_a_wrong_text_is_refused(shop: RunningGateway) -> None:
    for request, refusal in WRONG_TEXTS:
        assert await refused(shop, "admin", "POST", "/v1/notices", request) == (400, refusal)


async def test_two_administrators_do_not_overwrite_each_other(shop: RunningGateway) -> None:
    read = await told(shop, "admin", "GET", "/v1/policy", SendingPolicy)
    stricter = msgspec.structs.replace(read, cap_month=2)
    saved = await told(shop, "admin", "PUT", "/v1/policy", SendingPolicy, stricter)
    assert saved.version > read.version
    assert await refused(shop, "admin", "PUT", "/v1/policy", stricter) == (409, ("state_conflict", ""))
    assert (await told(shop, "ana", "GET", "/v1/policy", SendingPolicy)).cap_month == 2


async def test_the_company_is_named(shop: RunningGateway) -> None:
    company = Company("Loja Exemplo Ltda.", "12.ABC.345/01DE-35", "Dora", "dpo@example.com", colour="#00a884")
    assert await told(shop, "admin", "PUT", "/v1/company", Company, company) == company
    assert await told(shop, "ana", "GET", "/v1/company", Company) == company
    wrong = msgspec.structs.replace(company, tax_id="123")
    assert await refused(shop, "admin", "PUT", "/v1/company", wrong) == (400, ("value_invalid", "tax_id"))


async def test_a_public_place_and_what_is_copied_from_it(shop: RunningGateway) -> None:
    point = CapturePoint("", CaptureKind.WIDGET, "rodape", "Rodapé do site", ["txn.order"])
    point = msgspec.structs.replace(point, origins=["https://loja.example.com"])
    made = await told(shop, "admin", "POST", "/v1/capture-points", CapturePoint, point)
    assert made.page_url == f"{shop.url}/o/rodape"
    assert made.script_line == f'<script src="{shop.url}/w/rodape/widget.js" defer></script>'
    assert await told(shop, "lead", "GET", "/v1/capture-points", list[CapturePoint]) == [made]
    again = await refused(shop, "admin", "POST", "/v1/capture-points", point)
    assert again == (409, ("state_conflict", "slug"))
    closed = msgspec.structs.replace(made, enabled=False, title="Rodapé")
    path = f"/v1/capture-points/{made.id}"
    changed = await told(shop, "admin", "PUT", path, CapturePoint, closed)
    assert (changed.enabled, changed.title, changed.created_at) == (False, "Rodapé", made.created_at)
    assert (await refused(shop, "admin", "PUT", "/v1/capture-points/x", made))[0] == 404


async def test_a_qr_code_for_print(shop: RunningGateway) -> None:
    point = CapturePoint("", CaptureKind.PAGE, "balcao", "Balcão da loja", ["txn.order"])
    made = await told(shop, "admin", "POST", "/v1/capture-points", CapturePoint, point)
    status, drawn = await ask(shop, "lead", "GET", f"/v1/capture-points/{made.id}/qr.svg")
    assert status == 200
    assert drawn.startswith(b"<svg")
    assert "Balcão da loja".encode() in drawn
    assert b"<script" not in drawn


async def test_desktops_learn_at_once_what_may_be_asked_for(shop: RunningGateway) -> None:
    before = await told(shop, "ana", "GET", "/v1/snapshot", Snapshot)
    assert "desconto" in before.promotional_words
    retired = next(it for it in await told(shop, "ana", "GET", "/v1/purposes", list[PurposeSettings]))
    await told(
        shop,
        "admin",
        "PUT",
        f"/v1/purposes/{retired.code}",
        PurposeSettings,
        msgspec.structs.replace(retired, active=False),
    )
    policy = await told(shop, "admin", "GET", "/v1/policy", SendingPolicy)
    quiet = msgspec.structs.replace(policy, ask_about_promotions=False)
    await told(shop, "admin", "PUT", "/v1/policy", SendingPolicy, quiet)
    after = await told(shop, "ana", "GET", "/v1/snapshot", Snapshot)
    assert {it.code for it in before.purposes} - {it.code for it in after.purposes} == {retired.code}
    assert after.promotional_words == []
    rows = await shop.gateway.core.database.read(
        lambda tx: tx.driver.execute("SELECT kind FROM event WHERE seq > ?", (before.seq,)).fetchall()
    )
    assert [row[0] for row in rows if row[0] == "catalogue"] == ["catalogue"] * 2


WITH_LINE_BREAKS: tuple[tuple[str, str, Any, str], ...] = (
    ("PUT", "/v1/company", Company("Loja\r\nBcc: b@example.com"), "legal_name"),
    ("PUT", "/v1/company", Company(dpo_contact="dpo@example.com\nX-Spam: no"), "dpo_contact"),
    ("POST", "/v1/notices", PublishNotice("mkt.promotions", f"{TEXT}\x00"), "body"),
    ("POST", "/v1/api-keys", NewApiKey("Site\nda loja", ["consents:read"]), "name"),
    ("POST", "/v1/block-lists?name=N%0D%0Ao&state=SP", "1;2", "name"),
)


async def test_no_line_breaks_come_in(shop: RunningGateway) -> None:
    for method, path, body, field in WITH_LINE_BREAKS:
        assert await refused(shop, "admin", method, path, body) == (400, ("value_invalid", field))
