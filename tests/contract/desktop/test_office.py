"""The office over the real gateway: what the desktop asks for is answered, and files arrive whole or not at all."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from desktop.domain.errors import AppError, LocalProblem, Refused, SignedOut
from desktop.infra.gateway.client import http_client, login
from desktop.infra.gateway.office.people import LARGEST_EVIDENCE
from desktop.infra.gateway.office.whole import HttpOffice
from desktop.infra.media_cache import SealedMediaCache
from server_stub.contract.capture import ImportMapping
from server_stub.contract.people import EditContact
from server_stub.contract.registers import CaptureKind, CapturePoint, NewApiKey
from server_stub.contract.requests import RecordConsent
from server_stub.contract.rights import AnswerRequest, OpenRequest, Right
from tests.helpers.fake_gateway import PASSWORD
from tests.helpers.sides import real_side

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


class Heard:
    def __init__(self) -> None:
        self.errors: list[AppError] = []
        self.progress: list[tuple[int, int | None]] = []

    def notice(self, error: AppError) -> None:
        self.errors.append(error)

    def advance(self, done: int, total: int | None) -> None:
        self.progress.append((done, total))


@asynccontextmanager
async def signed_in(url: str, folder: Path, name: str, heard: Heard) -> AsyncIterator[HttpOffice]:
    async with http_client(url, None) as door:
        session = await login(door, name, PASSWORD, "tests")
    folder.mkdir()
    cache = SealedMediaCache(folder / "media", folder, lambda: bytes(32))
    async with http_client(url, session.token) as http:
        yield HttpOffice(http, cache, heard.notice)
    await cache.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
async def admin(tmp_path: Path, heard: Heard) -> AsyncIterator[HttpOffice]:
    async with real_side(tmp_path) as side, signed_in(side.url, tmp_path / "desk", "admin", heard) as office:
        yield office


async def customer(office: HttpOffice) -> str:
    page = await office.contacts("bruno", purpose="mkt.promotions", state="NONE")
    assert page.total == 1
    return page.contacts[0].id


async def test_a_permission_on_paper_is_recorded_with_its_proof(
    admin: HttpOffice, heard: Heard, tmp_path: Path
) -> None:
    contact_id = await customer(admin)
    paper = tmp_path / "ficha.pdf"
    paper.write_bytes(PDF)
    evidence = await admin.upload_evidence(contact_id, paper, heard.advance)
    assert heard.progress[-1] == (len(PDF), len(PDF))
    request = RecordConsent("txn.order", granted=True, evidence_file_id=evidence.id, way="paper", note="ficha 118")
    contact = await admin.record(contact_id, request)
    assert next(item.state for item in contact.consents if item.purpose == "txn.order") == "ACTIVE"
    await admin.record(contact_id, RecordConsent("mkt.*", granted=False))
    told = await admin.consent_file(contact_id)
    assert [(entry.type, entry.purpose) for entry in told.entries] == [("REVOKED", "mkt.*"), ("GRANTED", "txn.order")]
    assert told.entries[1].actor_name == "Alice Admin"
    shown = await admin.evidence(contact_id, told.entries[1].evidence[0])
    assert (shown.name, shown.read_bytes()) == ("ficha.pdf", PDF)
    assert stat.S_IMODE(shown.stat().st_mode) == 0o600


async def test_packs_arrive_whole_and_private_or_not_at_all(admin: HttpOffice, heard: Heard, tmp_path: Path) -> None:
    contact_id = await customer(admin)
    await admin.record(contact_id, RecordConsent("mkt.*", granted=False))
    for ask, name in ((admin.proof_pack, "prova.zip"), (admin.export, "dados.zip")):
        written = await ask(contact_id, tmp_path / name, heard.advance)
        assert zipfile.ZipFile(written).testzip() is None
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
        done, total = heard.progress[-1]
        assert done == written.stat().st_size
        assert total in (done, None)
    with pytest.raises(Refused, match="not_found"):
        await admin.proof_pack("nobody", tmp_path / "x.zip")
    with pytest.raises(LocalProblem, match="download_unwritable"):
        await admin.proof_pack(contact_id, tmp_path / "no such folder" / "x.zip")
    assert not [path.name for path in tmp_path.iterdir() if path.suffix == ".part" or path.name == "x.zip"]


async def test_a_file_that_cannot_be_proof_is_refused_before_it_travels(admin: HttpOffice, tmp_path: Path) -> None:
    contact_id = await customer(admin)
    path = tmp_path / "big.pdf"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_EVIDENCE + 1)
    with pytest.raises(LocalProblem, match="file_too_large"):
        await admin.upload_evidence(contact_id, path)
    path.write_bytes(b"")
    with pytest.raises(LocalProblem, match="file_empty"):
        await admin.upload_evidence(contact_id, path)
    path.unlink()
    with pytest.raises(LocalProblem, match="file_unreadable"):
        await admin.upload_evidence(contact_id, path)


async def test_rights_are_answered_and_erasure_needs_a_request(admin: HttpOffice) -> None:
    contact_id = await customer(admin)
    opened = await admin.open_request(contact_id, OpenRequest(Right.ACCESS, "o que sabem de mim?"))
    assert [item.protocol for item in await admin.rights_requests(state="open")] == [opened.protocol]
    assert (await admin.answer_request(opened.protocol, AnswerRequest("Segue."))).state == "answered"
    with pytest.raises(Refused, match="state_conflict"):
        await admin.erase(contact_id)
    erasure = await admin.open_request(contact_id, OpenRequest(Right.ERASURE))
    assert (await admin.erase(contact_id)).protocol == erasure.protocol
    assert contact_id not in [item.id for item in (await admin.contacts()).contacts]


async def test_what_leads_set_about_a_person(admin: HttpOffice) -> None:
    contact_id = await customer(admin)
    changed = await admin.edit(contact_id, EditContact(minor=True, legal_block=True, email="b@correio.example"))
    assert (changed.minor, changed.legal_block_at is not None, changed.email) == (True, True, "b@correio.example")
    assert not (await admin.confirm_identity(contact_id)).number_change_proposed
    assert list(await admin.merge_proposals()) == []
    with pytest.raises(Refused, match="not_found"):
        await admin.accept_merge("nothing")


async def test_the_registers_are_read_and_kept(admin: HttpOffice, tmp_path: Path) -> None:
    for purpose in await admin.purposes():
        assert await admin.save_purpose(purpose) == purpose
    policy = await admin.policy()
    assert (await admin.save_policy(policy)).profiles == policy.profiles
    point = await admin.add_capture_point(CapturePoint("", CaptureKind.PAGE, "ofertas", "Ofertas", ["mkt.promotions"]))
    assert (await admin.qr_code(point.id)).startswith(b"<svg")
    key = await admin.add_api_key(NewApiKey("App", ["consents:write"]))
    assert key.secret.startswith("blk_")
    await admin.revoke_api_key(key.id)
    assert (await admin.ledger()).broken_at is None
    people = tmp_path / "people.csv"
    people.write_text("telefone;nome\n+5511999990000;Zé\n", encoding="utf-8")
    batch = await admin.upload_import(people)
    report = await admin.check_import(batch.id, ImportMapping(phone="telefone", name="nome", purpose="txn.order"))
    assert [row.line for row in report.rows] == [2]
    with pytest.raises(Refused, match="second_person_required"):
        await admin.apply_import(batch.id)
    await admin.delete_import(batch.id)
    listed = await admin.upload_block_list(people, "PROCON-SP", state="SP")
    assert listed.entries == 1
    await admin.delete_block_list(listed.id)
    assert min(rule.days - rule.floor_days for rule in await admin.retention()) >= 0
    assert (await admin.run_retention(dry=True)).dry


async def test_a_token_that_is_refused_is_noticed_by_the_line(tmp_path: Path, heard: Heard) -> None:
    async with real_side(tmp_path) as side, http_client(side.url, "expired") as http:
        office = HttpOffice(http, SealedMediaCache(tmp_path / "media", tmp_path, lambda: bytes(32)), heard.notice)
        with pytest.raises(SignedOut):
            await office.contacts()
        with pytest.raises(SignedOut):
            await office.proof_pack("c", tmp_path / "x.zip")
    assert [type(error) for error in heard.errors] == [SignedOut, SignedOut]
