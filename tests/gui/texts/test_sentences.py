"""Every code that may reach a person has a sentence in both languages, with nothing left to fill in."""

import pytest

from desktop.domain.errors import GatewayUnreachable, Refused
from desktop.ui.language import LANGUAGES
from desktop.ui.texts import alarms, errors, failures, ledger, lines, moments, names, reasons, unsupported, upkeep
from desktop.ui.texts.row_words import RowWords
from server_stub.contract.content import Call, Content, Kind, Line
from server_stub.contract.delivery import Status
from server_stub.contract.errors import ErrorCode
from server_stub.contract.events import Alarm, AlarmCode
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict
from server_stub.contract.model import ConsentPurpose, Failure, Role
from server_stub.contract.rights import Right
from server_stub.domain import retention
from server_stub.domain.consent_events import EventType
from server_stub.services.dispatching import DOUBT_EXPIRED, NO_ADDRESS
from server_stub.services.waiting import CANCELLED

HOUR = 3_600_000
NOON = 1_710_252_000_000
"""2024-03-12, 14:00 UTC."""

FILE = {"file": "phrases.json"}
PARAMS = {"before": "551140028922", "after": "Ana", "protocol": "202611200001234567", "purpose": "mkt.promotions"}
CALLS = (Call("completed", 90_000), Call("failed"), Call("rejected"))
SAME_AS_CODE = {"sent", "delivered"}
"""English words that happen to be the code."""
FILLED = [
    Alarm(AlarmCode.LEDGER_BROKEN, {"seq": 7}),
    Alarm(AlarmCode.QUARANTINE, {"count": 3}),
    Alarm(AlarmCode.PHRASES_UNREADABLE, {**FILE, "reason": "not_json", "detail": "DecodeError"}),
    Alarm(AlarmCode.PHRASES_UNREADABLE, {**FILE, "reason": "empty_key", "phrase": 2}),
    Alarm(AlarmCode.PHRASES_UNREADABLE, {**FILE, "reason": "repeated_key", "phrase": 2, "key": "oi"}),
    Alarm(AlarmCode.PHRASES_UNREADABLE, {**FILE, "reason": "unknown_variable", "key": "oi", "variable": "x"}),
    Alarm("of a later version"),
]


def everything() -> dict[str, str]:
    """All sentences by a name that is the same in both languages."""
    told = {f"reason {code}": reasons.reason(code) for code in Reason}
    told |= {
        f"reason {code} filled": reasons.reason(
            code, {"purpose": "mkt.promotions", "date": NOON, "version": "3"}, not_before=NOON
        )
        for code in Reason
    }
    told |= {f"error {code}": errors.error_code(code) for code in (*ErrorCode, *errors.LOCAL)}
    told |= {f"failure {code}": failures.failure(Failure(code)) for code in (*failures.META, *failures.OWN)}
    told |= {f"alarm {code}": alarms.alarm(Alarm(code)) for code in AlarmCode}
    told |= {f"alarm {alarm.code} {number}": alarms.alarm(alarm) for number, alarm in enumerate(FILLED)}
    told |= {f"kind {code}": names.kind(code) for code in Kind}
    told |= {f"line {code}": lines.line(Content(Kind.SYSTEM, original_kind=code)) for code in Line}
    told |= {
        f"line {code} filled": lines.line(Content(Kind.SYSTEM, original_kind=code, params=PARAMS)) for code in Line
    }
    told |= {
        f"line {code} invited": lines.line(Content(Kind.SYSTEM, original_kind=code, params={**PARAMS, "kind": "warm"}))
        for code in lines.INVITED
    }
    told |= {f"problem {code}": lines.problem(code) for code in (*lines.PROBLEMS, "999")}
    told |= {
        f"unsupported {code}": unsupported.unsupported(code) for code in (*unsupported.UNSUPPORTED, "unknown", "new")
    }
    told |= {f"call {one}": lines.call(one, outbound=out, length="1:30") for one in CALLS for out in (True, False)}
    told |= {f"status {code}": names.status(code) for code in Status}
    told |= {f"role {code}": names.role(code) for code in Role}
    told |= {f"purpose {code}": names.purpose(code) for code in names.PURPOSES}
    told |= {f"state {code}": names.consent_state(code) for code in names.CONSENT_STATES}
    told |= {f"scope {code}": names.purpose(code) for code in names.SCOPES}
    told |= {f"quality {code}": names.quality(code) for code in names.QUALITIES}
    told |= {f"header {code}": names.header(code) for code in names.HEADERS}
    told |= {f"channel {code}": names.channel(code) for code in names.CHANNELS}
    told |= of_the_ledger()
    return told | {f"template {code}": names.template_state(code) for code in names.TEMPLATE_STATES}


