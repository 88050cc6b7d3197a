"""Made-up conversations for the desktop bench: as many as wanted, the same every time."""

from __future__ import annotations

import random

from server_stub.contract.content import Content, Kind, Media
from server_stub.contract.delivery import Status
from server_stub.contract.model import Contact, Conversation, Message, Preview, Quote

_TEXT = (
    "bom dia boa tarde olá tudo bem obrigado pedido entrega amanhã confirmação pagamento boleto cartão não sim já está "
    "chegou endereço código número contrato fatura atendimento aguarde momento verificar sistema informação promoção "
    "opção você nós cliente plano internet velocidade técnico visita horário cancelar renovar desconto parcela"
)
WORDS = _TEXT.split()
EMOJI = ["😀", "👍", "🙏", "❤️", "🎉", "😂", "😢", "🔥"]
START = 1_700_000_000_000
STEP = 90_000
_SENT = (Status.SENT, Status.DELIVERED, Status.READ)


def words(chance: random.Random) -> str:
    """A log-normal number of words, a fifth of the texts with emoji."""
    count = max(1, min(120, int(chance.lognormvariate(2.1, 0.9))))
    text = " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()
    return f"{text} {chance.choice(EMOJI)}" if chance.random() < 0.18 else text


def messages(count: int, *, first: int = 0, seed: int = 1) -> list[Message]:
    """80 % text, 10 % pictures, 6 % voice, 4 % stickers; 10 % with a quotation."""
    chance = random.Random(seed + first)
    return [_message(chance, first + number) for number in range(count)]


def _message(chance: random.Random, number: int) -> Message:
    ours = chance.random() < 0.5
    at = START + number * STEP
    quote = Quote(f"m{number - 1:09d}", "text", words(chance)[:80], "in") if chance.random() < 0.1 else None
    return Message(
        f"m{number:09d}",
        "v",
        "out" if ours else "in",
        _content(chance, number),
        at,
        chance.choice(_SENT) if ours else Status.RECEIVED,
        "a" if ours else None,
        "Ana" if ours else "",
        None,
        quote,
    )


def _content(chance: random.Random, number: int) -> Content:
    share = chance.random()
    if share < 0.80:
        return Content(Kind.TEXT, words(chance))
    if share < 0.90:
        width, height = chance.choice([(320, 240), (240, 320), (320, 180)])
        media = Media(f"p{number % 16}", "image/jpeg", "ready", width=width, height=height)
        return Content(Kind.IMAGE, words(chance) if chance.random() < 0.4 else "", media=media)
    if share < 0.96:
        return Content(Kind.VOICE, media=Media(f"s{number}", "audio/ogg", "ready", duration_ms=14_000))
    return Content(Kind.STICKER, media=Media(f"p{number % 16}", "image/webp", "ready", width=512, height=512))


def conversations(count: int) -> list[tuple[Conversation, Contact]]:
    chance = random.Random(7)
    return [_conversation(chance, number) for number in range(count)]


def _conversation(chance: random.Random, number: int) -> tuple[Conversation, Contact]:
    name = f"{chance.choice(WORDS).title()} {chance.choice(WORDS).title()} {number}"
    contact = Contact(f"c{number}", name, f"+55119{number:08d}")
    last = Preview(f"m{number}", "text", words(chance)[:120], "in", "received", START + number * STEP)
    unread = chance.randint(0, 4) if chance.random() < 0.2 else 0
    return Conversation(f"v{number:06d}", contact.id, "n", "a", unread, last=last), contact


def touched(pair: tuple[Conversation, Contact], at: int) -> tuple[Conversation, Contact]:
    """The same conversation after another message."""
    known, contact = pair
    last = Preview(f"x{at}", "text", "chegou agora", "in", "received", at)
    changed = Conversation(known.id, known.contact_id, "n", known.assignee_id, known.unread + 1, last=last)
    return changed, contact
