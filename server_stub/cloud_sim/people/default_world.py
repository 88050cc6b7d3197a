"""The world a stand-in starts with: one account, one number in São Paulo and a handful of customers."""

from __future__ import annotations

from server_stub.cloud_sim.people.business import Account, Number
from server_stub.cloud_sim.people.world import World

WABA_ID = "215589647100011"
PHONE_NUMBER_ID = "106123450987654"
APP_ID = "670912345678900"
BUSINESS_ID = "290154321098765"

ANA = "ana"
BRUNO = "bruno"
CARLA = "carla"
DIEGO = "diego"
ELISA = "elisa"


def default_world(seed: int) -> World:
    """Build it. Carla shows a username and no phone; Ana's area (31) stores numbers without the 9."""
    account = Account(id=WABA_ID, name="Loja Aurora", business_id=BUSINESS_ID, app_id=APP_ID)
    number = Number(
        id=PHONE_NUMBER_ID,
        display="+55 11 4000-1234",
        verified_name="Loja Aurora",
        profile={
            "about": "Atendimento de segunda a sábado, das 8h às 20h",
            "address": "Rua das Laranjeiras, 120, São Paulo",
            "description": "Presentes e papelaria com entrega em todo o Brasil",
            "email": "contato@loja-aurora.example",
            "websites": ["https://loja-aurora.example/"],
            "vertical": "RETAIL",
            "messaging_product": "whatsapp",
        },
    )
    world = World(account, [number], seed)
    world.add(ANA, "Ana Souza", "+55 31 98888-7777")
    world.add(BRUNO, "Bruno Lima", "+55 11 97777-6666")
    world.add(CARLA, "Carla", "+55 51 98765-4321", username="carla.dias", shows_phone=False)
    world.add(DIEGO, "Diego Martins", "+55 21 96666-5555")
    world.add(ELISA, "Elisa Nogueira", "+55 85 99123-4567")
    return world
