"""Whether things move that need not: by choice, else by what the system and the line ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_REMOTE: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "X2GO_SESSION", "XRDP_SESSION", "NXSESSIONID")
"""Variables of sessions whose screen is somewhere else: SSH, X2Go, xrdp, NoMachine."""


def few_wanted(choice: str, *, asked_by_computer: bool) -> bool:
    """`choice`: a value of application.preferences.EFFECTS."""
    return choice == "few" or (choice == "system" and asked_by_computer)


def is_remote(environment: Mapping[str, str]) -> bool:
    """By the variables of a session on Linux; `SESSIONNAME` begins with RDP- in a remote session of Windows."""
    if environment.get("SESSIONNAME", "").upper().startswith("RDP-"):
        return True
    return any(environment.get(name) for name in _REMOTE)