def of_the_ledger() -> dict[str, str]:
    told = {f"event {code}": ledger.event(code, "x") for code in (*ledger.TYPES, "OF_A_LATER_VERSION")}
    told |= {f"source {code}": ledger.source(code) for code in ledger.SOURCES}
    told |= {f"way {code}": ledger.way(code) for code in ledger.WAYS}
    told |= {f"proof {level}": ledger.proof(level) for level in ledger.PROOFS}
    told |= {f"right {code}": ledger.right(code) for code in ledger.RIGHTS}
    told |= {f"request {code}": ledger.rights_state(code) for code in ledger.RIGHTS_STATES}
    told |= {f"doubt {code}": ledger.doubt(code) for code in ledger.DOUBTS}
    told |= {f"merge {code}": ledger.merge(code) for code in ledger.MERGES}
    told |= {f"outside {code}": upkeep.outside_state(code) for code in upkeep.STATES}
    told |= {f"outside failure {code}": upkeep.failure(code) for code in (*upkeep.FAILURES, "smtp_451", "twilio_30006")}
    told |= {f"kept {it.name}": upkeep.data_class(it.name) for it in retention.CLASSES}
    return told | {f"budget {code}": ledger.budget(2, 3, code) for code in ledger.PERIODS}


def test_every_code_has_its_own_sentence_in_both_languages(speaker) -> None:
    told = {}
    for language in LANGUAGES:
        speaker.speak(language)
        told[language] = everything()
        for name, sentence in told[language].items():
            assert sentence, name
            assert "{" not in sentence, name
            assert sentence != name.split()[1] or sentence in SAME_AS_CODE, name
    same = {name for name in told["en"] if told["en"][name] == told["pt_BR"][name]}
    # Words that both languages write alike.
    assert same == {"channel email"}


def test_no_code_is_left_to_a_general_sentence() -> None:
    assert set(reasons.REASONS) == set(Reason)
    assert set(errors.REFUSALS) == set(ErrorCode)
    assert set(alarms.ALARMS) == set(AlarmCode)
    assert set(ledger.TYPES) >= set(EventType)
    assert set(ledger.RIGHTS) == set(Right)
    assert {NO_ADDRESS, DOUBT_EXPIRED, CANCELLED} == set(failures.OWN)
    assert len({alarms.alarm(alarm) for alarm in FILLED}) == len(FILLED)


@pytest.mark.parametrize("reason", [code for code in Reason if "filled" not in code])
def test_what_is_denied_is_never_worded_as_allowed(speaker, reason) -> None:
    speaker.speak("en")
    allowing = reasons.reason(reason).startswith(("Reply allowed", "Allowed", "Authorised", "You may"))
    assert not (allowing and reason.startswith("DENY"))


def test_blanks_are_named_for_people(speaker) -> None:
    speaker.speak("pt_BR")
    told = reasons.reason(Reason.DENY_OPTED_OUT_PURPOSE, {"purpose": "mkt.promotions", "date": NOON})
    assert told.startswith("O cliente pediu para não receber “Promoções” em 12/03/2024 às ")
    assert reasons.reason(Reason.DENY_NO_CONSENT, {"purpose": "of.the.team"}).endswith("“of.the.team”.")
    assert "mkt" not in errors.error(Refused("gate_refused", reason="DENY_NO_CONSENT", purpose="mkt.promotions"))
    assert errors.error(Refused("media_too_large", limit=5 * 1024 * 1024)).endswith("no máximo 5 MB.")
    assert errors.error(GatewayUnreachable()).startswith("O gateway não responde")


