"""How much an app form may say: bounds that real forms never reach."""

from __future__ import annotations

from typing import Final

from server_stub.contract.capture import FormConsent

_MOST_ANSWERS: Final = 20
_TEXTS: Final = {
    "phone": 40,
    "name": 200,
    "form_url": 2000,
    "form_version": 100,
    "ip": 45,
    "user_agent": 500,
}
"""Characters of the longest value of each field."""
_LANGUAGES: Final = frozenset({"pt-BR", "en"})
_MOST_EVIDENCE: Final = 50
_LONGEST_NAME: Final = 100
_LONGEST_VALUE: Final = 2000


def too_large(form: FormConsent) -> str:
    """Name of the first field that is out of bounds, "" where none is. One answer for each purpose."""
    for field, limit in _TEXTS.items():
        if len(getattr(form, field)) > limit:
            return field
    if form.language not in _LANGUAGES:
        return "language"
    purposes = [answer.purpose for answer in form.answers]
    if not 0 < len(purposes) <= _MOST_ANSWERS or len(set(purposes)) < len(purposes):
        return "answers"
    if any(len(it.purpose) > _LONGEST_NAME or len(it.notice_version) > _LONGEST_NAME for it in form.answers):
        return "answers"
    pairs = form.evidence.items()
    fits = all(len(name) <= _LONGEST_NAME and len(value) <= _LONGEST_VALUE for name, value in pairs)
    return "" if fits and len(pairs) <= _MOST_EVIDENCE else "evidence"
