"""What a person agreed to, as lines and one banner: states become words, tones and what may be done next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.ui.texts import ledger, moments, names
from desktop.ui.views.contact_panel import ConsentLine
from desktop.ui.views.panel_history import HistoryLine
from desktop.ui.widgets.banner import Tone
from desktop.ui.widgets.consent_row import ConsentTone
from server_stub.contract.gate import Outlook, Verdict
from server_stub.contract.model import Consent, ConsentPurpose, Contact
from server_stub.contract.people import LedgerEntry

_TONES = {
    "ACTIVE": ConsentTone.OK,
    "PENDING": ConsentTone.WARN,
    "RENEWAL_NEEDED": ConsentTone.WARN,
    "REFUSED": ConsentTone.DANGER,
    "REVOKED": ConsentTone.DANGER,
}
MAY_ASK = frozenset({"NONE", "LAPSED", "EXPIRED", "RENEWAL_NEEDED"})


_FIRST = ("mkt.promotions", "txn.order", "svc.reply")
"""What agents look for at every conversation; it stays in sight even where nobody ever asked."""


@dataclass(frozen=True, slots=True)
class BannerWords:
    purpose: str
    tone: Tone
    title: str
    text: str
    may_ask: bool


def consent_of(contact: Contact, purpose: str) -> Consent:
    """The state of one purpose; NONE where nothing was ever recorded."""
    return next((item for item in contact.consents if item.purpose == purpose), Consent(purpose, "NONE"))


def lines(contact: Contact, purposes: Sequence[ConsentPurpose], outlook: Outlook | None) -> list[ConsentLine]:
    """Every purpose of the team, and whatever else this person has a state for: what matters most comes first."""
    codes = sorted(
        dict.fromkeys([item.code for item in purposes] + [item.purpose for item in contact.consents]),
        key=lambda code: _FIRST.index(code) if code in _FIRST else len(_FIRST),
    )
    known = {item.code for item in purposes}
    prompt = outlook is not None and outlook.consent_prompt.verdict is Verdict.ALLOW
    made = []
    for code in codes:
        consent = consent_of(contact, code)
        made.append(
            ConsentLine(
                code,
                _TONES.get(consent.state, ConsentTone.IDLE),
                names.purpose_of(code, purposes),
                _detail(consent),
                names.consent_state(consent.state),
                may_ask=prompt and consent.state in MAY_ASK and code in known,
                may_record=consent.state != "ACTIVE" and code in known,
                may_revoke=consent.state not in ("REVOKED", "REFUSED"),
                is_aside=consent.state == "NONE" and code not in _FIRST,
            )
        )
    return made


def banner(contact: Contact, purposes: Sequence[ConsentPurpose]) -> BannerWords | None:
    """The one thing about consent that this agent must know now; None when promotions are agreed to."""
    if contact.opted_out_at is not None:
        title = _say_on(contact.opted_out_at)
        text = QCoreApplication.translate("Consents", "Only answer what is asked. No offers.")
        return BannerWords("", Tone.DANGER, title, text, may_ask=False)
    if contact.number_change_proposed:
        title = QCoreApplication.translate("Consents", "The number may have changed owner.")
        text = QCoreApplication.translate("Consents", "Confirm who it is before you say anything personal.")
        return BannerWords("", Tone.WARN, title, text, may_ask=False)
    marketing = next((item.code for item in purposes if item.category.upper() == "MARKETING"), "")
    return _of_marketing(consent_of(contact, marketing)) if marketing else None


def _of_marketing(consent: Consent) -> BannerWords | None:
    purpose = names.purpose(consent.purpose)
    titles = {
        "PENDING": QCoreApplication.translate("Consents", "Consent pending for {purpose}."),
        "NONE": QCoreApplication.translate("Consents", "No consent for {purpose} yet."),
        "LAPSED": QCoreApplication.translate("Consents", "The request about {purpose} had no answer."),
        "EXPIRED": QCoreApplication.translate("Consents", "The consent for {purpose} has expired."),
        "RENEWAL_NEEDED": QCoreApplication.translate("Consents", "The consent for {purpose} must be renewed."),
        "REFUSED": QCoreApplication.translate("Consents", "Refused {purpose}."),
        "REVOKED": QCoreApplication.translate("Consents", "Left {purpose}."),
    }
    title = titles.get(consent.state)
    if title is None:
        return None
    text = QCoreApplication.translate("Consents", "Service is allowed; send no offers until the customer agrees.")
    tone = Tone.CONSENT
    if consent.state in ("REFUSED", "REVOKED"):
        text = QCoreApplication.translate("Consents", "Service is allowed; send no offers and do not insist.")
        tone = Tone.DANGER
    return BannerWords(consent.purpose, tone, title.format(purpose=purpose), text, consent.state in MAY_ASK)


def opt_out(contact: Contact) -> tuple[str, str]:
    """Title and text of the box in the contact's pane; empty when no opt-out stands."""
    if contact.opted_out_at is None:
        return "", ""
    return _say_on(contact.opted_out_at), QCoreApplication.translate("Consents", "It counts for every channel.")


