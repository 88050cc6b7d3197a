"""The states of Brazil, as addresses and lists name them."""

from __future__ import annotations

STATES = tuple(
    "AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO".split()  # noqa: SIM905 - readable
)
