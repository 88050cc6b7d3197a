"""Does a free text look like an offer? One explainable rule for both sides: it finds words and never decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from server_stub.contract.folding import fold

USUAL_WORDS = (
    "promoção",
    "promoções",
    "desconto",
    "oferta",
    "imperdível",
    "liquidação",
    "cupom",
    "frete grátis",
    "% off",
    "black friday",
    "compre já",
    "aproveite",
    "só hoje",
    "últimas unidades",
    "leve 2",
    "leve 3",
    "cashback",
)


def promotional_words(text: str, words: Sequence[str]) -> list[str]:
    """Those of `words` that the text holds as whole words, in their order; case and accents do not matter."""
    plain = f" {_plain(text)} "
    return [word for word in words if (needle := _plain(word)) and f" {needle} " in plain]


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w%]+", " ", fold(text).replace("%", " % ")).split())
