"""The process that holds Hunspell: reads questions, one JSON object a line, and writes one answer to each.

Started by `speller.py`, as a file of its own or by the built program; knows nothing of the rest of the desktop.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any, BinaryIO, Final

DICTIONARIES: Final = {"pt_BR": ("pt_BR",), "en": ("en_US", "en_GB")}
"""Of each language; a word is right if one of them knows it."""
_MOST_SUGGESTIONS: Final = 5


class Missing(Exception):
    """The library or a dictionary is not there."""


class Books:
    """Dictionaries out of `folder`, each loaded when it is asked for first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, Any] = {}

    def wrong(self, words: list[str], languages: list[str]) -> list[str]:
        books = [book for language in languages for book in self._of(language)]
        return [word for word in words if not any(book.spell(word) for book in books)]

    def suggestions(self, word: str, languages: list[str]) -> list[str]:
        """In turn from each language: nobody knows which one was meant."""
        lists = [
            list(dict.fromkeys(chain.from_iterable(book.suggest(word) for book in self._of(language))))
            for language in languages
        ]
        turns = chain.from_iterable(zip_longest(*lists))
        return list(dict.fromkeys(found for found in turns if found))[:_MOST_SUGGESTIONS]

    def _of(self, language: str) -> list[Any]:
        return [self._book(name) for name in DICTIONARIES[language]]

    def _book(self, name: str) -> Any:
        if name not in self._loaded:
            try:
                self._loaded[name] = self._load(name)
            except (ImportError, OSError) as error:
                raise Missing from error
        return self._loaded[name]

    def _load(self, name: str) -> Any:
        """Hunspell wants files, and has read them when it is built."""
        from hunspell import Hunspell

        with tempfile.TemporaryDirectory(prefix="balcao-words-") as place:
            for kind in ("aff", "dic"):
                packed = self._folder / f"{name}.{kind}.gz"
                (Path(place) / f"{name}.{kind}").write_bytes(gzip.decompress(packed.read_bytes()))
            # UTF-8: on Windows the person's folder may have letters that the system's code page has not.
            book = Hunspell(name, hunspell_data_dir=place, system_encoding="UTF-8")
        ours = self._folder / f"{name}.words"
        for word in ours.read_text(encoding="utf-8").split() if ours.is_file() else ():
            book.add(word)
        return book


def answer(books: Books, question: dict[str, Any]) -> dict[str, Any]:
    """`{"wrong": [...], "languages": [...]}` or `{"suggest": word, "languages": [...]}`."""
    try:
        if "suggest" in question:
            return {"suggestions": books.suggestions(question["suggest"], question["languages"])}
        return {"wrong": books.wrong(question["wrong"], question["languages"])}
    except Missing:
        return {"missing": True}


def serve(folder: Path, questions: BinaryIO, answers: BinaryIO) -> int:
    """Until nobody asks any more."""
    books = Books(folder)
    for line in questions:
        answers.write(json.dumps(answer(books, json.loads(line))).encode() + b"\n")
        answers.flush()
    return 0


def main(folder: str) -> int:
    """By number: a program built without a console has no sys.stdin."""
    with open(0, "rb", closefd=False) as questions, open(1, "wb", closefd=False) as answers:
        return serve(Path(folder), questions, answers)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
