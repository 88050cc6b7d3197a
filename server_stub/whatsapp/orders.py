"""An order from the catalogue: its items with amounts, and the same in plain words for lists and searches."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from server_stub.contract.content import Content, Kind, Order, OrderItem
from server_stub.whatsapp.lenient import Json, listing, mapping, text, whole

_Fields = dict[str, Json]
_MOST = 1_000_000_000
"""Of one item; a number beyond it is no quantity that anybody meant."""


def order_content(body: _Fields) -> Content:
    """Never raises: what is no amount is left out, a missing quantity is one."""
    items = [_item(mapping(product)) for product in listing(body.get("product_items"))]
    note = text(body.get("text"))
    lines = [_line(item) for item in items]
    order = Order(items=items, catalog_id=text(body.get("catalog_id")), note=note)
    return Content(kind=Kind.ORDER, text="\n".join([note, *lines] if note else lines), order=order)


def _item(product: _Fields) -> OrderItem:
    quantity = whole(product.get("quantity"))
    return OrderItem(
        product_id=text(product.get("product_retailer_id")),
        quantity=1 if quantity is None or quantity < 1 else min(quantity, _MOST),
        price=_amount(text(product.get("item_price"))),
        currency=text(product.get("currency")),
    )


def _amount(written: str) -> str:
    try:
        amount = Decimal(written)
    except InvalidOperation:
        return ""
    return written if amount.is_finite() and abs(amount) < 10**15 else ""


def _line(item: OrderItem) -> str:
    price = " ".join(filter(None, (item.price, item.currency)))
    line = f"{item.quantity} × {item.product_id}"
    return f"{line} ({price})" if price else line
