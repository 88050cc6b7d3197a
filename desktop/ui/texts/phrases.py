"""Words about canned phrases while they are kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.domain.phrase_list import Entry
from server_stub.contract.phrases import (
    LONGEST_KEY,
    LONGEST_TEXT,
    LONGEST_TITLE,
    PERSONAL,
    SHARED,
    queue_of,
    queue_scope,
)

CONTEXT = "Phrases"
_SCOPES = {
    PERSONAL: QT_TRANSLATE_NOOP("Phrases", "Only mine"),
    SHARED: QT_TRANSLATE_NOOP("Phrases", "For the whole team"),
}
_OF_QUEUE = QT_TRANSLATE_NOOP("Phrases", "For the queue {name}")
_OWN = QT_TRANSLATE_NOOP("Phrases", "mine")
_TEAM = QT_TRANSLATE_NOOP("Phrases", "team")
_HIDDEN = QT_TRANSLATE_NOOP("Phrases", "hidden")
_VARIABLES = (
    (QT_TRANSLATE_NOOP("Phrases", "Customer's name"), "{{contato.nome}}"),
    (QT_TRANSLATE_NOOP("Phrases", "My name"), "{{agente.nome}}"),
    (QT_TRANSLATE_NOOP("Phrases", "Protocol"), "{{protocolo}}"),
)
_GAP = QT_TRANSLATE_NOOP("Phrases", "Gap to fill in")
_GAP_NAME = QT_TRANSLATE_NOOP("Phrases", "deadline")
_SAMPLE_NAME = QT_TRANSLATE_NOOP("Phrases", "Maria")
_PROBLEMS = {
    "key": QT_TRANSLATE_NOOP(
        "Phrases", "Write a short word of letters and digits, without blanks, at most {longest} signs."
    ),
    "taken": QT_TRANSLATE_NOOP("Phrases", "There is a phrase with this word already: choose it in the list."),
    "title": QT_TRANSLATE_NOOP("Phrases", "At most {longest} characters."),
    "text": QT_TRANSLATE_NOOP("Phrases", "Write what the phrase says, or attach a file."),
    "text_too_long": QT_TRANSLATE_NOOP("Phrases", "At most {longest} characters, as many as one message takes."),
}
_LONGEST = {"key": LONGEST_KEY, "title": LONGEST_TITLE, "text_too_long": LONGEST_TEXT}


def scopes(queues: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """`queues`: names by id."""
    fixed = [(scope, _say(words)) for scope, words in _SCOPES.items()]
    return (*fixed, *((queue_scope(it), _say(_OF_QUEUE).format(name=name)) for it, name in queues.items()))


def whose(entry: Entry, queues: Mapping[str, str]) -> str:
    """In a word, for the end of a line; of a queue its name."""
    if entry.phrase.hidden:
        return _say(_HIDDEN)
    if queue_id := queue_of(entry.scope):
        return queues.get(queue_id, "")
    return _say(_OWN if entry.scope == PERSONAL else _TEAM)


def variables() -> list[tuple[str, str]]:
    """What can be put into a phrase: (what a person calls it, as it is written)."""
    return [*((_say(words), written) for words, written in _VARIABLES), (_say(_GAP), f"{{{{?{_say(_GAP_NAME)}}}}}")]


def sample_name() -> str:
    """A customer, for showing how a phrase will read."""
    return _say(_SAMPLE_NAME)


def problem(code: str) -> str:
    return _say(_PROBLEMS[code]).format(longest=_LONGEST.get(code, 0))


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
