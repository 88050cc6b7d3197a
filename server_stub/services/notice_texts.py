"""The texts by which permission is asked for until an administrator writes others (3.1, 8.1), and their buttons.

They are content that customers receive, versioned in the ledger, not words of the interface.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server_stub.contract.registers import Company, PurposeSettings

LANGUAGE: Final = "pt-BR"
ENGLISH: Final = "en"
LANGUAGES: Final = (LANGUAGE, ENGLISH)
TEXT_LIMIT: Final = 1024
"""Of the body of a message with buttons (2.3 of the Cloud API)."""
ACCEPT: Final = "Sim, quero receber"
DECLINE: Final = "Não quero receber"
_BUTTONS: Final = {LANGUAGE: (ACCEPT, DECLINE), ENGLISH: ("Yes, I want it", "No, thanks")}


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentences of one language; `asked` by purpose: what is to be permitted, and how often without a cap."""

    question: str
    monthly: str
    weekly: str
    daily: str
    validity: str
    days: str
    year: str
    years: str
    leaving: str
    policy: str
    officer: str
    tax_id: str
    asked: dict[str, tuple[str, str]]


_PORTUGUESE: Final = _Words(
    question="Você autoriza {who} a usar o WhatsApp para {what}, {often}?",
    monthly="até {count} por mês",
    weekly="até {count} por semana",
    daily="até {count} por dia",
    validity=" A autorização vale por {time}.",
    days="{count} dias",
    year="um ano",
    years="{count} anos",
    leaving=" É opcional e não muda em nada o seu atendimento. Para parar quando quiser, responda SAIR.",
    policy=" Privacidade: {url}",
    officer=" Encarregado de dados: {officer}.",
    tax_id="CNPJ",
    asked={
        "mkt.promotions": ("enviar promoções e ofertas", "poucas vezes por mês"),
        "mkt.newsletter": ("enviar novidades e conteúdos", "poucas vezes por mês"),
        "mkt.reengagement": (
            "lembrar você de compras e conversas que ficaram pelo caminho",
            "poucas vezes por mês",
        ),
        "txn.order": ("avisar o andamento dos seus pedidos e entregas", "só quando houver novidade"),
        "txn.appointment": ("lembrar seus horários e agendamentos", "só quando houver um agendamento"),
        "txn.billing": ("enviar seus boletos, faturas e recibos", "só quando houver um"),
        "txn.collection": ("falar sobre valores em aberto", "só enquanto houver um"),
        "legal.notice": ("enviar avisos legais sobre o seu contrato", "só quando a lei pedir"),
        "auth.otp": ("enviar códigos de acesso", "só quando você pedir um"),
        "svc.followup": ("dar continuidade a um atendimento seu", "só até ele se resolver"),
        "survey.csat": ("perguntar o que achou do atendimento", "depois de um atendimento"),
        "survey.nps": ("enviar pesquisas curtas sobre a sua satisfação", "poucas vezes por ano"),
    },
)
_IN_ENGLISH: Final = _Words(
    question="Do you allow {who} to use WhatsApp to {what}, {often}?",
    monthly="at most {count} a month",
    weekly="at most {count} a week",
    daily="at most {count} a day",
    validity=" Your permission lasts {time}.",
    days="{count} days",
    year="one year",
    years="{count} years",
    leaving=" It is optional and changes nothing about the service you get. Reply STOP to leave whenever you want.",
    policy=" Privacy: {url}",
    officer=" Data protection officer: {officer}.",
    tax_id="CNPJ",
    asked={
        "mkt.promotions": ("send you promotions and offers", "a few times a month"),
        "mkt.newsletter": ("send you news and articles", "a few times a month"),
        "mkt.reengagement": ("remind you of purchases and conversations left unfinished", "a few times a month"),
        "txn.order": ("tell you how your orders and deliveries are going", "only when there is news"),
        "txn.appointment": ("remind you of your appointments", "only when you have one"),
        "txn.billing": ("send you your bills, invoices and receipts", "only when there is one"),
        "txn.collection": ("talk to you about open amounts", "only while there are any"),
        "legal.notice": ("send you legal notices about your contract", "only when the law demands it"),
        "auth.otp": ("send you access codes", "only when you ask for one"),
        "svc.followup": ("follow up on a request of yours", "only until it is settled"),
        "survey.csat": ("ask what you thought of the service", "after a contact of yours"),
        "survey.nps": ("send you short surveys about your satisfaction", "a few times a year"),
    },
)
_BY_LANGUAGE: Final = {LANGUAGE: _PORTUGUESE, ENGLISH: _IN_ENGLISH}


def buttons_of(language: str) -> tuple[str, str]:
    """Yes and no, equal in weight."""
    return _BUTTONS.get(language, _BUTTONS[LANGUAGE])


def usual_notice(language: str, purpose: PurposeSettings, brand: str, company: Company) -> str | None:
    """The whole text: who, what, how often, that it is optional, how long, how to leave, privacy (3.1).

    None for a purpose that an administrator made: only they can say what it is.
    """
    words = _BY_LANGUAGE[language]
    asked = words.asked.get(purpose.code)
    if asked is None:
        return None
    what, seldom = asked
    text = words.question.format(who=_who(words, brand, company), what=what, often=often(language, purpose) or seldom)
    if purpose.validity_days is not None:
        text += words.validity.format(time=_time(words, purpose.validity_days))
    text += words.leaving
    officer = ", ".join(part for part in (company.dpo_name, company.dpo_contact) if part)
    if officer:
        text += words.officer.format(officer=officer)
    return text + (words.policy.format(url=company.policy_url) if company.policy_url else "")


def often(language: str, purpose: PurposeSettings) -> str:
    """The cap of the purpose in words; "" where it has none."""
    words = _BY_LANGUAGE.get(language, _PORTUGUESE)
    caps = ((purpose.cap_month, words.monthly), (purpose.cap_week, words.weekly), (purpose.cap_day, words.daily))
    return next((text.format(count=cap) for cap, text in caps if cap is not None), "")


def _time(words: _Words, days: int) -> str:
    years, rest = divmod(days, 365)
    if rest or not years:
        return words.days.format(count=days)
    return words.year if years == 1 else words.years.format(count=years)


def _who(words: _Words, brand: str, company: Company) -> str:
    """The brand, and the company behind it where that is known."""
    behind = company.legal_name if company.legal_name != brand else ""
    number = f"{words.tax_id} {company.tax_id}" if company.tax_id else ""
    details = ", ".join(part for part in (behind, number) if part)
    return f"{brand} ({details})" if details else brand
