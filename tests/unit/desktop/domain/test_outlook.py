"""What the clock alone does to the gateway's last answer."""

import pytest

from desktop.domain.outlook import at, lapsed, lapses_at
from server_stub.contract.gate import Decision, Outlook, Reason, Verdict

NOW = 1_000


def outlook(reply: Decision, **templates: Decision) -> Outlook:
    return Outlook("c", reply, Decision(Verdict.DENY, Reason.DENY_NO_CONSENT), templates)


def test_an_allow_without_end_does_not_lapse() -> None:
    fresh = outlook(Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID))
    assert not lapsed(fresh, 10**15)
    assert lapses_at(fresh, NOW) is None
    assert at(fresh, 10**15) is fresh


@pytest.mark.parametrize(
    ("reason", "after"),
    [
        (Reason.ALLOW_REPLY_IN_WINDOW, Reason.DENY_WINDOW_CLOSED),
        (Reason.ALLOW_REPLY_AFTER_OPTOUT, Reason.DENY_WINDOW_CLOSED),
        (Reason.ALLOW_CONSENT_VALID, Reason.DENY_CONSENT_EXPIRED),
        (Reason.ALLOW_OPTOUT_CONFIRMATION, Reason.DENY_UNKNOWN),
    ],
)
def test_an_allow_that_ended_is_a_deny_with_its_reason(reason: Reason, after: Reason) -> None:
    known = outlook(Decision(Verdict.ALLOW, reason, until=NOW + 10))
    assert at(known, NOW + 9).reply.verdict is Verdict.ALLOW
    over = at(known, NOW + 10).reply
    assert (over.verdict, over.reason, over.until) == (Verdict.DENY, after, None)


def test_each_decision_lapses_for_itself_and_a_deny_stays() -> None:
    known = outlook(
        Decision(Verdict.DENY, Reason.DENY_WINDOW_CLOSED, until=NOW - 5),
        early=Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID, until=NOW + 1),
        late=Decision(Verdict.ALLOW, Reason.ALLOW_CONSENT_VALID, until=NOW + 100),
    )
    assert lapses_at(known, NOW) == NOW + 1
    then = at(known, NOW + 2)
    assert then.reply == known.reply
    assert then.templates["early"].verdict is Verdict.DENY
    assert then.templates["late"].verdict is Verdict.ALLOW
