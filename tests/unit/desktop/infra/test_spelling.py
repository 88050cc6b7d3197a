"""The real dictionaries, asked through the process that holds them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.domain.errors import LocalProblem
from desktop.domain.spelling import words
from desktop.domain.spelling_book import SpellingBook
from desktop.infra.spelling.speller import DICTIONARIES, ChildSpeller
from tests.helpers.source_tree import ROOT

PORTUGUESE, BOTH = ("pt_BR",), ("pt_BR", "en")


@pytest.fixture
async def speller() -> AsyncIterator[ChildSpeller]:
    made = ChildSpeller()
    yield made
    await made.close()


async def test_the_languages_know_their_words(speller: ChildSpeller) -> None:
    asked = [
        "atendmento",
        "atendimento",
        "você",
        "voce",
        "segunda-feira",
        "avise-nos",
        "d'água",
        "Pix",
        "colour",
        "don't",
    ]
    assert await speller.wrong(asked, PORTUGUESE) == {"atendmento", "voce", "colour", "don't"}
    assert await speller.wrong([*asked, "color", "recieve"], BOTH) == {"atendmento", "voce", "recieve"}
    assert await speller.wrong([], BOTH) == frozenset()
    assert await speller.wrong(asked, ()) == frozenset()
    assert "atendimento" in (await speller.suggestions("atendmento", PORTUGUESE))[:3]
    assert "você" in await speller.suggestions("voce", PORTUGUESE)
    assert {"receive", "você"} & set(await speller.suggestions("recieve", BOTH)) == {"receive"}
    assert await speller.suggestions("voce", ()) == ()


@pytest.mark.parametrize("is_long_gone", [False, True])
async def test_a_process_that_dies_is_started_again_and_rests_when_told(
    speller: ChildSpeller, is_long_gone: bool
) -> None:
    """One that is long gone cannot even be asked: what was written for it must not be in the way of its end."""
    assert await speller.wrong(["casa"], ("en",)) == {"casa"}
    process = speller._process
    assert process is not None
    os.kill(process.pid, signal.SIGTERM)
    if is_long_gone:
        await asyncio.to_thread(process.wait)
    assert await speller.wrong(["house", "huose"], ("en",)) == {"huose"}
    await speller.rest()
    assert speller._process is None
    assert await speller.wrong(["huose"], ("en",)) == {"huose"}


async def test_what_was_asked_and_is_not_wanted_any_more_is_not_done(speller: ChildSpeller) -> None:
    first = asyncio.ensure_future(speller.wrong(["house"], ("en",)))
    stale = asyncio.ensure_future(speller.suggestions("atendmento", PORTUGUESE))
    await asyncio.sleep(0)
    stale.cancel()
    assert await first == frozenset()
    assert stale.cancelled()
    assert await speller.wrong(["huose"], ("en",)) == {"huose"}


async def test_a_dictionary_that_is_missing_is_said(tmp_path: Path) -> None:
    speller = ChildSpeller(tmp_path)
    try:
        with pytest.raises(LocalProblem) as problem:
            await speller.wrong(["casa"], PORTUGUESE)
        assert problem.value.code == "spelling_unavailable"
    finally:
        await speller.close()


async def test_our_own_phrases_are_spelt_right(speller: ChildSpeller) -> None:
    kept = json.loads((ROOT / "resources" / "phrases" / "pt_BR.json").read_text(encoding="utf-8"))
    found = [word.text for phrase in kept for word in words(phrase["text"])]
    book = SpellingBook()
    asked = book.questions(found)
    assert asked
    book.judge(asked, await speller.wrong(asked, PORTUGUESE))
    assert [word for word in found if not book.is_right(word)] == []


def test_every_dictionary_has_its_licence() -> None:
    names = {path.name.split(".")[0] for path in DICTIONARIES.glob("*.dic.gz")}
    assert names == {"pt_BR", "en_US", "en_GB"}
    for name in names:
        assert (DICTIONARIES / f"{name}.aff.gz").is_file()
        assert (DICTIONARIES / f"LICENSE.{name}").is_file()
        assert f"`LICENSE.{name}`" in (DICTIONARIES / "README.md").read_text(encoding="utf-8")
