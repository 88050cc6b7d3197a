"""What is pasted is what was meant."""

from __future__ import annotations

import pytest

from desktop.domain.pasting import pasted_text


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("olá", "olá"),
        ("um\r\ndois\rtrês\u2028quatro", "um\ndois\ntrês\nquatro"),
        ("a\0b\x07c\ufeff", "abc"),
        ("  https://loja.example/p?id=1 \n", "https://loja.example/p?id=1"),
        ("  duas palavras ", "  duas palavras "),
        ("veja https://loja.example ", "veja https://loja.example "),
        ("tab\tfica", "tab\tfica"),
        ("👩\u200d💻 e \u202eabc", "👩\u200d💻 e \u202eabc"),
        ("só \ud83d metade", "só  metade"),
    ],
)
def test_plain_text(plain: str, expected: str) -> None:
    assert pasted_text(plain) == expected


def test_an_emoji_that_came_as_a_picture_is_there() -> None:
    html = "<html><head><title>x</title></head><p>Obrigada <img alt='🙏🏽' src='x.png'> até&nbsp;logo</p><p>Ana</p>"
    assert pasted_text("Obrigada  até logo\nAna", html) == "Obrigada 🙏🏽 até logo\nAna"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Oi 😀</p><img alt='😀'>",
        "<p>Oi</p><img alt='logotipo da loja'>",
        "<p>Oi</p><img src='x'>",
        "<img alt='😀'" + " " * 2_000_000,
        "<img",
    ],
)
def test_else_the_plain_text_counts(html: str) -> None:
    assert pasted_text("Oi 😀", html) == "Oi 😀"
