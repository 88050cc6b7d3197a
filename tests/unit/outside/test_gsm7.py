"""How much an SMS holds."""

from __future__ import annotations

import pytest

from server_stub.channels.gsm7 import fits_gsm7, parts_of, plain_spelling
from server_stub.services.outside import sms_texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("ç" * 134, 2),
        ("ç" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_they_are_charged(text: str, parts: int) -> None:
    assert parts_of(text) == parts


def test_spelling_without_accents_fits() -> None:
    plain = plain_spelling("Você não receberá “promoções” – só avisos… ª º")
    assert plain == 'Voce nao recebera "promocoes" - so avisos... a o'
    assert fits_gsm7(plain)
    assert not fits_gsm7("não")


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_question_takes_one_part_with_the_address_of_its_text_where_that_fits(language: str) -> None:
    url = "https://permissao.example/m/n/txn.order-v1-en"
    short = sms_texts.question(language, "Loja", "Avisos", url)
    assert url in short
    assert parts_of(short) == 1
    long = sms_texts.question(language, "Loja Exemplo de Presentes", "Notícias do seu pedido", url)
    assert url in long
    assert parts_of(long) == 2
    endless = sms_texts.question(language, "Loja", "Avisos", "https://example.com/" + "a" * 300)
    assert "https" not in endless


@pytest.mark.parametrize("language", ["pt", "en"])
def test_every_text_is_plain_and_names_who_speaks(language: str) -> None:
    texts = [
        sms_texts.question(language, "Loja Exemplo", "Promoções", ""),
        sms_texts.granted(language, "Loja Exemplo", "Promoções"),
        sms_texts.pending(language, "Loja Exemplo", "https://wa.me/551140001234?text=BALCAO-7K2M9QXH"),
        sms_texts.left(language, "Loja Exemplo", everything=False),
        sms_texts.left(language, "Loja Exemplo", everything=True),
    ]
    assert all(fits_gsm7(text) and "Loja Exemplo" in text for text in texts)
    assert all(parts_of(text) == 1 for text in texts)
