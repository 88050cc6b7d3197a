"""A timeline with every kind of message, as the sample team's customers write them."""

from __future__ import annotations

from dataclasses import dataclass, field

from server_stub.contract.content import (
    Button,
    Call,
    Card,
    Choice,
    Content,
    FlowAnswer,
    Kind,
    Line,
    Location,
    Media,
    Order,
    OrderItem,
    Referral,
    TemplateUse,
)
from server_stub.contract.delivery import Status
from server_stub.contract.model import Failure, Message, Quote, Reaction
from tests.helpers.sample_people import ANA, BRUNO, local

PHOTO = Media("media-photo", "image/jpeg", "ready", size=183_000, width=1280, height=760)
ORDER_TEXT = "Olá, boa tarde! Queria saber se o meu pedido 88412 já saiu para entrega 🙏"
QUOTED = Quote("m-0002", "text", "Queria saber se o meu pedido 88412 já saiu para entrega 🙏", "in")


@dataclass
class Story:
    """Builds the messages of one conversation in order; ids sort by position."""

    conversation_id: str
    prefix: str = "m"
    messages: list[Message] = field(default_factory=list)

    def says(self, at: int, text: str, **more: object) -> Message:
        """The customer writes."""
        return self.customer(at, Content(Kind.TEXT, text), **more)

    def customer(self, at: int, content: Content, **more: object) -> Message:
        return self._add("in", content, at, Status.RECEIVED, more)

    def answers(self, at: int, text: str, status: Status = Status.READ, **more: object) -> Message:
        """Ana writes."""
        return self.team(at, Content(Kind.TEXT, text), status, **more)

    def team(self, at: int, content: Content, status: Status = Status.READ, **more: object) -> Message:
        given = {"author_id": ANA.id, "author_name": ANA.name} | more
        return self._add("out", content, at, status, given)

    def line(self, at: int, text: str, kind: str = "transfer") -> Message:
        return self._add("out", Content(Kind.SYSTEM, text, original_kind=kind), at, Status.SENT, {})

    def _add(self, direction: str, content: Content, at: int, status: Status, more: dict[str, object]) -> Message:
        number = f"{self.prefix}-{len(self.messages) + 1:04d}"
        made = Message(number, self.conversation_id, direction, content, at, status, **more)  # type: ignore[arg-type]
        self.messages.append(made)
        return made


def mariana() -> list[Message]:
    """The conversation of the picture: text, quote, photograph, voice, sticker, ticks of each height."""
    story = Story("v-mariana")
    story.says(local(19, 17, 20), "Oi! Fiz um pedido ontem pelo site")
    story.says(local(20, 14, 2), ORDER_TEXT)
    story.answers(
        local(20, 14, 3),
        "Boa tarde, Mariana! Tudo bem? Vou verificar para você, só um momento.",
        author_id=BRUNO.id,
        author_name=BRUNO.name,
    )
    story.line(local(20, 14, 4), "Conversa transferida de Recepção para Ana Paula")
    story.customer(local(20, 14, 8), Content(Kind.IMAGE, "Chegou assim, a caixa estava um pouco amassada", media=PHOTO))
    story.answers(
        local(20, 14, 11),
        "Saiu hoje às 9h com a transportadora e a previsão é amanhã até 12h. "
        "Se quiser, posso mudar o endereço ou o horário da entrega.",
        quote=QUOTED,
    )
    story.customer(
        local(20, 14, 15), Content(Kind.VOICE, media=Media("media-voice", "audio/ogg", "ready", duration_ms=14_000))
    )
    story.customer(
        local(20, 14, 16),
        Content(Kind.STICKER, media=Media("media-sticker", "image/webp", "ready", width=512, height=512)),
    )
    story.answers(
        local(20, 14, 30),
        "Que bom! Segue o código de rastreio: *BR123456789*. Posso ajudar em algo mais?\nhttps://rastreio.example/BR123456789",
        Status.DELIVERED,
        reactions=[Reaction("❤️", by_customer=True)],
    )
    story.says(local(20, 14, 31), "Obrigada!")
    story.says(local(20, 14, 32), "Perfeito, pode enviar o boleto 😊")
    return story.messages


