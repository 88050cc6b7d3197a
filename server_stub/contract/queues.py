"""Queues, who serves them, and how the company wants its customers served."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Strategy(StrEnum):
    """To whom of those who can take it a case goes (consent rules 6.1)."""

    LEAST_ACTIVE = "least_active"
    LONGEST_IDLE = "longest_idle"
    ROUND_ROBIN = "round_robin"
    LINEAR = "linear"  # by the member's place
    PULL = "pull"  # nobody is given anything: the first who takes it has it


class Policy(StrEnum):
    """What becomes of open cases when whoever has them pauses, vanishes or goes home."""

    KEEP = "keep"
    RETURN_WAITING = "return_waiting"  # those in which the customer waits for an answer
    RETURN_ALL = "return_all"


class Member(msgspec.Struct, frozen=True, omit_defaults=True):
    account_id: str
    place: int = 0
    """Smaller is asked earlier, where the strategy is linear."""


class Queue(msgspec.Struct, frozen=True, omit_defaults=True):
    """One queue (fila). Seconds and minutes as named; texts may hold {protocol}, {name}, {queue}, {place}, {minutes},
    {opens}; an empty text is not sent.
    """

    id: str
    name: str
    position: int = 0
    enabled: bool = True
    everyone: bool = False
    """All accounts are members without being listed."""
    members: list[Member] = []
    strategy: Strategy = Strategy.LEAST_ACTIVE
    priority: int = 0
    ageing_per_minute: int = 1
    """How much a minute of waiting adds, in hundredths of a step of priority. Not 0: else the last may starve."""
    skills: dict[str, int] = {}
    """Needed, with the least level 1–5."""
    preferred_skills: dict[str, int] = {}
    drop_preferred_seconds: int = 60
    sticky_days: int = 7
    """Whoever served the person last within these days is asked first; 0: nobody."""
    sticky_wait_seconds: int = 120
    """How long a case waits for that one alone while they are at work but full or in a pause."""
    offer_seconds: int = 0
    """An agent has so long to accept; 0: it is theirs at once."""
    transfer_seconds: int = 60
    """So long a transfer waits for its receiver; then it returns."""
    answer_seconds: int = 300
    """Target of the first answer."""
    reply_seconds: int = 900
    """Target of each later answer."""
    return_seconds: int = 0
    """A case that was given and not answered for so long goes to somebody else; 0: it stays."""
    overflow_to: str = ""
    overflow_seconds: int = 0
    overflow_waiting: int = 0
    """With more than so many waiting, new ones go to the other queue at once; 0: never."""
    wrap_up_seconds: int = 60
    disposition_required: bool = False
    silence_minutes: int = 0
    """A case in which the customer has owed us an answer for so long is closed; 0: never."""
    hours: list[str] = []
    """Seven of "HH:MM-HH:MM", several parted by a comma, "" for closed, Monday first; [] for always open."""
    on_holidays: bool = False
    holidays: list[str] = []
    """Beside the national and state ones and the company's: "2026-12-24"."""
    closed_text: str = ""
    opening_text: str = ""
    place_text: str = ""
    """Tells the place in the queue, at most every `place_minutes`, only while the place changes."""
    place_minutes: int = 10
    accepted_text: str = ""
    """Said when somebody is really there, never before; may hold {agent}."""
    closing_text: str = ""
    rescue_text: str = ""
    """Asked before a window closes; "" for the company's."""
    survey_text: str = ""
    """Asks for a number from 1 to 5 after the closing text; may hold {agent}; "" for no survey."""
    survey_percent: int = 100
    """The share of closings after which it is asked."""
    channel_numbers: list[str] = []
    """Whoever writes to one of these comes here first."""
    language: str = "pt-BR"
    revision: int = 0


def is_member(queue: Queue, account_id: str) -> bool:
    """Whether this account serves the queue."""
    return queue.everyone or any(it.account_id == account_id for it in queue.members)


class AgentProfile(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much one account can carry, what it can do, and when it works."""

    account_id: str
    capacity: int = 100
    most_active: int = 5
    skills: dict[str, int] = {}
    languages: list[str] = []
    shift: list[str] = []
    """As `Queue.hours`; [] for no fixed one. The breaks of NR-17 are planned inside it."""
    revision: int = 0


class ServicePolicy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds for all queues. Changed by administrators."""

    default_queue: str = "general"
    reopen_hours: int = 24
    """Who writes so soon after a closing continues the same case."""
    active_weight: int = 25
    waiting_weight: int = 10
    """Of a case in which the customer owes us an answer."""
    wrap_up_weight: int = 25
    dormant_minutes: int = 120
    """A customer silent for so long weighs nothing."""
    most_transfers: int = 3
    """After so many only a lead moves the case on."""
    grace_seconds: int = 120
    """So long a vanished desktop may come back before its cases go."""
    on_pause: Policy = Policy.KEEP
    on_disconnect: Policy = Policy.RETURN_WAITING
    on_leave: Policy = Policy.RETURN_ALL
    tell_protocol: bool = False
    """Say `protocol_text` when a case opens; asked for by the word "protocolo" it is always told."""
    protocol_text: str = "Seu número de protocolo é {protocol}."
    history_text: str = "Segue o histórico do atendimento {protocol}."
    rescue_text: str = "Olá! Ainda posso ajudar com o seu atendimento? Responda por aqui para continuarmos."
    silence_alarm_minutes: int = 0
    """No webhook for so long, within the hours of any queue, is an alarm; 0: none."""
    risk_percent: int = 80
    """Of a target that has passed when leads are told that it is about to break."""
    holiday_state: str = "SP"
    revision: int = 0


class QueueRemoved(msgspec.Struct, frozen=True):
    queue_id: str


class RemoveQueue(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where its waiting and open cases go; must be given while there are any."""

    move_to: str = ""