def test_unknown_codes_still_say_something_true(speaker) -> None:
    speaker.speak("en")
    assert "not known" in reasons.reason("DENY_SOMETHING_NEW")
    assert failures.failure(Failure("999999")) == "Not sent (code 999999)."
    assert failures.failure(Failure("215")) == failures.failure(Failure("10"))
    assert failures.failure(Failure("DENY_OPTED_OUT_ALL")) == reasons.reason("DENY_OPTED_OUT_ALL")
    assert names.kind("hologram") == "Message not supported"


def test_a_hold_tells_the_day_and_an_own_purpose_its_title(speaker) -> None:
    speaker.speak("pt_BR")
    assert reasons.reason(Reason.HOLD_FREQUENCY_CAP, not_before=NOON).startswith(
        "Limite de mensagens atingido. Próximo envio: 12/03/2024 às "
    )
    purposes = [ConsentPurpose("club", "marketing", title_pt="Clube", title_en="The club")]
    assert names.purpose_of("club", purposes) == "Clube"
    assert names.purpose_of("mkt.*", purposes) == "Tudo que é promocional"
    assert names.channel("whatsapp:123") == names.channel("whatsapp")
    speaker.speak("en")
    assert names.purpose_of("club", purposes) == "The club"


@pytest.mark.parametrize(("language", "title"), [("pt_BR", "Clube da loja"), ("en", "The shop's club")])
def test_sentences_name_what_the_company_invented(speaker, language: str, title: str) -> None:
    """In the reader's language, wherever a refusal of the send gate is told."""
    speaker.speak(language)
    own = [ConsentPurpose("club", "marketing", title_pt="Clube da loja", title_en="The shop's club")]
    params = {"purpose": "club", "date": NOON}
    told = [
        reasons.reason(Reason.DENY_NO_CONSENT, params, purposes=own),
        reasons.decision(Decision(Verdict.DENY, Reason.DENY_OPTED_OUT_PURPOSE, params), own),
        errors.error(Refused("gate_refused", reason="DENY_EVIDENCE_MISSING", **params), own),
        failures.failure(Failure("DENY_NO_CONSENT", '{"purpose":"club"}'), own),
        RowWords(lambda: own).failure(Failure("DENY_NO_CONSENT", '{"purpose":"club"}')),
    ]
    assert all(title in sentence for sentence in told), told


def test_what_may_be_done_instead(speaker) -> None:
    speaker.speak("pt_BR")
    allow = Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID)
    deny = Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED)
    outlook = Outlook("c", reply=deny, consent_prompt=deny, templates={"a": allow, "b": allow, "c": deny})
    assert reasons.instead(outlook) == "2 modelos podem ser enviados."
    assert reasons.instead(Outlook("c", reply=deny, consent_prompt=allow)) == "Você pode pedir a autorização agora."
    assert reasons.instead(Outlook("c", reply=deny, consent_prompt=deny)).startswith("Nada pode ser enviado agora")
    assert reasons.instead(Outlook("c", reply=allow, consent_prompt=deny)) == ""


def test_moments_follow_the_language(speaker) -> None:
    speaker.speak("pt_BR")
    assert (moments.day(NOON), moments.month(NOON)) == ("12/03/2024", "mar/2024")
    assert moments.heading(NOON, NOON + 10 * 24 * HOUR) == "12 de março de 2024"
    assert moments.short(NOON, NOON + 24 * HOUR) == "Ontem"
    assert moments.short(NOON, NOON + 48 * HOUR) == "Ter"
    speaker.speak("en")
    assert (moments.day(NOON), moments.month(NOON)) == ("12 Mar 2024", "Mar 2024")
    assert moments.remaining(23 * HOUR + 5 * moments.MINUTE) == "23 h 05 min"
    assert moments.remaining(59_000) == "less than 1 min"
    assert moments.remaining(59_000, narrow=True) == "< 1 min"
    assert moments.playing(14_400) == "0:14"
