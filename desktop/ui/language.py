"""Portuguese or English: translators and number formats of the whole application."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
"""Icons, translations and sounds, beside the packages in the source tree, in a wheel and in a built program."""

PORTUGUESE: Final = "pt_BR"
ENGLISH: Final = "en"
LANGUAGES: Final = (PORTUGUESE, ENGLISH)


def system_language() -> str:
    """The first language of this computer that we speak; Portuguese, the product's first language, if there is none."""
    for name in QLocale.system().uiLanguages():
        if name.startswith("pt"):
            return PORTUGUESE
        if name.startswith("en"):
            return ENGLISH
    return PORTUGUESE


class Speaker:
    """Holds the translators: Qt keeps only a pointer, and a collected one would silence the interface."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._translators: list[QTranslator] = []
        self.language = ""

    def speak(self, language: str) -> None:
        """Switch to one of LANGUAGES, or to the system's if it is none of them. Views built before must be rebuilt."""
        wanted = language if language in LANGUAGES else system_language()
        if wanted == self.language:
            return
        self.be_silent()
        self._translators = [
            translator for folder, name in _files(wanted) if (translator := _loaded(folder, name)) is not None
        ]
        for translator in self._translators:
            self._application.installTranslator(translator)
        QLocale.setDefault(QLocale(wanted))
        self.language = wanted

    def be_silent(self) -> None:
        """Take every translator out: the sentences of the source remain."""
        for old in self._translators:
            self._application.removeTranslator(old)
        self._translators = []
        self.language = ""


def _files(language: str) -> list[tuple[Path, str]]:
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    own = RESOURCES / "translations"
    # English needs a file too: it holds the plural forms.
    return [(qt, f"qtbase_{language}.qm"), (own, f"balcao_{language}.qm")]


def _loaded(folder: Path, name: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(str(folder / name)) else None
