"""Collects the interface's texts into resources/translations/*.ts and compiles them; Linguist is for in between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent


def collect(catalogue: Path, *options: str) -> None:
    """Add new texts, drop those that are gone; what is translated stays."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "desktop").rglob("*.py"))]
    command = [str(TOOLS / "pyside6-lupdate"), "-silent", "-no-obsolete", "-locations", "none", *options]
    subprocess.run([*command, *sources, "-ts", str(catalogue)], cwd=ROOT, check=True)


def compile_catalogue(catalogue: Path) -> None:
    command = [str(TOOLS / "pyside6-lrelease"), "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm"))]
    subprocess.run(command, cwd=ROOT, check=True)


def main() -> None:
    portuguese, english = FOLDER / "balcao_pt_BR.ts", FOLDER / "balcao_en.ts"
    collect(portuguese)
    collect(english, "-pluralonly")  # the texts in the source are English already, but for their plurals
    for catalogue in (portuguese, english):
        compile_catalogue(catalogue)


if __name__ == "__main__":
    main()