def _say_on(moment: int) -> str:
    wording = QCoreApplication.translate("Consents", "Asked for no more messages on {date}.")
    return wording.format(date=moments.day_and_time(moment))


def _detail(consent: Consent) -> str:
    if consent.state == "NONE":
        return QCoreApplication.translate("Consents", "never asked")
    date = moments.day(consent.since) if consent.since is not None else ""
    wordings = {
        "ACTIVE": QCoreApplication.translate("Consents", "agreed on {date}"),
        "PENDING": QCoreApplication.translate("Consents", "asked on {date}"),
        "REFUSED": QCoreApplication.translate("Consents", "refused on {date}"),
        "REVOKED": QCoreApplication.translate("Consents", "left on {date}"),
        "EXPIRED": QCoreApplication.translate("Consents", "expired on {date}"),
        "LAPSED": QCoreApplication.translate("Consents", "asked on {date}, no answer"),
        "RENEWAL_NEEDED": QCoreApplication.translate("Consents", "the notice changed on {date}"),
    }
    told = wordings.get(consent.state, "{date}").format(date=date) if date else ""
    if consent.state == "ACTIVE" and consent.valid_until is not None:
        until = QCoreApplication.translate("Consents", "until {date}").format(date=moments.day(consent.valid_until))
        told = f"{told}, {until}" if told else until
    # Where nothing may be sent and nothing was, how many would be allowed is of no use.
    budget = consent.budget if consent.budget and (consent.state == "ACTIVE" or consent.budget.used) else None
    sent = ledger.budget(budget.used, budget.limit, budget.period) if budget is not None else ""
    return " · ".join(filter(None, (told, ledger.source(consent.source), sent)))


def badges(contact: Contact) -> list[tuple[str, str]]:
    """Tone and words of what everybody must know of this person."""
    made = []
    if contact.legal_block_at is not None:
        wording = QCoreApplication.translate("Consents", "Legal block since {date}")
        made.append(("danger", wording.format(date=moments.day(contact.legal_block_at))))
    if contact.minor:
        made.append(("warn", QCoreApplication.translate("Consents", "Under age: a guardian decides")))
    if contact.platform_stop_at is not None:
        wording = QCoreApplication.translate("Consents", "Offers switched off in WhatsApp since {date}")
        made.append(("warn", wording.format(date=moments.day(contact.platform_stop_at))))
    if contact.merged_into:
        made.append(("idle", QCoreApplication.translate("Consents", "Put together with another contact")))
    return made


_ENTRY_TONES = {
    **dict.fromkeys(
        ("GRANTED", "CONFIRMED", "RENEWED", "SUPPRESSION_LIFTED_BY_PERSON", "PLATFORM_RESUME"), ConsentTone.OK
    ),
    **dict.fromkeys(("REQUESTED", "IMPORTED", "LAPSED", "EXPIRED"), ConsentTone.WARN),
    **dict.fromkeys(
        ("REFUSED", "REVOKED", "SUPPRESSED", "PLATFORM_STOP", "INVALIDATED", "TERMINATED", "CONTACT_ERASED"),
        ConsentTone.DANGER,
    ),
}


def history(entries: Sequence[LedgerEntry], purposes: Sequence[ConsentPurpose]) -> list[HistoryLine]:
    """The ledger of a person in sentences, as it comes: newest first."""
    return [
        HistoryLine(
            entry.seq,
            _ENTRY_TONES.get(entry.type, ConsentTone.IDLE),
            ledger.event(entry.type, names.purpose_of(entry.purpose, purposes)),
            _when_and_how(entry),
            entry.note,
            entry.notice_text,
            entry.message_id,
            tuple(entry.evidence),
        )
        for entry in entries
    ]


def _when_and_how(entry: LedgerEntry) -> str:
    told = [moments.day_and_time(entry.captured_at), ledger.source(entry.source), entry.actor_name]
    if entry.proof_level:
        told.append(
            QCoreApplication.translate("Consents", "proof: {proof}").format(proof=ledger.proof(entry.proof_level))
        )
    return " · ".join(filter(None, told))