def every_kind() -> list[Message]:
    """José's conversation: each kind and each state that a bubble can have."""
    story = Story("v-jose", "k")
    _pictures(story)
    _papers(story)
    _structured(story)
    _states(story)
    return story.messages


def _pictures(story: Story) -> None:
    day = 18
    story.says(local(day, 9, 0), "Bom dia")
    story.says(local(day, 9, 0), "🎉")
    story.customer(
        local(day, 9, 2), Content(Kind.IMAGE, media=Media("media-tall", "image/jpeg", "ready", width=720, height=1280))
    )
    story.customer(
        local(day, 9, 3),
        Content(Kind.IMAGE, "ainda chegando", media=Media("media-pending", "image/jpeg", width=800, height=600)),
    )
    story.customer(
        local(day, 9, 4),
        Content(
            Kind.VIDEO,
            "O barulho é este",
            media=Media(
                "media-video", "video/mp4", "ready", size=4_800_000, width=1280, height=720, duration_ms=73_000
            ),
        ),
    )
    story.customer(
        local(day, 9, 5),
        Content(
            Kind.AUDIO, media=Media("media-audio", "audio/mpeg", "ready", file_name="gravação.mp3", duration_ms=192_000)
        ),
    )


def _papers(story: Story) -> None:
    day = 18
    story.customer(
        local(day, 9, 6),
        Content(
            Kind.DOCUMENT,
            media=Media(
                "media-document",
                "application/pdf",
                "ready",
                file_name="Contrato de manutenção 2026 assinado.pdf",
                size=482_113,
            ),
        ),
    )
    story.team(
        local(day, 9, 8),
        Content(
            Kind.DOCUMENT,
            "Segue o orçamento",
            media=Media("media-sheet", "application/vnd.ms-excel", "ready", file_name="orçamento.xlsx", size=23_900),
        ),
    )
    story.customer(
        local(day, 9, 9),
        Content(
            Kind.LOCATION,
            location=Location(-23.561399, -46.656539, "Loja da Paulista", "Av. Paulista, 1578, Bela Vista, São Paulo"),
        ),
    )
    story.customer(local(day, 9, 10), Content(Kind.LOCATION, location=Location(-23.55052, -46.633308)))
    story.customer(
        local(day, 9, 11),
        Content(
            Kind.CONTACTS,
            cards=[
                Card(
                    "Dona Lourdes",
                    ["+55 11 95555-0101"],
                    ["lourdes@exemplo.com.br"],
                    organisation="Condomínio Jardim Sul",
                    role="Síndica",
                ),
                Card("Portaria", ["+55 11 3265-4000"]),
            ],
        ),
    )
    story.customer(
        local(day, 9, 12),
        Content(Kind.STICKER, media=Media("media-sticker", "image/webp", "ready", width=512, height=512)),
    )


def _structured(story: Story) -> None:
    day = 19
    buttons = [Button("sim", "Sim, quero receber"), Button("nao", "Não, obrigado")]
    story.team(
        local(day, 10, 0),
        Content(
            Kind.CONSENT_PROMPT,
            "Posso enviar ofertas da Loja Horizonte por aqui? Você pode sair quando quiser, é só escrever SAIR.",
            buttons=buttons,
            footer="Termo 3 · LGPD",
        ),
    )
    story.customer(
        local(day, 10, 1), Content(Kind.BUTTON, "Sim, quero receber", choice=Choice("sim", "Sim, quero receber"))
    )
    story.team(
        local(day, 10, 5),
        Content(
            Kind.TEMPLATE,
            "José, esta semana tem *20% de desconto* em toda a loja.",
            template=TemplateUse("t-oferta", "oferta_semana", "pt_BR", {"1": "José"}),
            buttons=[Button("ver", "Ver ofertas")],
            footer="Para não receber mais, responda SAIR",
        ),
        Status.DELIVERED,
    )
    story.team(
        local(day, 10, 6),
        Content(
            Kind.INTERACTIVE,
            "Qual assunto?",
            buttons=[Button("1", "Boleto"), Button("2", "Entrega"), Button("3", "Falar com atendente")],
        ),
    )
    story.customer(
        local(day, 10, 7),
        Content(Kind.INTERACTIVE, "Entrega", choice=Choice("2", "Entrega", "Prazos, endereço e rastreio")),
        quote=Quote("k-0016", "interactive", "Qual assunto?", "out"),
    )
    story.customer(local(day, 10, 8), Content(Kind.ORDER, "2 × 45,90 BRL"))
    _asked(story, day)
    story.customer(local(day, 10, 9), Content(Kind.UNSUPPORTED, original_kind="poll_creation"))
    story.customer(local(day, 10, 10), Content("hologram", "ainda não existe"))
    story.line(local(day, 10, 12), "O cliente mudou de número", "number_change")


