"""What the administrator of the sample team has set up: purposes, notices, ways in, keys, lists, imports."""

from __future__ import annotations

from server_stub.contract.capture import ImportBatch, ImportRow, ImportState
from server_stub.contract.registers import (
    ApiKey,
    BlockList,
    CaptureKind,
    CapturePoint,
    ChannelNumber,
    Company,
    NoticeVersion,
    OutsideMessage,
    PurposeSettings,
    QuietHours,
    SendingPolicy,
)
from tests.helpers.sample_people import local

WORKDAYS = ["09:00-20:00"] * 5 + ["09:00-14:00", ""]
COMPANY = Company(
    "Loja Horizonte Comércio Ltda.",
    "12.345.678/0001-95",
    "Helena Prado",
    "privacidade@horizonte.example",
    "https://horizonte.example/privacidade",
    "#0b6e5f",
)
PURPOSES = (
    PurposeSettings("svc.followup", "service", "Acompanhamento do atendimento", "Service follow-up"),
    PurposeSettings("txn.billing", "utility", "Faturas e pagamentos", "Bills and payments", "contract"),
    PurposeSettings(
        "mkt.promotions", "marketing", "Promoções", "Promotions", "consent", 4, True, 730, "marketing", None, None, 3
    ),
    PurposeSettings("survey.csat", "survey", "Pesquisa de satisfação", "Satisfaction survey", validity_days=730),
)
_OFFERS_1 = "Posso enviar ofertas da Loja Horizonte por aqui?"
_OFFERS_2 = "Posso enviar ofertas da Loja Horizonte por aqui? Você pode sair quando quiser, é só escrever SAIR."
_OFFERS_3 = (
    "Posso enviar ofertas da Loja Horizonte por aqui, no máximo três por mês? "
    "Você pode sair quando quiser, é só escrever SAIR."
)
_MARCH, _JUNE = local(12, 9, 0, month=3, year=2024), local(1, 9, 0, month=6, year=2026)
NOTICES = (
    NoticeVersion("n-3", "mkt.promotions", "pt-BR", 3, _OFFERS_3, "c" * 64, _JUNE, "Ana Paula", True),
    NoticeVersion("n-2", "mkt.promotions", "pt-BR", 2, _OFFERS_2, "b" * 64, _MARCH, "Ana Paula", False, _JUNE),
    NoticeVersion("n-1", "mkt.promotions", "pt-BR", 1, _OFFERS_1, "a" * 64, _MARCH - 1, "Ana Paula", False, _MARCH),
)
POLICY = SendingPolicy(
    4,
    profiles={
        "marketing": QuietHours(WORKDAYS),
        "utility": QuietHours(["08:00-21:00"] * 7),
        "collection": QuietHours(["08:00-20:00"] * 5 + ["08:00-14:00", ""]),
        "always": QuietHours(["00:00-24:00"] * 7, on_holidays=True),
    },
    state_profiles={"RJ": {"marketing": QuietHours(["10:00-18:00"] * 5 + ["", ""])}},
    holidays=["2026-12-24", "2026-12-31"],
    promotional_words=["promoção", "desconto", "oferta", "cupom", "frete grátis"],
)
NUMBERS = (ChannelNumber("105", "+55 11 4002-8922", "GREEN", "CONNECTED", 10_000),)
CAPTURE_POINTS = (
    CapturePoint(
        "p-1",
        CaptureKind.PAGE,
        "ofertas",
        "Ofertas da Loja Horizonte",
        ["mkt.promotions"],
        created_at=_JUNE,
        page_url="https://fala.horizonte.example/o/ofertas",
        chat_url="https://wa.me/551140028922?text=Quero%20ofertas",
    ),
    CapturePoint(
        "p-2",
        CaptureKind.WIDGET,
        "site",
        "Botão do site",
        ["mkt.promotions", "txn.billing"],
        origins=["https://www.horizonte.example"],
        created_at=_JUNE,
        chat_url="https://wa.me/551140028922",
        script_line='<script src="https://fala.horizonte.example/w/site.js" async></script>',
    ),
)
API_KEYS = (ApiKey("k-1", "Aplicativo", ["consents:write", "consents:read"], _JUNE, local(20, 8, 0)),)
BLOCK_LISTS = (BlockList("b-1", "PROCON-SP", "SP", 1_284_310, local(16, 8, 30), "Ana Paula", 12),)
IMPORTS = (
    ImportBatch(
        "i-1",
        "clientes_2024.csv",
        "d" * 64,
        ImportState.CHECKED,
        3,
        ["telefone", "nome", "aceite", "data", "prova"],
        [
            ["+5511981234567", "Mariana", "sim", "12/03/2024", "ficha-118"],
            ["11971112233", "José", "sim", "12/03/2024", ""],
            ["999", "Beatriz", "não", "31/02/2024", ""],
        ],
        counts={"pending": 1, "unproven": 1, "error": 1},
        uploaded_by="Bruno Lima",
        uploaded_at=local(19, 17, 2),
        encoding="windows-1252",
    ),
)
IMPORT_ROWS = (
    ImportRow(2, "pending"),
    ImportRow(3, "unproven", "evidence_missing"),
    ImportRow(4, "error", "phone_invalid"),
)
OUTSIDE = (
    OutsideMessage("o-1", "email", "delivered", local(18, 10, 2), "c-mariana", "m•••@correio.example", 1),
    OutsideMessage(
        "o-2", "sms", "queued", local(20, 14, 1), "c-jose", "+55 11 9••••-2233", 3, local(20, 14, 40), "provider_down"
    ),
)
