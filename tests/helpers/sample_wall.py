"""A wall with all that can stand on it: moods, windows, queues closed and without anybody, colleagues in all states."""

from __future__ import annotations

from server_stub.contract.cases import CaseState
from server_stub.contract.team import AgentState, AgentStatus, PauseReason
from server_stub.contract.wall import CaseNow, QueueNow, RescueRow, Wall
from tests.helpers.sample_people import ANA, BRUNO, CARLA, HOUR, MINUTE, NOW
from tests.helpers.sample_registers import changed

QUEUES_NOW = [
    QueueNow("general", 0, None, 0, 2, 2, 3, 14, 13, 0, 92.9),
    QueueNow("q-sales", 3, NOW - 21 * MINUTE, 1, 9, 1, 2, 40, 33, 2, 78.6),
    QueueNow("q-money", 1, NOW - 26 * MINUTE, 0, 4, 0, 0),
    QueueNow("q-support", 0, None, 0, 5, 1, 2, 22, 22, 0, 100.0, is_open=False),
]
AGENTS_NOW = [
    AgentStatus(BRUNO.id, AgentState.AVAILABLE, "", NOW - 40 * MINUTE, None, 75, 100, 3, ["q-sales", "q-support"]),
    AgentStatus(
        CARLA.id,
        AgentState.PAUSE,
        PauseReason.REST_1,
        NOW - 4 * MINUTE,
        NOW + 6 * MINUTE,
        25,
        100,
        1,
        ["q-money", "q-support"],
    ),
    AgentStatus(
        ANA.id, AgentState.BUSY, "", NOW - 95 * MINUTE, None, 100, 100, 4, ["q-sales"], lost_since=NOW - MINUTE
    ),
]


def case(conversation_id: str, name: str, queue_id: str, mood: str, **more: object) -> CaseNow:
    told = CaseNow(
        conversation_id,
        f"k-{conversation_id}",
        "2026112000001235",
        queue_id,
        CaseState.ASSIGNED.value,
        contact_name=name,
        mood=mood,
        opened_at=NOW - 2 * HOUR,
        window_until=NOW + 5 * HOUR,
    )
    return changed(told, **more)


CASES_NOW = [
    case("v-rafael", "Rafael Teixeira", "q-support", "upset", agent_id=BRUNO.id, waiting_since=NOW - 34 * MINUTE),
    case(
        "v-mercado", "Supermercado Boa Compra", "q-money", "impatient", state="queued", waiting_since=NOW - 26 * MINUTE
    ),
    case("v-sem-nome", "", "q-sales", "waiting", state="queued", waiting_since=NOW - 21 * MINUTE),
    case("v-mariana", "Mariana Albuquerque", "q-sales", "waiting", agent_id=ANA.id, waiting_since=NOW - 50_000),
    case(
        "v-condominio", "Condomínio Jardim Sul", "q-support", "calm", agent_id=CARLA.id, window_until=NOW + 40 * MINUTE
    ),
    case("v-jose", "José Ribeiro", "q-support", "calm", agent_id=ANA.id, window_until=NOW - MINUTE),
]
WALL = Wall(NOW, QUEUES_NOW, AGENTS_NOW, CASES_NOW, more_cases=12)

_ASK = "Olá! Ainda podemos ajudar? Seu protocolo é 20261120 000012 35."
RESCUE = [
    RescueRow("v-jose", "José Ribeiro", "q-support", NOW + 12 * MINUTE, "us", ANA.id, text=_ASK),
    RescueRow("v-mariana", "Mariana Albuquerque", "q-sales", NOW + HOUR, "customer", ANA.id, None, "customer_waits"),
    RescueRow(
        "v-condominio",
        "Condomínio Jardim Sul",
        "q-support",
        NOW + 2 * HOUR,
        "us",
        CARLA.id,
        NOW - MINUTE,
        "already_asked",
    ),
    RescueRow(
        "v-carlos", "Carlos Eduardo Nunes", "general", NOW + 3 * HOUR, "us", ANA.id, obstacle="DENY_OPTED_OUT_ALL"
    ),
    RescueRow("v-rafael", "Rafael Teixeira", "q-support", NOW - 5 * MINUTE, "us", BRUNO.id, None, "DENY_WINDOW_CLOSED"),
]
