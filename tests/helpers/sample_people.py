"""People, phrases, templates and consents of the sample team: what a picture of the product shows."""

from __future__ import annotations

from datetime import datetime

from server_stub.contract.model import (
    Account,
    Claim,
    Consent,
    ConsentPurpose,
    Contact,
    Phrase,
    Role,
    Template,
    TemplateButton,
    TemplateCard,
)


def local(day: int, hour: int, minute: int, *, month: int = 11, year: int = 2026) -> int:
    """Milliseconds UTC of a wall-clock moment of the zone this runs in, so that pictures show the same everywhere."""
    return int(datetime(year, month, day, hour, minute).astimezone().timestamp() * 1000)


NOW = local(20, 14, 33)
HOUR = 3_600_000
MINUTE = 60_000

ANA = Account(id="account-ana", login="ana", name="Ana Paula", role=Role.LEAD, available=True)
BRUNO = Account(id="account-bruno", login="bruno", name="Bruno Lima", role=Role.AGENT, available=True)
CARLA = Account(id="account-carla", login="carla", name="Carla Dias", role=Role.AGENT)
ACCOUNTS = {account.id: account for account in (ANA, BRUNO, CARLA)}
CLAIM_OF_BRUNO = Claim(account_id=BRUNO.id, account_name=BRUNO.name, until=NOW + MINUTE)

PURPOSES = (
    ConsentPurpose(code="svc.reply", category="service", notice_version="2"),
    ConsentPurpose(code="txn.billing", category="transactional", notice_version="1"),
    ConsentPurpose(
        code="mkt.promotions",
        category="marketing",
        notice_version="3",
        notice_text="Posso enviar ofertas da Loja Horizonte por aqui? "
        "Você pode sair quando quiser, é só escrever SAIR.",
    ),
    ConsentPurpose(code="survey.csat", category="survey", notice_version="1"),
)

MIXED_CONSENTS = [
    Consent("svc.reply", "ACTIVE", since=local(12, 9, 0, month=3, year=2024), proof_level=3, source="button"),
    Consent("txn.billing", "ACTIVE", since=local(12, 9, 0, month=3, year=2024), proof_level=2, source="agent"),
    Consent("mkt.promotions", "PENDING", since=local(18, 10, 0), source="agent"),
    Consent("survey.csat", "REFUSED", since=local(5, 11, 0, month=1, year=2025), source="button"),
]
ENDED_CONSENTS = [
    Consent("svc.reply", "RENEWAL_NEEDED", since=local(3, 9, 0, month=2, year=2023), source="button"),
    Consent("txn.billing", "EXPIRED", since=local(3, 9, 0, month=2, year=2024), valid_until=local(3, 9, 0, month=2)),
    Consent("mkt.promotions", "REVOKED", since=local(20, 13, 40), source="keyword"),
    Consent("survey.csat", "LAPSED", since=local(1, 9, 0)),
]

CONTACTS = (
    Contact(
        "c-mariana", "Mariana Albuquerque", "+5511981234567", None, local(2, 9, 0, month=3, year=2021), MIXED_CONSENTS
    ),
    Contact("c-jose", "José Ribeiro", "+5511971112233", None, local(4, 9, 0, month=6, year=2022)),
    Contact("c-padaria", "Padaria Pão Quente", "+551132654321", None, local(9, 9, 0, month=8, year=2020)),
    Contact("c-ana-luisa", "Ana Luísa Ferreira", "+5521988887777"),
    Contact("c-condominio", "Condomínio Jardim Sul", "+5511933334444"),
    Contact("c-carlos", "Carlos Eduardo Nunes", "+5531977776666", None, 0, ENDED_CONSENTS, local(20, 13, 40)),
    Contact("c-beatriz", "Beatriz Souza", "+5541966665555"),
    Contact("c-tonho", "Oficina do Tonho", "+5511955554444"),
    Contact("c-rafael", "Rafael Teixeira", "+5511944443333"),
    Contact("c-lucia", "Lúcia Helena Prado", "+5511933332222"),
    Contact("c-mercado", "Supermercado Boa Compra", "+5511922221111"),
    Contact("c-thiago", "Thiago Martins", None, "thiago.martins"),
    Contact("c-paula", "Paula Regina", "+5511911110000", number_change_proposed=True),
    Contact("c-sem-nome", "", None, "lua_nova"),
)

