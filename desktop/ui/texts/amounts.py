"""Amounts of money, as people of this language write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from PySide6.QtCore import QLocale

_SIGNS = {"BRL": "R$", "USD": "US$", "EUR": "€", "GBP": "£", "ARS": "AR$", "UYU": "$U", "PYG": "₲", "CLP": "CLP$"}
_WHOLE = frozenset({"CLP", "PYG", "JPY", "KRW", "VND", "ISK"})
"""Currencies without a smaller unit (ISO 4217)."""
_DIGITS = 60
"""More than any sum has whose parts are amounts (domain.orders)."""
_NO_BREAK = "\u00a0"


def amount(value: Decimal, currency: str) -> str:
    """R$ 1.234,50; a currency without a sign of its own goes by its code. Exact: no number becomes a float."""
    places = 0 if currency in _WHOLE else 2
    with localcontext(prec=_DIGITS):
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded.copy_abs():f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", QLocale().groupSeparator())
    digits = f"{grouped}{QLocale().decimalPoint()}{fraction}" if fraction else grouped
    sign = _SIGNS.get(currency, currency)
    shown = f"{sign}{_NO_BREAK}{digits}" if sign else digits
    return f"-{shown}" if rounded < 0 else shown