def _asked(story: Story, day: int) -> None:
    items = [
        OrderItem("PAO-FRANCES", 10, "0.9", "BRL"),
        OrderItem("BOLO-DE-CENOURA-COM-COBERTURA-GRANDE", 1, "45.5", "BRL"),
        OrderItem("CAFE-500", 2, "31.5", "BRL"),
    ]
    note = "Para sábado de manhã, por favor"
    story.customer(local(day, 10, 8), Content(Kind.ORDER, note, order=Order(items, "1", note)))
    answers = [
        FlowAnswer("screen_0_Nome_completo_0", "José Ribeiro"),
        FlowAnswer("melhor_dia", '["segunda","quarta"]'),
        FlowAnswer("comentario", "Prefiro de manhã, *antes das 10h*."),
    ]
    form = Content(
        Kind.INTERACTIVE, "Nome: José", choice=Choice("f", "Sent"), original_kind="nfm_reply", answers=answers
    )
    story.customer(local(day, 10, 8), form, quote=Quote("k-0015", "interactive", "Qual assunto?", "out"))
    advert = Referral("https://fb.me/abc", "ad", "Bolos da semana", "Encomende pelo WhatsApp até sexta.", "image")
    story.customer(
        local(day, 10, 8), Content(Kind.TEXT, "Vi o anúncio de vocês", referral=advert, referral_url=advert.url)
    )
    story.customer(local(day, 10, 8), Content(Kind.TEXT, "Tem desse em azul?", product_id="CAMISA-7"))
    story.customer(local(day, 10, 9), Content(Kind.CALL, call=Call("failed")))
    story.customer(local(day, 10, 9), Content(Kind.CALL, call=Call("completed", 92_000)))
    story.team(local(day, 10, 9), Content(Kind.CALL, call=Call("rejected")), Status.SENT)
    allowed = Content(Kind.INTERACTIVE, choice=Choice("accept", "accept"), original_kind="call_permission_reply")
    story.customer(local(day, 10, 9), allowed)
    lost = Content(Kind.DOCUMENT, media=Media("media-lost", "video/mp4", "failed", "fita.mp4"), problem="131052")
    story.customer(local(day, 10, 9), lost)
    broken = Content(Kind.IMAGE, media=Media("media-broken", "image/jpeg", "ready", width=800, height=600))
    story.customer(local(day, 10, 9), broken)
    moved = {"before": "5511988887777", "after": "5511977776666"}
    for kind, params in (
        (Line.NUMBER_CHANGED, moved),
        (Line.IDENTITY_CHANGED, {}),
        (Line.TRANSFERRED, {"before": "Bruno Lima", "after": "Ana Paula"}),
        (Line.CASE_OPENED, {"protocol": "202611200001234567"}),
        (Line.CONSENT_GIVEN, {"purpose": "mkt.promotions"}),
    ):
        story._add(
            "in", Content(Kind.SYSTEM, original_kind=kind, params=params), local(day, 10, 9), Status.RECEIVED, {}
        )


