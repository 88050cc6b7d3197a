"""What an order comes to."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from server_stub.contract.content import Order, OrderItem

_DEAREST: Final = 10**15
"""What costs more, or is more, is not an amount that anybody meant."""


def item_total(item: OrderItem) -> Decimal | None:
    """None where the price of one is not known."""
    price = unit_price(item)
    return None if price is None else price * item.quantity


def unit_price(item: OrderItem) -> Decimal | None:
    try:
        price = Decimal(item.price)
    except InvalidOperation:
        return None
    return price if price.is_finite() and abs(price) < _DEAREST and item.quantity < _DEAREST else None


def order_total(order: Order) -> tuple[Decimal, str] | None:
    """The sum and its currency; None where an amount is missing or there are several currencies."""
    sums = [item_total(item) for item in order.items]
    currencies = {item.currency for item in order.items}
    if not sums or len(currencies) != 1 or None in sums:
        return None
    return sum((each for each in sums if each is not None), Decimal(0)), currencies.pop()
