"""The golden cases of the opt-out language: what acts, what asks, and what must never be mistaken for it (4.3)."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server_stub.contract.rights import Right
from server_stub.domain.optout import (
    NOWHERE,
    Certainty,
    Recognised,
    Situation,
    Wish,
    is_automatic,
    is_way_out,
    recognise,
)
from server_stub.domain.optout_words import normalise

A, B, C, D = "A", "B", "C", "D"
PROMOTION = Situation(after_promotion=True, after_template=True)
TEMPLATE = Situation(after_template=True)
MENU = Situation(in_menu=True)
CART = Situation(in_cart=True)
EVERYWHERE = (NOWHERE, PROMOTION, TEMPLATE, MENU, CART)

GOLDEN = [
    ("SAIR", PROMOTION, A),
    ("sair", MENU, C),
    ("vou sair às 18h", None, D),
    ("Parar.", None, A),
    ("PARE!", None, A),
    ("pareee", None, A),
    ("quero parar de fumar", None, D),
    ("não quero parar o tratamento", None, D),
    ("para!", None, C),
    ("pára", None, C),
    ("é para amanhã", None, D),
    ("para de mandar mensagem", None, B),
    ("CANCELAR", PROMOTION, A),
    ("CANCELAR", NOWHERE, C),
    ("quero cancelar meu plano", None, D),
    ("não", None, D),
    ("não quero", None, D),
    ("não quero mais receber isso", None, B),
    ("remover", CART, D),
    ("remover", NOWHERE, A),
    ("descadastrar-me", None, A),
    ("me descadastra", None, A),
    ("isso é spam", None, B),
    ("vou denunciar", None, B),
    ("isso é spam, vou denunciar", None, B),
    ("quem é você? número errado", TEMPLATE, C),
    ("quem é você?", NOWHERE, D),
    ("🛑", TEMPLATE, C),
    ("🚫", TEMPLATE, C),
    ("🛑", NOWHERE, D),
    ("STOP por favor", None, A),
    ("unsubscribe", None, A),
    ("opt-out", None, A),
    ("STOPALL", None, A),
    ("baja", None, A),
    ("planta baja", None, D),
    ("I can't stop laughing", None, D),
    ("Responda SAIR para não receber", None, D),
    ("S A I R", PROMOTION, A),
    ("pagar", None, D),
    ("parear", None, D),
    ("parece", None, D),
    ("cair", None, D),
    ("preciso sair da lista de espera?", None, D),
    ("vai parar tudo aqui hoje", None, D),
    ("SIM", None, D),
]
"""Text, what it answers (None: whatever it is; a word that leaves a menu aside), class."""

ACTS = [
    ("SAIR", "mkt.*", "pt"),
    ("SAIR!!", "mkt.*", "pt"),
    ("Sáir.", "mkt.*", "pt"),
    ("siar", "mkt.*", "pt"),
    ("sairr", "mkt.*", "pt"),
    ("parrar", "mkt.*", "pt"),
    ("descadrastar", "mkt.*", "pt"),
    ("PARAR 🙏", "mkt.*", "pt"),
    ("PARAR 🛑", "mkt.*", "pt"),
    ("quero parar", "mkt.*", "pt"),
    ("sair, por favor", "mkt.*", "pt"),
    ("Não quero mais receber", "mkt.*", "pt"),
    ("Parar promoções", "mkt.*", "pt"),
    ("Parem de me mandar, por favor", "mkt.*", "pt"),
    ("Não me mandem mais mensagens", "*", "pt"),
    ("não quero receber mais nada!", "*", "pt"),
    ("Sair da lista", "mkt.*", "pt"),
    ("quero sair das promoções", "mkt.*", "pt"),
    ("sair de tudo", "*", "pt"),
    ("PARAR TUDO!", "*", "pt"),
    ("ＳＴＯＰ", "mkt.*", "en"),
    ("opt out please", "mkt.*", "en"),
    ("STOPALL", "*", "en"),
    ("Baja por favor", "mkt.*", "es"),
    ("No quiero recibir más", "mkt.*", "es"),
    ("darme de baja", "mkt.*", "es"),
    ("> Responda SAIR para não receber\nSAIR", "mkt.*", "pt"),
]
STRONG = [
    ("não me mandem mais ofertas", "pt"),
    ("bom dia, por favor parem de me mandar promoções, obrigada", "pt"),
    ("tira meu número da lista", "pt"),
    ("quero sair da lista de transmissão", "pt"),
    ("como faço para sair dessas promoções", "pt"),
    ("Já pedi: não quero receber mensagens de vocês", "pt"),
    ("quero parar de receber essas mensagens", "pt"),
    ("dejen de enviarme publicidad", "es"),
    ("no quiero recibir más mensajes de ustedes", "es"),
    ("quiten mi número de la lista", "es"),
    ("¿cómo puedo darme de baja?", "es"),
    ("please stop sending me these messages", "en"),
    ("don't message me anymore", "en"),
    ("take me off your list", "en"),
    ("I do not want to receive any more offers", "en"),
    ("this is spam", "en"),
]
NOTHING = [
    "stop, o Zé não vem",
    "não pare de mandar ofertas",
    "não deixem de mandar as novidades",
    "posso parar de enviar os documentos?",
    "não mande mais o boleto para o e-mail antigo",
    "não quero receber o produto em casa",
    "não quero mais nada, obrigado",
    "vou bloquear o cartão",
    "minha mensagem caiu no spam",
    "quero denunciar um golpe que sofri",
    "tira o meu nome do contrato",
    "why did you stop sending offers?",
    "don't stop sending offers",
    "I don't want the red one",
    "no dejen de enviarme ofertas",
    "https://loja.example/parar",
    "a parar",
    "obrigado",
    "por favor",
    "",
    "👍",
    "sair " * 40,
    "Mensagem automática: no momento não podemos responder. Não quero receber mensagens aqui.",
]
DATA = [
    ("apagar meus dados", Right.ERASURE),
    ("por favor excluam todos os meus dados", Right.ERASURE),
    ("delete my personal data", Right.ERASURE),
    ("borren mis datos", Right.ERASURE),
    ("LGPD", Right.ACCESS),
    ("meus dados", Right.ACCESS),
    ("quais dados vocês têm sobre mim?", Right.ACCESS),
    ("quero uma cópia dos meus dados", Right.ACCESS),
]


def class_of(found: Recognised | None) -> str:
    return D if found is None else found.certainty.value


@pytest.mark.parametrize(("text", "situation", "wanted"), GOLDEN, ids=[f"{row[0]}-{row[2]}" for row in GOLDEN])
def test_golden_cases(text: str, situation: Situation | None, wanted: str) -> None:
    for one in (NOWHERE, PROMOTION, TEMPLATE) if situation is None else (situation,):
        assert class_of(recognise(text, one)) == wanted, one


@pytest.mark.parametrize(("text", "scope", "language"), ACTS, ids=[row[0] for row in ACTS])
def test_a_clear_wish_acts(text: str, scope: str, language: str) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.wish, found.certainty) == (Wish.LEAVE, Certainty.ACT)
    assert (found.scope, found.language) == (scope, language)
    assert found.rule.startswith("word:")


@pytest.mark.parametrize(("text", "language"), STRONG, ids=[row[0] for row in STRONG])
def test_a_strong_sentence_acts_on_promotions_and_offers_to_choose(text: str, language: str) -> None:
    for situation in (NOWHERE, PROMOTION):
        found = recognise(text, situation)
        assert found is not None
        assert (found.wish, found.certainty) == (Wish.LEAVE, Certainty.ACT_AND_OFFER)
        assert (found.scope, found.language) == ("mkt.*", language)


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_words_do_nothing(text: str) -> None:
    for situation in EVERYWHERE:
        assert recognise(text, situation) is None


@pytest.mark.parametrize(("text", "right"), DATA, ids=[row[0] for row in DATA])
def test_a_right_over_data_is_asked_for(text: str, right: Right) -> None:
    found = recognise(text)
    assert found is not None
    assert (found.wish, found.right) == (Wish.DATA, right)


def test_speaking_of_data_asks_for_nothing() -> None:
    for text in ("meus dados bancários são estes", "vou atualizar meus dados de entrega", "seguem os dados"):
        assert recognise(text) is None


@pytest.mark.parametrize("text", ["VOLTAR", "Voltar, por favor", "START", "volver"])
def test_coming_back(text: str) -> None:
    found = recognise(text)
    assert found is not None
    assert found.wish is Wish.RETURN
    assert recognise(text, MENU) is None


def test_away_messages_are_known() -> None:
    assert is_automatic(normalise("Olá! Esta é uma mensagem automática."))
    assert not is_automatic(normalise("Isso não é automático"))


def test_buttons_that_lead_out_are_known_by_their_title() -> None:
    assert is_way_out("Parar promoções")
    assert is_way_out("Não quero mais receber isso")
    assert not is_way_out("Cancelar")
    assert not is_way_out("Quero ver")


@given(st.text(max_size=80) | st.text("ab á!🛑", max_size=30))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(
    st.sampled_from([(row[0], row[1] or NOWHERE) for row in GOLDEN]),
    st.sampled_from(["", "!", " ...", " \n", "\u200b"]),
)
def test_case_accents_width_and_punctuation_do_not_change_the_class(case: tuple[str, Situation], ending: str) -> None:
    text, situation = case
    plain = recognise(text, situation)
    wide = "".join(chr(ord(c) + 0xFEE0) if c in string.ascii_letters else c for c in text)
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    for changed in (text.upper(), text.lower(), decomposed, bare, wide):
        other = recognise(changed + ending, situation)
        assert class_of(other) == class_of(plain)
        if other is not None and plain is not None:
            assert (other.wish, other.scope, other.rule) == (plain.wish, plain.scope, plain.rule)


@given(
    st.lists(
        st.sampled_from(["bom", "pedido", "amanhã", "cair", "pagar", "para", "é", "18h", "a", "o", "não", "mandar"]),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(EVERYWHERE),
)
def test_ordinary_words_never_act(words: list[str], situation: Situation) -> None:
    found = recognise(" ".join(words), situation)
    assert found is None or found.certainty is not Certainty.ACT


@given(st.text(max_size=60))
def test_random_text_never_acts(text: str) -> None:
    """Unless by chance it is one of the words themselves."""
    found = recognise(text)
    assert found is None or found.rule.split(":")[0] in ("word", "right", "ambiguous_word")
    assert found is None or any(len(word) >= 3 for word in normalise(text).split())
