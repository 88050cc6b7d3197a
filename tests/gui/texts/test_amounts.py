"""Amounts are exact and written as people of the language write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.orders import item_total, order_total
from desktop.ui.texts.amounts import amount
from server_stub.contract.content import Order, OrderItem


@pytest.mark.parametrize(
    ("language", "value", "currency", "shown"),
    [
        ("pt_BR", "1234567.5", "BRL", "R$\u00a01.234.567,50"),
        ("en", "1234567.5", "BRL", "R$\u00a01,234,567.50"),
        ("pt_BR", "0.005", "USD", "US$\u00a00,01"),
        ("pt_BR", "-3", "EUR", "-€\u00a03,00"),
        ("pt_BR", "30", "ILS", "ILS\u00a030,00"),
        ("pt_BR", "1500.4", "CLP", "CLP$\u00a01.500"),
        ("pt_BR", "9.99", "", "9,99"),
        ("pt_BR", "9" * 40, "BRL", "R$\u00a0" + ".".join(["9", *["999"] * 13]) + ",00"),
    ],
)
def test_amounts(speaker, language: str, value: str, currency: str, shown: str) -> None:
    speaker.speak(language)
    assert amount(Decimal(value), currency) == shown


def test_a_sum_is_told_only_where_it_is_known() -> None:
    bread, cake = OrderItem("p", 10, "0.1", "BRL"), OrderItem("c", 1, "45.5", "BRL")
    assert order_total(Order([bread, cake])) == (Decimal("46.5"), "BRL")
    assert order_total(Order([bread, OrderItem("x", 1, "1", "USD")])) is None
    assert order_total(Order([bread, OrderItem("x", 1, "", "BRL")])) is None
    assert order_total(Order([])) is None
    for price in ("NaN", "Infinity", "1e999999", "abc", "9" * 16):
        assert item_total(OrderItem("x", 1, price, "BRL")) is None
