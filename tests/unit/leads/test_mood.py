"""Golden cases of the mood of waiting: by words, by number of messages, by the time against the target."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.domain.mood import Mood, any_upset, is_upset, mood

UPSET = [
    "Isso é um ABSURDO",
    "vocês são péssimos",
    "que PALHAÇADA é essa??",
    "vou no Procon",
    "notei o descaso",
    "vou abrir um reclame aqui",
    "reclameaqui já!",
    "Ninguém me responde",
    "falta de respeito com o cliente",
    "nunca mais compro aí",
    "quero meu dinheiro de volta",
    "cansei de esperar",
    "isso é golpe",
    "This is ridiculous",
    "I'm still waiting",
    "nobody answers me",
    "I want my money back",
    "esto es una estafa",
    "nadie me contesta",
    "¡Qué vergüenza!",
    "😡",
    "ok 🤬",
    "CADÊ MEU PEDIDO!!!",
    "vergonhoso esse atendimento",
]
CALM = [
    "",
    "Oi",
    "Bom dia, qual o preço?",
    "não é golpe, né?",
    "isso não é um absurdo",
    "it is not terrible",
    "it isn't that horrible",
    "no es una estafa, ¿verdad?",
    "nota de escrito",
    "sem raiva, só quero saber o prazo",
    "Obrigado!!!",
    "OK",
    "SIM!",
    "PEDIDO 123456",
    "meu advogadinho de pelúcia chegou",
    "lixeira de cozinha tem?",
    "comprei uma drogaria de brinquedo",
    "classhit",
    "😀👍",
]


@pytest.mark.parametrize("text", UPSET)
def test_upset_words_are_noticed(text: str) -> None:
    assert is_upset(text)
    assert any_upset(["oi", text])


@pytest.mark.parametrize("text", CALM)
def test_ordinary_words_are_not(text: str) -> None:
    assert not is_upset(text)


@pytest.mark.parametrize(
    ("unanswered", "waited", "upset", "expected"),
    [
        (0, None, True, Mood.CALM),
        (0, 500, False, Mood.CALM),
        (1, 0, False, Mood.CALM),
        (1, 499, False, Mood.CALM),
        (1, 500, False, Mood.WAITING),
        (2, 0, False, Mood.WAITING),
        (2, 999, False, Mood.WAITING),
        (1, 1000, False, Mood.IMPATIENT),
        (3, 0, False, Mood.IMPATIENT),
        (1, 0, True, Mood.UPSET),
        (9, 9999, True, Mood.UPSET),
    ],
)
def test_mood_by_messages_and_time(unanswered: int, waited: int | None, upset: bool, expected: Mood) -> None:
    since = None if waited is None else 1_000_000
    now = 1_000_000 + (waited or 0)
    found = mood(unanswered=unanswered, waiting_since=since, answer_due_at=1_001_000, now=now, upset=upset)
    assert found is expected


def test_without_a_target_only_messages_tell() -> None:
    ages = [mood(unanswered=n, waiting_since=0, answer_due_at=None, now=10**9) for n in (1, 2, 3)]
    assert ages == [Mood.CALM, Mood.WAITING, Mood.IMPATIENT]


@given(st.integers(1, 9), st.integers(0, 5000), st.integers(0, 5000), st.booleans())
def test_nobody_calms_down_by_waiting_longer(unanswered: int, waited: int, more: int, upset: bool) -> None:
    order = list(Mood)
    ages = [
        order.index(mood(unanswered=n, waiting_since=0, answer_due_at=2000, now=now, upset=upset))
        for n, now in ((unanswered, waited), (unanswered + 1, waited + more))
    ]
    assert ages == sorted(ages)