PHRASES = (
    Phrase(
        "saudacao", "Saudação", "Olá, {{contato.nome}}! Aqui é {{agente.nome}}, da Loja Horizonte. Como posso ajudar?"
    ),
    Phrase(
        "prazo-entrega", "Prazo de entrega", "O prazo de entrega é de até 3 dias úteis após a confirmação do pagamento."
    ),
    Phrase("segunda-via-boleto", "Segunda via do boleto", "Segue a segunda via do boleto, {{contato.nome}}."),
    Phrase("pix", "Chave Pix", "Nossa chave Pix é financeiro@horizonte.example."),
    Phrase("protocolo", "Número do protocolo", "Seu protocolo é {{protocolo}}. Guarde este número."),
    Phrase("encerramento", "Encerramento", "Obrigado pelo contato, {{contato.nome}}! Tenha um ótimo dia."),
)

TEMPLATES = (
    Template(
        "t-retomar",
        "retomar_atendimento",
        "pt_BR",
        "UTILITY",
        "APPROVED",
        "Olá, {{1}}! Temos novidades sobre o seu pedido {{2}}. Podemos continuar por aqui?",
        footer="Loja Horizonte",
        buttons=[TemplateButton("0", "Sim", "QUICK_REPLY"), TemplateButton("1", "Agora não", "QUICK_REPLY")],
        variables=["1", "2"],
        purpose="svc.reply",
        quality="GREEN",
    ),
    Template(
        "t-oferta",
        "oferta_semana",
        "pt_BR",
        "MARKETING",
        "APPROVED",
        "{{1}}, esta semana tem *20% de desconto* em toda a loja.",
        header="Oferta da semana",
        footer="Para não receber mais, responda SAIR",
        buttons=[TemplateButton("0", "Ver ofertas", "URL", "https://loja.example/ofertas")],
        variables=["1"],
        purpose="mkt.promotions",
        quality="GREEN",
    ),
    Template(
        "t-boleto",
        "boleto_vencendo",
        "pt_BR",
        "UTILITY",
        "PAUSED",
        "Seu boleto vence em {{1}}.",
        variables=["1"],
        purpose="txn.billing",
        header_kind="DOCUMENT",
    ),
    Template(
        "t-vitrine",
        "vitrine_semana",
        "pt_BR",
        "MARKETING",
        "APPROVED",
        "{{1}}, veja o que chegou esta semana:",
        variables=["1"],
        purpose="mkt.promotions",
        quality="YELLOW",
        cards=[
            TemplateCard(
                "Cafeteira italiana, 6 xícaras", "IMAGE", [TemplateButton("0", "Ver", "URL", "https://loja.example/1")]
            ),
            TemplateCard(
                "Jogo de panelas, 5 peças", "IMAGE", [TemplateButton("0", "Ver", "URL", "https://loja.example/2")]
            ),
            TemplateCard(
                "Liquidificador 900 W", "IMAGE", [TemplateButton("0", "Ver", "URL", "https://loja.example/3")]
            ),
            TemplateCard("Chaleira elétrica", "IMAGE", [TemplateButton("0", "Ver", "URL", "https://loja.example/4")]),
        ],
        obstacle="carousel",
    ),
    Template(
        "t-nota",
        "nota_fiscal",
        "pt_BR",
        "UTILITY",
        "APPROVED",
        "Olá, {{1}}! Segue a nota fiscal do pedido {{2}}, em PDF.",
        footer="Loja Horizonte",
        buttons=[TemplateButton("0", "Ver o pedido", "URL", "https://loja.example/pedidos/{{1}}")],
        variables=["1", "2", "button.0"],
        purpose="txn.order",
        quality="GREEN",
        header_kind="DOCUMENT",
    ),
    Template(
        "t-cupom",
        "cupom_de_aniversario",
        "pt_BR",
        "MARKETING",
        "APPROVED",
        "Parabéns, {{1}}! Este mês a Loja Horizonte tem um presente para você.",
        buttons=[
            TemplateButton("0", "", "COPY_CODE"),
            TemplateButton("1", "Ir à loja", "URL", "https://loja.example"),
            TemplateButton("2", "Parar promoções", "QUICK_REPLY"),
        ],
        variables=["offer.ends_at", "1", "button.0"],
        purpose="mkt.promotions",
        quality="UNKNOWN",
        header_kind="IMAGE",
        offer="Só neste mês",
    ),
    Template(
        "t-loja",
        "endereco_da_loja",
        "pt_BR",
        "UTILITY",
        "APPROVED",
        "{{1}}, o seu pedido espera por você aqui.",
        variables=["location.name", "location.address", "location.latitude", "location.longitude", "1"],
        purpose="txn.order",
        quality="GREEN",
        header_kind="LOCATION",
    ),
)
