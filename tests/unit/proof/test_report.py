"""The report: what it says, in words that can be read, and what it does with what it cannot show."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

import pytest

from server_stub.services.proof_pdf_style import Look, short, words
from server_stub.services.proof_pdf_texts import ERASED, TITLE
from server_stub.storage.repositories.ledger import Evidence
from tests.helpers.ledger_book import NOW, TEXT, Book
from tests.helpers.packs import COMPANY, NAMES, PHONES, make, picture, unpack
from tests.unit.proof.conftest import MadePack

_STREAM = re.compile(rb"/Filter \[ /ASCII85Decode /FlateDecode \].*?stream\r?\n(.*?)~>\s*endstream", re.DOTALL)
_SHOWN = re.compile(rb"\(((?:[^()\\]|\\.)*)\) ?Tj", re.DOTALL)
_OCTAL = re.compile(rb"\\([0-7]{3})")


def read(report: Path) -> str:
    """The words on its pages, blanks made one."""
    raw = report.read_bytes()
    lines = []
    for stream in _STREAM.findall(raw):
        page = zlib.decompress(base64.a85decode(stream))
        lines += [_OCTAL.sub(lambda it: bytes([int(it[1], 8)]), shown) for shown in _SHOWN.findall(page)]
    text = b" ".join(lines).decode("cp1252").replace("\\(", "(").replace("\\)", ")")
    return " ".join(text.split())


def pictures(report: Path) -> int:
    return report.read_bytes().count(b"/Subtype /Image")


def test_it_says_who_what_when_how_and_with_what_proof(pack: MadePack) -> None:
    said = read(pack.folder / "relatorio.pdf")
    for part in (
        TITLE,
        COMPANY.legal_name,
        COMPANY.tax_id,
        NAMES["ana"],
        PHONES["ana"],
        TEXT,
        "Autorização confirmada",
        "toque da própria pessoa em um botão no WhatsApp",
        "Promoções (mkt.promotions)",
        "Sim, quero receber, Ana Souza",
        "ficha.png",
        "Lia Líder",
        "21/11/2026",
        pack.made.key_fingerprint,
        "python verify.py",
    ):
        assert part in said, part
    assert NAMES["bruno"] not in said
    assert pictures(pack.folder / "relatorio.pdf") == 1


def test_it_names_the_verifier_by_its_digest(pack: MadePack) -> None:
    import hashlib

    digest = hashlib.sha256((pack.folder / "verify.py").read_bytes()).hexdigest()
    assert digest in read(pack.folder / "relatorio.pdf")


def test_everybodys_report_counts(all_of_it: MadePack) -> None:
    said = read(all_of_it.folder / "relatorio.pdf")
    assert "Este pacote contém o registro inteiro." in said
    assert "Pacote de prova emitido" in said
    assert NAMES["ana"] not in said.replace(f"Sim, quero receber, {NAMES['ana']}", "")


async def test_what_was_erased_is_said_to_be(furnished: Book, tmp_path: Path) -> None:
    await furnished.erase("ana")
    sql = "UPDATE contact SET erased_at = ? WHERE id = 'ana'"
    await furnished.database.write(lambda tx: tx.driver.execute(sql, (NOW,)))
    await make(furnished, tmp_path / "pack.zip")
    said = read(unpack(tmp_path / "pack.zip", tmp_path / "unpacked") / "relatorio.pdf")
    assert ERASED[:60] in said
    assert "Conteúdo apagado" in said


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("image/png", b"no picture at all"),
        ("image/png", picture()[:40]),
        ("image/jpeg", b"\xff\xd8\xff\xe0" + bytes(100)),
        ("application/pdf", b"%PDF-1.4"),
        ("image/svg+xml", b"<svg/>"),
        ("text/plain", b"<b>markup</b> & \xe2\x98\x83 (snow)"),
        ("text/plain", ("muitas palavras " * 4000).encode()),
        ("text/plain", ("semespaços" * 800).encode()),
        ("text/plain", b"\n" * 5000),
        ("text/plain", ("W" * 40 + "\n").encode() * 1500),
        ("text/plain", "😀".encode() * 5000),
        ("nonsense", b""),
    ],
)
async def test_evidence_of_any_kind_makes_a_report(
    furnished: Book, tmp_path: Path, media_type: str, body: bytes
) -> None:
    await furnished.add("ana", evidence=Evidence(media_type, body, NOW, "nome\n<i>estranho</i>.bin" + "n" * 3000))
    await make(furnished, tmp_path / "pack.zip")
    report = unpack(tmp_path / "pack.zip", tmp_path / "unpacked") / "relatorio.pdf"
    assert "nome<i>estranho</i>.binnn" in read(report).replace(" ", "")  # markup stands for itself
    assert pictures(report) == 1


async def test_a_long_history_shows_its_newest_part(furnished: Book, tmp_path: Path) -> None:
    await furnished.add_many("ana", 600)
    await make(furnished, tmp_path / "pack.zip")
    report = unpack(tmp_path / "pack.zip", tmp_path / "unpacked") / "relatorio.pdf"
    assert "os 500 eventos mais recentes de 604" in read(report)


def test_what_is_too_long_for_a_cell_says_so() -> None:
    assert short("curto\nem duas linhas") == "curto\nem duas linhas"
    assert short("x" * 1201) == "x" * 1200 + " […]"
    assert short("x" * 5000) == "x" * 1200 + " […]"
    assert short("\n" * 30) == "\n" * 19 + " […]"


@pytest.mark.parametrize(
    ("zone", "shown"), [("America/Sao_Paulo", "19:26:40 (UTC-03:00)"), ("Not/Known", "22:26:40 (UTC+00:00)")]
)
def test_moments_have_their_offset(zone: str, shown: str) -> None:
    assert Look("", zone).moment(NOW) == f"21/11/2026 {shown}"
    assert Look("", zone).moment(None) == "–"


def test_signs_that_the_fonts_do_not_have_become_numbers() -> None:
    assert words("Olá 😀 <b> & “ção” –\nfim\x07") == "Olá [U+1F600] &lt;b&gt; &amp; “ção” –<br/>fim[U+0007]"
