"""The sample team's conversation list and what the send gate says about each."""

from __future__ import annotations

from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.model import Conversation, Message, Preview
from tests.helpers.sample_messages import PHOTO, Story, every_kind, mariana
from tests.helpers.sample_people import ANA, BRUNO, CLAIM_OF_BRUNO, HOUR, NOW, local

_DOCUMENT = Media("media-contract", "application/pdf", "ready", file_name="contrato.pdf", size=120_000)
_UNREAD = {"v-mariana": 2, "v-ana-luisa": 5, "v-carlos": 1, "v-sem-nome": 12}
_QUEUE = {"v-sem-nome", "v-mercado", "v-thiago"}
_OF_BRUNO = {"v-condominio", "v-rafael"}


def timelines() -> dict[str, list[Message]]:
    """Conversation id → messages, oldest first."""
    short = {
        "v-padaria": [
            (
                "out",
                Content(Kind.DOCUMENT, "Segue o contrato em anexo", media=_DOCUMENT),
                local(20, 14, 21),
                Status.READ,
            )
        ],
        "v-ana-luisa": [("in", Content(Kind.TEXT, "Qual o prazo de entrega?"), local(20, 14, 5), Status.RECEIVED)],
        "v-condominio": [("out", Content(Kind.IMAGE, media=PHOTO), local(20, 13, 58), Status.DELIVERED)],
        "v-carlos": [("in", Content(Kind.TEXT, "Não autorizo mais mensagens"), local(20, 13, 40), Status.RECEIVED)],
        "v-beatriz": [("out", Content(Kind.TEXT, "Bom dia! Como posso ajudar?"), local(20, 12, 11), Status.SENT)],
        "v-tonho": [
            (
                "in",
                Content(Kind.STICKER, media=Media("media-sticker", "image/webp", "ready", width=512, height=512)),
                local(19, 16, 0),
                Status.RECEIVED,
            )
        ],
        "v-rafael": [("in", Content(Kind.TEXT, "Obrigado pelo atendimento 👍"), local(19, 15, 2), Status.RECEIVED)],
        "v-lucia": [("out", Content(Kind.TEXT, "Transferi para o financeiro"), local(19, 11, 30), Status.FAILED)],
        "v-mercado": [("in", Content(Kind.TEXT, "Pedido nº 88412 confirmado"), local(19, 9, 15), Status.RECEIVED)],
        "v-thiago": [("in", Content(Kind.LOCATION), local(16, 18, 0), Status.RECEIVED)],
        "v-paula": [("out", Content(Kind.TEXT, "Até logo!"), local(16, 10, 0), Status.READ)],
        "v-sem-nome": [("in", Content(Kind.TEXT, "oi, alguém aí?"), local(20, 14, 12), Status.RECEIVED)],
    }
    built = {"v-mariana": mariana(), "v-jose": every_kind()}
    for conversation_id, items in short.items():
        story = Story(conversation_id, conversation_id.removeprefix("v-"))
        for direction, content, at, status in items:
            story.customer(at, content) if direction == "in" else story.team(at, content, status)
        built[conversation_id] = story.messages
    return built


def conversations(kept: dict[str, list[Message]]) -> list[Conversation]:
    return [_conversation(conversation_id, messages) for conversation_id, messages in kept.items()]


def _conversation(conversation_id: str, messages: list[Message]) -> Conversation:
    last = messages[-1]
    inbound = [item.sent_at for item in messages if item.direction == "in"]
    said = inbound[-1] if inbound else None
    window = NOW + 25 * 60_000 if conversation_id == "v-ana-luisa" else said + 24 * HOUR if said else None
    owner = None if conversation_id in _QUEUE else BRUNO.id if conversation_id in _OF_BRUNO else ANA.id
    return Conversation(
        conversation_id,
        conversation_id.replace("v-", "c-"),
        "number-1",
        owner,
        _UNREAD.get(conversation_id, 0),
        said,
        window,
        Preview(
            last.id, last.content.kind, last.content.text, last.direction, last.status, last.sent_at, last.author_id
        ),
        "202611200000012345" if conversation_id == "v-mariana" else "",
        CLAIM_OF_BRUNO if conversation_id == "v-condominio" else None,
    )


def outlook(conversation: Conversation, now: int) -> Outlook:
    """What the gate would say: free reply inside 24 hours, consent prompts likewise, promotions never."""
    until = conversation.window_until
    is_open = until is not None and until > now
    reply = (
        Decision(Verdict.ALLOW, Reason.ALLOW_REPLY_IN_WINDOW, until=until)
        if is_open
        else Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
    )
    if conversation.contact_id == "c-carlos":
        reply = Decision(Verdict.ALLOW, Reason.ALLOW_REPLY_AFTER_OPTOUT, until=until)
    prompt = (
        Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_PROMPT)
        if is_open
        else Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
    )
    templates = {
        "t-retomar": Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID),
        "t-oferta": Decision(Verdict.DENY, Reason.DENY_NO_CONSENT, {"purpose": "mkt.promotions"}),
        "t-boleto": Decision(Verdict.DENY, Reason.DENY_TEMPLATE_UNAVAILABLE),
        "t-vitrine": Decision(Verdict.DENY, Reason.DENY_TEMPLATE_UNAVAILABLE),
        "t-nota": Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID),
        "t-cupom": Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID),
        "t-loja": Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID),
    }
    return Outlook(conversation.id, reply, prompt, templates, "1")
