"""Command line of the desktop."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    """Entry point `balcao`."""
    if sys.argv[1:2] == ["--check-spelling"]:
        # The built program starts itself as the process that holds the dictionaries; nobody else is to know of it.
        from desktop.infra.spelling.child import main as check_spelling

        return check_spelling(sys.argv[2])
    options = _parser().parse_args()
    # Qt is imported only when the words of the command line made sense: --help is instant.
    from desktop.runtime.lean import begin_lean

    begin_lean()
    from desktop.front import Options, start

    return start(Options(**vars(options)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="balcao", description="Serve customers on WhatsApp.")
    parser.add_argument("--gateway", default="", metavar="URL", help="address of the gateway, for the sign-in form")
    parser.add_argument(
        "--profile", default="", type=_profile, metavar="NAME", help="keep this window's account apart from others"
    )
    parser.add_argument("--language", default="", choices=["pt_BR", "en"], help="for this start only")
    parser.add_argument("--theme", default="", choices=["light", "dark"], help="for this start only")
    parser.add_argument("--data", default=None, type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument("--smoke", action="store_true", help="show the window, close it and end")
    return parser


def _profile(name: str) -> str:
    from desktop.infra.profiles import is_profile_name

    if name and not is_profile_name(name):
        raise argparse.ArgumentTypeError("letters, digits, dot, dash and underscore only")
    return name


if __name__ == "__main__":
    sys.exit(main())
