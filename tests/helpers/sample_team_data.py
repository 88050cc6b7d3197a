"""Queues, states, classifications, cases and talk of the sample team."""

from __future__ import annotations

from server_stub.contract.cases import CaseBrief, CaseState, Disposition, Outcome
from server_stub.contract.queues import AgentProfile, Member, Queue
from server_stub.contract.team import AgentState, AgentStatus, ChatChannel, ChatMessage, PauseReason
from tests.helpers.sample_people import ANA, BRUNO, CARLA, MINUTE, NOW

GENERAL = Queue("general", "Geral", everyone=True)
SALES = Queue("q-sales", "Vendas", 1, members=[Member(ANA.id), Member(BRUNO.id)], disposition_required=True)
MONEY = Queue(
    "q-money", "Financeiro e cobrança", 2, members=[Member(CARLA.id)], answer_seconds=120, wrap_up_seconds=120
)
SUPPORT = Queue("q-support", "Suporte técnico", 3, members=[Member(BRUNO.id), Member(CARLA.id)], silence_minutes=60)
QUEUES = (GENERAL, SALES, MONEY, SUPPORT)

STATUSES = (
    AgentStatus(ANA.id, AgentState.AVAILABLE, since=NOW - 95 * MINUTE, load=50, open_cases=2, queues=["q-sales"]),
    AgentStatus(
        BRUNO.id, AgentState.AVAILABLE, since=NOW - 40 * MINUTE, load=75, open_cases=3, queues=["q-sales", "q-support"]
    ),
    AgentStatus(
        CARLA.id,
        AgentState.PAUSE,
        PauseReason.REST_1,
        NOW - 4 * MINUTE,
        NOW + 6 * MINUTE,
        25,
        open_cases=1,
        queues=["q-money", "q-support"],
    ),
)

DISPOSITIONS = (
    Disposition("d-sale", "Venda"),
    Disposition("d-sale-done", "Pedido fechado", "d-sale", outcome=Outcome.SOLVED),
    Disposition("d-sale-later", "Vai pensar", "d-sale", outcome=Outcome.WAITING_CUSTOMER, position=1),
    Disposition("d-sale-price", "Desistiu", "d-sale", position=2),
    Disposition("d-sale-price-high", "Preço alto", "d-sale-price", outcome=Outcome.CANCELLATION),
    Disposition("d-sale-price-term", "Prazo longo", "d-sale-price", outcome=Outcome.CANCELLATION, position=1),
    Disposition("d-order", "Pedido", position=1),
    Disposition("d-order-where", "Onde está o pedido", "d-order", outcome=Outcome.SOLVED),
    Disposition("d-order-late", "Entrega atrasada", "d-order", outcome=Outcome.COMPLAINT, position=1),
    Disposition("d-money", "Financeiro", queue_id="q-money", position=2),
    Disposition("d-money-copy", "Segunda via do boleto", "d-money", "q-money", Outcome.SOLVED),
    Disposition("d-money-back", "Reembolso", "d-money", "q-money", Outcome.WAITING_US, 1),
    Disposition("d-silent", "Cliente não respondeu", outcome=Outcome.NO_ANSWER, position=3),
    Disposition("d-wrong", "Número errado", outcome=Outcome.WRONG_NUMBER, position=4),
    Disposition("d-old", "Campanha 2025", outcome=Outcome.SPAM, position=5, active=False),
)

PROFILES = tuple(
    AgentProfile(each, languages=["pt-BR"], shift=["08:00-14:20"] * 5 + ["", ""])
    for each in (ANA.id, BRUNO.id, CARLA.id)
)


def _brief(number: int, state: CaseState, queue_id: str, minutes: int, **more: object) -> CaseBrief:
    opened = NOW - minutes * MINUTE
    return CaseBrief(f"case-{number}", f"2026112000000{number:04d}5", state, queue_id, opened_at=opened, **more)  # type: ignore[arg-type]


CASES = {
    "v-mariana": _brief(123, CaseState.ASSIGNED, "q-sales", 95, answer_due_at=NOW + 6 * MINUTE),
    "v-jose": _brief(124, CaseState.ASSIGNED, "q-support", 70, first_response_at=NOW - 60 * MINUTE),
    "v-ana-luisa": _brief(125, CaseState.ASSIGNED, "q-money", 28, answer_due_at=NOW - 3 * MINUTE, priority=3),
    "v-condominio": _brief(126, CaseState.ASSIGNED, "q-support", 40),
    "v-sem-nome": _brief(127, CaseState.QUEUED, "q-sales", 21, queued_at=NOW - 21 * MINUTE),
    "v-mercado": _brief(
        128, CaseState.QUEUED, "q-money", 26, queued_at=NOW - 26 * MINUTE, answer_due_at=NOW - 24 * MINUTE
    ),
    "v-beatriz": _brief(129, CaseState.WRAPPING_UP, "q-sales", 150, wrap_until=NOW + 55_000),
    "v-paula": _brief(130, CaseState.CLOSED, "q-sales", 5_000, closed_at=NOW - 4_900 * MINUTE),
    "v-thiago": _brief(131, CaseState.CLOSED, "general", 5_600, closed_at=NOW - 5_500 * MINUTE, reopened=1),
}
"""Conversation id → its case, once `SampleTeamWork.open_cases` was called."""

CHATS = (
    ChatChannel(
        "team", 2, last=ChatMessage("t-2", "team", BRUNO.id, "Alguém sabe o prazo da região norte?", NOW - 9 * MINUTE)
    ),
    ChatChannel("queue:q-sales", last=ChatMessage("t-1", "queue:q-sales", ANA.id, "Nova tabela na segunda.", NOW)),
    ChatChannel(
        f"with:{ANA.id}:{CARLA.id}",
        1,
        called=True,
        last=ChatMessage("t-3", f"with:{ANA.id}:{CARLA.id}", CARLA.id, "Me ajuda com um estorno?", NOW - MINUTE),
    ),
)