def hostile() -> list[Message]:
    """What strangers send to break a window."""
    story = Story("v-mau", "h")
    day = 20
    story.says(local(day, 9, 0), "مرحبا، هل وصل طلبي رقم 88412؟\nبالشكر")
    story.says(local(day, 9, 1), "Z" + "\u0301\u0327\u0336\u0345\u0488" * 60 + "algo" + "\u0335\u0300" * 80)
    story.says(local(day, 9, 2), "palavra " * 8192)
    story.says(local(day, 9, 3), "😀" * 10_000)
    story.says(local(day, 9, 4), "x" * 65_536)
    story.says(local(day, 9, 5), "linha\n" * 10_000)
    story.says(local(day, 9, 6), "antes\x00depois \u202egpj.exe https://banco.example@mau.example/\u202e entrar")
    name = "nota\u202egpj.exe\n" + "a" * 300 + ".pdf"
    story.customer(local(day, 9, 7), Content(Kind.DOCUMENT, media=Media("m", "application/pdf", "ready", name, 10)))
    story.customer(local(day, 9, 8), Content(Kind.CONTACTS, cards=[Card("N" * 5000, ["1" * 400] * 400)] * 400))
    items = [OrderItem("P" * 999, 10**9, "9" * 15, "BRL")] * 400
    story.customer(local(day, 9, 9), Content(Kind.ORDER, "x", order=Order(items)))
    answers = [FlowAnswer("campo\n" * 50, "v" * 9000)] * 400
    story.customer(local(day, 9, 10), Content(Kind.INTERACTIVE, choice=Choice("", ""), answers=answers))
    advert = Referral("javascript:alert(1)", "ad", "H" * 9000, "B" * 9000)
    story.customer(local(day, 9, 11), Content(Kind.TEXT, "oi", referral=advert))
    place = Location(1e308, float("inf"), "\n".join("P" * 400), "A" * 9000)
    story.customer(local(day, 9, 12), Content(Kind.LOCATION, location=place))
    story.customer(local(day, 9, 13), Content(Kind.UNSUPPORTED, original_kind="k" * 4000))
    story.line(local(day, 9, 14), "S" * 9000)
    return story.messages


def _states(story: Story) -> None:
    day = 20
    story.says(
        local(day, 14, 0),
        "Formatos: *negrito*, _itálico_, ~riscado~, `código` e www.exemplo.com.br/pedido?id=88412\n"
        "> o que foi dito antes, em uma linha que dá a volta porque é comprida demais\n"
        "- pão francês, que precisa de mais de uma linha para caber inteiro aqui\n"
        "- bolo\n1. primeiro\n2. segundo\nLigue +55 11 3265-4000 ou https://www.раураl.com/entrar",
        edited_at=local(day, 14, 1),
    )
    story.says(local(day, 14, 2), "apagada", deleted_at=local(day, 14, 3))
    story.customer(local(day, 14, 4), Content(Kind.TEXT, "Olha o que me mandaram", forwarded=1))
    story.customer(
        local(day, 14, 5),
        Content(Kind.TEXT, "Corrente da sorte", forwarded=2),
        reactions=[Reaction("😂", by_customer=True), Reaction("👍", by_customer=False)],
    )
    story.answers(local(day, 14, 6), "Lida", Status.READ)
    story.answers(local(day, 14, 7), "Entregue", Status.DELIVERED)
    story.answers(local(day, 14, 8), "Enviada", Status.SENT)
    story.answers(local(day, 14, 9), "Retida pela análise de qualidade", Status.HELD)
    story.answers(local(day, 14, 10), "Sem resposta do WhatsApp, talvez tenha ido", Status.IN_DOUBT)
    story.answers(local(day, 14, 11), "Não chegou", Status.FAILED, failure=Failure("131026"))
    story.answers(local(day, 14, 12), "Na fila do gateway", Status.ACCEPTED)
    story.answers(local(day, 14, 13), "Ainda neste computador", Status.PENDING, client_id="client-1")
    story.answers(local(day, 14, 14), "De um colega", Status.READ, author_id=BRUNO.id, author_name=BRUNO.name)
    story.customer(
        local(day, 14, 30),
        Content(Kind.VOICE, media=Media("media-voice-2", "audio/ogg", "pending", duration_ms=14_000)),
    )
