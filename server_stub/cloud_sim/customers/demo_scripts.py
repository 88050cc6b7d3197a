"""The customers of `balcao-demo`, who write in Portuguese."""

from __future__ import annotations

from server_stub.cloud_sim.customers.script_steps import Await, React, Say, Script, Send, Tap
from server_stub.cloud_sim.people.default_world import ANA, BRUNO, CARLA, DIEGO, ELISA

CONSENT_TITLE = "Sim, quero receber"
PROMOTION_TITLE = "Quero ver"


def _ana() -> Script:
    """Text, a picture, thanks and a sticker."""
    return Script(
        user=ANA,
        name="demo",
        steps=[
            Say(text="Oi, bom dia! Meu pedido 4821 chegou agora", after_ms=400),
            Send(
                message={
                    "type": "image",
                    "sample": "damaged_parcel",
                    "caption": "Mas a caixa veio um pouco amassada, olha só 😕",
                },
                after_ms=1_200,
            ),
            Await(),
            Say(text="Que alívio! Muito obrigada pela atenção 💛", after_ms=1_500),
            Send(message={"type": "sticker"}, after_ms=900),
        ],
    )


def _bruno() -> Script:
    """A voice note; later he agrees to offers, looks at one, and writes a word that might mean that he leaves."""
    return Script(
        user=BRUNO,
        name="demo",
        steps=[
            Send(message={"type": "voice"}, after_ms=1_000),
            Await(),
            Say(text="Perfeito, era isso mesmo. Valeu!", after_ms=1_200),
            Await(choice=CONSENT_TITLE),
            Tap(title=CONSENT_TITLE, after_ms=1_200),
            Await(type="template"),
            Tap(title=PROMOTION_TITLE, after_ms=1_500),
            Await(type="text"),
            Say(text="Cancelar", after_ms=1_500),
        ],
    )


def _carla() -> Script:
    """Somebody whose phone number is hidden."""
    return Script(
        user=CARLA,
        name="demo",
        steps=[
            Say(text="Olá! Vocês entregam em Porto Alegre?", after_ms=1_600),
            Await(),
            Say(text="Ótimo, vou fazer o pedido hoje à noite ✨", after_ms=1_400),
            React(emoji="❤️", after_ms=500),
        ],
    )


def _diego() -> Script:
    """Somebody who wants no more messages."""
    return Script(
        user=DIEGO,
        name="demo",
        steps=[
            Say(text="Boa tarde, queria saber o prazo da troca do meu presente", after_ms=2_200),
            Await(),
            Say(text="Entendi, obrigado", after_ms=1_200),
            Say(text="SAIR", after_ms=1_500),
        ],
    )


def _elisa() -> Script:
    """A document."""
    return Script(
        user=ELISA,
        name="demo",
        steps=[
            Say(text="Oi! Fiz o pagamento por Pix", after_ms=2_800),
            Send(
                message={
                    "type": "document",
                    "sample": "document",
                    "filename": "comprovante-pix.pdf",
                    "caption": "Segue o comprovante",
                },
                after_ms=1_000,
            ),
            Await(),
            Say(text="Obrigada! 🎁", after_ms=1_000),
        ],
    )


BUILT_IN: dict[str, tuple[Script, ...]] = {"demo": (_ana(), _bruno(), _carla(), _diego(), _elisa())}
