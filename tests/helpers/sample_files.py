"""The ledgers of the sample people, and what leads have to decide about them."""

from __future__ import annotations

from server_stub.contract.model import Contact
from server_stub.contract.people import EvidenceFile, LedgerEntry, MergeProposal
from server_stub.contract.rights import Incident, RetentionRule, Right, RightsRequest
from tests.helpers.sample_people import CONTACTS, NOW, local

DAY = 86_400_000
NOTICE = "Posso enviar ofertas da Loja Horizonte por aqui? Você pode sair quando quiser, é só escrever SAIR."
RECORDING = EvidenceFile("e-voice", "audio/ogg", 184_220, "a1" * 32, "ligacao-2024-03-12.ogg")
FORM = EvidenceFile("e-form", "application/pdf", 96_410, "b2" * 32, "ficha-de-cadastro.pdf")


def _entry(seq: int, type_code: str, purpose: str, source: str, at: int, **fields: object) -> LedgerEntry:
    return LedgerEntry(seq, type_code, purpose, "whatsapp", source, at, at + 900, **fields)  # type: ignore[arg-type]


ENTRIES: dict[str, list[LedgerEntry]] = {
    "c-mariana": [
        _entry(
            4_812,
            "REQUESTED",
            "mkt.promotions",
            "agent",
            local(18, 10, 0),
            actor="account-ana",
            actor_name="Ana Paula",
            proof_level=3,
            notice_version="3",
            notice_text=NOTICE,
            note="Pediu por telefone para receber as ofertas de fim de ano.",
            evidence=[RECORDING],
        ),
        _entry(3_140, "REFUSED", "survey.csat", "button", local(5, 11, 0, month=1, year=2025), proof_level=4),
        _entry(
            1_207,
            "GRANTED",
            "txn.billing",
            "agent",
            local(12, 9, 0, month=3, year=2024),
            actor="account-bruno",
            actor_name="Bruno Lima",
            proof_level=3,
            notice_version="1",
            notice_text="Envio de faturas e avisos de vencimento pelo WhatsApp.",
            evidence=[FORM],
        ),
        _entry(
            1_206,
            "CONFIRMED",
            "svc.reply",
            "button",
            local(12, 9, 0, month=3, year=2024),
            proof_level=4,
            message_id="m-1",
        ),
    ],
    "c-carlos": [
        _entry(4_990, "SUPPRESSED", "*", "keyword", local(20, 13, 40), proof_level=4, message_id="carlos-1"),
        _entry(812, "GRANTED", "mkt.promotions", "web", local(3, 9, 0, month=2, year=2023), proof_level=4),
    ],
}


def person(contact_id: str) -> Contact:
    return next(item for item in CONTACTS if item.id == contact_id)


TWIN = Contact("c-mariana-2", "Mariana A.", "+551181234567", None, local(3, 10, 0, month=10))
PROPOSALS = (
    MergeProposal("mp-1", "same_match_key", person("c-mariana"), TWIN, local(19, 9, 12)),
    MergeProposal("mp-2", "number_changed", person("c-paula"), None, local(18, 16, 40)),
    MergeProposal("mp-3", "user_id_changed", person("c-thiago"), person("c-sem-nome"), local(12, 8, 5)),
)
REQUESTS = (
    RightsRequest(
        "20261118000041",
        "c-jose",
        Right.ACCESS,
        local(18, 9, 0),
        local(25, 9, 0),
        local(3, 9, 0, month=12),
        note="Quer saber quais dados temos.",
    ),
    RightsRequest("20261106000017", "c-beatriz", Right.ERASURE, local(6, 9, 0), local(13, 9, 0), local(21, 9, 0)),
    RightsRequest(
        "20261001000003",
        "c-lucia",
        Right.CORRECTION,
        local(1, 9, 0, month=10),
        local(8, 9, 0, month=10),
        local(16, 9, 0, month=10),
        "answered",
        answered_at=local(2, 15, 0, month=10),
        answered_by="Ana Paula",
        answer="Nome corrigido.",
    ),
)
INCIDENTS = (
    Incident(
        "in-1",
        "Planilha enviada ao e-mail errado",
        "Lista com 40 nomes e telefones foi anexada a uma mensagem para outro cliente.",
        local(17, 11, 0),
        local(20, 18, 0),
        40,
        True,
        register_until=NOW + 5 * 365 * DAY,
    ),
)
RETENTION = (
    RetentionRule("message_bodies", 730, 1_204, 180),
    RetentionRule("media", 365, 88, 90),
    RetentionRule("send_decisions", 1_825, 0, 1_825),
)
