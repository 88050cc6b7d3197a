"""On the tour: texts of all kinds, quotes, forwarded ones, edits, deletions and reactions."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.demo.tour.guide import Guide
from server_stub.contract.model import Message

_WHO = "mariana"


async def words(guide: Guide) -> None:
    """Mariana asks about an order."""
    cast = guide.cast
    await cast.say(_WHO, "Bom dia! O pedido 4821 já saiu para entrega? 🙏")
    await guide.received("received-text", _WHO)
    await guide.open(_WHO)
    await guide.send("Bom dia, Mariana! Saiu hoje às 9h com a transportadora. A previsão é amanhã, até as 12h.")
    await guide.sent("sent-text", _WHO)
    await _formatted(guide)
    await _with_addresses(guide)
    await cast.say(_WHO, "🥳")
    await guide.received("received-text-emoji", _WHO)
    await guide.send("💛")
    await guide.sent("sent-text-emoji", _WHO)
    await _passed_on(guide)


async def _formatted(guide: Guide) -> None:
    await guide.cast.say(
        _WHO,
        "Anotei assim:\n*Endereço:* Rua das Flores, 98\n_apto 12_, ~bloco A~ bloco B\n"
        "Senha do portão: `4821#`\n- campainha quebrada\n- pode ligar\n> entregar só depois das 14h",
    )
    await guide.received("received-text-formatting", _WHO)
    await guide.send("Confirmado, *Mariana*:\n_Rua das Flores, 98, apto 12_\n~bloco A~ bloco B, código `4821#`")
    await guide.sent("sent-text-formatting", _WHO)


async def _with_addresses(guide: Guide) -> None:
    await guide.cast.say(
        _WHO,
        "Vi neste endereço: https://loja-aurora.example/entregas\nSe precisar: mari@exemplo.com.br ou (11) 98123-4567",
    )
    await guide.received("received-text-links", _WHO)
    await guide.send("Dá para acompanhar em https://loja-aurora.example/pedidos/4821 ou ligar: +55 11 4000-1234")
    await guide.sent("sent-text-links", _WHO)


async def _passed_on(guide: Guide) -> None:
    cast = guide.cast
    await cast.say(_WHO, "O entregador avisou que chega entre 10h e 11h.", forwarded=True)
    await guide.received("received-text-forwarded", _WHO)
    await cast.say(_WHO, "Promoção relâmpago! Passe para 10 amigos 🎉", frequently_forwarded=True)
    await guide.received("received-text-forwarded-often", _WHO)


async def answers(guide: Guide) -> None:
    """Quotes, corrections, deletions, reactions."""
    cast = guide.cast
    await cast.say(_WHO, "Pode deixar com o porteiro?")
    asked = await guide.received("", _WHO)
    await guide.open(_WHO)
    await guide.shown(asked[0])
    await guide.quote()
    await guide.send("Pode, sim. Já avisei a transportadora.")
    await guide.sent("sent-text-quote", _WHO)
    await cast.say(_WHO, "Perfeito, ele fica até as 18h.", reply_to=await cast.last_sent(_WHO))
    await guide.received("received-text-quote", _WHO)
    await _corrected(guide)
    await _reactions(guide)


async def _corrected(guide: Guide) -> None:
    cast = guide.cast
    wamid = await cast.say(_WHO, "O nome dele é Sr. Jõao")
    found = await guide.received("received-text-edited", _WHO)
    await cast.send(_WHO, type="edit", message_id=wamid, text="O nome dele é Sr. João, o da portaria B")
    await guide.changed(_WHO, found[0], lambda it: it.edited_at is not None, "the text was corrected")
    wamid = await cast.say(_WHO, "ops, conversa errada")
    found = await guide.received("received-text-deleted", _WHO)
    await cast.send(_WHO, type="revoke", message_id=wamid)
    await guide.changed(_WHO, found[0], lambda it: it.deleted_at is not None, "the text was taken back")


async def _reactions(guide: Guide) -> None:
    """Of the customer to ours, changed and taken back; then ours to the customer's."""
    cast = guide.cast
    for name, text, emojis in (
        ("received-reaction", "Combinado: entrega na portaria B, até as 18h.", ("❤️",)),
        ("received-reaction-changed", "O código de rastreio vai por aqui assim que sair.", ("👍", "🎉")),
        ("received-reaction-removed", "Qualquer coisa, é só chamar.", ("😮", "")),
    ):
        await guide.send(text)
        ours = (await guide.sent(name, _WHO))[0]
        await guide.changed(_WHO, ours, lambda it: it.status == "read", "the customer has read it")
        for emoji in emojis:
            before = await _reaction(guide, ours)
            await guide.next_second()
            await cast.send(_WHO, type="reaction", message_id=await cast.last_sent(_WHO), emoji=emoji)
            await _has_changed(guide, ours, before)
    for name, text, digits in (
        ("sent-reaction", "Obrigada pela paciência!", (Qt.Key.Key_2,)),
        ("sent-reaction-changed", "Vocês são ótimos.", (Qt.Key.Key_1, Qt.Key.Key_6)),
    ):
        await cast.say(_WHO, text)
        theirs = (await guide.received(name, _WHO))[0]
        for digit in digits:
            before = await _reaction(guide, theirs)
            await guide.react(theirs, digit)
            await _has_changed(guide, theirs, before)


async def _has_changed(guide: Guide, message: Message, before: str) -> None:
    await guide.changed(_WHO, message, lambda it: _emoji(it) != before, "another reaction is shown")


async def _reaction(guide: Guide, message: Message) -> str:
    return next(_emoji(it) for it in await guide.messages(_WHO) if it.id == message.id)


def _emoji(message: Message) -> str:
    return next((it.emoji for it in message.reactions), "")
