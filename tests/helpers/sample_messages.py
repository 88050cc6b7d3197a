"""A timeline with every kind of message, as the sample team's customers write them."""

from __future__ import annotations

from dataclasses import dataclass, field

from server_stub.contract.content import (
    Button,
    Card,
    Choice,
    Content,
    Kind,
    Location,
    Media,
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
    story.line(local(20, 14, 4), "Conversa transferida de Recepção para Ana Paula · 14:04")
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
                Card("Dona Lourdes (síndica)", ["+55 11 95555-0101"], ["lourdes@exemplo.com.br"]),
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
    story.customer(local(day, 10, 9), Content(Kind.UNSUPPORTED, original_kind="poll_creation"))
    story.customer(local(day, 10, 10), Content("hologram", "ainda não existe"))
    story.line(local(day, 10, 12), "O cliente mudou de número", "number_change")


def _states(story: Story) -> None:
    day = 20
    story.says(
        local(day, 14, 0),
        "Formatos: *negrito*, _itálico_, ~riscado~, `código` e www.exemplo.com.br/pedido?id=88412",
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
