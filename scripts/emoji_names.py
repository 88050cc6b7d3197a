"""Makes resources/emoji/emoji.json from the npm package emojibase-data: `npm pack emojibase-data`, then give the file.

Names and keywords are Unicode's CLDR (Unicode License v3), gathered by Emojibase (MIT); both stand in the file.
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from desktop.domain.matching import fold  # noqa: E402 - the program's own idea of equal letters

TARGET = ROOT / "resources" / "emoji" / "emoji.json"
NEWEST = 15
"""Version of the emoji standard: what phones of some years ago draw too."""
COMPONENTS = 2
"""The group of skin tones and hair, which stand for nothing alone."""
TEXT_BY_DEFAULT = 0
OURS = {
    "🙏": "obrigado|obrigada|valeu|por favor",
    "👍": "joinha|sim|ok|beleza|combinado",
    "👎": "não|ruim",
    "😂": "kkk|rindo|risada",
    "🤣": "kkk|rindo muito",
    "✅": "sim|feito|confirmado|pago",
    "❌": "não|cancelado|errado",
    "📦": "encomenda|pedido|entrega",
    "🚚": "entrega|frete|a caminho",
    "💳": "pagamento|cartão",
    "🧾": "nota fiscal|recibo|boleto",
    "💬": "mensagem|conversa",
    "⏰": "prazo|horário|hora",
    "📅": "agenda|data|marcar",
    "🎉": "parabéns|uhul",
    "👋": "oi|olá|tchau",
    "💰": "dinheiro|grana|preço",
    "📍": "endereço|local",
    "🏠": "casa|endereço",
}
"""What people here call them besides."""
LICENCE = (
    "Names and keywords: Unicode CLDR, copyright Unicode, Inc., Unicode License v3 (https://www.unicode.org/license.txt)."
    " Gathered by Emojibase, copyright 2017-2019 Miles Johnson, MIT License (https://github.com/milesj/emojibase)."
)


def keywords(entry: dict[str, Any], more: str = "") -> str:
    """Everything it is found by, the name first, folded and without repetitions."""
    said = [entry["label"], *entry.get("tags", ()), *more.split("|")]
    return "|".join(dict.fromkeys(fold(word) for word in said if fold(word)))


def tones(entry: dict[str, Any]) -> list[str]:
    """The same in the five skin tones, lightest first; none for pairs of two tones."""
    plain = {skin["tone"]: skin["emoji"] for skin in entry.get("skins", ()) if isinstance(skin["tone"], int)}
    return [plain[tone] for tone in range(1, 6)] if len(plain) == 5 else []


def sign(entry: dict[str, Any]) -> str:
    """As phones write it: asked for as a picture only where it would be drawn as text otherwise."""
    written = entry["emoji"]
    needless = len(written) == 2 and entry["type"] != TEXT_BY_DEFAULT
    return written.removesuffix("\ufe0f") if needless else written


def rows(portuguese: list[dict[str, Any]], english: list[dict[str, Any]]) -> list[list[Any]]:
    """[emoji, group, name pt, name en, keywords pt, keywords en, tones] in the order of the standard."""
    named = {entry["hexcode"]: entry for entry in english}
    shown = [it for it in portuguese if it.get("group", COMPONENTS) != COMPONENTS and it["version"] <= NEWEST]
    made = []
    for entry in sorted(shown, key=lambda each: each["order"]):
        other = named[entry["hexcode"]]
        group = entry["group"] - (entry["group"] > COMPONENTS)
        shown_as = sign(entry)
        words = [keywords(entry, OURS.get(shown_as, "")), keywords(other)]
        made.append([shown_as, group, entry["label"], other["label"], *words, tones(entry)])
    return made


def main() -> None:
    with tarfile.open(sys.argv[1]) as package:
        read = [
            json.load(package.extractfile(f"package/{language}/data.json"))  # type: ignore[arg-type]
            for language in ("pt", "en")
        ]
    made = rows(read[0], read[1])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in made)
    TARGET.write_text(f'{{"licence":{json.dumps(LICENCE)},\n"emoji":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
